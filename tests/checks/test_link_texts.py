"""Texts of links that are addresses; what the checks find and leave stands in their cases."""

from __future__ import annotations

import pytest

from locmem.checks.link_texts import contradiction


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://lamps.example", "https://www.lamps.example/"),
        ("www.lamps.example/help", "http://lamps.example/help.html"),
        ("lamps.example", "https://lamps.example/shop?a=1#b"),
        ("LAMPS.example", "https://lamps.example"),
        ("+34 911 22 23 33", "tel:0034911222333"),
        ("mailto:a@lamps.example", "mailto:A@lamps.example?subject=x"),
        ("our page", "https://lamps.example"),
        ("{{ market.url }}", "https://lamps.example"),
        ("www.lamps.example", "/shop"),
    ],
)
def test_one_address_may_be_written_in_many_ways(text: str, address: str) -> None:
    assert contradiction(text, address) is None


def test_another_address_is_named_with_the_one_that_is_read() -> None:
    assert contradiction("www.lamps.example", "https://lamp.example/a") == ("lamps.example", "lamp.example")
    assert contradiction("a@lamps.example", "mailto:b@lamps.example") == ("a@lamps.example", "b@lamps.example")
