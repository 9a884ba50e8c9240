"""The law's day decides, and what decides by contract matters as long as it runs."""

from __future__ import annotations

import pytest

from tests.markets.small import OTHERS, READ, market, said

RULE = "market-deciding"


def rate(day: str, code: str = "ES") -> str:
    decided = f"decided_by: {day}, " if day else ""
    windows = f"{{value: 18, valid_until: 2012-08-31, {READ}}}, {{value: 21, valid_from: 2012-09-01, {READ}}}"
    return market(code, f"tax: {{standard_rate: {{type: percent, legal: true, {decided}windows: [{windows}]}}}}")


@pytest.mark.parametrize("day", ["", "contract", "supply"])
def test_a_rate_is_that_of_the_day_of_supply(day: str) -> None:
    files = {one: rate("supply", one) for one in OTHERS} | {"ES": rate(day)}
    assert ("elsewhere it is that of the supply" in said(RULE, files)) is (day != "supply")


def test_nobody_is_told_what_no_day_has_to_choose() -> None:
    one = f"tax: {{standard_rate: {{type: percent, legal: true, value: 21, {READ}}}}}"
    files = {code: rate("supply", code) for code in OTHERS} | {"ES": market("ES", one)}
    assert said(RULE, files) == ""


@pytest.mark.parametrize(("after", "is_right"), [("P3Y", True), ("P2Y", True), ("P1M", False)])
def test_a_guarantee_matters_as_long_as_it_runs(after: str, is_right: bool) -> None:
    windows = f"{{value: P2Y, valid_until: 2021-12-31, {READ}}}, {{value: P3Y, valid_from: 2022-01-01, {READ}}}"
    fact = f"{{type: duration, legal: true, decided_by: contract, matters_for: {after}, windows: [{windows}]}}"
    found = said(RULE, {"ES": market("ES", f"consumer_rights: {{legal_guarantee: {fact}}}")})
    assert ("matters for 1 month" in found) is not is_right


def reply(code: str, marks: str, value: str = "value: P30D") -> str:
    fact = f"{{type: duration, {marks}{value}, {READ}}}"
    return market(code, f"complaints: {{trader_reply: {fact}}}")


@pytest.mark.parametrize(
    ("marks", "what"),
    [
        ("legal: true, decided_by: request, matters_for: P1M, ", ""),
        ("legal: true, ", "names no deciding day; elsewhere it is that of the request"),
        ("decided_by: request, matters_for: P1M, ", "is not marked as legal"),
        ("legal: true, decided_by: request, matters_for: P1D, ", "1 day here and 1 month elsewhere"),
        ("legal: true, decided_by: request, ", "unsaid here and 1 month elsewhere"),
    ],
    ids=["as elsewhere", "no day", "no law", "another reach", "no reach"],
)
def test_what_nearly_all_others_say_of_one_value(marks: str, what: str) -> None:
    usual = "legal: true, decided_by: request, matters_for: P1M, "
    files = {one: reply(one, usual) for one in OTHERS} | {"ES": reply("ES", marks)}
    found = said(RULE, files)
    assert what in found
    assert bool(found) == bool(what)


@pytest.mark.parametrize(("start", "is_told"), [("2026-07-31", True), ("2020-01-01", False)])
def test_days_before_the_first_window_that_still_matter(start: str, is_told: bool) -> None:
    window = f"windows: [{{value: P30D, valid_from: {start}, {READ}}}]"
    fact = f"{{type: duration, legal: true, decided_by: contract, matters_for: P2Y, {window}}}"
    found = said(RULE, {"ES": market("ES", f"consumer_rights: {{return_period: {fact}}}")})
    assert (f"says nothing of the days before {start}, which matter for 2 years" in found) is is_told
