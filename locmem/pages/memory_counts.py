"""What the memory of a project holds, and how it grew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from locmem.memory.statistics import PairCount, PlaceCount
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of
from locmem.workspace.project import Project

_COUNTS = "memory-counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """How many of the memory's entries are of one month, and how many there were at its end.

    month: `2026-11`; empty for those of which nobody knows when they came.
    """

    month: str
    added: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryStats:
    """What the memory holds, and how it grew."""

    pairs: tuple[PairCount, ...]
    growth: tuple[Month, ...]


def memory_stats(project: Project) -> MemoryStats:
    """The memory's counts; an entry's month is that of its own date, or else of the run that confirmed it first."""
    first: dict[tuple[str, str, str], str] = {}
    for one in project.journal.confirmations() if project.has_state else ():
        first.setdefault((one.locale, one.document, one.occurrence), one.started[:7])
    months: Counter[str] = Counter()
    counts = _counts(project)
    for places in counts.places:
        months[places.month or first.get(places.place, "")] += places.entries
    growth: list[Month] = []
    total = 0
    for month, group in groupby(sorted(months.items()), key=lambda pair: pair[0]):
        added = sum(count for _, count in group)
        total += added
        growth.append(Month(month=month, added=added, total=total))
    return MemoryStats(pairs=counts.pairs, growth=tuple(growth))


class _Counts(NamedTuple):
    """What is counted in the memory alone."""

    pairs: tuple[PairCount, ...]
    places: tuple[PlaceCount, ...]


def _counts(project: Project) -> _Counts:
    """The counts, kept under what stands for all that the memory holds."""
    stamp = project.memory.stamp()
    if (kept := project.answers.get(_COUNTS, key_of(stamp))) is not None:
        return reader_of(_Counts)(kept)
    counts = _Counts(project.memory.stats(), project.memory.places())
    # Another process may have written meanwhile.
    if project.memory.stamp() == stamp:
        project.answers.put(_COUNTS, key_of(stamp), as_bytes(counts), is_of_all=True)
        project.keep_answers()
    return counts
