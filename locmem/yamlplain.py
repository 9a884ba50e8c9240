"""The plainest YAML read without a YAML parser: what most front matter is, in a fraction of the time.

`plain_mapping` knows one block mapping of names to single words and sentences, quoted, folded (`>-`) or plain, whole
numbers, true and false, and lists of words in brackets. Anything else, and anything that could be read in two ways,
is not for it: it gives None, and `yamlfile.parse` reads the text. Where it gives a tree, that is the tree
`yamlfile.parse` gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from locmem.yamlfile import MAX_CHARACTERS, YamlMapping, YamlNode, YamlScalar, YamlSequence

_ENTRY = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_-]*(?::[A-Za-z0-9_-]+)*):(?P<blank>[ ]*)(?P<rest>.*)\Z")
_QUOTED = re.compile(r"""(?:"[^"\\]*"|'[^']*')\Z""")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,17})\Z")
_ITEM = re.compile(r"""[ ]*("[^"\\]*"|'[^']*'|[A-Za-z/][A-Za-z0-9_./-]*(?:[ ]+[A-Za-z0-9_./-]+)*)[ ]*([,\]])""")
_NOT_WORDS = re.compile(r":(?:[ ]|\Z)|[ ]#|[\[\]{}]")
# What begins with a digit is a word where a letter in it can belong to no number.
_DIGEST = re.compile(r"[1-9][0-9a-z]*[a-df-z][0-9a-z]*\Z")
_TYPED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def plain_mapping(text: str, path: str, *, line_offset: int = 0, offset: int = 0) -> YamlMapping | None:
    """The mapping in `text`, as `yamlfile.parse` would give it, or None where that has to read it.

    line_offset, offset: as for `yamlfile.parse`.
    """
    if len(text) > MAX_CHARACTERS or not text.endswith("\n"):
        return None
    reader = _Reader(path=path, line_offset=line_offset, offset=offset)
    place = 0
    for number, line in enumerate(text.split("\n")[:-1]):
        bare = line.removesuffix("\r")
        if not bare.isprintable() or not reader.take(bare, number, place):
            return None
        place += len(line) + 1
    return reader.mapping(len(text))


@dataclass(slots=True, kw_only=True)
class _Words:
    """Words that may go on on the next line: where they begin and have ended so far.

    indent: of the lines of a folded text, 0 before its first line; None for plain words.
    """

    name: YamlScalar
    text: str
    line: int
    column: int
    start: int
    end: int
    indent: int | None = None


class _Reader:
    """Takes the lines of one mapping."""

    def __init__(self, path: str, line_offset: int, offset: int) -> None:
        self.path = path
        self.line_offset = line_offset
        self.offset = offset
        self.entries: list[tuple[YamlScalar, YamlNode]] = []
        self.names: set[str] = set()
        self.open: YamlScalar | None = None
        self.words: _Words | None = None

    def take(self, line: str, number: int, place: int) -> bool:
        """Whether the line, which begins at `place`, could be taken."""
        if line.endswith(" "):
            if self.words and self.words.indent is not None:
                return False
            line = line.rstrip(" ")
        if not line or line[0] == " ":
            return bool(line) and self._continued(line, number, place)
        if self.words and self.words.indent is not None:
            self.words.end = place
        if not self._finish():
            return False
        found = _ENTRY.match(line)
        if not found or found["name"].lower() in _TYPED or found["name"] in self.names:
            return False
        key = found["name"]
        self.names.add(key)
        name = self._scalar("", key, key, number, place, place, len(key))
        if not found["rest"]:
            self.open = name
            return True
        if not found["blank"]:
            return False
        return self._value(name, found["rest"], number, place, place + found.start("rest"))

    def mapping(self, end: int) -> YamlMapping | None:
        """The mapping, which ends at `end`, once all lines are taken."""
        if self.words and self.words.indent is not None:
            self.words.end = end
        if not self._finish() or not self.entries:
            return None
        first = self.entries[0][0]
        return YamlMapping(
            path=self.path, key="", line=first.line, column=1, start=first.start, end=end + self.offset,
            entries=tuple(self.entries),
        )  # fmt: skip

    def _value(self, name: YamlScalar, text: str, number: int, line: int, start: int) -> bool:
        key = name.text
        if _QUOTED.match(text):
            value = self._scalar(key, text[1:-1], text[1:-1], number, line, start, len(text), style=text[0])
            self.entries.append((name, value))
        elif _NUMBER.match(text):
            self.entries.append((name, self._scalar(key, text, int(text), number, line, start, len(text))))
        elif text in ("true", "false"):
            self.entries.append((name, self._scalar(key, text, text == "true", number, line, start, len(text))))
        elif text[0] == "[":
            return self._list(name, text, number, line, start)
        elif text == ">-" or _DIGEST.match(text) or (text[0].isalpha() and not _NOT_WORDS.search(text)):
            self.words = _Words(
                name=name, text="" if text == ">-" else text, line=number, column=start - line + 1, start=start,
                end=start + len(text), indent=0 if text == ">-" else None,
            )  # fmt: skip
        else:
            return False
        return True

    def _continued(self, line: str, number: int, place: int) -> bool:
        text = line.lstrip(" ")
        start = place + len(line) - len(text)
        if self.words and self.words.indent is not None:
            self.words.indent = self.words.indent or start - place
            if self.words.indent != start - place:
                return False
            self.words.text += f" {text}" if self.words.text else text
            return True
        if _NOT_WORDS.search(text):
            return False
        if self.words:
            # A mark at the start of a line could be a comment, a list or a key.
            if not (text[0].isalnum() or text[0] in "(`“\""):
                return False
            self.words.text += f" {text}"
            self.words.end = start + len(text)
            return True
        name, self.open = self.open, None
        return name is not None and text[0].isalpha() and self._value(name, text, number, place, start)

    def _list(self, name: YamlScalar, text: str, number: int, line: int, start: int) -> bool:
        items: list[YamlScalar] = []
        position, closed = 1, text == "[]"
        while not closed and (found := _ITEM.match(text, position)):
            word = found[1]
            style = word[0] if word[0] in "\"'" else ""
            bare = word[1:-1] if style else word
            if not style and bare.lower() in _TYPED:
                return False
            key = f"{name.text}[{len(items)}]"
            items.append(
                self._scalar(key, bare, bare, number, line, start + found.start(1), len(word), style=style)
            )
            position, closed = found.end(), found[2] == "]"
        if not closed or (items and position != len(text)):
            return False
        self.entries.append(
            (name, YamlSequence(
                path=self.path, key=name.text, line=number + 1 + self.line_offset, column=start - line + 1,
                start=start + self.offset, end=start + len(text) + self.offset, items=tuple(items),
            ))
        )  # fmt: skip
        return True

    def _finish(self) -> bool:
        """Whether what was open is whole."""
        words, self.words = self.words, None
        if words:
            if words.indent == 0 or (words.indent is None and words.text.lower() in _TYPED):
                return False
            self.entries.append((words.name, YamlScalar(
                path=self.path, key=words.name.text, line=words.line + 1 + self.line_offset, column=words.column,
                start=words.start + self.offset, end=words.end + self.offset, value=words.text, text=words.text,
                style="" if words.indent is None else ">",
            )))  # fmt: skip
        return self.open is None

    def _scalar(
        self, key: str, text: str, value: str | int, number: int, line: int, start: int, length: int, style: str = ""
    ) -> YamlScalar:
        return YamlScalar(
            path=self.path, key=key, line=number + 1 + self.line_offset, column=start - line + 1,
            start=start + self.offset, end=start + length + self.offset, value=value, text=text, style=style,
        )  # fmt: skip
