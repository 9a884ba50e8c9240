"""What the company data of some markets have and those of others lack, each slip of the pen told once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from locmem.errors import Location, Problem
from locmem.model.wording import listed
from locmem.yamlfile import YamlMapping, YamlNode

_LEAF = ("type", "value", "values", "windows", "items")
"""The keys that make a mapping a fact; one without them is a group."""
_ALIKE = 0.6
"""Likeness from which one name may be the other, misspelt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands in the data of one market: the paths of its facts, sound or not, and the place of every name.

    place: of the data as a whole.
    """

    place: Location
    paths: tuple[str, ...] = ()
    places: Mapping[str, Location] = field(default_factory=dict)

    def over(self, country: Written) -> Written:
        """With what a sub-market has from its country."""
        return Written(
            place=self.place,
            paths=tuple(dict.fromkeys((*country.paths, *self.paths))),
            places={**country.places, **self.places},
        )


def written_in(node: YamlNode, place: Location) -> Written:
    """What stands in the data of a market."""
    paths: list[str] = []
    places: dict[str, Location] = {}
    _walk(node, "", paths, places)
    return Written(place=place, paths=tuple(paths), places=places)


def _walk(node: YamlNode, prefix: str, paths: list[str], places: dict[str, Location]) -> None:
    for key, value in node.entries if isinstance(node, YamlMapping) else ():
        path = f"{prefix}{key.text}"
        places[path] = Location(path=key.path, line=key.line, column=key.column, key=value.key)
        if isinstance(value, YamlMapping) and value.entries and not any(value.find(name) for name in _LEAF):
            _walk(value, f"{path}.", paths, places)
        else:
            paths.append(path)


def gaps(data: Mapping[str, Written], parents: Mapping[str, str], everyones: Collection[str] = ()) -> Iterator[Problem]:
    """What is uneven between the markets: one problem for each name that is misspelt, and otherwise for each market.

    parents: the country of each sub-market.  everyones: paths that every market has, whatever it writes itself.
    """
    every = frozenset(data)
    groups: dict[frozenset[str], list[str]] = {}
    for path in dict.fromkeys(path for one in data.values() for path in one.paths if path not in everyones):
        holders = frozenset(code for code in every if path in data[code].paths)
        if holders != every:
            groups.setdefault(holders, []).append(path)
    explained: set[str] = set()
    for few in sorted(groups, key=lambda one: (len(one), sorted(one))):
        many = every - few
        if many not in groups or (len(few), sorted(few)) > (len(many), sorted(many)):
            continue
        for (name, meant), pairs in _slips(groups[few], groups[many]).items():
            explained.update(one for pair in pairs for one in pair)
            for place in dict.fromkeys(data[code].places[name] for code in sorted(few)):
                yield _slip(place, name, meant, few, many)
    for holders, paths in groups.items():
        left = tuple(path for path in paths if path not in explained)
        if left:
            yield from _uneven(data, parents, holders, every - holders, left)


def _slips(few: Collection[str], many: Collection[str]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The names that may be one, the first misspelt, each with the facts that stand under them."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in few:
        alike = [(names, other) for other in many if (names := _differ(one, other))]
        if alike:
            names, other = max(alike, key=lambda pair: SequenceMatcher(None, *pair[0]).ratio())
            found.setdefault(names, []).append((one, other))
    return found


def _differ(one: str, other: str) -> tuple[str, str] | None:
    """The groups or facts in whose names two paths differ, where they differ in one name and that is alike."""
    ours, theirs = one.split("."), other.split(".")
    places = [n for n, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]]
    if len(ours) != len(theirs) or len(places) != 1:
        return None
    [place] = places
    if SequenceMatcher(None, ours[place], theirs[place]).ratio() < _ALIKE:
        return None
    return ".".join(ours[: place + 1]), ".".join(theirs[: place + 1])


def _slip(place: Location, name: str, meant: str, few: Collection[str], many: Collection[str]) -> Problem:
    who = listed(tuple(sorted(few)))
    return Problem(
        location=place,
        what=f"{name} is known of {who} alone, and {listed(tuple(sorted(many)))} {_has(many)} {meant}.",
        do=f"Did you mean {meant!r}? If both are meant, write both in every market; value: null where there is none.",
    )


def _uneven(
    data: Mapping[str, Written],
    parents: Mapping[str, str],
    holders: Collection[str],
    lacking: Collection[str],
    paths: tuple[str, ...],
) -> Iterator[Problem]:
    names = ", ".join(paths)
    who, others = listed(tuple(sorted(holders))), listed(tuple(sorted(lacking)))
    if len(holders) < len(lacking):
        place = data[min(holders)].places[paths[0]]
        what = f"{who} alone {_has(holders)} {names}; {others} {'does' if len(lacking) == 1 else 'do'} not."
        yield Problem(location=place, what=what, do="Add it to each of them, value: null where there is none.")
        return
    for code in sorted(lacking):
        if parents.get(code) not in lacking:
            what = f"{code} has no {names}, but {who} {'does' if len(holders) == 1 else 'do'}."
            yield Problem(location=data[code].place, what=what, do="Add it; write value: null where there is none.")


def _has(codes: Collection[str]) -> str:
    return "has" if len(codes) == 1 else "have"
