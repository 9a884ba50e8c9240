"""What a rule of the lint is given of a market: what holds now or will, each with its place."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.markets.due import Limits
from locmem.markets.subject import Subject, Witnesses
from locmem.model.fact import FactType, Market
from locmem.model.finding import Gate, Severity

DAY = date(2026, 11, 21)


def subject(market: Market, day: date = DAY) -> Subject:
    return Subject(market=market, day=day, witnesses=Witnesses(), limits=Limits())


def test_facts_and_company_data_have_the_paths_that_content_uses(spain: Market) -> None:
    found = dict(subject(spain).all_facts())
    assert found["market.tax.standard_rate"] is spain.facts["tax.standard_rate"]
    assert found["company.support.phone"] is spain.company["support.phone"]
    assert len(found) == len(spain.facts) + len(spain.company)
    assert subject(spain).fact("nothing") is None


@pytest.mark.parametrize(
    ("day", "count"), [(date(2012, 8, 31), 2), (date(2012, 9, 1), 1), (DAY, 1)], ids=["last day", "day after", "today"]
)
def test_values_that_are_over_are_left_out(spain: Market, day: date, count: int) -> None:
    one = subject(spain, day)
    assert len(list(one.current(spain.facts["tax.standard_rate"]))) == count


@pytest.mark.parametrize(("day", "value"), [(None, 21), (date(2012, 8, 31), 18), (date(2012, 9, 1), 21)])
def test_the_value_of_a_day(spain: Market, day: date | None, value: int) -> None:
    held = subject(spain).holding("tax.standard_rate", day)
    assert held
    assert held.value == value
    assert subject(spain).holding("nothing") is None


@pytest.mark.parametrize(("day", "count"), [(DAY, 2), (date(2026, 12, 31), 2), (date(2027, 1, 1), 1)])
def test_items_that_are_over_are_left_out(spain: Market, day: date, count: int) -> None:
    assert len(list(subject(spain, day).items(spain.facts["payment_methods"]))) == count


def test_texts_have_their_locale_and_the_last_day_on_which_they_hold(spain: Market) -> None:
    found = {(one.path, one.locale): (one.text, one.end) for one in subject(spain).texts()}
    assert found["market.name", "es"] == ("España", None)
    assert found["market.payment_methods[].name", "es"] == ("contra reembolso", date(2026, 12, 31))
    late = {one.path for one in subject(spain, date(2027, 1, 1)).texts()}
    assert "market.payment_methods[].name" not in late


def test_names_are_the_same_in_every_locale_and_kinds_are_no_names(spain: Market) -> None:
    found = {one.path: one.text for one in subject(spain).names()}
    assert found["market.authority.website"] == "https://aepd.es/"
    assert found["market.payment_methods[].name"] == "Bizum"
    assert found["company.support.phone"] == "+34910000000"
    assert "market.payment_methods[].kind" not in found
    assert "market.name" not in found


def test_values_of_one_type_that_are_there(spain: Market) -> None:
    assert [path for path, _ in subject(spain).of_type(FactType.TEXT)][:1] == ["market.name"]
    assert "market.withdrawal_label" not in [path for path, _ in subject(spain).of_type(FactType.TEXT)]
    assert len(list(subject(spain).of_type(FactType.PERCENT))) == 1


def test_a_finding_is_about_this_market_and_fails_the_gate_of_the_change(spain: Market) -> None:
    one = subject(spain)
    found = one.finding("market-rate", one.head("currency"), "what.", "do.")
    assert (found.gate, found.severity, found.market) == (Gate.CHANGE, Severity.ERROR, "ES")
    assert (found.location.path, found.location.key, found.location.line) == (spain.path, "currency", 3)
