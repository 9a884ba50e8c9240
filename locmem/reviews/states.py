"""How far the texts of a market are: its segments by state, and since when those that are stale are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from locmem.catalogs.pairs import Workspace
from locmem.model.fact import Market
from locmem.noted_day import NotedDay


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """Segments that some documents show in a market, by state; stale_since: the days on which they became stale."""

    market: str
    counts: Mapping[str, int] = field(default_factory=dict)
    stale_since: tuple[date, ...] = ()


def states_in(workspace: Workspace, markets: Sequence[Market]) -> Iterator[States]:
    """What the documents show in each market, in all its locales together."""
    for market in markets:
        counts: Counter[str] = Counter()
        since: list[date] = []
        for locale in market.locales:
            for pair in workspace.pairs_of(locale.content):
                if pair.source.ships_to(market.code):
                    counts.update("stale" if entry.is_stale else entry.state.value for entry in pair.shipped)
                    days = (entry.stale_since for entry in pair.shipped)
                    # What is found to be stale only now bears today's date, whenever that is.
                    since += [day for day in days if day is not None and not isinstance(day, NotedDay)]
        if counts:
            yield States(market=market.code, counts=dict(counts), stale_since=tuple(since))


def ages(states: Iterable[States], day: date) -> tuple[int | None, int | None]:
    """Median and greatest age in days of what is stale; what only came to be so today is 0 days old."""
    found = [age for one in states for age in days_stale(one.stale_since, one.counts.get("stale", 0), day)]
    return (round(median(found)), max(found)) if found else (None, None)


def days_stale(since: Iterable[date], count: int, day: date) -> tuple[int, ...]:
    """The age in days of each of so many stale segments.  since: the days on which they became so, as far as known."""
    known = [max(0, (day - one).days) for one in since]
    return (*known, *[0] * (count - len(known)))
