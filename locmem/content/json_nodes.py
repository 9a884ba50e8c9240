"""JSON read into the same tree of nodes with places as YAML, because YAML readers refuse its tabs."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from locmem.content.view import position_in
from locmem.errors import Location, Problems, input_error
from locmem.yamlfile import MAX_DEPTH, YamlMapping, YamlNode, YamlScalar, YamlSequence

_BLANK = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_WORD = re.compile(r"[^\s,\]}]+")


def parse_json(text: str, path: str) -> YamlNode:
    """The tree of JSON `text`; strings have the style `"`.  Raises InputErrors for broken JSON and double keys."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        location = Location(path=path, line=error.lineno, column=error.colno)
        raise input_error(location, f"not valid JSON: {error.msg}.", "Check commas, quotes and brackets.") from None
    except RecursionError:
        raise input_error(Location(path=path), "not valid JSON: nested too deeply.", "Flatten the file.") from None
    reader = _Reader(text, path)
    node = reader.read("", 0)
    reader.problems.raise_all()
    return node


class _Reader:
    """Walks once over text that is known to be valid JSON."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.here = 0
        self.problems = Problems()

    def read(self, key: str, depth: int) -> YamlNode:
        self._skip()
        first = self.text[self.here]
        if depth > MAX_DEPTH:
            raise input_error(
                self._location(self.here, key), f"nested more than {MAX_DEPTH} levels deep.", "Flatten the file."
            )
        if first == "{":
            return self._mapping(key, depth)
        return self._sequence(key, depth) if first == "[" else self._scalar(key)

    def _mapping(self, key: str, depth: int) -> YamlMapping:
        start = self.here
        entries: list[tuple[YamlScalar, YamlNode]] = []
        names: set[str] = set()
        self.here += 1
        while self._skip() != "}":
            name = self._scalar(key)
            self._skip()
            self.here += 1
            value = self.read(f"{key}.{name.text}" if key else name.text, depth + 1)
            if name.text in names:
                fault = f"the key {name.text!r} stands twice."
                self.problems.add(name.location, fault, "Keep one of them.")
            else:
                names.add(name.text)
                entries.append((name, value))
            self.here += self._skip() == ","
        self.here += 1
        line, column = position_in(self.text, start)
        return YamlMapping(
            path=self.path, key=key, line=line, column=column, start=start, end=self.here, entries=tuple(entries)
        )

    def _sequence(self, key: str, depth: int) -> YamlSequence:
        start = self.here
        items: list[YamlNode] = []
        self.here += 1
        while self._skip() != "]":
            items.append(self.read(f"{key}[{len(items)}]", depth + 1))
            self.here += self._skip() == ","
        self.here += 1
        line, column = position_in(self.text, start)
        return YamlSequence(
            path=self.path, key=key, line=line, column=column, start=start, end=self.here, items=tuple(items)
        )

    def _scalar(self, key: str) -> YamlScalar:
        start = self.here
        spelling = _STRING.match(self.text, start) or _WORD.match(self.text, start)
        assert spelling is not None
        self.here = spelling.end()
        source = spelling.group()
        value = json.loads(source, parse_float=Decimal)
        line, column = position_in(self.text, start)
        is_text = isinstance(value, str)
        return YamlScalar(
            path=self.path,
            key=key,
            line=line,
            column=column,
            start=start,
            end=self.here,
            value=value,
            text=value if is_text else source,
            style='"' if is_text else "",
        )

    def _skip(self) -> str:
        """The next character that is not blank."""
        blank = _BLANK.match(self.text, self.here)
        self.here = blank.end() if blank else self.here
        return self.text[self.here]

    def _location(self, offset: int, key: str) -> Location:
        line, column = position_in(self.text, offset)
        return Location(path=self.path, line=line, column=column, key=key)
