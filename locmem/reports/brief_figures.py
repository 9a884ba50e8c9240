"""The figures of a brief that charts show, as tables of counts: pages, segments by state, age of stale texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locmem.reports.coverage import CoverageRow, ReadinessRow

SEEN = (
    ("ready", "as they should be"),
    ("last_confirmed", "with older wording"),
    ("source", "in the source language"),
    ("withheld", "withheld"),
    ("blocked", "blocked by facts"),
)
"""What customers see of pages: counts of a row of readiness, and what they are called."""
STATES = (
    ("reviewed", "reviewed"),
    ("translated", "translated"),
    ("draft", "draft"),
    ("stale", "stale"),
    ("untranslated", "missing"),
)
"""Counts of a row of coverage, and what they are called."""
AGES = ((7, "up to 7 days"), (30, "8 to 30 days"), (90, "31 to 90 days"), (None, "older"))
"""How old stale texts may be: the greatest age in days, and what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The counts of a market.  coverage: of its locales.  stale_days: the age in days of each stale text, rising."""

    coverage: tuple[CoverageRow, ...] = ()
    readiness: tuple[ReadinessRow, ...] = ()
    stale_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A row: what of, as lines of the brief call it, the sum in words, and a count for each part, in order."""

    label: str
    said: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """Counts of things by part.  unit: what is counted.  head: of what rows say in words.  source: who counts them."""

    id: str
    title: str
    unit: str
    head: str
    source: str
    parts: tuple[str, ...]
    rows: tuple[Counts, ...]


def count_tables(figures: Figures) -> tuple[CountTable, ...]:
    """The tables of which there is anything to show."""
    pages = tuple(
        Counts(label=pages_in(row), said=f"{row.ready} of {row.pages}", counts=_counts(row, SEEN))
        for row in figures.readiness
        if row.pages
    )
    segments = tuple(
        Counts(label=segments_in(row), said=f"{int(row.percent)} % of {row.total}", counts=_counts(row, STATES))
        for row in figures.coverage
        if row.total
    )
    days = figures.stale_days
    ages = (Counts(label="stale texts", said=f"{days[-1]} days", counts=_by_age(days)),) if days else ()
    return tuple(
        CountTable(
            id=id, title=title, unit=unit, head=head, source=source, parts=tuple(name for _, name in parts), rows=rows
        )
        for id, title, unit, head, source, parts, rows in (
            ("pages", "Pages, by what customers see", "pages", "ready", "locmem status", SEEN, pages),
            ("segments", "Segments by state", "segments", "confirmed", "catalogs", STATES, segments),
            ("ages", "Stale texts by age", "stale texts", "oldest", "catalogs", AGES, ages),
        )
        if rows
    )


def pages_in(row: ReadinessRow) -> str:
    """What lines and tables call the pages of a locale."""
    return f"pages in {row.locale}"


def segments_in(row: CoverageRow) -> str:
    """What lines and tables call the segments of a content set in a locale."""
    return f"{row.content_set} in {row.locale}"


def _counts(row: CoverageRow | ReadinessRow, parts: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    return tuple(int(getattr(row, name)) for name, _ in parts)


def _by_age(days: Sequence[int]) -> tuple[int, ...]:
    counts = [0] * len(AGES)
    for age in days:
        counts[next(n for n, (most, _) in enumerate(AGES) if most is None or age <= most)] += 1
    return tuple(counts)
