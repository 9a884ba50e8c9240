"""Which facts two texts of a profile, or of the company data, differ in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from locmem.errors import InputErrors
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

Leaf = tuple[str, ...]
"""What is said under a key: each value with its place below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What differs.

    facts: as texts ask for them (`market.tax.standard_rate`), each with the market whose it is; empty for all markets.
    has_more: whether something differs that is no fact, obligation or waiver, or cannot be told: then any page may.
    """

    facts: frozenset[tuple[str, str]] = frozenset()
    has_more: bool = False


def edited_profile(before: str, now: str, path: str, code: str) -> Edited:
    """What differs between two texts of a market's profile; `path` is used in messages that nobody sees.

    Obligations are told of where they stand, so they are none of it; a waiver is its fact's.
    """
    old, new = _mapping(before, path), _mapping(now, path)
    if old is None or new is None:
        return Edited(has_more=True)
    facts = {f"market.{name}" for name in _differing(_facts(old.find("facts")), _facts(new.find("facts")))}
    waived = _differing(_waivers(old), _waivers(new))
    facts |= {name if name.startswith(("market.", "company.")) else f"market.{name}" for name in waived}
    tops = {name: _values(node) for name, node in _tops(old)}, {name: _values(node) for name, node in _tops(new)}
    return Edited(facts=frozenset((fact, code) for fact in facts), has_more=bool(_differing(*tops)))


def edited_region(before: str, now: str, path: str, markets: Iterable[str]) -> Edited:
    """What differs between two texts of a region, for the markets that have their law from it."""
    edited = edited_profile(before, now, path, "")
    return replace(edited, facts=frozenset((fact, code) for code in markets for fact, _ in edited.facts))


def edited_company(before: str, now: str, path: str) -> Edited:
    """What differs between two texts of the company data."""
    old, new = _mapping(before, path), _mapping(now, path)
    if old is None or new is None:
        return Edited(has_more=True)
    found = {(f"company.{name}", "") for name in _differing(_facts(old.find("company")), _facts(new.find("company")))}
    for code in {name for one in (old, new) for name, _ in _children(one.find("markets"))}:
        pair = (_facts(dict(_children(one.find("markets"))).get(code)) for one in (old, new))
        found |= {(f"company.{name}", code) for name in _differing(*pair)}
    return Edited(facts=frozenset(found))


def _mapping(text: str, path: str) -> YamlMapping | None:
    try:
        node = parse(text, path)
    except InputErrors:
        return None
    return node if isinstance(node, YamlMapping) else None


def _tops(node: YamlMapping) -> Iterator[tuple[str, YamlNode]]:
    return ((key.text, value) for key, value in node.entries if key.text not in ("facts", "obligations", "waivers"))


def _differing(old: dict[str, Leaf], new: dict[str, Leaf]) -> set[str]:
    return {name for name in {*old, *new} if old.get(name) != new.get(name)}


def _facts(node: YamlNode | None, above: str = "") -> dict[str, Leaf]:
    """Each fact below a node by its path; one is a mapping that says its type."""
    found: dict[str, Leaf] = {}
    for name, value in _children(node):
        path = f"{above}.{name}" if above else name
        if isinstance(value, YamlMapping) and not isinstance(value.find("type"), YamlScalar):
            found |= _facts(value, path)
        else:
            found[path] = _values(value)
    return found


def _waivers(node: YamlMapping) -> dict[str, Leaf]:
    found: dict[str, Leaf] = {}
    waivers = node.find("waivers")
    for one in waivers.items if isinstance(waivers, YamlSequence) else ():
        fact = one.find("fact") if isinstance(one, YamlMapping) else None
        if isinstance(fact, YamlScalar):
            found[fact.text] = (*found.get(fact.text, ()), *_values(one))
    return found


def _children(node: YamlNode | None) -> Iterator[tuple[str, YamlNode]]:
    if isinstance(node, YamlMapping):
        yield from ((key.text, value) for key, value in node.entries)


def _values(node: YamlNode) -> Leaf:
    """Every value below a node in order, with its place from there."""
    if isinstance(node, YamlScalar):
        return (node.text,)
    parts = _children(node) if isinstance(node, YamlMapping) else ()
    if isinstance(node, YamlSequence):
        parts = ((f"[{number}]", item) for number, item in enumerate(node.items))
    return tuple(f"{name}: {value}" for name, below in parts for value in _values(below))
