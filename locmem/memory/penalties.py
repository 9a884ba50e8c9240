"""Points taken off a match for what a percent of likeness does not show."""

from __future__ import annotations

from locmem.model.match import Entry, Penalty, Query, Trust

IMPORTED_POINTS = 2.0
VARIANT_POINTS = 5.0
LEFT_POINTS = 2.0


def penalties(query: Query, entry: Entry, left: int, *, is_exact: bool) -> tuple[Penalty, ...]:
    """The penalties of `entry` proposed for `query`, with `left` repairs that could not be made.

    An imported entry with exactly this source loses no points, only the right to be confirmed by itself: its
    penalty of 0 points says why it is a draft.
    """
    found = []
    if entry.trust is Trust.IMPORTED:
        came_from = entry.origin.partition(":")[2] or "elsewhere"
        found.append(
            Penalty(
                name="imported",
                points=0.0 if is_exact else IMPORTED_POINTS,
                why=f"The translation came from {came_from}; nobody here has confirmed it.",
            )
        )
    if entry.locale != query.locale:
        found.append(
            Penalty(
                name="other variant",
                points=VARIANT_POINTS,
                why=f"The translation was made for {entry.locale}, not for {query.locale}.",
            )
        )
    if left:
        what = "One part" if left == 1 else f"{left} parts"
        found.append(
            Penalty(
                name="left",
                points=LEFT_POINTS * left,
                why=f"{what} of the translation could not be brought up to date.",
            )
        )
    return tuple(found)
