"""Reading YAML key by key, collecting every problem of the file before anything is raised."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from locmem.errors import Location, Problem, Problems
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

T = TypeVar("T")
_PLAIN_ITEM = re.compile(r"[A-Za-z0-9][\w./@-]*")
"""What stands in a list without quotes, and means itself there."""

E = TypeVar("E", bound=Enum)


def kind_of(node: YamlNode) -> str:
    """What a node is, in a writer's words."""
    if isinstance(node, YamlMapping):
        return "a mapping"
    if isinstance(node, YamlSequence):
        return "a list"
    assert isinstance(node, YamlScalar)
    if node.value is None:
        return "nothing"
    names = {bool: "true or false", int: "a whole number", Decimal: "a number", date: "a date", str: "text"}
    return names[type(node.value)]


class Fields:
    """The keys of one mapping, each asked for once; what was not asked for is reported by `finish`.

    Every getter returns its default after noting a problem, so that reading goes on to the next one.
    """

    def __init__(self, node: YamlNode, problems: Problems) -> None:
        self.problems = problems
        self.node = node
        self._asked: list[str] = []
        self._lacking: dict[str, Problem] = {}
        self._entries: dict[str, YamlNode] = {}
        self._keys: dict[str, YamlScalar] = {}
        if isinstance(node, YamlMapping):
            self._entries = {key.text: value for key, value in node.entries}
            self._keys = {key.text: key for key, _ in node.entries}
        else:
            problems.add(node.location, f"this is {kind_of(node)}.", "Write a mapping: `key: value`, one a line.")

    @classmethod
    def nothing(cls, node: YamlNode, problems: Problems) -> Fields:
        """A mapping without keys that stands where `node` does, for a value that may be left out."""
        empty = YamlMapping(
            path=node.path, key=node.key, line=node.line, column=node.column, start=node.start, end=node.end, entries=()
        )
        return cls(empty, problems)

    @property
    def location(self) -> Location:
        """Where the mapping stands."""
        return self.node.location

    def names(self) -> tuple[str, ...]:
        """All keys, in file order."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        """Whether the key is there, even with nothing as its value."""
        return name in self._entries

    def node_of(self, name: str, *, required: bool = False) -> YamlNode | None:
        """The node under `name`."""
        if name not in self._asked:
            self._asked.append(name)
        node = self._entries.get(name)
        if node is None and required and isinstance(self.node, YamlMapping):
            self.lacks(name, f"the key {name!r} is missing.", f"Add `{name}: …`.")
        return node

    def lacks(self, name: str, what: str, do: str, location: Location | None = None) -> None:
        """Note that a key is not there; `finish` takes that back where it finds it misspelt: one fault is told once."""
        self._lacking[name] = Problem(location=location or self.location, what=what, do=do)
        self.problems.take((self._lacking[name],))

    def text(self, name: str, default: str = "", *, required: bool = False) -> str:
        """Text; numbers and dates are taken as they are written."""
        node = self.node_of(name, required=required)
        if node is None:
            return default
        if isinstance(node, YamlScalar) and node.value is not None and not isinstance(node.value, bool):
            return node.text
        self.wrong(node, "text")
        return default

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        return self._typed(name, bool, default, "true or false")

    def integer(self, name: str, default: int = 0, *, least: int = 0) -> int:
        """A whole number not below `least`."""
        number = self._typed(name, int, default, "a whole number")
        node = self._entries.get(name)
        if number < least and isinstance(node, YamlScalar) and type(node.value) is int:
            self.problems.add(node.location, f"{number} is too small.", f"Write {least} or more.")
            return default
        return number

    def number(self, name: str, default: Decimal) -> Decimal:
        """A number."""
        node = self.node_of(name)
        if node is None:
            return default
        if isinstance(node, YamlScalar) and isinstance(node.value, int | Decimal) and not isinstance(node.value, bool):
            return Decimal(node.value)
        self.wrong(node, "a number")
        return default

    def day(self, name: str) -> date | None:
        """A date, None where the key is missing or says null."""
        node = self.node_of(name)
        if node is None or (isinstance(node, YamlScalar) and node.value is None):
            return None
        if isinstance(node, YamlScalar) and isinstance(node.value, date):
            return node.value
        self.wrong(node, "a date such as 2026-11-21, without quotes")
        return None

    def choice(self, name: str, kind: type[E], default: E | None = None, *, required: bool = False) -> E | None:
        """A member of an enum by its value."""
        node = self.node_of(name, required=required)
        return default if node is None else self.member(node, kind, default)

    def member(self, node: YamlNode, kind: type[E], default: E | None = None) -> E | None:
        """The member of an enum that a node names."""
        written = node.text if isinstance(node, YamlScalar) else ""
        for member in kind:
            if str(member.value) == written:
                return member
        choices = ", ".join(str(member.value) for member in kind)
        shown = repr(written) if written else kind_of(node)
        self.problems.add(node.location, f"{shown} is not one of the choices.", f"Write one of: {choices}.")
        return default

    def converted(self, name: str, convert: Callable[[str], T], default: T, *, required: bool = False) -> T:
        """Text turned into something by `convert`, whose ValueError becomes the problem's text."""
        node = self.node_of(name, required=required)
        return default if node is None else self.convert(node, convert, default)

    def convert(self, node: YamlNode, convert: Callable[[str], T], default: T) -> T:
        """One node's text turned into something by `convert`."""
        if not isinstance(node, YamlScalar) or node.value is None:
            self.wrong(node, "text")
            return default
        try:
            return convert(node.text)
        except ValueError as error:
            self.problems.add(node.location, f"{error}.", "Mend or remove it.")
            return default

    def items(self, name: str, *, required: bool = False) -> tuple[YamlNode, ...]:
        """The items of a list; empty where there is none."""
        node = self.node_of(name, required=required)
        if node is None:
            return ()
        if isinstance(node, YamlSequence):
            return node.items
        self.wrong(node, f"a list: {_as_list(name, node)}")
        return ()

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts."""
        if not self.has(name):
            self.node_of(name)
            return default
        return tuple(self.convert(item, str, "") for item in self.items(name))

    def mapping(self, name: str, *, required: bool = False) -> Fields | None:
        """The mapping under `name`, None where there is none."""
        node = self.node_of(name, required=required)
        return None if node is None else Fields(node, self.problems)

    def children(self) -> Iterator[tuple[str, YamlNode]]:
        """Every key not asked for yet with its node; they count as asked for."""
        for name, node in self._entries.items():
            if name not in self._asked:
                self._asked.append(name)
                yield name, node

    def key_location(self, name: str) -> Location:
        """Where the key `name` itself stands."""
        return self._keys[name].location if name in self._keys else self.location

    def wrong(self, node: YamlNode, wanted: str) -> None:
        """Note that `node` is not what is wanted here, unless something of that value is noted already."""
        if any(one.location == node.location for one in self.problems.found):
            return
        self.problems.add(node.location, f"this is {kind_of(node)}.", f"Write {wanted}.")

    def finish(self) -> None:
        """Note every key nobody asked for, with the nearest known one."""
        for name, key in self._keys.items():
            if name in self._asked:
                continue
            near = difflib.get_close_matches(name, self._lacking, n=1) or difflib.get_close_matches(
                name, self._asked, n=1
            )
            if near and (lacking := self._lacking.pop(near[0], None)):
                self.problems.withdraw(lacking)
            do = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(sorted(self._asked)) or 'none'}."
            location = Location(path=key.path, line=key.line, column=key.column, key=self._entries[name].key)
            self.problems.add(location, f"the key {name!r} is not known.", do)

    def _typed(self, name: str, kind: type[T], default: T, wanted: str) -> T:
        node = self.node_of(name)
        if node is None:
            return default
        if isinstance(node, YamlScalar) and type(node.value) is kind:
            return node.value
        self.wrong(node, wanted)
        return default


@contextmanager
def fields_of(text: str, path: str) -> Iterator[Fields]:
    """The top mapping of a YAML file; on leaving, unknown keys are noted and all problems raised at once."""
    problems = Problems()
    node = parse(text, path, problems=problems)
    if node is None:
        problems.add(Location(path=path, line=1), "the file is empty.", "Write a mapping: `key: value`.")
        problems.raise_all()
    assert node is not None
    fields = Fields(node, problems)
    yield fields
    fields.finish()
    problems.raise_all()


def unique(nodes: Iterable[tuple[str, Location]], problems: Problems, what: str) -> None:
    """Note every name that stands a second time."""
    first: dict[str, Location] = {}
    for name, location in nodes:
        if name in first:
            problems.add(location, f"{what} {name!r} stands twice, first at {first[name]}.", "Rename one of them.")
        else:
            first[name] = location


def key_places(node: YamlNode, prefix: str = "") -> Iterator[tuple[str, Location]]:
    """Where keys stand, by their path, and items of lists by their name or, where they are names, by themselves."""
    for key, value in node.entries if isinstance(node, YamlMapping) else ():
        name = f"{prefix}{key.text}"
        yield name, key.location
        for item in value.items if isinstance(value, YamlSequence) else ():
            if isinstance(item, YamlScalar):
                yield f"{name}.{item.text}", item.location
            elif isinstance(item, YamlMapping) and isinstance(called := item.find("name"), YamlScalar):
                yield f"{name}.{called.text}", item.location
                yield from key_places(item, f"{name}.{called.text}.")
        if isinstance(value, YamlMapping):
            yield from key_places(value, f"{name}.")


def _as_list(name: str, node: YamlNode) -> str:
    """How what is written as one text is written as a list, where it can only mean the items of one."""
    parts = [part.strip() for part in node.text.split(",")] if isinstance(node, YamlScalar) else []
    is_plain = bool(parts) and all(_PLAIN_ITEM.fullmatch(part) for part in parts)
    return f"`{name}: [{', '.join(parts)}]`" if is_plain else "one `- item` a line"
