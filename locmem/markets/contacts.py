"""What a team publishes of itself and of bodies it names: its contacts, which are no customer's personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from locmem.model.fact import Fact, FactType, FactValue, LocalText, Market

_CONTACTS = (FactType.PHONE, FactType.NAME, FactType.URL, FactType.TEXT, FactType.LIST)


def contacts_of(markets: Iterable[Market]) -> frozenset[str]:
    """Every telephone number (E.164), address, name and text of the markets' facts and company data, of any day.

    A number or name that is no more in force was published all the same.
    """
    return frozenset(text for market in markets for fact in _facts(market) for text in _texts(fact) if text.strip())


def _facts(market: Market) -> Iterator[Fact]:
    for facts in (market.facts, market.company):
        yield from (fact for fact in facts.values() if fact.type in _CONTACTS)


def _texts(fact: Fact) -> Iterator[str]:
    for held in fact.values:
        yield from _written(held)


def _written(held: FactValue) -> Iterator[str]:
    if isinstance(held.value, tuple):
        for item in held.value:
            for field in item.fields.values():
                yield from field.values.values() if isinstance(field, LocalText) else (field,)
    elif isinstance(held.value, LocalText):
        yield from held.value.values.values()
    elif isinstance(held.value, str):
        yield held.value
