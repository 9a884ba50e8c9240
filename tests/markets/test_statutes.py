"""The table of what the law says, and how values are held against it."""

from __future__ import annotations

from datetime import date

from locmem.markets.statutes import days_of, in_days, overlap, shared_statutes, statutes_of, told_value
from locmem.model.fact import Duration, DurationUnit, Window

GUARANTEE = "consumer_rights.legal_guarantee"
EU_STATES = [
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
]


def rows(*markets: str, path: str = GUARANTEE) -> list[str]:
    return [f"{one.market}: {one.words}" for one in statutes_of(markets) if one.path == path]


def period(count: int, unit: DurationUnit) -> Duration:
    return Duration(count=count, unit=unit)


def test_every_state_of_the_eu_and_the_eea_has_rows_of_its_own() -> None:
    for code in (*EU_STATES, "NO", "IS", "LI", "GB", "CH", "BR", "JP", "KR", "MX", "TR"):
        assert {one.path for one in statutes_of((code,))} >= {"consumer_rights.withdrawal_period"}, code


def test_what_a_country_departs_from_does_not_hold_there() -> None:
    assert rows("DE", "EU", "EEA") == ["EU: 2 years or more", "DE: 2 years"]
    assert rows("FI", "EU", "EEA") == ["FI: no such rule"]


def test_longer_is_right_where_the_law_says_at_least() -> None:
    (least,) = (one for one in statutes_of(("EU",)) if one.path == GUARANTEE)
    assert least.allows(period(3, DurationUnit.YEAR))
    assert least.allows(period(24, DurationUnit.MONTH))
    assert not least.allows(period(1, DurationUnit.YEAR))
    assert not least.allows(None)


def test_weeks_are_days_and_years_months_but_a_month_is_not_thirty_days() -> None:
    by_path = {one.path: one for one in statutes_of(("EEA",))}
    withdrawal = by_path["consumer_rights.withdrawal_period"]
    assert withdrawal.is_read
    assert withdrawal.allows(period(2, DurationUnit.WEEK))
    assert not withdrawal.allows(period(14, DurationUnit.BUSINESS_DAY))
    assert not by_path["data_protection.access_request.deadline"].allows(period(30, DurationUnit.DAY))


def test_windows_overlap_where_they_share_a_day() -> None:
    day = date(2026, 7, 31)
    assert overlap(Window(end=day), Window(start=day))
    assert not overlap(Window(end=date(2026, 7, 30)), Window(start=day))
    assert overlap(Window(), Window(start=day))


def test_lengths_and_words_of_values() -> None:
    assert in_days(period(2, DurationUnit.WEEK)) == 14
    assert told_value(period(1, DurationUnit.BUSINESS_DAY)) == "1 business day"
    assert told_value(None) == "no such rule"


def test_days_on_which_a_rule_begins_are_dates() -> None:
    assert days_of("EU")["obligation odr_link"] == (date(2025, 7, 20),)
    assert days_of("XX") == {}


def test_rules_of_a_region_without_those_of_its_states() -> None:
    assert {row.market for row in shared_statutes(("EU", "EEA"))} == {"EU", "EEA"}
    assert shared_statutes(()) == ()
