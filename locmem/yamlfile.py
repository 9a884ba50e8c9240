"""YAML with positions.

`parse` gives a tree of nodes that know their line, column and character offsets, so that every message can
name the place and a single scalar can be replaced without touching the rest of the file.  `locmem.yamlfields`
reads such a tree and collects everything that is wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from locmem.errors import InputErrors, Location, Problems, input_error
from locmem.yamlnodes import UNCLOSED, Node, NotYaml, TooDeep, compose

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 64
MAX_ALIASES = 100
MAX_DIGITS = 60
"""A number with more digits is taken for text."""

_INTEGER = re.compile(rf"[-+]?\d{{1,{MAX_DIGITS}}}")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) \S[^\n]*", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlNode:
    """Any node: where it stands (lines and columns from 1, offsets in characters) and its path in the file."""

    path: str
    key: str
    line: int
    column: int
    start: int
    end: int

    @property
    def location(self) -> Location:
        """The node's place, for messages."""
        return Location(path=self.path, line=self.line, column=self.column, key=self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlScalar(YamlNode):
    """A scalar.  value: str, int, Decimal, bool, date or None by YAML 1.2; text: its characters decoded.

    style: empty for plain, `'`, `"`, `|` or `>`.
    """

    value: str | int | Decimal | bool | date | None
    text: str
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlMapping(YamlNode):
    """A mapping, in file order; keys are scalars."""

    entries: tuple[tuple[YamlScalar, YamlNode], ...]

    def find(self, name: str) -> YamlNode | None:
        """The value under `name`, None where there is none."""
        return next((value for key, value in self.entries if key.text == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSequence(YamlNode):
    """A sequence."""

    items: tuple[YamlNode, ...]


def parse(
    text: str, path: str, *, line_offset: int = 0, offset: int = 0, problems: Problems | None = None
) -> YamlNode | None:
    """The document in `text`; None where it holds nothing.

    line_offset, offset: added to lines and character offsets, for YAML that stands inside a larger file.
    problems: takes what is wrong with single nodes, for a caller that reads on and reports everything at once; an
    impossible date is then its text, and of two equal keys the first counts.
    Raises InputErrors for broken syntax, duplicate keys, several documents, tags of programming languages, and
    for files beyond the limits above (aliases are expanded, so a few lines could otherwise become gigabytes).
    """
    if len(text) > MAX_CHARACTERS:
        raise input_error(Location(path=path), f"the YAML has {len(text):,} characters.", "Split the file.")
    try:
        root = compose(text, max_depth=MAX_DEPTH)
    except TooDeep as error:
        raise _too_deep(Location(path=path, line=error.line + 1 + line_offset, column=error.column + 1)) from None
    except NotYaml as error:
        located = error.line >= 0
        place = Location(
            path=path,
            line=error.line + 1 + line_offset if located else 0,
            column=error.column + 1 if located else 0,
        )
        if conflict := _CONFLICT.search(text):
            place = Location(path=path, line=text.count("\n", 0, conflict.start()) + 1 + line_offset, column=1)
            do = "Keep what is right of the two sides, and take the lines with the marks out."
            raise input_error(place, f"`{conflict[0]}` is the mark of a merge that nobody finished.", do) from None
        advice = _advice(error.fault) if located else "Check the file."
        raise input_error(place, f"not valid YAML: {error.fault}.", advice) from None
    if root is None:
        return None
    builder = _Builder(path, line_offset, offset)
    node = builder.build(root, "", 0)
    if problems is None:
        builder.problems.raise_all()
    else:
        problems.take(builder.problems)
    return node


def _advice(what: str) -> str:
    if what == UNCLOSED:
        return "Close it where the text ends."
    if "'\\t'" in what:
        return "Indent with blanks, not tabs."
    if "mapping values are not allowed" in what:
        return "Put quotes round a value that contains a colon and a blank."
    if "alias" in what or "anchor" in what:
        return 'Put quotes round a value that begins with * or &, such as "**/*.md".'
    return "Check indentation, quotes and colons on this line and the one before."


def _too_deep(place: Location) -> InputErrors:
    return input_error(place, f"nested more than {MAX_DEPTH} levels deep.", "Flatten the file.")


class _Builder:
    def __init__(self, path: str, line_offset: int, offset: int) -> None:
        self.path = path
        self.line_offset = line_offset
        self.offset = offset
        self.problems = Problems()
        self.seen: dict[int, int] = {}

    def build(self, node: Node, key: str, depth: int) -> YamlNode:
        if depth > MAX_DEPTH:
            raise _too_deep(self._location(node, key))
        start = node.start_mark
        place: dict[str, Any] = {
            "path": self.path,
            "key": key,
            "line": start.line + 1 + self.line_offset,
            "column": start.column + 1,
            "start": start.index + self.offset,
            "end": node.end_mark.index + self.offset,
        }
        if node.id == "scalar":
            return YamlScalar(**place, value=self._value(node, key), text=node.value, style=node.style or "")
        self._count_uses(node, key)
        if node.id == "mapping":
            return YamlMapping(**place, entries=self._entries(node, key, depth))
        items = tuple(self.build(item, f"{key}[{n}]", depth + 1) for n, item in enumerate(node.value))
        return YamlSequence(**place, items=items)

    def _location(self, node: Node, key: str) -> Location:
        mark = node.start_mark
        return Location(path=self.path, line=mark.line + 1 + self.line_offset, column=mark.column + 1, key=key)

    def _count_uses(self, node: Node, key: str) -> None:
        uses = self.seen[id(node)] = self.seen.get(id(node), 0) + 1
        if uses > MAX_ALIASES:
            what = f"an alias is used more than {MAX_ALIASES} times."
            raise input_error(self._location(node, key), what, "Write it out.")

    def _entries(self, node: Node, key: str, depth: int) -> tuple[tuple[YamlScalar, YamlNode], ...]:
        entries: list[tuple[YamlScalar, YamlNode]] = []
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            name = self.build(key_node, key, depth + 1)
            if not isinstance(name, YamlScalar):
                self.problems.add(name.location, "a key must be plain text.")
                continue
            inner = f"{key}.{name.text}" if key else name.text
            if name.text in first:
                fault = f"the key {name.text!r} stands twice, first on line {first[name.text]}."
                self.problems.add(name.location, fault, "Keep one of them.")
                continue
            first[name.text] = name.line
            entries.append((name, self.build(value_node, inner, depth + 1)))
        return tuple(entries)

    def _value(self, node: Node, key: str) -> str | int | Decimal | bool | date | None:
        text: str = node.value
        match node.tag.removeprefix(_TAG):
            case "str":
                return text
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" if _INTEGER.fullmatch(text):
                return int(text)
            case "float":
                try:
                    number = Decimal(text)
                except InvalidOperation:
                    return text
                # A page would write the zeros of 1e999999 out, one by one.
                return number if abs(number.adjusted()) < MAX_DIGITS else text
            case "timestamp" if _DATE.match(text):
                try:
                    return date.fromisoformat(text)
                except ValueError:
                    what = f"{text} is not a day of the calendar."
                    self.problems.add(self._location(node, key), what, "Mend the date.")
                    return text
            case "int" | "timestamp" | "value" | "merge":
                return text
        self.problems.add(self._location(node, key), f"the tag {node.tag} is not allowed here.", "Remove it.")
        return text
