"""The demo's markets, launched and planned: every one must be fit to launch at any time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from locmem.errors import Problems
from locmem.markets.citations import anonymous_origin
from locmem.markets.load import load_markets
from locmem.markets.paths import paths
from locmem.markets.regions import load_regions
from locmem.markets.scalars import iso_duration
from locmem.markets.windows import value_on
from locmem.model.fact import Confidence, Market
from locmem.model.inline import Syntax
from locmem.render.facts import FactScope
from locmem.render.template import render

INCLUDED = "tax.included_in_prices"
FUNCTION = "consumer_rights.withdrawal_function_label"
CONFIRMATION, ACCESS = "consumer_rights.withdrawal_confirmation_label", "data_protection.access_request.deadline"
FOLDER = Path(__file__).parents[2] / "markets"
DAYS = (date(2024, 6, 30), date(2026, 11, 21), date(2027, 1, 15))


@pytest.fixture(scope="module")
def everything() -> tuple[Market, ...]:
    return load_markets(FOLDER, "markets")


def test_forty_two_countries_and_two_parts_of_countries_are_there(everything: tuple[Market, ...]) -> None:
    codes = {market.code for market in everything}
    assert len(codes) == 44
    assert {"AT", "BE", "CA", "CA-QC", "CH", "ES-CT", "GB", "JP", "US"} <= codes
    launched = tuple(market for market in everything if market.is_launched)
    assert {market.code for market in launched} == {"BR", "DE", "ES", "FR", "JP", "PT"}
    assert load_markets(FOLDER, "markets", with_planned=False) == launched


def test_they_have_every_path_that_content_may_use(everything: tuple[Market, ...]) -> None:
    spain = next(market for market in everything if market.code == "ES")
    fields = {path for path in paths(spain) if "[]" not in path} - {f"market.{CONFIRMATION}"}
    for market in everything:
        assert fields <= paths(market), market.code


def test_every_member_of_the_union_has_its_law(everything: tuple[Market, ...]) -> None:
    regions = load_regions(FOLDER, "markets", Problems()).known
    members = {market.code: market for market in everything if market.regions}
    assert set(members) - {"ES-CT"} == {*regions["EU"].members, "IS", "NO"}
    for code, market in members.items():
        if code in ("IS", "NO"):
            assert market.regions == ("EEA",)
            continue
        assert market.regions == ("EU", "EEA")
        assert CONFIRMATION in market.facts
        assert market.facts[ACCESS].location.path == "markets/_regions/EEA.yaml"
        assert "odr_link" in {one.key for one in market.obligations}


def test_labels_of_the_withdrawal_function_say_whose_words_they_are(everything: tuple[Market, ...]) -> None:
    facts = {market.code: market.facts for market in everything}
    for path in (FUNCTION, CONFIRMATION):
        slovak = value_on(facts["SK"][path], DAYS[1])
        assert slovak.evidence.confidence is Confidence.PRIMARY
        # Nobody answers for the list of all languages, whatever else its source names.
        listed = value_on(facts["PT"][path], DAYS[1])
        assert listed.evidence.confidence is Confidence.SECONDARY
        assert anonymous_origin(listed.evidence.source)
    assert all(value_on(facts[code][FUNCTION], DAYS[1]).no_rule for code in ("ES", "NL", "SE"))


def test_where_no_words_are_prescribed_no_label_keeps_the_duty_to_tell_of_the_function(
    everything: tuple[Market, ...],
) -> None:
    for market in everything:
        fact = market.facts.get(FUNCTION)
        if "EU" in market.regions and fact and value_on(fact, DAYS[2]).no_rule:
            duty = next(one for one in market.obligations if one.key == "withdrawal_function")
            assert not duty.facts, market.code


def test_no_market_of_the_union_promises_a_longer_guarantee_after_a_repair_before_its_act_was_read(
    everything: tuple[Market, ...],
) -> None:
    known = {"AT": "P12M", "DE": "P12M", "LT": "P12M", "SK": "P12M", "FR": "P6M", "PT": "P6M"}
    for market in everything:
        if market.regions:
            held = value_on(market.facts["consumer_rights.repair_extension"], DAYS[1]).value
            assert held == (iso_duration(known[market.code]) if market.code in known else None), market.code


def test_no_launched_market_rests_on_a_law_that_was_missing_when_somebody_looked(
    everything: tuple[Market, ...],
) -> None:
    waiting = {
        market.code
        for market in everything
        for fact in market.facts.values()
        for held in fact.values
        if held.no_rule.startswith("not transposed as of") and held.window.end is None
    }
    # Such an answer lets pages ship, and its note asks for another look first: launch a market only after it.
    assert waiting == {"BE", "BG", "CY", "CZ", "EE", "LU", "LV", "MT", "NL", "PL", "RO", "SE", "SI"}
    assert not waiting & {market.code for market in everything if market.is_launched}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_fact_has_a_window_on_the_days_we_render(everything: tuple[Market, ...], day: date) -> None:
    for market in everything:
        for fact in (*market.facts.values(), *market.company.values()):
            value_on(fact, day)


def test_pages_on_prices_say_what_is_true_of_tax_there(everything: tuple[Market, ...]) -> None:
    without = {market.code for market in everything if value_on(market.facts[INCLUDED], DAYS[1]).value is False}
    assert without == {"CA", "CA-QC", "US"}
    for path in ("articles/tax-in-prices.md", "articles/cancel-or-change-subscription.md"):
        text = (FOLDER.parent / "content" / path).read_text("utf-8")
        for market in everything:
            scope = FactScope(market=market, locale=market.locales[0], day=DAYS[1], verified_days=100_000)
            page = render(text, scope, Syntax.PLAIN).text
            assert ("tax included" in page) == (market.code not in without)
            assert ("added at checkout, before" in page or "tax is added" in page) == (market.code in without)


def test_a_sub_market_says_only_what_differs(everything: tuple[Market, ...]) -> None:
    canada, quebec = (next(one for one in everything if one.code == code) for code in ("CA", "CA-QC"))
    assert quebec.facts["payment_methods"] == canada.facts["payment_methods"]
    assert quebec.facts["consumer_rights.legal_guarantee"] != canada.facts["consumer_rights.legal_guarantee"]
