"""Hours, months, zones and years that there are."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said


def told(facts: str, code: str = "ES", locales: str = "es: {format: es-ES}") -> str:
    return said("market-time", {code: market(code, facts, locales=locales)}, code)


def hours(text: str) -> str:
    return told(f"support: {{hours: {{type: text, values: {{es: '{text}'}}, {READ}}}}}")


@pytest.mark.parametrize("text", ["de 9:00 a 18:00", "de 9:00 a 14:00 y de 16:00 a 19:00", "24/7", "de 0:00 a 24:00"])
def test_hours_of_a_day_are_left_alone(text: str) -> None:
    assert hours(text) == ""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("de 9:00 a 25:00", "no time 25:00"),
        ("de 9:00 a 18:70", "no time 18:70"),
        ("de 18:00 a 9:00", "before it opens"),
    ],
)
def test_hours_that_no_day_has_are_told(text: str, what: str) -> None:
    assert hours(text).startswith("error: ")
    assert what in hours(text)


def test_hours_are_the_same_in_all_languages() -> None:
    both = "nl: {format: nl-BE}, fr: {format: fr-BE}"
    text = f"support: {{hours: {{type: text, values: {{nl: van 9 tot 18 uur, fr: de 9 h à %s h}}, {READ}}}}}"
    assert told(text % 18, "BE", both) == ""
    assert "other times in nl than in fr" in told(text % 17, "BE", both)


@pytest.mark.parametrize(
    ("months", "what"),
    [
        ("11 12 1", ""),
        ("11, 12", ""),
        ("11 13", "13 is no number"),
        ("Nov Dec", "Nov is no"),
        ("11 11", "has 11 twice"),
    ],
)
def test_months_have_numbers_from_one_to_twelve(months: str, what: str) -> None:
    found = told(f"calendar: {{peak_months: {{type: name, value: '{months}', {READ}}}}}")
    assert what in found
    assert bool(found) is bool(what)


def test_a_time_zone_is_one_of_the_worlds() -> None:
    assert told(f"support: {{time_zone: {{type: name, value: Europe/Madrid, {READ}}}}}") == ""
    assert "no time zone" in told(f"support: {{time_zone: {{type: name, value: Europe/Madird, {READ}}}}}")


@pytest.mark.parametrize(("year", "is_told"), [("2062", True), ("1902", True), ("2012", False), ("2029", False)])
def test_a_year_far_away_is_a_slip(year: str, is_told: bool) -> None:
    found = told(f"rate: {{type: percent, value: 21, valid_from: {year}-01-01, {READ}}}")
    assert ("far from 2026-11-30" in found) is is_told


@pytest.mark.parametrize(("months", "is_right"), [("9 10 1 2", True), ("11 12 1", False)])
def test_a_feast_that_moves_is_among_the_months(months: str, is_right: bool) -> None:
    facts = f"calendar: {{peak_months: {{type: name, value: '{months}', {READ}}}}}"
    files = {"KR": market("KR", facts, locales="ko: {format: ko-KR}")}
    assert ("no month of Chuseok" in said("market-time", files, "KR")) is not is_right
