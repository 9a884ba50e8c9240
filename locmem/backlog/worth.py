"""Why an item stands where it does: what it is worth for which effort, part by part, and what sets two apart.

Items of one priority stand in order of points: value over effort.  Value is what the law, customers and dates say, in
the share that counts by what customers see now, times what the market and the season make of it; effort is the words
of work, and what any piece of work costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from locmem.model.wording import counted

if TYPE_CHECKING:
    from locmem.backlog.items import BacklogItem

_ADDED = ("any", "law", "untrue", "overdue", "launch", "views", "tickets", "unhelpful")
_NAMES: Mapping[str, str] = {
    "any": "any piece of work",
    "law": "the law",
    "untrue": "something shown that is no longer true",
    "overdue": "facts to be read again",
    "launch": "a launch that is near",
    "views": "views",
    "tickets": "tickets",
    "unhelpful": "readers whom it did not help",
}
_NEARLY = 0.005
"""Parts whose points differ by no more are called the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The parts of an item's points.

    shown: what customers see now, in words; empty for what is no page.

    any, law, untrue, overdue, launch: points.  views, tickets, unhelpful: points of what customers ask, of which
    `trouble` percent count.  seen, market, peak: percent of all of them, by what customers see now, what the market
    is worth, and the season.  effort: words of work.  overhead: what any piece of work costs, in words.
    """

    shown: str = ""
    any: float = 0
    law: float = 0
    untrue: float = 0
    overdue: float = 0
    launch: float = 0
    views: float = 0
    tickets: float = 0
    unhelpful: float = 0
    trouble: int = 100
    seen: int = 100
    market: int = 100
    peak: int = 100
    effort: int = 0
    overhead: int = 0

    @property
    def asked(self) -> float:
        """Points of what customers ask."""
        return (self.views + self.tickets + self.unhelpful) * self.trouble / 100

    @property
    def value(self) -> float:
        """Points of all, in the share that counts."""
        owed = self.any + self.law + self.untrue + self.overdue + self.launch
        return (owed + self.asked) * self.seen / 100 * self.market / 100 * self.peak / 100

    @property
    def words(self) -> int:
        """Words by which the value is divided."""
        return max(1, self.overhead + self.effort)

    @property
    def points(self) -> float:
        """Value for each hundred words of work."""
        return round(100 * self.value / self.words, 3)

    def lines(self) -> Iterator[tuple[str, str]]:
        """How the points come about, a name and a sentence each."""
        parts = [f"{_NAMES[name]} {_number(points)}" for name in _ADDED if (points := getattr(self, name)) > _NEARLY]
        yield "value", " + ".join(parts)
        if self.trouble != 100 and self.asked:
            yield "", f"what customers ask counts {self.trouble} %: they write again, or were not helped or satisfied"
        if self.seen != 100:
            yield "", f"of which {self.seen} % count, by what customers see now"
        if self.market != 100:
            yield "", f"times {self.market} %, what the market is worth"
        if self.peak != 100:
            yield "", f"times {self.peak} %, as a peak month is here or near"
        yield "effort", f"{counted(self.effort, 'word')} of work, and {self.overhead} that any piece of work costs"
        yield "points", f"{_number(self.value)} for {counted(self.words, 'word')}: {_number(self.points)} a hundred"


NO_WORTH = Worth()
"""That of an item nobody scored."""


def before(item: BacklogItem, other: BacklogItem | None) -> str:
    """Why an item stands before the next one, in a short phrase; for none, what it is worth."""
    if other is None:
        return worth_told(item)
    if item.is_snoozed != other.is_snoozed:
        return "the next one is snoozed"
    if item.scored.priority != other.scored.priority:
        why = "pinned there" if item.decision else "its cause comes first" if int(item.scored.priority) == 1 else ""
        return f"the last {int(item.scored.priority)}{f': {why}' if why else ''}; {worth_told(item)}"
    if abs(item.worth.points - other.worth.points) <= _NEARLY:
        return f"{worth_told(item)}, as for the next one: by name"
    name = _decisive(item.worth, other.worth)
    if name == "effort":
        work = _count(other.worth.effort, "words")
        if item.words_left == item.worth.effort:
            return f"{worth_told(item)}; the next one takes {work}"
        return f"{worth_told(item)}, {item.worth.effort:,} of a new text; the next one takes {work}"
    return f"{worth_told(item)}; {_told(name, item, other)}"


def worth_told(item: BacklogItem) -> str:
    """What it is worth for which effort: `3,696 views for 14 words`."""
    worth = item.worth
    named = {name: _count(getattr(item.kpi, name), name) for name in ("views", "tickets")}
    named |= {"law": "the law", "launch": "a launch", "untrue": "something untrue", "overdue": "facts to be read again"}
    points = {name: getattr(worth, name) for name in named}
    most = sorted((name for name in named if points[name] > _NEARLY), key=lambda name: (-points[name], name))
    leading = [name for name in most[:2] if points[name] * 3 >= points[most[0]]]
    for_ = " and ".join(named[name] for name in leading) or "a piece of work"
    words = item.words_left or worth.effort
    return f"{for_} for {_count(words, 'words')}" if words else for_


def _decisive(one: Worth, other: Worth) -> str:
    """The part that does most for one against another: what it would lose with the other's."""
    lost: dict[str, float] = {}
    for name in (*_ADDED, "trouble", "seen", "market", "peak", "effort"):
        theirs: Any = {name: getattr(other, name)}
        lost[name] = one.points - replace(one, **theirs).points
    return max(lost, key=lambda name: (lost[name], name))


def _told(name: str, item: BacklogItem, other: BacklogItem) -> str:
    """A part of an item beside that of the next one, in words."""
    if name in ("views", "tickets", "unhelpful") and not other.kpi.has(name):
        if name == "unhelpful":
            return f"it did not help {item.kpi.unhelpful:,} readers, of the next one nobody counted"
        return f"nobody counted {name} of the next one"
    if name in ("views", "tickets"):
        return f"the next one has {_count(getattr(other.kpi, name), name)}"
    if name == "unhelpful":
        return f"it did not help {item.kpi.unhelpful:,} readers, the next one {other.kpi.unhelpful:,}"
    if name == "seen" and item.worth.shown and other.worth.shown:
        return f"customers see {item.worth.shown}, of the next one {other.worth.shown}"
    if name in ("trouble", "seen", "market", "peak"):
        what = {"trouble": "what customers ask", "market": "its market", "peak": "the season"}.get(name, "it")
        return f"{what} counts {getattr(item.worth, name)} %, of the next one {getattr(other.worth, name)} %"
    points = _number(getattr(item.worth, name)), _number(getattr(other.worth, name))
    return f"{_NAMES[name]} {points[0]} points, of the next one {points[1]}"


def _count(count: int, noun: str) -> str:
    """A count with its noun, which is given in the plural."""
    return f"{count:,} {noun[:-1] if count == 1 else noun}"


def _number(points: float) -> str:
    return f"{points:,.1f}".removesuffix(".0")
