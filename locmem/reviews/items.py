"""A month's review of a market as values: its items, and what people said to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from hashlib import sha256

from locmem.model.review_rules import ItemKind
from locmem.textfile import TextFile

REVIEWS = "reviews"
"""The folder of reviews, from the project's folder."""
DUTIES = "obligations."
"""What stands before the name of a duty in the id of an item of law."""


class Answer(Enum):
    """What a reviewer says: it is right, it has to change, or it is left for another month."""

    CONFIRM = "confirm"
    CHANGE = "change"
    SKIP = "skip"

    @property
    def needs_reason(self) -> bool:
        """Whether it says nothing without a reason."""
        return self is not Answer.CONFIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody answered, when, and why."""

    answer: Answer
    by: str
    on: date
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.answer.value} by {self.by} on {self.on}" + (f": {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An answer that no longer stands, with the evidence it was given on."""

    said: Said
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One thing that somebody is asked.

    id: the same in every month: market, what it is about, its name: `ES/fact/tax.standard_rate`.
    question: what it is asked in one with others, which one reading answers; empty for an item that stands alone.
    what, why: a sentence each.  evidence: a line each; an answer is given on these lines.
    urgent: whether the law changes, or what should have been done long ago was not.
    tickets, views: of the texts it is about, in the last month that somebody counted.
    owner: who is asked.  since: the day since which they owe an answer.
    before: what was said of it in the review before, in words.
    kept: what was confirmed in an earlier month and still holds, since the evidence is the same: nobody is asked.
    said: the answer, None while it is owed.  earlier: answers of this month that no longer stand.
    gone: the day on which it was found to be asked no longer, nobody having answered.
    comments: lines of a person beside it.  written: the lines it was read from; empty where it is to be written anew.
    """

    id: str
    kind: ItemKind
    what: str
    why: str
    evidence: tuple[str, ...]
    owner: str
    since: date
    question: str = ""
    urgent: bool = False
    tickets: int = 0
    views: int = 0
    before: str = ""
    kept: Said | None = None
    said: Said | None = None
    earlier: tuple[Earlier, ...] = ()
    gone: date | None = None
    comments: tuple[str, ...] = field(default=(), compare=False)
    written: str = field(default="", compare=False, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether somebody owes an answer."""
        is_asked = self.kept is None and self.kind is not ItemKind.DONE
        return is_asked and self.said is None and self.gone is None

    @property
    def rank(self) -> tuple[int, str]:
        """Its place in the file of a market."""
        return list(ItemKind).index(self.kind), self.id

    @property
    def weight(self) -> tuple[object, ...]:
        """Sorting key, what is to be answered first being least: law by its day, what is late, what customers ask."""
        is_law = self.kind is ItemKind.LAW
        return not self.urgent, not is_law, self.begins or date.min, -self.tickets, -self.views, self.since, self.rank

    @property
    def proof(self) -> str:
        """What stands for what was asked: a file whose item says something else was changed by hand."""
        told = (self.id, self.kind.value, self.what, self.why, self.since.isoformat(), *self.evidence)
        return sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def begins(self) -> date | None:
        """The day on which the law begins, or ends, that it asks about; None for an item of another kind."""
        parts = self.id.split("/") if self.kind is ItemKind.LAW else ()
        try:
            return date.fromisoformat(parts[2]) if len(parts) > 3 else None
        except ValueError:
            return None

    @property
    def answers(self) -> Iterator[Earlier]:
        """Its answers of the month with the evidence they were given on, the newest first."""
        if said := self.said or self.kept:
            yield Earlier(said=said, evidence=self.evidence)
        yield from reversed(self.earlier)

    def answered(self, said: Said) -> ReviewItem:
        """The item with an answer; one that stood before is kept beside it."""
        kept = (Earlier(said=self.said, evidence=self.evidence),) if self.said else ()
        return replace(self, said=said, earlier=(*self.earlier, *kept), gone=None, kept=None, written="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Open items of one market and owner that are asked together; each has an answer of its own.

    weight: sorting key among the questions of all markets.  due: the day by which it is to be answered.
    """

    items: tuple[ReviewItem, ...]
    weight: tuple[object, ...]
    market: str
    due: date

    @property
    def first(self) -> ReviewItem:
        """The item by which commands name it."""
        return self.items[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The open items of a review that one person is asked."""

    owner: str
    items: tuple[ReviewItem, ...]

    @property
    def since(self) -> date:
        """The day since which the oldest of them is owed."""
        return min(one.since for one in self.items)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What they are about, in words."""
        return tuple(sorted({one.kind.value.replace("_", " ") for one in self.items}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A market's review of a month.

    month: `2026-11`.  begun: the day it was begun.  due: the day by which everything is to be answered.
    head, tail: the lines before the first item and after the last one, as they were read.  file: what it was read from.
    """

    market: str
    month: str
    begun: date
    due: date
    items: tuple[ReviewItem, ...]
    head: str = field(default="", compare=False, repr=False)
    tail: str = field(default="", compare=False, repr=False)
    file: TextFile | None = field(default=None, compare=False, repr=False)

    @property
    def path(self) -> str:
        """Where it is kept, from the project's folder."""
        return path_of(self.market, self.month)

    @property
    def open(self) -> tuple[ReviewItem, ...]:
        """What is owed, in the order in which it is best answered; what is owed from an earlier month is urgent."""
        return tuple(sorted((one for one in self.items if one.is_open), key=self._weight))

    def _weight(self, item: ReviewItem) -> tuple[object, ...]:
        urgent, *others = item.weight
        return (urgent and item.since >= self.begun, *others)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is owed as it is asked: items that one reading answers together, where their first one stands."""
        found: dict[tuple[str, str], list[ReviewItem]] = {}
        for item in self.open:
            found.setdefault((item.question or item.id, item.owner), []).append(item)
        return tuple(
            Question(items=tuple(items), weight=self._weight(items[0]), market=self.market, due=self.due)
            for items in found.values()
        )

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What everybody owes who owes an answer, by name; the empty name is nobody's."""
        return tuple(
            Owed(owner=owner, items=tuple(one for one in self.open if one.owner == owner))
            for owner in sorted({one.owner for one in self.open})
        )

    def find(self, key: str) -> ReviewItem | None:
        """The item of an id; None where there is none."""
        return next((one for one in self.items if one.id == key), None)

    def with_item(self, item: ReviewItem) -> Review:
        """The review with another item in the place of the one of the same id."""
        return replace(self, items=tuple(item if one.id == item.id else one for one in self.items))

    def counted(self) -> Iterator[tuple[str, int]]:
        """How many items are open, and how many had which answer."""
        yield "open", len(self.open)
        for answer in Answer:
            yield answer.value, sum(one.said is not None and one.said.answer is answer for one in self.items)


def duty_of(key: str) -> str:
    """The id under which a duty is asked once it is in force, whose beginning an id asks; empty for any other id.

    `ES/law/2026-12-28/obligations.channels` is followed by `ES/obligation/channels`.
    """
    market, _, rest = key.partition("/")
    kind, _, rest = rest.partition("/")
    name = rest.partition("/")[2]
    return f"{market}/obligation/{name.removeprefix(DUTIES)}" if kind == "law" and name.startswith(DUTIES) else ""


def path_of(market: str, month: str) -> str:
    """Where the review of a market for a month is kept, from the project's folder."""
    return f"{REVIEWS}/{month}/{market}.yaml"


def snapshot_of(market: str, month: str) -> str:
    """Where the priorities of a market's backlog in a month are kept, from the project's folder."""
    return f"{REVIEWS}/{month}/{market}.csv"
