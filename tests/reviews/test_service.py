"""Service levels against what a help desk measured; what cannot be compared says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locmem.errors import InputErrors, Location
from locmem.markets.load import load_markets
from locmem.model.channel import Channel, Expectation
from locmem.model.fact import Duration, DurationUnit, Evidence, Market
from locmem.model.service_level import Measure, ServiceTarget, span
from locmem.reviews.service import levels, read_measured, shown, unjoined
from tests.markets.conftest import CASES

DAY = date(2026, 11, 21)
HEADER = "market,channel,period,measure,value,target\n"
TARGETS = {"email": ServiceTarget(first_response=span("8 h"), share=Decimal(90))}


@pytest.fixture(scope="module")
def spain() -> Market:
    return load_markets(CASES, "markets")[0]


def found(spain: Market, rows: str, month: str = "2026-11") -> list[tuple[str, str, str, str]]:
    return [
        (f"{one.channel} {one.measure.value}", shown(one.target), one.verdict, one.change)
        for one in levels(spain, read_measured(HEADER + rows), TARGETS, month, DAY)
    ]


def test_what_was_promised_and_not_measured_says_so(spain: Market) -> None:
    assert found(spain, "") == [
        ("email first_response", "8 hours", "not measured", ""),
        ("email share", "90 %", "not measured", ""),
    ]


def test_the_newest_month_counts_and_is_held_against_the_one_before(spain: Market) -> None:
    rows = (
        "ES,email,2026-09,first_response,5 h,\nES,Email,2026-10,first_response,9.5 h,\n"
        "ES,email,Sept 2026,share,88,\nES,email,2026-10,share,91.5 %,\nES,email,2026-12,share,1,\n"
    )
    assert found(spain, rows) == [
        ("email first_response", "8 hours", "missed", "4.5 hours longer than in 2026-09"),
        ("email share", "90 %", "met", "3.5 points more than in 2026-09"),
    ]


@pytest.mark.parametrize(
    ("rows", "verdict", "change"),
    [
        ("ES,chat,2026-10,first_response,2 min,\n", "nothing was promised", ""),
        ("ES,chat,2026-10,first_response,2 min,1 business-day\n", "cannot be compared: the units differ", ""),
        (
            "ES,chat,2026-09,first_response,2 min,\nES,chat,2026-10,first_response,2 min,2 min\n",
            "met",
            "as long as in 2026-09",
        ),
        ("ES,chat,2026-09,resolution,1 month,\nES,chat,2026-10,resolution,2 d,3 d\n", "met", "1 month in 2026-09"),
        ("ES,chat,2026-09,share,90,\nES,chat,2026-10,share,90,95\n", "missed", "as much as in 2026-09"),
    ],
)
def test_what_cannot_be_said_is_not_said(spain: Market, rows: str, verdict: str, change: str) -> None:
    assert [one[2:] for one in found(spain, rows) if one[0].startswith("chat")] == [(verdict, change)]


def test_what_pages_of_the_market_promise_counts_before_the_settings(spain: Market) -> None:
    duration = next(fact for fact in spain.facts.values() if fact.path == "trader_reply")
    market = replace(spain, facts={**spain.facts, "support_response.email": duration})
    one = levels(market, (), TARGETS, "2026-11", DAY)[0]
    assert (one.measure, one.source) == (Measure.FIRST_RESPONSE, f"{duration.location.path} support_response.email")


def test_what_a_channel_promises_counts_before_the_settings_and_after_what_pages_say(spain: Market) -> None:
    channel = Channel(
        name="email",
        expectation=Expectation.USUAL,
        evidence=Evidence(),
        location=Location(path="markets/ES.yaml"),
        target=Duration(count=4, unit=DurationUnit.HOUR),
    )
    market = replace(spain, channels=(channel,))
    one = levels(market, (), TARGETS, "2026-11", DAY)[0]
    assert (str(one.target), one.source) == ("4 hours", "markets/ES.yaml channels.email")
    duration = next(fact for fact in spain.facts.values() if fact.path == "trader_reply")
    market = replace(market, facts={**spain.facts, "support_response.email": duration})
    assert levels(market, (), TARGETS, "2026-11", DAY)[0].source.endswith("support_response.email")


def test_rows_of_other_markets_are_told() -> None:
    figures = read_measured(HEADER + "ES,email,2026-10,share,90,\nXX,email,2026-10,share,90,\n")
    assert list(unjoined(figures, ["ES"])) == [
        "content/sla.csv:3: there is no market 'XX', so that its figure is in no review."
    ]


def test_all_rows_that_are_wrong_are_told_at_once() -> None:
    rows = (
        "ES,email,2026-10,share,120,\nES,email,03/04/2026,share,90,\n,email,2026-10,share,,\n"
        "ES,email,2026-10,speed,1 h,\nES,email,2026-10,resolution,soon,\nES,email,2026-10,share,90,1 h\n"
    )
    with pytest.raises(InputErrors) as caught:
        read_measured(HEADER + rows)
    assert [one.location.line for one in caught.value.problems] == [2, 3, 4, 5, 6, 7]
    assert "market and value must be there" in str(caught.value)
    with pytest.raises(InputErrors, match="the columns period, measure are missing"):
        read_measured("market,channel,value\n")
    with pytest.raises(InputErrors, match="this is not CSV"):
        read_measured(f'{HEADER}"{"x" * 140_000}')


def test_a_target_may_be_left_out_and_semicolons_are_read() -> None:
    [one] = read_measured("market;channel;period;measure;value\nES;email;2026-10;share;90\n")
    assert (one.target, one.line) == (None, 2)
