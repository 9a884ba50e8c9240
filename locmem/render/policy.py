"""The publish policy: what a customer sees while a text is stale or not finished."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from locmem.catalogs.pairs import Pair
from locmem.model.settings import RiskPolicy, Shown
from locmem.model.translation import State
from locmem.model.wording import counted

UNSIGNED = "nobody approved the page by name"
"""Why a page is withheld whose risk asks for somebody's name."""


class Show(Enum):
    """What a page is made of."""

    TRANSLATION = "translation"
    LAST_CONFIRMED = "last confirmed wording"
    SOURCE = "source"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many segments of a document in a locale are how far.

    below: confirmed, but not to the state the document's risk demands.  stale counts apart from all others.
    in_tags: the texts inside tags among the unfinished, without which every sentence of the page is still whole.
    """

    total: int
    ready: int
    untranslated: int
    drafts: int
    below: int
    stale: int
    in_tags: int = 0

    @property
    def unfinished(self) -> int:
        """Segments that never reached the state they need."""
        return self.untranslated + self.drafts + self.below

    def reasons(self, required: State) -> tuple[str, ...]:
        """What is missing, in words."""
        parts = []
        if self.untranslated:
            parts.append(f"{counted(self.untranslated, 'segment')} untranslated")
        if self.drafts:
            parts.append(f"{counted(self.drafts, 'draft')} nobody confirmed")
        if self.below:
            parts.append(f"{counted(self.below, 'segment')} not {required.value} yet")
        if self.stale:
            parts.append(f"{counted(self.stale, 'segment')} stale")
        if self.in_tags:
            parts.append(f"{counted(self.in_tags, 'text')} inside tags among them")
        return tuple(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to show, and why it is not simply the finished translation.

    is_damaged: whether there is one, and somebody has to mend it first.
    """

    show: Show
    reasons: tuple[str, ...] = ()
    is_damaged: bool = False


def standing(pair: Pair, required: State) -> Standing:
    """The counts of a document in a locale, measured against the state it needs."""
    untranslated = drafts = below = stale = ready = 0
    for entry in pair.shipped:
        if entry.is_stale:
            stale += 1
        elif entry.state.rank >= required.rank:
            ready += 1
        elif entry.state is State.UNTRANSLATED:
            untranslated += 1
        elif entry.state is State.DRAFT:
            drafts += 1
        else:
            below += 1
    return Standing(
        total=len(pair.catalog.entries),
        ready=ready,
        untranslated=untranslated,
        drafts=drafts,
        below=below,
        stale=stale,
        in_tags=len(unfinished_in_tags(pair, required)),
    )


def unfinished_in_tags(pair: Pair, required: State) -> frozenset[str]:
    """The occurrences of texts inside tags that never reached the state they need."""
    segments, units = pair.source.segments, pair.source.document.units
    return frozenset(
        entry.occurrence
        for index, entry in zip(pair.source.translatable, pair.shipped, strict=True)
        if entry.state.rank < required.rank and not entry.is_stale and units[segments[index].unit].place.is_in_tag
    )


def nothing_translated(total: int) -> Standing:
    """The counts of a document in a locale that has no catalog."""
    return Standing(total=total, ready=0, untranslated=total, drafts=0, below=0, stale=0)


def choose(found: Standing, policy: RiskPolicy) -> Choice:
    """What the policy of a risk shows for a standing.

    Where nothing but texts inside tags is unfinished, the page is kept with these as the source has them, if the
    policy keeps pages and would else show the source, in which the same words stand.
    """
    reasons = found.reasons(policy.required)
    is_whole = 0 < found.in_tags == found.unfinished < found.total
    if is_whole and policy.stale is Shown.KEEP and policy.unfinished is Shown.SOURCE:
        return Choice(show=Show.LAST_CONFIRMED, reasons=reasons)
    if found.unfinished:
        return Choice(show=_instead(policy.unfinished), reasons=reasons)
    if not found.stale:
        return Choice(show=Show.TRANSLATION)
    if policy.stale is Shown.KEEP:
        return Choice(show=Show.LAST_CONFIRMED, reasons=reasons)
    return Choice(show=_instead(policy.stale), reasons=reasons)


def instead(policy: RiskPolicy, reasons: tuple[str, ...]) -> Choice:
    """What the policy of a risk shows in place of a translation that is damaged."""
    return Choice(show=_instead(policy.unfinished), reasons=reasons, is_damaged=True)


def _instead(shown: Shown) -> Show:
    return Show.SOURCE if shown is Shown.SOURCE else Show.NOTHING
