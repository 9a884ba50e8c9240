"""What is known of one piece of work, and how it reads.  What is not known is not invented: it counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from locmem.backlog.answers import Given
from locmem.backlog.signals import UNKNOWN, Kpi
from locmem.model.backlog_rules import Thresholds
from locmem.model.document import Risk
from locmem.model.priority import BEGUN_DAYS, BLOCKED
from locmem.model.wording import counted, listed
from locmem.render.policy import Show

_SEEN = {
    Show.LAST_CONFIRMED: "customers see the last confirmed wording",
    Show.SOURCE: "customers see the source language",
    Show.NOTHING: "customers see nothing",
}
_SENT = {
    Show.LAST_CONFIRMED: "customers are sent the last confirmed wording",
    Show.SOURCE: "customers are sent the source language",
    Show.NOTHING: "agents have nothing to send",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a market's law asks of texts: a duty on their topic, or a legal fact of theirs that becomes another.

    what: how it is called; empty for a duty, which is called by its key.
    days: until it begins, 0 while it is in force.  begins: None where it was always so.
    age: days since it began, None where nobody knows or it has not begun.
    ends: its last day, where that is soon.  left: days until then.
    is_read: whether somebody read its source.
    missing: what a machine sees that texts lack, a clause each.  unsigned: that nobody answers for it by name although
    somebody has to, in a clause; neither on what has not begun.  signed: by whom it is signed for.
    confirmed: a reviewer's word that the texts keep it, as they are today.
    """

    key: str
    what: str = ""
    days: int = 0
    begins: date | None = None
    age: int | None = None
    ends: date | None = None
    left: int = 0
    is_read: bool = True
    missing: tuple[str, ...] = ()
    unsigned: str = ""
    signed: str = ""
    confirmed: Given | None = None

    @property
    def is_begun(self) -> bool:
        """Whether it took force so lately that somebody has to say whether the texts keep it."""
        return self.age is not None and self.age <= BEGUN_DAYS

    @property
    def is_unkept(self) -> bool:
        """Whether nobody keeps it: it fails the release gate, or will."""
        return bool(self.missing or self.unsigned)

    @property
    def is_asked(self) -> bool:
        """Whether somebody has to read the texts for it.

        From before it begins until a reviewer confirmed that they keep it, or 30 days after it began: what nobody
        answered by then is left to the review of each month, which asks every duty in force.  Whoever signed for it
        has read them.  What nobody keeps and what a reviewer wants changed stays as long as it is so, whatever was
        answered.  A snooze puts off, and is no answer.
        """
        return self.confirmed is None and not self.signed and (self.days > 0 or self.is_begun)

    def __str__(self) -> str:
        what = self.what or f"the duty “{self.key.replace('_', ' ')}”"
        if self.days:
            return f"{what} begins on {self.begins}, in {counted(self.days, 'day')}"
        since = f" since {self.begins}" if self.begins else ""
        since += (f", for {counted(self.age, 'day')}" if self.age else ", today") if self.is_begun else ""
        ends = f", and ends on {self.ends}, in {counted(self.left, 'day')}" if self.ends else ""
        return f"{what} is in force{since}{ends}" + ("" if self.is_read else "; nobody read its source yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a document in one locale and market, or of a duty of a market.

    untranslated, drafts, below, stale: segments.  stale_days: since when the oldest is stale.
    is_answer: whether agents send it, and nobody looks it up.
    figures: stale segments of which a number or a code changed, so that customers read what no longer holds.
    effort: what is left to do, in words of a new text; see `locmem.model.backlog_rules.Effort`.
    shown: what customers see now.  blocked: what keeps the page from being published, in words.
    overdue: facts on the page that ought to be read again.  value: of the market, in percent of an ordinary one.
    change: what a reviewer wants changed of it.  heard: what reviewers confirmed of its facts, in words.
    launch: the day of the market's launch, launch_days: until then; None where it is launched or nobody said when.
    is_peak: whether a peak month is here or near.
    """

    risk: Risk = Risk.STANDARD
    is_answer: bool = False
    untranslated: int = 0
    drafts: int = 0
    below: int = 0
    stale: int = 0
    stale_days: int = 0
    figures: int = 0
    effort: int = 0
    shown: Show = Show.TRANSLATION
    blocked: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    change: Given | None = None
    heard: tuple[str, ...] = ()
    kpi: Kpi = UNKNOWN
    value: int = 100
    launch: date | None = None
    launch_days: int | None = None
    is_peak: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is anything to do."""
        return self.is_page or self.change is not None or any(duty.is_unkept or duty.is_asked for duty in self.duties)

    @property
    def is_page(self) -> bool:
        """Whether it is a document's, and not a duty's that no document answers."""
        return bool(self.untranslated or self.drafts or self.below or self.stale or self.blocked)

    @property
    def in_force(self) -> tuple[Duty, ...]:
        """The duties in force whose source somebody read."""
        return tuple(duty for duty in self.duties if not duty.days and duty.is_read)

    @property
    def soon(self) -> tuple[Duty, ...]:
        """The duties that begin soon and whose source somebody read."""
        return tuple(duty for duty in self.duties if duty.days and duty.is_read)


def reasons_of(evidence: Evidence, limits: Thresholds) -> Iterator[str]:
    """What there is to know of an item, a clause each, in a fixed order."""
    yield from (f"{BLOCKED}{reason}" for reason in evidence.blocked)
    yield from _states(evidence)
    seen = _SENT if evidence.is_answer else _SEEN
    if evidence.is_page and evidence.shown in seen:
        yield seen[evidence.shown]
    if evidence.change:
        yield str(evidence.change)
    for duty in evidence.duties:
        is_left = duty.is_begun and duty.is_asked and not duty.is_unkept
        if duty.confirmed:
            yield f"{duty} ({duty.confirmed})"
        else:
            yield f"{duty}; nobody has confirmed that the texts keep it" if is_left else str(duty)
        yield from duty.missing
        if duty.unsigned:
            yield duty.unsigned
        if duty.signed:
            yield duty.signed
    if evidence.overdue:
        yield f"{counted(len(evidence.overdue), 'fact')} to be read again: {listed(evidence.overdue, 3)}"
    yield from evidence.heard
    if evidence.launch_days is not None:
        yield f"the market is launched on {evidence.launch}, in {counted(evidence.launch_days, 'day')}"
    yield from _figures(evidence.kpi, limits)
    if evidence.value != 100:
        yield f"the market counts {evidence.value} %"
    if evidence.is_peak:
        yield "a peak month is here or near"
    if evidence.effort:
        yield f"about {counted(evidence.effort, 'word')} of work"


def _states(evidence: Evidence) -> Iterator[str]:
    if evidence.stale:
        days = f", {counted(evidence.stale_days, 'day')} ago" if evidence.stale_days else ""
        yield f"{counted(evidence.stale, 'segment')} changed in the source since confirmed{days}"
    if evidence.figures:
        yield f"a figure, fact or address changed in {evidence.figures} of them"
    if evidence.untranslated:
        yield f"{counted(evidence.untranslated, 'segment')} without translation"
    if evidence.drafts:
        yield f"{counted(evidence.drafts, 'draft')} nobody confirmed"
    if evidence.below:
        yield f"{counted(evidence.below, 'segment')} waiting for review"


def _figures(kpi: Kpi, limits: Thresholds) -> Iterator[str]:
    if kpi.is_known:
        yield f"{kpi.told('views', 'tickets')} in {kpi.period}"
    if kpi.unhelpful:
        yield f"{counted(kpi.unhelpful, 'reader')} said that it did not help"
    if kpi.repeat is not None and kpi.repeat >= limits.high_repeat:
        yield f"{kpi.repeat:g} % write again"
    if kpi.fcr is not None and kpi.fcr <= limits.low_fcr:
        yield f"{kpi.fcr:g} % are helped at the first contact"
    if kpi.csat is not None and kpi.csat <= limits.low_csat:
        yield f"{kpi.csat:g} % are satisfied"
