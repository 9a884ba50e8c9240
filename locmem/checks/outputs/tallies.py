"""How many findings there are by check, by locale and by market: what to look at first where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from locmem.checks.run import CheckReport
from locmem.model.finding import Finding

FEW = 10
"""Findings that a reader takes in without a table."""

ROWS = 20
"""Rows of a table; what comes after them is one row more."""

COLUMNS = ("fails", "other errors", "warnings", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many findings something has, in the order of `COLUMNS`."""

    name: str
    numbers: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One table; its rows are those that fail most, first."""

    title: str
    counts: tuple[Count, ...]


def tallies(report: CheckReport, few: int = FEW) -> tuple[Tally, ...]:
    """The tables of a report; none where it has no more than `few` findings, nor where one would have one row.

    Every finding is counted once in each table: as one that fails, another error, a warning or a note; one of a
    translation that several markets read, in the row of these markets together.
    """
    if len(report.findings) <= few:
        return ()
    found = (
        _tally(report, "by check", lambda one: one.check),
        _tally(report, "by locale", lambda one: one.locale or "(no locale)"),
        _tally(report, "by market", lambda one: ", ".join(report.markets_of(one)) or "(no market)"),
    )
    return tuple(one for one in found if len(one.counts) > 1 or one is found[0])


def _tally(report: CheckReport, title: str, name_of: Callable[[Finding], str]) -> Tally:
    sums: dict[str, list[int]] = {}
    for finding in report.findings:
        sums.setdefault(name_of(finding), [0] * len(COLUMNS))[_column(report, finding)] += 1
    ordered = sorted(sums.items(), key=lambda row: ([-number for number in row[1]], row[0]))
    counts = [_count(name, [numbers]) for name, numbers in ordered[:ROWS]]
    if left := ordered[ROWS:]:
        counts.append(_count(f"{len(left)} more", (numbers for _, numbers in left)))
    return Tally(title=title, counts=tuple(counts))


def _count(name: str, rows: Iterable[list[int]]) -> Count:
    fails, others, warnings, notes = map(sum, zip(*rows, strict=True))
    return Count(name=name, numbers=(fails, others, warnings, notes))


def _column(report: CheckReport, finding: Finding) -> int:
    return 0 if report.fails(finding) else 1 + finding.severity.rank
