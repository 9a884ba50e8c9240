"""TOML read into the same tree of nodes with places as YAML, because Python's reader of TOML tells no places."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from decimal import Decimal

from locmem.content.toml_scalars import STRING
from locmem.errors import Location, input_error
from locmem.yamlfile import MAX_DEPTH, YamlMapping, YamlNode, YamlScalar, YamlSequence

_IDLE = re.compile(r"(?:[ \t\r\n]|\#[^\r\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[\w-]+")
_PLAIN = re.compile(r"(?:\d{4}-\d\d-\d\d[ ](?=\d)|[^\s,\]}#])+")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")

_Path = tuple[str | int, ...]


def parse_toml(text: str, path: str, start: int, end: int) -> YamlMapping:
    """The tree of the TOML at `text[start:end]`; strings have the style of their quotes.

    Mappings and sequences stand where the TOML begins and ends.  Raises InputErrors for broken TOML.
    """
    source = text[start:end]
    before = text.count("\n", 0, start)
    do = "Check quotes, brackets and keys that stand twice."
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        line = int(found[1]) if found and found[1] else source.count("\n") + 1
        column = int(found[2]) if found and found[2] else 1
        what = f"not valid TOML: {_PLACE.sub('', str(error))}."
        raise input_error(Location(path=path, line=line + before, column=column), what, do) from None
    except (RecursionError, ValueError) as error:
        fault = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise input_error(Location(path=path, line=before + 1), f"not valid TOML: {fault}.", do) from None
    places = _Walk(text, start, end).places()
    return _Builder(text, path, (start, end), places).mapping(data, ())


class _Walk:
    """Walks once over text that is known to be valid TOML, and notes where each value stands."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.here = start
        self.end = end
        self.found: dict[_Path, tuple[int, int]] = {}
        self.tables: dict[_Path, int] = {}

    def places(self) -> dict[_Path, tuple[int, int]]:
        """Start and end of every value that is no table and no array, by the keys and numbers that lead to it."""
        table: _Path = ()
        while self._skip(_IDLE) < self.end:
            if self.text.startswith("[", self.here):
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _skip(self, blank: re.Pattern[str]) -> int:
        idle = blank.match(self.text, self.here, self.end)
        self.here = idle.end() if idle else self.here
        return self.here

    def _header(self) -> _Path:
        is_array = self.text.startswith("[[", self.here)
        self.here += 2 if is_array else 1
        keys = self._keys()
        self.here += 2 if is_array else 1
        path: _Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if is_array and number == len(keys) - 1:
                self.tables[path] = self.tables.get(path, -1) + 1
            if path in self.tables:
                path = (*path, self.tables[path])
        return path

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip(_BLANK)
            quoted = STRING.match(self.text, self.here, self.end)
            bare = None if quoted else _BARE_KEY.match(self.text, self.here, self.end)
            found = quoted or bare
            assert found is not None
            keys.append(next(iter(tomllib.loads(f"{found[0]} = 0"))))
            self.here = found.end()
            self._skip(_BLANK)
            if not self.text.startswith(".", self.here):
                return keys
            self.here += 1

    def _pair(self, table: _Path) -> None:
        keys = self._keys()
        self.here += 1
        self._skip(_BLANK)
        self._value((*table, *keys))

    def _value(self, path: _Path) -> None:
        first = self.text[self.here]
        if first in "[{":
            self.here += 1
            count = 0
            while self._skip(_IDLE) < self.end and self.text[self.here] not in "]}":
                if first == "[":
                    self._value((*path, count))
                else:
                    self._pair(path)
                count += 1
                self._skip(_IDLE)
                self.here += self.text.startswith(",", self.here)
            self.here += 1
            return
        found = STRING.match(self.text, self.here, self.end) or _PLAIN.match(self.text, self.here, self.end)
        assert found is not None
        self.found[path] = found.span()
        self.here = found.end()


class _Builder:
    """Makes nodes of what Python's reader found and of the places."""

    def __init__(self, text: str, path: str, whole: tuple[int, int], places: dict[_Path, tuple[int, int]]) -> None:
        self.text = text
        self.path = path
        self.whole = whole
        self.places = places

    def mapping(self, data: dict[str, object], path: _Path) -> YamlMapping:
        entries: list[tuple[YamlScalar, YamlNode]] = []
        for name, value in data.items():
            node = self._node(value, (*path, name))
            entries.append((self._scalar(name, name, _key((*path, name)), (node.start, node.start), ""), node))
        first = entries[0][1].start if entries else self.whole[0]
        line, column = self._position(first)
        return YamlMapping(
            path=self.path,
            key=_key(path),
            line=line,
            column=column,
            start=self.whole[0],
            end=self.whole[1],
            entries=tuple(entries),
        )

    def _node(self, value: object, path: _Path) -> YamlNode:
        if len(path) > MAX_DEPTH:
            place = Location(path=self.path, line=self._position(self.whole[0])[0])
            raise input_error(place, f"nested more than {MAX_DEPTH} levels deep.", "Flatten the front matter.")
        if isinstance(value, dict):
            return self.mapping(value, path)
        if isinstance(value, list):
            items = tuple(self._node(item, (*path, number)) for number, item in enumerate(value))
            line, column = self._position(items[0].start if items else self.whole[0])
            start, end = self.whole
            key = _key(path)
            return YamlSequence(path=self.path, key=key, line=line, column=column, start=start, end=end, items=items)
        span = self.places[path]
        quotes = STRING.match(self.text, *span)
        style = next((group for group in ('"""', "'''", '"', "'") if quotes and quotes[0].startswith(group)), "")
        return self._scalar(
            value, value if isinstance(value, str) else self.text[slice(*span)], _key(path), span, style
        )

    def _scalar(self, value: object, text: str, key: str, span: tuple[int, int], style: str) -> YamlScalar:
        line, column = self._position(span[0])
        known = Decimal(str(value)) if isinstance(value, float) else value
        if not isinstance(known, (str, int, Decimal, bool, date)) or isinstance(known, datetime):
            known = text
        return YamlScalar(
            path=self.path,
            key=key,
            line=line,
            column=column,
            start=span[0],
            end=span[1],
            value=known,
            text=text,
            style=style,
        )

    def _position(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)


def _key(path: _Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
