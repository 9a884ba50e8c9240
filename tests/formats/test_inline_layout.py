"""Which codes can be one element of XLIFF, and which belong together."""

from __future__ import annotations

import pytest
from lxml import etree

from locmem.formats.inline_layout import append_text, linked_ends, middle_numbers, nested_pairs
from locmem.model.inline import Code, Part
from tests.formats.test_xliff12 import BOLD, IF, LINK, NAME

PAIRS: dict[str, tuple[tuple[Part, ...], set[int], set[int]]] = {
    "beside each other": ((*BOLD, "a", *LINK), {0, 1, 3, 4}, set()),
    "one in the other": ((BOLD[0], *LINK, BOLD[1]), {0, 1, 2, 3}, set()),
    "crossing": ((BOLD[0], LINK[0], BOLD[1], LINK[1]), {0, 2}, {1, 3}),
    "a block of Liquid": ((IF[0], "a", IF[1], IF[3]), set(), {0, 3}),
    "half a pair": ((LINK[1], "a", BOLD[0]), set(), set()),
    "a pair turned round": ((LINK[1], LINK[0]), set(), set()),
}


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_that_nest_are_one_element_and_others_are_linked(name: str) -> None:
    parts, nested, linked = PAIRS[name]
    assert nested_pairs(parts) == nested
    assert linked_ends(parts, nested_pairs(parts)) == linked


def test_middles_are_counted_within_their_block_wherever_they_stand() -> None:
    assert middle_numbers((IF[0], IF[1], NAME, IF[2], IF[2], IF[1])) == {(4, IF[1].original): 1, (4, IF[2].original): 2}
    assert all(isinstance(part, Code) for part in IF)


def test_text_goes_behind_the_newest_element() -> None:
    into = etree.Element("a")
    append_text(into, None, "1")
    append_text(into, None, "2")
    last = etree.SubElement(into, "b")
    append_text(into, last, "3")
    append_text(into, last, "4")
    assert etree.tostring(into) == b"<a>12<b/>34</a>"
    with pytest.raises(ValueError, match="control characters"):
        append_text(into, last, "\x01")
