"""Amounts and periods that are those of the other markets, about."""

from __future__ import annotations

import pytest

from tests.markets.small import OTHERS, READ, market, said

RULE = "market-scale"


def told(mine: str, theirs: str, code: str = "ES") -> str:
    files = {one: market(one) for one in (code, *OTHERS)}
    return said(RULE, files, code, company={"*": f"{{value: {theirs}}}", code: f"{{value: {mine}}}"})


def money(amount: str, currency: str = "EUR") -> str:
    return f'{{type: money, value: {{amount: "{amount}", currency: {currency}}}}}'


@pytest.mark.parametrize(
    ("amount", "currency", "code", "what"),
    [
        ("59.00", "EUR", "ES", ""),
        ("45.00", "GBP", "GB", ""),
        ("6000", "JPY", "JP", ""),
        ("490.00", "EUR", "ES", "elsewhere it is about 49"),
        ("4.90", "EUR", "ES", "elsewhere it is about 49"),
        ("60000", "JPY", "JP", "elsewhere it is about 49"),
        ("94.00", "EUR", "ES", "49.00 in all markets with that currency"),
    ],
)
def test_amounts_are_about_the_same_in_euros(amount: str, currency: str, code: str, what: str) -> None:
    found = told(money(amount, currency), money("49.00"), code)
    assert what in found
    assert bool(found) is bool(what)


@pytest.mark.parametrize(
    ("mine", "what"),
    [
        ("{count: 4, unit: business-day}", ""),
        ("P3D", "in business-days everywhere else"),
        ("{count: 30, unit: business-day}", "elsewhere it is about 3 days"),
    ],
)
def test_periods_of_the_company_have_the_unit_and_length_of_the_others(mine: str, what: str) -> None:
    found = told(f"{{type: duration, value: {mine}}}", "{type: duration, value: {count: 3, unit: business-day}}")
    assert what in found
    assert bool(found) is bool(what)


def test_a_number_ten_times_too_large_is_told() -> None:
    assert "elsewhere it is about 4" in told("{type: number, value: 40}", "{type: number, value: 4}")
    assert told("{type: number, value: 6}", "{type: number, value: 4}") == ""


def test_periods_of_the_law_differ_by_country() -> None:
    def rule(code: str, value: str) -> str:
        return market(code, f"reply: {{type: duration, value: {value}, {READ}}}")

    assert said(RULE, {"ES": rule("ES", "P1Y"), **{code: rule(code, "P1D") for code in OTHERS}}) == ""
