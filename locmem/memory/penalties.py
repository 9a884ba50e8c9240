"""Points taken off a match for what a percent of likeness does not show."""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from locmem.memory.kept_pairs import SUPERSEDED
from locmem.model.match import Entry, Penalty, Query, Trust
from locmem.model.wording import counted

IMPORTED_POINTS = 2.0
ALIGNED_POINTS = 3.0
VARIANT_POINTS = 5.0
CODES_POINTS = 1.0
LEFT_POINTS = 2.0
AGE_POINTS = 1.0
OLD_AFTER_YEARS = 3

_ALIGNED = "align"
"""How the names of imports begin whose pairs were found by alignment."""


def penalties(query: Query, entry: Entry, left: int, codes: int = 0, *, is_exact: bool) -> tuple[Penalty, ...]:
    """The penalties of `entry` proposed for `query`.

    left: repairs that could not be made.  codes: codes that were exchanged, markup apart.  What says nothing
    about the words costs an entry with exactly this source no points, only the right to be confirmed by
    itself: its penalty of 0 points says why it is a draft.
    """
    return tuple(
        penalty
        for penalty in (
            _imported(entry, is_exact),
            _variant(query, entry),
            _codes(codes),
            _left(left),
            _age(query, entry, is_exact),
        )
        if penalty is not None
    )


def _imported(entry: Entry, is_exact: bool) -> Penalty | None:
    if entry.trust is not Trust.IMPORTED:
        return None
    if entry.origin == SUPERSEDED:
        why = "It was confirmed here once, and somebody replaced it by another translation since."
        return Penalty(name="replaced", points=0.0 if is_exact else IMPORTED_POINTS, why=why)
    came_from = entry.origin.partition(":")[2] or "elsewhere"
    if came_from.startswith(_ALIGNED):
        why = "Source and translation were paired by alignment; nobody here has confirmed that they belong together."
        return Penalty(name="aligned", points=0.0 if is_exact else ALIGNED_POINTS, why=why)
    why = f"The translation came from {came_from}; nobody here has confirmed it."
    return Penalty(name="imported", points=0.0 if is_exact else IMPORTED_POINTS, why=why)


def _variant(query: Query, entry: Entry) -> Penalty | None:
    if entry.made_for == query.locale:
        return None
    regions = {_region(entry.made_for), _region(query.locale)}
    name = "other market" if len(regions) == 2 and "" not in regions else "other variant"
    why = f"The translation was made for {entry.made_for}, not for {query.locale}."
    return Penalty(name=name, points=VARIANT_POINTS, why=why)


def _region(locale: str) -> str:
    # Behind a single letter stands what is no part of the language: `es-x-foo`.
    said = tuple(takewhile(lambda part: len(part) > 1, locale.split("-")))
    return said[-1] if len(said) > 1 and len(said[-1]) in (2, 3) else ""


def _codes(codes: int) -> Penalty | None:
    if not codes:
        return None
    replaced = "is replaced by the one" if codes == 1 else "are replaced by those"
    why = f"{counted(codes, 'code')} of that translation {replaced} of this source."
    return Penalty(name="codes differ", points=CODES_POINTS, why=why)


def _left(left: int) -> Penalty | None:
    if not left:
        return None
    what = "One part" if left == 1 else f"{left} parts"
    why = f"{what} of the translation could not be brought up to date."
    return Penalty(name="left", points=LEFT_POINTS * left, why=why)


def _age(query: Query, entry: Entry, is_exact: bool) -> Penalty | None:
    if not query.as_of or not entry.changed:
        return None
    try:
        changed = date.fromisoformat(entry.changed[:10])
    except ValueError:
        # Files from elsewhere may hold anything there.
        return None
    years = (date.fromisoformat(query.as_of) - changed).days / 365.25
    if years < OLD_AFTER_YEARS:
        return None
    why = f"The translation was last changed on {changed}, {int(years)} years ago."
    return Penalty(name="age", points=0.0 if is_exact else AGE_POINTS, why=why)
