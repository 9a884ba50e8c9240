"""Colours: each stands for one name, texts and signs can be read on both grounds."""

from __future__ import annotations

import pytest

from locmem.reports.html.inks import INKS, heat, rules


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_no_two_names_have_the_same_colour() -> None:
    assert len({ink.light for ink in INKS.values()}) == len(INKS)


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_texts_can_be_read_on_what_is_behind_them(ground: str) -> None:
    ink = {name: getattr(one, ground) for name, one in INKS.items()}
    for text, behind in (
        *(("ink", "paper"), ("muted", "paper"), ("blue-3", "paper"), ("on-heat-4", "heat-4"), ("muted", "heat-2")),
        *(("on-heat", f"heat-{step}") for step in range(4)),
    ):
        assert contrast(ink[text], ink[behind]) >= 4.5, (text, behind)


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_what_asks_for_attention_differs_in_lightness_from_what_stands_beside_it(ground: str) -> None:
    ink = {name: getattr(one, ground) for name, one in INKS.items()}
    for one, other in (("red", "orange"), ("orange", "blue-1"), ("blue-3", "blue-1"), ("blue-4", "blue-3")):
        assert contrast(ink[one], ink[other]) >= 1.25, (one, other)


def test_only_all_has_the_colour_of_all() -> None:
    assert [heat(percent) for percent in (0, 1, 49, 50, 89, 90, 99, 100)] == [
        *("heat-0", "heat-1", "heat-1", "heat-2", "heat-2", "heat-3", "heat-3", "heat-4")
    ]


def test_the_style_sheet_fills_each_name_twice() -> None:
    assert all(rules().count(f"--{name}:") == 2 for name in INKS)
