"""A desk has the clock, the holidays and the hours of its market."""

from __future__ import annotations

import pytest

from tests.markets.small import market, said

RULE = "market-desk"


def told(desk: str, hours: str = "lunes a viernes, de 9:00 a 18:00", code: str = "ES", locale: str = "es") -> str:
    tag = f"{locale}: {{format: {locale if '-' in locale else 'es-ES'}}}"
    company = {code: f'{{support: {{hours: {{type: text, values: {{{locale}: "{hours}"}}}}}}}}'}
    return said(RULE, {code: market(code, locales=tag, more=f"desk: {{{desk}}}")}, code, company)


@pytest.mark.parametrize(
    ("desk", "what"),
    [
        ("time_zone: Europe/Madrid, holidays: ES, hours: [mon-fri 09:00-18:00]", ""),
        ("time_zone: Atlantic/Canary, holidays: ES-CN, hours: [mon-fri 09:00-18:00]", ""),
        ("time_zone: Asia/Karachi, holidays: ES, hours: [mon-fri 09:00-18:00]", "a place in PK, not in ES"),
        ("time_zone: Europe/Madrid, holidays: AT, hours: [mon-fri 09:00-18:00]", "are those of AT, not of ES"),
        ("time_zone: Europe/Madrid, holidays: ES, hours: [mon-fri 09:00-16:00]", "says “lunes a viernes"),
    ],
    ids=["right", "island", "clock", "holidays", "hours"],
)
def test_a_desk_is_where_its_customers_are(desk: str, what: str) -> None:
    found = told(desk)
    assert what in found
    assert bool(found) is bool(what)


@pytest.mark.parametrize(("zone", "is_right"), [("Eastern Time", True), ("Pacific Time", False)])
def test_a_text_on_hours_names_the_clock_of_the_desk(zone: str, is_right: bool) -> None:
    desk = "time_zone: America/New_York, holidays: US, hours: [mon-fri 09:00-18:00]"
    found = told(desk, f"Monday to Friday, 9 a.m. to 6 p.m. {zone}", "US", "en-US")
    assert ("the clock there is America/New_York" in found) is not is_right


def test_without_a_desk_any_clock_of_the_country_will_do() -> None:
    hours = '{{support: {{hours: {{type: text, values: {{en-US: "9 a.m. to 6 p.m. {}"}}}}}}}}'
    files = {"US": market("US", locales="en-US: {format: en-US}")}
    assert said(RULE, files, "US", {"US": hours.format("Pacific Time")}) == ""
    assert "of US" in said(RULE, files, "US", {"US": hours.format("Japan Standard Time")})


@pytest.mark.parametrize(("zone", "is_right"), [("Australia/Sydney", True), ("Australia/Perth", False)])
def test_a_town_in_a_text_on_hours_has_the_clock_of_the_desk(zone: str, is_right: bool) -> None:
    desk = f"time_zone: {zone}, holidays: AU, hours: [mon-fri 09:00-18:00]"
    found = told(desk, "Monday to Friday, 9 am to 6 pm, Sydney time", "AU", "en-AU")
    assert (f"the clock of the desk is {zone}" in found) is not is_right


@pytest.mark.parametrize(("key", "is_right"), [("CA-QC", True), ("CA", True), ("CA-ON", False)])
def test_a_part_of_a_country_has_its_own_holidays(key: str, is_right: bool) -> None:
    desk = f"desk: {{time_zone: America/Toronto, holidays: {key}, hours: [mon-fri 09:00-18:00]}}"
    files = {
        "CA": market("CA", locales="fr-CA: {format: fr-CA}"),
        "CA-QC": f"market: CA-QC\nname: Quebec\nparent: CA\n{desk}\n",
    }
    assert ("are those of CA-ON, not of CA-QC" in said(RULE, files, "CA-QC")) is not is_right
