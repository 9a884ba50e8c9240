"""What an answer is decided by, and what a decision says of it: the values of the three-way intake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from locmem.catalogs.pairs import Row
from locmem.catalogs.states import digest
from locmem.errors import Location
from locmem.exchange.answers import Answer, Return
from locmem.exchange.manifest import Aside
from locmem.exchange.outgoing import Lock
from locmem.exchange.soundness import Page
from locmem.model.inline import Inline
from locmem.model.translation import CatalogEntry, State


class Outcome(Enum):
    """What became of one answer."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    OUTDATED = "outdated"
    ORPHANED = "orphaned"
    CONFLICT = "conflict"
    LOCKED = "locked"
    REJECTED = "rejected"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is done with one answer, and why.

    entry: the catalog entry it gives, None where the catalog stays as it is.
    kept: for CONFLICT and LOCKED the target that stays here.
    aside: why the answer is kept beside the catalog, which does not take it; empty where it is not.
    source: for what is kept aside, the source it was made for, where that no longer stands here.
    mark: what stands for the answer, its text and how finished it is; empty where nothing was decided on.
    was_sent: whether the segment was part of the handoff.
    is_doubtful: whether somebody should look at it although it was taken; `why` says what is doubtful.
    is_as_sent: whether nothing was answered: it came back as it was sent, or empty, or unfinished as it came before.
    homeless: source and target of a confirmed answer that has no place in the catalog, for the memory.
    notes: what somebody should know of an answer that was taken all the same.  doubts: those among them that ask
        somebody to look.
    is_unread: whether it is a draft that came back as it was sent, marked as translated, which tools do by themselves.
    others: what was decided on further texts that came for the segment; each is kept aside.
    """

    outcome: Outcome
    document: str
    occurrence: str
    location: Location
    locale: str = ""
    why: str = ""
    text: str = ""
    kept: str = ""
    aside: Aside | None = None
    source: str = ""
    mark: str = ""
    is_doubtful: bool = False
    is_as_sent: bool = False
    entry: CatalogEntry | None = None
    homeless: tuple[Inline, Inline] | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_unread: bool = False
    others: tuple[Decision, ...] = ()
    was_sent: bool = True

    @property
    def place(self) -> tuple[str, str]:
        """Document and occurrence."""
        return self.document, self.occurrence

    @property
    def stays_out(self) -> bool:
        """Whether the translator still owes an answer: nothing came, nothing finished, or nothing that can be taken."""
        if not self.was_sent:
            return False
        is_unfinished = self.entry is not None and not self.entry.is_confirmed
        return self.is_as_sent or is_unfinished or self.outcome in (Outcome.MISSING, Outcome.REJECTED)


def answer_mark(state: State, text: str) -> str:
    """What stands for an answer in a manifest, so that it is known when it comes again."""
    return digest(f"{state.value}\n{text}")


def never_sent(returned: Return, answer: Answer) -> Decision:
    """The decision on an answer to what was not part of the handoff."""
    return Decision(
        outcome=Outcome.REJECTED,
        document=returned.document,
        occurrence=answer.occurrence,
        location=answer.location,
        locale=returned.locale,
        why=answer.problem or "the segment was not part of this handoff",
        text=answer.text,
        was_sent=False,
    )


def missing(returned: Return, occurrence: str) -> Decision:
    """The decision on a segment that was sent and did not come back."""
    return Decision(
        outcome=Outcome.MISSING,
        document=returned.document,
        occurrence=occurrence,
        location=Location(path=returned.path),
        locale=returned.locale,
        why="it was sent, and is not in the file",
    )


Trial = Callable[[Inline, Inline], tuple[str, ...]]
"""What is wrong with the tags of a target (second) that its source (first) does not have in this spelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What stands here now: the rows of one document by occurrence.

    source_locale: of the document.  dialects: its placeholder notations beside Liquid.
    trial: tries tags against the facts they print; None where there are no markets.
    lock: where somebody answers for the text by name; approved: the targets that customers get then.
    page: the document the targets come to stand in, None where it is gone.
    """

    rows: Mapping[str, Row]
    source_locale: str = ""
    dialects: tuple[str, ...] = ()
    trial: Trial | None = None
    lock: Lock | None = None
    approved: Mapping[str, str] = field(default_factory=dict)
    page: Page | None = None


def in_place(decisions: Iterable[Decision], present: Present) -> tuple[Decision, ...]:
    """The decisions, without those targets that their document would not give back as they were written."""
    placed = {one.occurrence: one.entry for one in decisions if one.entry and one.outcome is Outcome.ACCEPTED}
    spoilt = present.page.misread(placed) if present.page else {}
    return tuple(
        replace(
            one,
            outcome=Outcome.REJECTED,
            why=spoilt[one.occurrence],
            aside=Aside.REJECTED,
            kept=present.rows[one.occurrence].entry.target,
            mark="",
            entry=None,
            notes=(),
            doubts=(),
        )
        if one.occurrence in spoilt and one.occurrence in placed and one.entry
        else one
        for one in decisions
    )
