"""Limits of XLIFF 1.2: characters alone are counted."""

from __future__ import annotations

import pytest
from lxml import etree

from locmem.formats.xliff12_limits import read_limit, write_limit


@pytest.mark.parametrize("most", [0, 1, 250])
def test_a_limit_is_read_as_it_was_written(most: int) -> None:
    element = etree.Element("trans-unit")
    write_limit(element, most)
    assert read_limit(element) == most
    assert len(element.attrib) == (2 if most else 0)


@pytest.mark.parametrize(
    "attributes",
    [
        {"maxwidth": "40"},
        {"maxwidth": "40", "size-unit": "pixel"},
        {"maxwidth": "4O", "size-unit": "char"},
        {"maxwidth": "\u0664\u0660", "size-unit": "char"},
        {"maxwidth": "-4", "size-unit": "char"},
        {"size-unit": "char"},
    ],
)
def test_what_no_characters_limit_is_no_limit(attributes: dict[str, str]) -> None:
    assert read_limit(etree.Element("trans-unit", attributes)) == 0
