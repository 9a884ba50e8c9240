"""What the report on a project shows: each figure as the command has it that it comes from, and no other.

These are values alone: how they look is for `reports/html`, and whoever shows them otherwise starts from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median

from locmem.backlog.items import BacklogItem
from locmem.errors import Problem
from locmem.markets.changes import Change
from locmem.markets.due import Review
from locmem.memory.statistics import PairCount
from locmem.model.wording import counted
from locmem.postedit.effort import EffortRow
from locmem.reports.costs import CostStep
from locmem.reports.coverage import CoverageRow, DocumentRow, ReadinessRow
from locmem.reports.launch import Verdict
from locmem.reports.savings import Savings

AHEAD = (30, 60, 90)
"""Days ahead for which it is told which facts change, and which have to be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogMonth:
    """How many items were open in a month, in these markets together, as the review of the month counted them."""

    month: str
    markets: tuple[str, ...]
    priority_1: int
    priority_2: int
    priority_3: int
    words_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleTexts:
    """Stale texts of one document and locale of one age.

    priority: of the most pressing open item of the document there, 0 where none is open.
    days: since the source changed.
    """

    locale: str
    document: str
    priority: int
    days: int
    texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """How long changed texts of a locale waited until they were confirmed again; days: of each, in order."""

    locale: str
    days: tuple[int, ...]

    @property
    def middle(self) -> int:
        """The median, in days."""
        return round(median(self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryMonth:
    """Entries of the memory that came in a month (empty where nobody knows when), and all there were at its end."""

    month: str
    added: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for people in a locale, as `queue stats` counts it."""

    locale: str
    texts: int
    segments: int
    words: int
    effort: float
    assigned: int
    overdue: int
    handed_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedBy:
    """What somebody owes in a market's review; owner is empty where nobody is named."""

    owner: str
    items: int
    since: date
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketReview:
    """A market's newest review: what is open, how the others were answered, and who owes what."""

    market: str
    month: str
    due: date
    is_late: bool
    open: int
    confirm: int
    change: int
    skip: int
    owed: tuple[OwedBy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """A project on a day.

    first, last: the months that were asked for, empty for all there are.
    published: None where git cannot tell.  since: the first day that was looked at for it.
    due: what has to be read again within the last of `AHEAD`, never read and overdue values first.
    unknown: what is not known, a sentence each.  unread: what could not be read.
    """

    project: str
    source_locale: str
    day: date
    first: str
    last: str
    savings: Savings | None
    costs: tuple[CostStep, ...]
    effort: tuple[EffortRow, ...]
    verdicts: tuple[Verdict, ...]
    readiness: tuple[ReadinessRow, ...]
    coverage: tuple[CoverageRow, ...]
    documents: tuple[DocumentRow, ...]
    backlog: tuple[BacklogItem, ...]
    burn: tuple[BacklogMonth, ...]
    queue: tuple[Waiting, ...]
    stale: tuple[StaleTexts, ...]
    published: tuple[Published, ...] | None
    since: date
    pairs: tuple[PairCount, ...]
    growth: tuple[MemoryMonth, ...]
    changes: tuple[Change, ...]
    due: tuple[Review, ...]
    reviews: tuple[MarketReview, ...]
    unknown: tuple[str, ...] = ()
    unread: tuple[Problem, ...] = ()

    @property
    def open_items(self) -> tuple[BacklogItem, ...]:
        """The items of the backlog that nobody put off."""
        return tuple(item for item in self.backlog if not item.is_snoozed)

    @property
    def headline(self) -> tuple[str, ...]:
        """What it comes to, in a sentence or two; the first says what was not paid for, where anything was done."""
        found = self.savings
        if found is None or not found.total.words:
            return (self._launches,)
        row = next(one for one in reversed(found.months) if one.tally.words)
        share = row.tally.saved or 0.0
        paid = f"In {month_name(row.month)}, {share:.0f} % of {counted(row.tally.words, 'word')} were not paid for."
        return paid, *self._by_engines(found), self._launches

    def _by_engines(self, found: Savings) -> tuple[str, ...]:
        saved = found.by_engines
        if saved is None:
            return ()
        low, high = (f"{100 * one:.0f}" for one in (saved.low, saved.high))
        return (
            f"Drafts of engines saved {100 * saved.mean:.0f} % of the work of translating: {low}–{high} % with 95 % "
            f"certainty, of {counted(saved.count, 'draft')}.",
        )

    @property
    def _launches(self) -> str:
        may = sum(one.may_launch for one in self.verdicts)
        if not self.verdicts:
            return "There are no markets yet."
        return f"{may} of {counted(len(self.verdicts), 'market')} can be launched today."


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)


def month_name(month: str) -> str:
    """A month as people write it: `November 2026`."""
    year, _, number = month.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def ahead_of(on: date | None, day: date) -> int | None:
    """The first of `AHEAD` within which a day lies, 0 for one that is past or that nobody knows, None beyond them."""
    if on is None or on < day:
        return 0
    return next((days for days in AHEAD if (on - day).days <= days), None)


def at_percent(values: Sequence[tuple[int, int]], percent: int) -> int:
    """The value below or at which so many percent lie; values: each with how often it is there.  At least one."""
    ordered = sorted(values)
    wanted = ceil(sum(count for _, count in ordered) * percent / 100)
    reached = 0
    for value, count in ordered:
        reached += count
        if reached >= wanted:
            return value
    return ordered[-1][0]
