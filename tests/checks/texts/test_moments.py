from __future__ import annotations

import pytest

from locmem.checks.texts.moments import days_in, month_names, times_in


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("March 12, 2026", "en"),
        ("12 March 2026", "en-GB"),
        ("2026-03-12", "en"),
        ("03/12/2026", "en"),
        ("12/03/2026", "es"),
        ("12 de marzo de 2026", "es"),
        ("12. März 2026", "de"),
        ("12.03.2026", "de"),
        ("2026年3月12日", "ja"),
        ("令和8年3月12日", "ja"),
        ("12 марта 2026", "ru"),
    ],
)
def test_one_day_in_many_spellings(text: str, locale: str) -> None:
    [found] = days_in(f"({text})", locale)
    assert [*found.means] == [(2026, 3, 12)]


def test_the_first_year_of_an_era_has_a_name_of_its_own() -> None:
    assert [[*one.means] for one in days_in("令和元年5月1日、平成31年4月30日、昭和64年1月7日", "ja")] == [
        [(2019, 5, 1)],
        [(2019, 4, 30)],
        [(1989, 1, 7)],
    ]


def test_no_day_is_found_where_none_can_be() -> None:
    assert days_in("You may 3 times. Version 1.2.2026.4, 45/45/2026", "en") == ()


@pytest.mark.parametrize(
    ("text", "locale", "minutes"),
    [
        ("3:30 pm", "en", {930}),
        ("12 am", "en", {0}),
        ("15:30", "es", {930}),
        ("15.30 Uhr", "de", {930}),
        ("15 h 30", "fr", {930}),
        ("午後3時", "ja", {900}),
        ("a las 3:00 de la tarde", "es", {180, 900}),
    ],
)
def test_one_time_in_many_spellings(text: str, locale: str, minutes: set[int]) -> None:
    [found] = times_in(text, locale)
    assert set(found.means) == set[object](minutes)


def test_names_of_months_are_those_of_the_locale() -> None:
    assert month_names("es")["marzo"] == 3
    assert month_names("ja") == {}
