"""Which facts texts say to the customers of a market on a day, and which of those that are asked for have a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from locmem.checks.cards import Card
from locmem.checks.printed import printed_in
from locmem.checks.statements import is_said
from locmem.markets.paths import fact_at
from locmem.markets.windows import waiver_for
from locmem.model.fact import Market, Obligation

Topics = Mapping[str, Sequence[Card]]
"""The documents that ship to a market, by topic, as of `by_topic`."""


def saying(wanted: Sequence[str], cards: Sequence[Card], market: Market, day: date) -> Iterator[str]:
    """The documents in which a market's customers read some of the facts that are wanted, by their paths."""
    for card in cards:
        said = said_in(card, market, wanted, day)
        if any(is_said(path, said) for path in wanted):
            yield card.path


def said_in(card: Card, market: Market, wanted: Sequence[str], day: date) -> frozenset[str]:
    """The paths of facts that customers of a market read in a document on a day.

    What is said of the items of a list is found out by rendering it, where a fact that is wanted depends on that.
    """
    made = [one for one in card.asks if one.is_made(market, day)]
    sure = frozenset(one.path for one in made if not one.rests_on_items(market))
    open_ = [path for path in wanted if not is_said(path, sure)]
    doubtful = frozenset(one.path for one in made) - sure
    if not card.printing or not any("[]." in path or is_said(path, doubtful) for path in open_):
        return sure | doubtful
    printed = printed_in(card.printing, market, day)
    return sure | (doubtful if printed is None else printed)


def unsaid(market: Market, obligation: Obligation, topics: Topics, day: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The topics on which no document says all that an obligation names, each with the facts that are missing.

    topics: as of `by_topic`.  day: the one on which facts are asked whether they have a value.
    Nothing where an obligation names no facts.
    """
    wanted = tuple(path for path in obligation.facts if is_asked(market, path, day))
    for topic in obligation.applies_to if wanted else ():
        said = frozenset(path for card in topics.get(topic, ()) for path in said_in(card, market, wanted, day))
        missing = tuple(path for path in wanted if not is_said(path, said))
        if missing:
            yield topic, missing


def is_asked(market: Market, path: str, day: date) -> bool:
    """Whether a fact has a value that day: one that is absent on purpose asks nothing of a text."""
    return fact_at(market, path) is None or has_value(market, path, day)


def is_ended(market: Market, path: str, day: date) -> bool:
    """Whether a fact has no value on a day and nobody wrote that there is none, such as behind its last day."""
    fact = fact_at(market, path)
    return (
        fact is not None
        and not has_value(market, path, day)
        and not any(one.value is None for one in fact.values if one.window.holds(day))
    )


def is_absent(market: Market, path: str, day: date) -> bool:
    """Whether somebody wrote that a fact has no value on a day."""
    return not (is_asked(market, path, day) or is_ended(market, path, day) or is_unread(market, path, day))


def is_unread(market: Market, path: str, day: date) -> bool:
    """Whether a fact of the profile is absent because nobody has read the law yet, and nobody answers for that."""
    fact = fact_at(market, path) if path.startswith("market.") else None
    held = next((one for one in fact.values if one.window.holds(day)), None) if fact else None
    return fact is not None and held is not None and held.is_unread and waiver_for(market, fact, held) is None


def has_value(market: Market, path: str, day: date) -> bool:
    """Whether a fact has a value on a day; a field of a list's items, whether some item of that day has it."""
    fact = fact_at(market, path)
    held = [one.value for one in fact.values if one.window.holds(day) and one.value is not None] if fact else []
    name = path.partition("[].")[2]
    if not name:
        return bool(held)
    items = (item for value in held if isinstance(value, tuple) for item in value)
    return any(name in item.fields for item in items if item.window.holds(day))
