"""What of markets is due to be read again, and what changes in them: all chosen ones together, in order of day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from locmem.errors import UsageError
from locmem.markets.changes import Change, changes
from locmem.markets.due import Review, reviews, soonest
from locmem.workspace.project import Project


def due_reviews(project: Project, codes: Sequence[str], day: date) -> tuple[Review, ...]:
    """Every review of the chosen markets, soonest first; what a sub-market inherits counts once."""
    found: dict[object, Review] = {}
    for market in project.chosen_markets(codes):
        for review in reviews(market, day, project.review_limits):
            found.setdefault((review.location, review.item), review)
    return tuple(sorted(found.values(), key=soonest))


def fact_changes(project: Project, codes: Sequence[str], since: date, until: date | None) -> tuple[Change, ...]:
    """What changes in the chosen markets after `since` up to and including `until`, by day.  Raises UsageError."""
    if until and until < since:
        raise UsageError(f"{until} lies before {since}. Swap the two days.")
    found = [change for market in project.chosen_markets(codes) for change in changes(market, since, until)]
    return tuple(sorted(found, key=lambda change: (change.on, change.market, change.path)))
