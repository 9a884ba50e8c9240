"""Rules that ask the other markets what all of them have and this one lacks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from locmem.markets.peers import FEWEST, all_facts, countries, names_in, usual
from locmem.markets.subject import Subject
from locmem.model.fact import Fact, FactType, Market
from locmem.model.finding import Finding, Severity

LACK = "market-lack"


def lacking_facts(subject: Subject) -> Iterator[Finding]:
    """Facts, items of lists and marks of law that nearly all other countries have and this one lacks."""
    paths = {path for market in countries(subject) for path, _ in all_facts(market)}
    mine = dict(subject.all_facts())
    for path in sorted(paths):
        if usual(subject, partial(_has, path)) and path not in mine and _has_more(subject, path):
            tree, _, rest = path.partition(".")
            place = subject.head("facts" if tree == "market" else "market")
            what = f"there is no {path}, which nearly all other markets have."
            yield subject.finding(LACK, place, what, f"Add {rest}, or value: null.", Severity.WARNING)
    for path, fact in mine.items():
        if not path.startswith("market.") or fact.location.path != subject.market.path:
            continue
        name = path.removeprefix("market.")
        if not fact.is_legal and usual(subject, partial(_is_legal, name)):
            what = f"{name} is not marked as legal, and nearly everywhere else it is."
            yield subject.finding(LACK, fact.location, what, "Write legal: true.", Severity.WARNING)
        yield from _nothing(subject, name)
        yield from _items(subject, name, fact)


def _nothing(subject: Subject, path: str) -> Iterator[Finding]:
    """A value that is absent without a word of why, where nearly all others have one."""
    held = subject.holding(path)
    if held is None or held.value is not None or held.no_rule or held.evidence.note or held.is_unread:
        return
    if usual(subject, partial(_is_there, subject, path)):
        what = f"{path} is absent on {subject.day}, and nearly all other markets have a value."
        do = "Write the value, or say why there is none: `none:` for law, or a note."
        yield subject.finding(LACK, held.location, what, do, Severity.WARNING)


def _is_there(subject: Subject, path: str, market: Market) -> bool | None:
    fact = market.facts.get(path)
    held = [value for value in fact.values if value.window.holds(subject.day)] if fact else []
    return held[0].value is not None if held else None


def _has_more(subject: Subject, path: str) -> bool:
    """Whether a market has other facts of the group: one without any was never meant to have them."""
    start = ".".join(path.split(".")[:2])
    mine = [one for one, _ in subject.all_facts()]
    return any(one.startswith(f"{start}.") for one in mine) or len(mine) > FEWEST * 4


def _has(path: str, market: Market) -> bool:
    tree, _, rest = path.partition(".")
    return rest in (market.facts if tree == "market" else market.company)


def _is_legal(path: str, market: Market) -> bool | None:
    return market.facts[path].is_legal if path in market.facts else None


def _items(subject: Subject, path: str, fact: Fact) -> Iterator[Finding]:
    if fact.type is not FactType.LIST or not names_in(fact):
        return
    lists = [names_in(one.facts[path]) for one in countries(subject) if path in one.facts]
    if len(lists) < FEWEST:
        return
    mine = {name.casefold() for name in names_in(fact)}
    for name in sorted({name for names in lists for name in names}):
        count = sum(name in names for names in lists)
        if count == len(lists) and name.casefold() not in mine:
            what = f"{path} lacks {name}, which {count} of {len(lists)} other markets have."
            do = "Add it, or write it with its last day where it ended here."
            yield subject.finding(LACK, fact.location, what, do, Severity.WARNING)
