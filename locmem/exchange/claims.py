"""What a returned file claims of a target (XLIFF's state and state-qualifier, PO's fuzzy, a table's column), and which
claim counts.

The weakest one does: a mistake then costs a second look, and never a text that ships unread.  Where claims
contradict each other that is said, so that somebody can ask the sender.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from locmem.exchange.manifest import SentUnit
from locmem.formats import xliff12
from locmem.model.translation import State


class Claim(Enum):
    """What a returned file says of a target."""

    NOTHING = "nothing"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"

    @property
    def is_confirmed(self) -> bool:
        """Whether it says that a person answers for the target."""
        return self in (Claim.TRANSLATED, Claim.REVIEWED)


_CLAIMS = {State.TRANSLATED: Claim.TRANSLATED, State.REVIEWED: Claim.REVIEWED}
_REJECTED = "rejected-"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_UNREAD = frozenset(
    ("fuzzy-match", "leveraged-inherited", "leveraged-mt", "leveraged-repository", "mt-suggestion", "tm-suggestion")
)
"""What `state-qualifier` says of a text that a machine or a memory wrote without being sure of it."""


APPROVE_WHAT_IS_TYPED = frozenset(("lokalize",))
"""Tools, by `tool-name`, that mark every text as approved once somebody has typed it.

Lokalize does where a file is opened outside of a project of its own: its user then counts as the approver.
"""


def is_blank(text: str) -> bool:
    """Whether a target shows nothing: it is empty, or holds only blanks and signs that nobody sees."""
    return all(character.isspace() or character in _INVISIBLE for character in text)


def xliff_claim(unit: xliff12.XliffUnit, states: Mapping[str, State] = xliff12.STATES) -> tuple[Claim, str]:
    """The weakest claim of a unit, and in words what contradicts it; empty where nothing does.

    states: what the names of states mean in the version of XLIFF the unit was read from.
    `approved="no"` claims nothing: it is what the standard takes for granted and what locmem writes itself, and
    tools that set a state leave it behind.  A state that XLIFF does not know is the tool's own, and confirms nothing.
    """
    state = states.get(unit.state, State.DRAFT)
    if unit.target is None or (not unit.target.codes and is_blank(unit.target.text)):
        says = 'approved="yes"' if unit.approved else f"“{unit.state}”"
        return Claim.NOTHING, f"it is marked {says}, but it is empty" if unit.approved or state.is_confirmed else ""
    if unit.unfinished:
        return Claim.DRAFT, unit.unfinished
    # Most editors write no state: that there is a target is what they say.
    by_state = _CLAIMS.get(state, Claim.DRAFT) if unit.state else Claim.TRANSLATED
    if unit.approved and by_state is Claim.DRAFT:
        return Claim.DRAFT, f'it is marked approved="yes", but its state is “{unit.state}”, which is unfinished'
    if unit.qualifier.startswith(_REJECTED):
        says = 'approved="yes"' if unit.approved else f"“{unit.state}”"
        contradicts = unit.approved or (bool(unit.state) and by_state.is_confirmed)
        return Claim.DRAFT, f"it is marked {says}, and “{unit.qualifier}” as well" if contradicts else ""
    return Claim.REVIEWED if unit.approved else by_state, ""


_WORDS = {
    Claim.TRANSLATED: "translated done yes ok x ✓ ✔ final finished complete locked",
    Claim.REVIEWED: "reviewed approved proofread checked",
    Claim.DRAFT: "draft unfinished fuzzy no todo to-do to_do open new untranslated",
}
_SAID = {word: claim for claim, words in _WORDS.items() for word in words.split()}
"""What people write as the state of a row, beside the words there are to choose from."""


def table_claim(text: str, state: str, *, is_as_sent: bool) -> tuple[Claim, str]:
    """What a row of a table claims, and in words what contradicts it; empty where nothing does.

    state: what stands in its column.  is_as_sent: whether the row itself proves that the text is the one that was sent.
    Most people who fill in a table say nothing of a state: a text that they changed is their answer, and one that
    stands there as it was sent is nobody's.  A word that is not known confirms nothing.
    """
    said = " ".join(state.split())
    claim = _SAID.get(said.casefold().replace(" ", "-"))
    if is_blank(text):
        is_confirmed = claim is not None and claim.is_confirmed
        return Claim.NOTHING, f"it is marked “{said}”, but it is empty" if is_confirmed else ""
    if not said:
        return (Claim.DRAFT if is_as_sent else Claim.TRANSLATED), ""
    if claim is None:
        known = ", ".join(one.value for one in _WORDS)
        return Claim.DRAFT, f"its state “{said}” is none of {known}; it was taken as a draft"
    return claim, ""


def weakened(
    claim: Claim,
    sent: SentUnit,
    *,
    qualifier: str,
    is_approved: bool,
    is_xliff: bool,
    is_table: bool = False,
    tools: Iterable[str] = (),
) -> tuple[Claim, str]:
    """The claim as far as it holds against what was sent, and in words what contradicts it.

    qualifier, is_approved: what an XLIFF unit says besides its state; those that came back as they were sent prove
    nothing, because many tools never touch them.  is_table: a person chose the state of the row, unless it is the one
    that was sent.
    tools: the names of those that say they touched the file.  Of one that approves whatever is typed, approval says
    no more than that somebody translated; that is its habit, and no contradiction to tell.
    """
    if is_table:
        is_ours = claim is Claim.REVIEWED and sent.state == State.REVIEWED.value
        return (Claim.TRANSLATED if is_ours else claim), ""
    if is_xliff and claim.is_confirmed and not sent.target and qualifier in _UNREAD:
        return Claim.DRAFT, f"its tool says “{qualifier}”, so that nobody may have read it"
    was_reviewed = sent.state == State.REVIEWED.value
    approves_alone = any(tool.casefold() in APPROVE_WHAT_IS_TYPED for tool in tools)
    if claim is Claim.REVIEWED and approves_alone and not was_reviewed and not sent.is_locked:
        return Claim.TRANSLATED, ""
    if claim is Claim.REVIEWED and is_xliff and was_reviewed and not sent.is_locked and not is_approved:
        return Claim.TRANSLATED, 'it was sent as approved and came back with approved="no"'
    if claim is Claim.REVIEWED and not is_xliff and not was_reviewed:
        return Claim.TRANSLATED, "its comment says “reviewed”, but it was not sent as reviewed"
    return claim, ""
