"""What can become of a target, as a table: every change that a run records is one of these.

A state is written as the journal has it: `draft`, `translated`, `reviewed`, the last two also with `, stale`; empty
where the catalog has no such entry.
"""

from __future__ import annotations

from enum import Enum


class Transition(Enum):
    """What a change of a target is, as people say it."""

    DRAFTED = "drafted"
    DRAFTED_ANEW = "drafted anew"
    CONFIRMED = "confirmed"
    CONFIRMED_AGAIN = "confirmed again"
    REVIEWED = "reviewed"
    CORRECTED = "corrected"
    REOPENED = "corrected, to be reviewed again"
    WENT_STALE = "its source changed"
    LATE = "confirmed for an earlier source"
    TAKEN_BACK = "taken back"
    GONE = "its place is gone"


_EMPTY = ("", "untranslated")
_CONFIRMED = ("translated", "reviewed")
_STALE = ("translated, stale", "reviewed, stale")


def _table() -> dict[tuple[str, str], Transition]:
    table: dict[tuple[str, str], Transition] = {}
    for empty in _EMPTY:
        table[empty, "draft"] = Transition.DRAFTED
        table["draft", empty] = Transition.TAKEN_BACK if empty else Transition.GONE
        for state in _CONFIRMED:
            table[empty, state] = Transition.REVIEWED if state == "reviewed" else Transition.CONFIRMED
            table[state, empty] = Transition.TAKEN_BACK if empty else Transition.GONE
        for state in _STALE:
            # An answer came when its source had changed already.
            table[empty, state] = Transition.LATE
            table[state, empty] = Transition.TAKEN_BACK if empty else Transition.GONE
    table["draft", "draft"] = Transition.DRAFTED_ANEW
    table["draft", "translated"] = Transition.CONFIRMED
    table["draft", "reviewed"] = Transition.REVIEWED
    for state in _CONFIRMED:
        table[state, "draft"] = Transition.TAKEN_BACK
        table[state, state] = Transition.CORRECTED
        table[state, f"{state}, stale"] = Transition.WENT_STALE
        table[f"{state}, stale", state] = Transition.CONFIRMED_AGAIN
        table[f"{state}, stale", f"{state}, stale"] = Transition.CORRECTED
        table[f"{state}, stale", "draft"] = Transition.TAKEN_BACK
        table["draft", f"{state}, stale"] = Transition.LATE
    table["translated", "reviewed"] = Transition.REVIEWED
    table["reviewed", "translated"] = Transition.REOPENED
    table["translated, stale", "reviewed"] = Transition.REVIEWED
    table["reviewed, stale", "translated"] = Transition.REOPENED
    for one, other in (("translated", "reviewed"), ("reviewed", "translated")):
        table[one, f"{other}, stale"] = Transition.WENT_STALE
        table[f"{one}, stale", f"{other}, stale"] = Transition.CORRECTED
    return table


TRANSITIONS = _table()
"""(state before, state after) to what that is; what is not here does not happen."""

MACHINES = frozenset(
    {
        ("", "draft"),
        ("untranslated", "draft"),
        ("draft", "draft"),
        ("", "translated"),
        ("untranslated", "translated"),
        ("draft", "translated"),
        *((state, f"{state}, stale") for state in _CONFIRMED),
        *((f"{state}, stale", state) for state in _CONFIRMED),
        *((state, state) for state in _CONFIRMED),
        *((state, "") for state in ("draft", *_CONFIRMED, *_STALE)),
        *(("", state) for state in ("draft", *_CONFIRMED, *_STALE)),
    }
)
"""What a pipeline of steps may do by itself: draft, confirm what the memory has in the very place, follow the source.

Nothing that takes a person's word back: no confirmed text becomes a draft or goes to another state of confirmation.
"""


def transition(before: str, after: str) -> Transition | None:
    """What a change between two states is; None for one that this version does not know."""
    return TRANSITIONS.get((before, after))
