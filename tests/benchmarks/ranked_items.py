"""Situations of a shop ranked by a person, as evidence that can be scored, and how near two orders are.

`tests/backlog/ranked_by_hand.csv` holds eighty, the most pressing first, each with the reason for its place.  They were
put together from what shops have (documents, markets, states, figures, dates) and ranked before any was scored.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from locmem.backlog.evidence import Duty, Evidence
from locmem.backlog.score import score
from locmem.backlog.signals import kpi_of
from locmem.model.backlog_rules import BacklogRules
from locmem.model.document import Risk
from locmem.render.policy import Show

FILE = Path(__file__).parents[1] / "backlog" / "ranked_by_hand.csv"
DAY = date(2026, 11, 30)
_SHOWN = {
    "nothing": Show.NOTHING,
    "source": Show.SOURCE,
    "older": Show.LAST_CONFIRMED,
    "translation": Show.TRANSLATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A situation.  rank: the place a person gave it, from 1.  reason: why, in a sentence."""

    rank: int
    name: str
    evidence: Evidence
    reason: str


def ranked_items() -> tuple[Ranked, ...]:
    """All situations, in the person's order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_ranked(row) for row in csv.DictReader(file))


def _ranked(row: Mapping[str, str]) -> Ranked:
    launch = int(row["launch"]) if row["launch"] else None
    duties = tuple(_duties(row))
    evidence = Evidence(
        risk=Risk(row["risk"]),
        is_answer=row["document"].startswith("macro:"),
        untranslated=int(row["untranslated"]),
        drafts=int(row["drafts"]),
        below=int(row["below"]),
        stale=int(row["stale"]),
        stale_days=int(row["stale_days"] or 0),
        figures=int(row["figures"]),
        effort=int(row["effort"]),
        shown=_SHOWN[row["shows"]],
        blocked=("a fact that nobody read in time",) * int(row["blocked"]),
        duties=duties,
        kpi=kpi_of(row, "2026-10" if row["views"] else ""),
        value=int(float(row["value"]) * 100),
        launch=DAY + timedelta(days=launch) if launch else None,
        launch_days=launch,
        is_peak=row["peak"] == "1",
    )
    name = f"{row['document']} {row['market']}"
    return Ranked(rank=int(row["rank"]), name=name, evidence=evidence, reason=row["reason"])


def _duties(row: Mapping[str, str]) -> Iterator[Duty]:
    if row["duty"]:
        days = int(row["duty"])
        missing = ("market.fact",) if row["unkept"] == "1" else ()
        yield Duty(key="a_duty", days=days, begins=DAY + timedelta(days=days) if days else None, missing=missing)


def order_of(items: Sequence[Ranked], rules: BacklogRules) -> list[tuple[int, float]]:
    """What the score makes of each item, comparable: less is more pressing."""
    found = []
    for item in items:
        scored = score(item.evidence, rules)
        assert scored is not None, item.name
        found.append((int(scored.priority), -scored.points))
    return found


def tau(ranks: Sequence[int], order: Sequence[tuple[int, float]]) -> float:
    """Kendall's tau-b of two orders of the same items: 1 where they agree on every pair, -1 where on none."""
    agreeing = ties = pairs = 0
    for (rank, place), (other, elsewhere) in combinations(zip(ranks, order, strict=True), 2):
        pairs += 1
        if place == elsewhere:
            ties += 1
        else:
            agreeing += 1 if (rank < other) == (place < elsewhere) else -1
    return float(agreeing / (pairs * (pairs - ties)) ** 0.5)
