"""What most other markets of the project say: a witness against the one that says something else.

Countries count once; a part of a country has most of what its country has.  Below `FEWEST` countries nothing is
usual, and nobody is told that they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from locmem.markets.subject import Subject
from locmem.model.fact import Fact, FactType, LocalText, Market

FEWEST = 8
NEARLY_ALL = 0.9

_T = TypeVar("_T", bound=Hashable)


def usual(subject: Subject, of: Callable[[Market], _T | None], share: float = NEARLY_ALL) -> _T | None:
    """What nearly all other countries have where `of` has anything of them; None where nothing is usual."""
    said = [one for market in countries(subject) if (one := of(market)) is not None]
    if len(said) < FEWEST:
        return None
    value, count = Counter(said).most_common(1)[0]
    return value if count >= share * len(said) else None


def countries(subject: Subject) -> Iterator[Market]:
    """The other markets that are whole countries."""
    return (market for market in subject.others if "-" not in market.code)


def all_facts(market: Market) -> Iterator[tuple[str, Fact]]:
    """Facts and company data, each with the path that content uses."""
    for path, fact in market.facts.items():
        yield f"market.{path}", fact
    for path, fact in market.company.items():
        yield f"company.{path}", fact


def names_in(fact: Fact | None) -> frozenset[str]:
    """The names of a list's items that are the same in all languages, in any of its windows."""
    found = set[str]()
    for value in fact.values if fact and fact.type is FactType.LIST else ():
        for item in value.value if isinstance(value.value, tuple) else ():
            name = item.fields.get("name")
            if isinstance(name, str):
                found.add(name)
    return frozenset(found)


def plain_texts(fact: Fact | None) -> tuple[str, ...]:
    """What a fact says today or said, as texts of any locale."""
    found: list[str] = []
    for value in fact.values if fact else ():
        if isinstance(value.value, str):
            found.append(value.value)
        elif isinstance(value.value, LocalText):
            found.extend(value.value.values.values())
    return tuple(found)
