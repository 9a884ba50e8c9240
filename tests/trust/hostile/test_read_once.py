"""Each reader looks through a text once, however many units it has: what its own methods look at is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from locmem.content.json_nodes import parse_json
from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.reader_text import words_of_html, words_of_markdown
from locmem.inline.liquid import scan
from locmem.inline.protect import parse as parse_inline
from locmem.model.inline import Syntax
from locmem.yamlfile import parse as parse_yaml
from tests.trust.hostile.growing_shapes import FILES, TEXTS, Shape, numbered

FEW, MANY = 4_000, 32_000
"""Characters; twice as often as the text is longer may each be looked at, where the square would be eight times."""

LINES = FILES["json"]["JSON lines"]


class Watched(str):
    """A text that counts the characters which its own methods look through or copy."""

    __slots__ = ("looked",)
    looked: int

    def _look(self, start: Any = None, stop: Any = None) -> None:
        first, last, _ = slice(start, stop).indices(len(self))
        self.looked += max(0, last - first)

    def count(self, *arguments: Any) -> int:
        self._look(*arguments[1:])
        return super().count(*arguments)

    def find(self, *arguments: Any) -> int:
        found = super().find(*arguments)
        self._look(*(arguments[1:] if found < 0 else ((*arguments, None)[1], found)))
        return found

    def index(self, *arguments: Any) -> int:
        return max(self.find(*arguments), super().index(*arguments))

    def rfind(self, *arguments: Any) -> int:
        found = super().rfind(*arguments)
        self._look(*(arguments[1:] if found < 0 else (found, (*arguments, None, None)[2])))
        return found

    def __getitem__(self, place: Any) -> str:
        found = super().__getitem__(place)
        self.looked += len(found)
        return found


def looked(read: Callable[[str], object], text: str) -> int:
    watched = Watched(text)
    watched.looked = 0
    read(watched)
    return watched.looked


def document(kind: str, path: str = "page") -> Callable[[str], object]:
    def read(text: str) -> object:
        found = KINDS[kind].read(text, path, ReadOptions())
        return KINDS[kind].write(found, {number: unit.content for number, unit in enumerate(found.units)})

    return read


READERS: dict[str, Callable[[str], object]] = {
    "Markdown": document("markdown"),
    "HTML": document("html"),
    "words of Markdown": words_of_markdown,
    "words of HTML": words_of_html,
    "inline": lambda text: parse_inline(text, Syntax.MARKDOWN),
    "Liquid": scan,
}
TEXT_SHAPES = ("paragraphs", "headings", "list items", "<p> words", "{{ market.a }}", "{% if x2", "pictures")

CASES: list[tuple[str, Callable[[str], object], Shape]] = [
    *((f"{name}, {shape}", read, TEXTS[shape]) for name, read in READERS.items() for shape in TEXT_SHAPES),
    ("JSON macros", document("macro", "macros.json"), LINES),
    ("JSON", lambda text: parse_json(text, "a.json"), LINES),
    ("YAML macros", document("macro"), FILES["yaml"]["saved replies"]),
    ("YAML", lambda text: parse_yaml(text, "a.yaml"), FILES["yaml"]["many keys"]),
    ("front matter", document("markdown"), numbered("k@: v\n", before="---\n", after="---\n\nA b.\n")),
]


@pytest.mark.parametrize(("read", "shape"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_text_is_looked_through_as_often_however_long_it_is(read: Callable[[str], object], shape: Shape) -> None:
    few, many = shape(FEW), shape(MANY)
    assert looked(read, many) <= 2 * len(many) / len(few) * max(looked(read, few), len(few))
