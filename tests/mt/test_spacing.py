"""Blanks around slots come from the source, whatever the engine did to them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.mt.layout import Item, Slot, items_of
from locmem.mt.spacing import respaced


def respelled(source: str, answer: Sequence[str | int]) -> str:
    slots = [item for item in items_of(parse(source, Syntax.MARKDOWN)) if isinstance(item, Slot)]
    items: list[Item] = [slots[part] if isinstance(part, int) else part for part in answer]
    return "".join(item.shown if isinstance(item, Slot) else item for item in respaced(items))


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        ("Pay {{ x }} now", ["Paga", 0, "ya"], "Paga {{ x }} ya"),
        ("Pay {{ x }} now", ["Paga ", 0, " ya"], "Paga {{ x }} ya"),
        ("Pay **now** please", ["Paga ", 0, " ya ", 1, " por favor"], "Paga **ya** por favor"),
        ("Pay {{ x }}.", ["Paga ", 0, " ."], "Paga {{ x }}."),
        ("Pay ({{ x }})", ["Paga ( ", 0, " )"], "Paga ({{ x }})"),
        ("Pay {{ x }} now", ["¿Paga ", 0, "?"], "¿Paga {{ x }}?"),
        ("{{ x }}px wide", [0, " px de ancho"], "{{ x }}px de ancho"),
        ("{{ x }}px wide", [0, " de ancho"], "{{ x }}de ancho"),
        ("{{ x }}{{ y }} a", [0, " ", 1, "a"], "{{ x }}{{ y }} a"),
        ("{{ x }} and {{ y }}", [0, 1], "{{ x }} {{ y }}"),
        ("{{ x }}{{ y }}", [1, 0], "{{ y }} {{ x }}"),
        ("a {{ x }}", [" a ", 0, " "], "a {{ x }}"),
        ("a {{ x }} b", ["a", 0, "(b"], "a {{ x }} (b"),
    ],
    ids=[
        "words",
        "kept",
        "inside a pair",
        "before a full stop",
        "brackets as in the source",
        "punctuation of the answer",
        "glued to its unit",
        "glued to any word",
        "neighbours",
        "no neighbours before",
        "neighbours that changed places",
        "both ends",
        "an opening bracket",
    ],
)
def test_blanks_beside_slots(source: str, answer: list[str | int], expected: str) -> None:
    assert respelled(source, answer) == expected
