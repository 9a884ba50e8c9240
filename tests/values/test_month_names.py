"""Months by their names, in English and in the locales of a project."""

from __future__ import annotations

import pytest

from locmem.values.month_names import months_in


@pytest.mark.parametrize(
    ("text", "locales", "months"),
    [
        ("October 2026", (), {10}),
        ("Sept. 2026", (), {9}),
        ("märz 2026", (), set()),
        ("märz 2026", ("de-DE",), {3}),
        ("OCTUBRE de 2026", ("es-ES",), {10}),
        ("listopad", ("pl-PL", "cs-CZ"), {11}),
        ("listopad", ("pl-PL", "hr-HR"), {10, 11}),
        ("Mai", ("de-DE", "xx-none"), {5}),
        ("Market of May and June", (), {5, 6}),
    ],
)
def test_names_of_months_are_known(text: str, locales: tuple[str, ...], months: set[int]) -> None:
    assert months_in(text, locales) == months
