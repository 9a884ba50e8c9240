"""Months by their names, in English and in the locales of a project."""

from __future__ import annotations

import pytest

from locmem.values.month_names import months_in, months_of_dates


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


@pytest.mark.parametrize(
    ("locale", "text", "months"),
    [
        ("en", "On 14 May, and on June 3rd.", {5, 6}),
        ("en", "You may open 3 boxes on the march.", set()),
        ("es", "el 14 de mayo y el 2 de enero", {5, 1}),
        ("de", "am 3. März", {3}),
        ("ja", "5 月 14 日と12月1日", {5, 12}),
        ("ja", "3 か月、月額 5 円", set()),
    ],
)
def test_months_beside_a_day_are_those_of_dates(locale: str, text: str, months: set[int]) -> None:
    assert months_of_dates(text, locale) == months
