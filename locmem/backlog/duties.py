"""What the law of a market asks of texts on a topic, in force and soon, and the duties that no text keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from locmem.backlog.evidence import Duty
from locmem.checks.cards import Card
from locmem.checks.obligations import by_topic, unsaid
from locmem.model.fact import Confidence, Market, Obligation


def duties_on(market: Market, topic: str, day: date, soon_days: int) -> tuple[Duty, ...]:
    """The duties of texts on a topic that are in force on a day or begin within so many days, soonest first."""
    found = [
        _duty(one, day)
        for one in market.obligations
        if topic and topic in one.applies_to and _concerns(one, day, soon_days)
    ]
    return tuple(sorted(found, key=lambda duty: (duty.days, not duty.is_read, duty.key)))


def owed(
    market: Market, documents: Sequence[Card], day: date, soon_days: int
) -> Iterator[tuple[Duty, tuple[Card, ...]]]:
    """The duties that are somebody's work by themselves, each with the documents on its topics.

    Those in force that no text keeps, as far as a machine can tell, and all that begin soon: somebody has to read the
    texts before that day.
    """
    topics = by_topic(market, documents)
    for one in market.obligations:
        if not _concerns(one, day, soon_days):
            continue
        begins = one.window.start if one.window.start and one.window.start > day else day
        duty = _duty(one, day, _missing(market, one, topics, begins))
        if duty.missing or duty.days:
            concerned = {card.path: card for topic in one.applies_to for card in topics.get(topic, ())}
            yield duty, tuple(concerned.values())


def _missing(
    market: Market, obligation: Obligation, topics: Mapping[str, Sequence[Card]], day: date
) -> tuple[str, ...]:
    facts = (path for _, missing in unsaid(market, obligation, topics, day) for path in missing)
    return tuple(dict.fromkeys(facts))


def _concerns(obligation: Obligation, day: date, soon_days: int) -> bool:
    window = obligation.window
    if window.holds(day):
        return True
    return window.start is not None and day < window.start <= day + timedelta(days=soon_days)


def _duty(obligation: Obligation, day: date, missing: tuple[str, ...] = ()) -> Duty:
    begins = obligation.window.start
    return Duty(
        key=obligation.key,
        begins=begins,
        days=max(0, (begins - day).days) if begins else 0,
        is_read=obligation.evidence.confidence is not Confidence.UNVERIFIED,
        missing=missing,
    )
