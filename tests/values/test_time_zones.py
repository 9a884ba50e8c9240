"""Zones by their key; what each locale calls them stands in `cases/said.csv`."""

from __future__ import annotations

import pytest

from locmem.errors import RenderError
from locmem.values.time_zones import (
    city_owners,
    countries_of_zone,
    format_time_zone,
    is_time_zone,
    meta_zone,
    same_clock,
    zones_in,
    zones_named,
    zones_of_towns,
)


@pytest.mark.parametrize(
    ("key", "is_one"),
    [
        ("Europe/Madrid", True),
        ("Asia/Calcutta", True),
        ("Asia/Kolkata", True),
        ("America/Argentina/Buenos_Aires", True),
        ("Europe/Barcelona", False),
        ("europe/madrid", False),
        ("CET", False),
        ("", False),
    ],
)
def test_only_a_place_of_the_database_is_a_time_zone(key: str, is_one: bool) -> None:
    assert is_time_zone(key) is is_one


def test_another_key_is_refused() -> None:
    with pytest.raises(RenderError, match="'CET' is not a time zone such as Europe/Madrid"):
        format_time_zone("CET", "es-ES")


def test_a_name_that_is_false_in_summer_is_not_used() -> None:
    assert format_time_zone("Europe/London", "en-GB") == "United Kingdom Time"


def test_a_zone_lies_in_a_country_under_any_of_its_keys() -> None:
    assert countries_of_zone("Asia/Kolkata") == ("IN",)
    assert countries_of_zone("Nowhere/Else") == ()
    assert {"Europe/Madrid", "Atlantic/Canary"} <= {*zones_in("ES")}
    assert zones_in("XX") == ()


def test_a_text_names_clocks_in_the_words_of_its_locale() -> None:
    assert zones_named("9 a.m. to 6 p.m. Eastern Time", "en-US") == (meta_zone("America/New_York"),)
    assert zones_named("9:00 - 18:00", "en-US") == ()


def test_a_town_is_of_the_country_of_its_zone() -> None:
    assert city_owners("de")["kairo"] == ("EG",)
    assert city_owners("nb-NO")["stockholm"] == ("SE",)
    assert "springfield" not in city_owners("en")


def test_a_text_names_zones_by_their_towns() -> None:
    assert zones_of_towns("9 to 6, Sydney time", "AU", "en-AU") == ("Australia/Sydney",)
    assert zones_of_towns("9 to 6", "AU", "en-AU") == ()


def test_two_zones_have_one_clock_in_winter_and_summer() -> None:
    assert same_clock("Australia/Sydney", "Australia/Melbourne")
    assert not same_clock("Australia/Sydney", "Australia/Brisbane")
