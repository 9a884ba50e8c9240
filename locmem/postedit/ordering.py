"""The order of the queue: priority, then what a person's minute there is worth to customers.

Worth is what the document is worth to its markets (views, tickets, risk: the backlog's points) times the words that
are likely to be mended, over the words it takes.  Equal texts are one item: whoever decides on one has decided on all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.model.priority import Priority, Scored
from locmem.postedit.waiting import STATES, Waiting, WaitingText, readers, seen_by
from locmem.postedit.worth import Expected, Known, expected


class Place(NamedTuple):
    """Where a segment stands: its locale, document and occurrence."""

    locale: str
    document: str
    occurrence: str

    @property
    def key(self) -> str:
        """The segment's key as commands take it."""
        return f"{self.document}#{self.occurrence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """One item of the queue.

    place: the one to work in; others: the places that hold the same text.  markets: of all of them.
    scored: the priority of the document, the highest of all places.  handoff: the batch it is out with, or empty.
    """

    place: Place
    others: tuple[Place, ...]
    text: WaitingText
    content_set: str
    risk: Risk
    markets: tuple[str, ...]
    scored: Scored
    expected: Expected
    handoff: str

    @property
    def state(self) -> str:
        """Why it waits, one of STATES."""
        return STATES[self.text.state]

    @property
    def segments(self) -> int:
        """How many segments it is."""
        return 1 + len(self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which items are meant; each empty for all of them.

    states: of STATES.  made_by: `mt`, `mt:apertium`, `tm`, `human`.  documents: their paths.
    is_here: whether what is with translators is left out.  people: whom it is assigned to; an empty name is nobody.
    """

    locales: Collection[str] = ()
    states: Collection[str] = ()
    made_by: Collection[str] = ()
    priorities: Collection[int] = ()
    content_sets: Collection[str] = ()
    documents: Collection[str] = ()
    is_here: bool = False
    people: Collection[str] = ()

    @property
    def is_narrow(self) -> bool:
        """Whether anything but its place narrows it."""
        return self != Wanted(is_here=self.is_here)

    def takes(self, item: Ordered, person: str) -> bool:
        """Whether an item is meant.  person: whom it is assigned to, or empty."""
        return (
            (not self.locales or item.place.locale in self.locales)
            and (not self.states or item.state in self.states)
            and (not self.made_by or any(is_by(item.text.made_by, one) for one in self.made_by))
            and (not self.priorities or int(item.scored.priority) in self.priorities)
            and (not self.content_sets or item.content_set in self.content_sets)
            and (not self.documents or item.place.document in self.documents)
            and (not self.is_here or not item.handoff)
            and (not self.people or person.casefold() in {one.casefold() for one in self.people})
        )


def is_by(made_by: str, wanted: str) -> bool:
    """Whether a maker is meant, as `mt:openai/model` by `mt`, and by `mt:openai`, which stands for all its models."""
    return wanted in (made_by, made_by.partition(":")[0]) or made_by.startswith(f"{wanted}/")


def ordered(
    waiting: Iterable[Waiting],
    markets: Sequence[Market],
    documents: Mapping[tuple[str, str], Scored],
    in_flight: Mapping[tuple[str, str, str], str],
    known: Known,
) -> tuple[Ordered, ...]:
    """What waits and customers of the markets see, first things first.

    documents: the priority of each (locale, document), from the backlog; segments of documents that are not in
    it may wait.  in_flight: (locale, document, occurrence) to handoff of what is with a translator.
    Order: priority, what is here before what is handed out, worth over effort, then document, locale, state and place.
    """
    served = readers(markets)
    groups: dict[tuple[str, int, bytes, str], list[_One]] = {}
    for one in waiting:
        codes = seen_by(one, served)
        if not codes:
            continue
        scored = documents.get((one.locale, one.document), _MAY_WAIT)
        for number, text in enumerate(one.texts):
            place = Place(one.locale, one.document, text.occurrence)
            found = _One(scored.priority, -scored.points, number, place, text, one, codes, scored)
            # What a variant inherits is nobody's work, and two texts of it are not one.
            same = text.digest if text.words else place.key.encode()
            groups.setdefault((one.locale, text.state, same, in_flight.get(place, "")), []).append(found)
    items = [_item(sorted(group, key=lambda one: one[:4]), handoff, known) for (*_, handoff), group in groups.items()]
    return tuple(item for _, item in sorted(items, key=lambda one: one[0]))


class _One(NamedTuple):
    priority: Priority
    worth: float
    number: int
    place: Place
    text: WaitingText
    waiting: Waiting
    markets: tuple[str, ...]
    scored: Scored


_MAY_WAIT = Scored(priority=Priority.MAY, reasons=())


def _item(group: Sequence[_One], handoff: str, known: Known) -> tuple[tuple[object, ...], Ordered]:
    """An item with its place in the order.  group: the same text in several places, the most pressing one first."""
    first = group[0]
    likely = expected(first.text, first.place.locale, known)
    worth = sum(1 - one.worth for one in group) * likely.gain / likely.effort
    item = Ordered(
        place=first.place,
        others=tuple(one.place for one in group[1:]),
        text=first.text,
        content_set=first.waiting.content_set,
        risk=first.waiting.risk,
        markets=tuple(dict.fromkeys(code for one in group for code in one.markets)),
        scored=first.scored,
        expected=likely,
        handoff=handoff,
    )
    place = first.place
    order = (first.priority, bool(handoff), -worth, place.document, place.locale, first.text.state, first.number)
    return order, item
