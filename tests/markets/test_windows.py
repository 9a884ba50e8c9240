"""Which value holds on a day, and whether it may ship."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locmem.errors import InputErrors, RenderError
from locmem.markets.windows import evidence_problem, is_over, items_on, value_on, waiver_for
from locmem.model.fact import Fact, Market, Window
from tests.markets.conftest import Load

TODAY = date(2026, 11, 21)
PROFILE = """\
market: ES
name: Spain
currency: EUR
locales: {es: {format: es-ES}}
facts:
  refund: {type: duration, legal: true, value: P14D, confidence: unverified, source: s, verified_on: null}
  title: {type: text, legal: true, values: {es: Aviso}, confidence: unverified, source: s, verified_on: null}
waivers:
  - {fact: refund, by: Ana, reason: r, on: 2026-11-21, value: VALUE}
"""


def reason(market: Market, path: str, day: date = TODAY, verified_days: int = 180) -> str:
    fact = market.facts[path]
    return evidence_problem(fact, value_on(fact, day), market, day, verified_days)


def test_the_last_day_of_a_window_still_has_its_value(spain: Market) -> None:
    rate = spain.facts["tax.standard_rate"]
    assert value_on(rate, date(2012, 8, 31)).value == Decimal(18)
    assert value_on(rate, date(2012, 9, 1)).value == Decimal(21)


def test_an_absent_fact_has_a_value_that_says_so(spain: Market) -> None:
    assert value_on(spain.facts["withdrawal_label"], TODAY).value is None


def test_a_day_without_a_window_is_an_error_that_shows_the_windows(spain: Market) -> None:
    rate = spain.facts["tax.standard_rate"]
    short = replace(rate, values=(replace(rate.values[0], window=Window(end=date(2012, 8, 31))),))
    with pytest.raises(RenderError) as caught:
        value_on(short, TODAY)
    for part in ("markets/ES.yaml:10:7", "tax.standard_rate has no value on 2026-11-21", "until 2012-08-31"):
        assert part in str(caught.value)


def test_a_day_with_two_windows_is_an_error(spain: Market) -> None:
    rate = spain.facts["tax.standard_rate"]
    twice: Fact = replace(rate, values=tuple(replace(value, window=Window()) for value in rate.values))
    with pytest.raises(RenderError, match="has 2 values on 2026-11-21"):
        value_on(twice, TODAY)


def test_items_come_and_go_by_their_own_windows(spain: Market) -> None:
    methods = spain.facts["payment_methods"]
    assert [item.fields["kind"] for item in items_on(methods, TODAY)] == [
        "instant_transfer",
        "cash_on_delivery",
    ]
    assert [item.fields["kind"] for item in items_on(methods, date(2027, 1, 1))] == ["instant_transfer"]


def test_an_absent_list_has_no_items_and_a_number_is_no_list(spain: Market) -> None:
    methods = spain.facts["payment_methods"]
    absent = replace(methods, values=(replace(methods.values[0], value=None),))
    assert items_on(absent, TODAY) == ()
    with pytest.raises(RenderError, match="is a percent, not a list"):
        items_on(spain.facts["tax.standard_rate"], TODAY)


def test_a_verified_legal_fact_ships_until_it_is_overdue(spain: Market) -> None:
    assert reason(spain, "tax.standard_rate") == ""
    assert reason(spain, "tax.standard_rate", date(2027, 5, 20)) == ""
    late = reason(spain, "tax.standard_rate", date(2027, 5, 21))
    assert "last verified on 2026-11-21, 181 days before 2027-05-21; 180 are allowed" in late


def test_an_unverified_window_blocks_only_its_own_days(spain: Market) -> None:
    assert "tax.standard_rate of ES is unverified (source: memory)" in reason(
        spain, "tax.standard_rate", date(2012, 1, 1)
    )


def test_a_waiver_lets_an_unverified_fact_ship(spain: Market) -> None:
    assert reason(spain, "refund") == ""
    waiver = waiver_for(spain, spain.facts["refund"])
    assert waiver
    assert waiver.by == "Ana"
    assert "is unverified" in reason(replace(spain, waivers=()), "refund")


def test_a_list_ships_when_the_items_of_the_day_are_verified(spain: Market) -> None:
    assert "is unverified in its item 'contra reembolso'" in reason(spain, "payment_methods")
    assert reason(spain, "payment_methods", date(2027, 1, 1)) == ""


def test_a_fact_that_is_not_legal_always_ships(spain: Market) -> None:
    assert reason(spain, "trader_reply", date(2040, 1, 1)) == ""


@pytest.mark.parametrize(
    ("written", "holds"),
    [("{count: 14, unit: day}", True), ("P14D", True), ("P15D", False), ("{count: 2, unit: week}", False)],
)
def test_a_waiver_of_a_value_holds_for_no_other(load: Load, written: str, holds: bool) -> None:
    (market,) = load(ES=PROFILE.replace("VALUE", written))
    problem = reason(market, "refund")
    assert (problem == "") is holds
    assert ("its waiver is of another value" in problem) is not holds


def test_a_waiver_of_a_text_names_no_value(load: Load) -> None:
    with pytest.raises(InputErrors, match="a text has no one value"):
        load(ES=PROFILE.replace("fact: refund", "fact: title").replace("VALUE", "Aviso"))


def test_a_waiver_does_not_reach_company_data_of_the_same_name(spain: Market) -> None:
    namesake = replace(spain.company["free_from"], path="refund")
    assert waiver_for(spain, namesake) is None


@pytest.mark.parametrize(("days", "expected"), [(0, True), (9, True), (10, False), (11, False), (9_999_999, False)])
def test_days_are_over_when_more_have_passed(days: int, expected: bool) -> None:
    assert is_over(date(2026, 11, 21), date(2026, 11, 11), days) is expected
