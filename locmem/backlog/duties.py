"""What the law of a market asks of texts, soon and in force, and what of that is somebody's work by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from locmem.backlog.answers import OBLIGATIONS, Answers, Given
from locmem.backlog.evidence import Duty
from locmem.checks.cards import Card
from locmem.checks.keeping import Keeper, Keeping, by_topic, keeping_of
from locmem.errors import Location
from locmem.markets.changes import OBLIGATION, Change, changes
from locmem.model.fact import Confidence, Market, Obligation
from locmem.model.priority import BEGUN_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The law as a piece of work of its own.

    name: how the backlog calls it, its market left out: `obligations.channels`, `law/2026-12-28/tax.standard_rate`.
    items: how reviews ask it, by id, the one to be answered first.  texts: the documents that it is about.
    asks: what a duty wants, as the profile says it.  place: of it in the profile.  topics: of a duty.
    change: what a reviewer wants changed of the texts for it.  step: what to do so that a duty is kept.
    """

    name: str
    duty: Duty
    items: tuple[str, ...]
    texts: tuple[Card, ...]
    place: Location
    asks: str = ""
    topics: tuple[str, ...] = ()
    change: Given | None = None
    step: str = ""

    @property
    def is_open(self) -> bool:
        """Whether anybody has to do anything about it."""
        return bool(self.duty.is_unkept or self.duty.is_asked or self.change)


def duties_on(
    market: Market, topic: str, day: date, soon_days: int, answers: Answers | None = None
) -> tuple[Duty, ...]:
    """The duties of texts on a topic that are in force on a day or begin within so many days, soonest first."""
    found = [
        _duty(market, one, day, soon_days, answers or Answers())
        for one in market.obligations
        if topic and topic in one.applies_to and _concerns(one, day, soon_days)
    ]
    return tuple(sorted(found, key=lambda duty: (duty.days, not duty.is_read, duty.key)))


def owed(
    market: Market, documents: Sequence[Card], day: date, soon_days: int, answers: Answers | None = None
) -> Iterator[Owed]:
    """The law that is somebody's work by itself: duties, then legal facts that become another, as `Duty` has it.

    A duty is also owed while nobody keeps it, neither the texts as far as a machine can tell nor somebody who signed,
    and while a reviewer wants texts changed for it.  A fact is owed where some text asks for it.
    """
    said = answers or Answers()
    topics = by_topic(market, documents)
    for one in market.obligations:
        items = _items(market, one)
        change = said.change(*items) if one.window.end is None or one.window.end >= day else None
        if not change and not _concerns(one, day, soon_days):
            continue
        begins = one.window.start if one.window.start and one.window.start > day else day
        keeping = keeping_of(market, one, topics, begins, said.signatures)
        found = Owed(
            name=f"{OBLIGATIONS}{one.key}",
            duty=_duty(market, one, day, soon_days, said, keeping),
            items=items,
            texts=_by_path(keeping.cards),
            place=one.location,
            asks=one.text,
            topics=one.applies_to,
            change=change,
            step=keeping.step,
        )
        if found.is_open:
            yield found
    yield from (one for one in _of_facts(market, documents, day, soon_days, said) if one.is_open)


def _of_facts(market: Market, documents: Sequence[Card], day: date, soon_days: int, answers: Answers) -> Iterator[Owed]:
    seen: dict[tuple[date, str], list[Change]] = {}
    until = day + timedelta(days=soon_days)
    for change in changes(market, day - timedelta(days=BEGUN_DAYS + 1), until):
        fact = market.facts.get(change.path.removeprefix("market."))
        if fact and fact.is_legal and not change.path.startswith(OBLIGATION):
            seen.setdefault((change.on, change.path), []).append(change)
    for (on, path), same in seen.items():
        texts = _by_path(card for card in documents if card.ships_to(market.code) and card.asks_for(path))
        if not texts:
            continue
        fact_name = path.removeprefix("market.")
        name = f"law/{on}/{fact_name}"
        item = f"{market.code}/{name}"
        becomes = "; ".join(f"{one.before} to {'nothing' if one.is_ending else one.after}" for one in same)
        duty = Duty(
            key=fact_name,
            what=f"the change of {fact_name} from {becomes}",
            begins=on,
            days=max(0, (on - day).days),
            age=(day - on).days if on <= day else None,
            is_read=all(one.verified_on for one in same),
            confirmed=answers.confirmed(item),
        )
        yield Owed(
            name=name, duty=duty, items=(item,), texts=texts, place=same[0].location, change=answers.change(item)
        )


def _by_path(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: card.path))


def _items(market: Market, one: Obligation) -> tuple[str, ...]:
    """How reviews ask for a duty: for itself once it is in force, and for its beginning."""
    start = (f"{market.code}/law/{one.window.start}/{OBLIGATIONS}{one.key}",) if one.window.start else ()
    return (f"{market.code}/obligation/{one.key}", *start)


def _concerns(obligation: Obligation, day: date, soon_days: int) -> bool:
    window = obligation.window
    if window.holds(day):
        return True
    return window.start is not None and day < window.start <= day + timedelta(days=soon_days)


def _duty(
    market: Market,
    obligation: Obligation,
    day: date,
    soon_days: int,
    answers: Answers,
    keeping: Keeping | None = None,
) -> Duty:
    begins, end = obligation.window.start, obligation.window.end
    is_ending = end is not None and day <= end <= day + timedelta(days=soon_days)
    return Duty(
        key=obligation.key,
        begins=begins,
        days=max(0, (begins - day).days) if begins else 0,
        age=(day - begins).days if begins and begins <= day else None,
        ends=end if is_ending else None,
        left=(end - day).days if end and is_ending else 0,
        is_read=obligation.evidence.confidence is not Confidence.UNVERIFIED,
        missing=keeping.lacking if keeping else (),
        # Nobody can sign before the first day.
        unsigned=keeping.unsigned if keeping and not (begins and begins > day) else "",
        signed=str(keeping.signature) if keeping and keeping.keeper is Keeper.SIGNED else "",
        confirmed=answers.confirmed(*_items(market, obligation)),
    )
