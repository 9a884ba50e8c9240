"""Amounts that nobody can pay, typed into the texts of a profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locmem.markets.due import Limits
from locmem.markets.lint_amounts import impossible_amounts
from locmem.markets.subject import Subject, Witnesses
from locmem.model.fact import FactType, LocalText, Market, Money
from locmem.model.finding import Severity


def said(market: Market, text: str, currency: str = "EUR") -> list[str]:
    fact = market.facts["name"]
    assert fact.type is FactType.TEXT
    value = replace(fact.values[0], value=LocalText(values={"es": text}))
    changed = replace(market, currency=currency, facts={"name": replace(fact, values=(value,))}, company={})
    found = impossible_amounts(Subject(market=changed, day=date(2026, 11, 21), witnesses=Witnesses(), limits=Limits()))
    findings = list(found)
    assert {one.severity for one in findings} <= {Severity.WARNING}
    return [one.what for one in findings]


@pytest.mark.parametrize(
    ("text", "currency", "word", "digits", "has"),
    [
        ("Cuesta 4,999 €.", "EUR", "4,999 €", 3, "EUR has 2"),
        ("Cuesta €4,999.", "EUR", "€4,999", 3, "EUR has 2"),
        ("Cuesta 1.234,5 JPY.", "JPY", "1.234,5 JPY", 1, "JPY has none"),
        ("Cuesta 12,5 ¥.", "JPY", "12,5 ¥", 1, "JPY has none"),
        ("Cuesta 4,999 $.", "USD", "4,999 $", 3, "USD has 2"),
    ],
)
def test_decimals_that_a_currency_does_not_have_are_told(
    spain: Market, text: str, currency: str, word: str, digits: int, has: str
) -> None:
    assert said(spain, text, currency) == [
        f"market.name in es says “{word}”: that reads as {digits} decimals, and {has}."
    ]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Cuesta 4,99 €.", "EUR"),
        ("Cuesta 4.999 €.", "EUR"),
        ("Cuesta 12,5 ¥.", "EUR"),
        ("Cuesta 12,555 XYZ.", "EUR"),
        ("Cuesta 4,999 kg.", "EUR"),
        ("Cuesta 4 €.", "EUR"),
    ],
    ids=["fits", "thousands", "a sign of no own currency", "no currency", "no amount", "whole"],
)
def test_amounts_that_fit_and_other_numbers_are_left_alone(spain: Market, text: str, currency: str) -> None:
    assert said(spain, text, currency) == []


@pytest.mark.parametrize(
    ("amount", "currency", "has", "example"),
    [
        ("1234.50", "JPY", "no", "1234"),
        ("1234.50", "KRW", "no", "1234"),
        ("0.1", "CLP", "no", "1234"),
        ("4.999", "EUR", "2", "1234.56"),
        ("1.2345", "TND", "3", "1234.567"),
    ],
)
def test_advice_on_a_fact_shows_an_amount_of_its_currency(
    spain: Market, amount: str, currency: str, has: str, example: str
) -> None:
    fact = spain.facts["name"]
    money = replace(fact.values[0], value=Money(amount=Decimal(amount), currency=currency))
    changed = replace(spain, facts={"fee": replace(fact, type=FactType.MONEY, values=(money,))}, company={})
    [found] = impossible_amounts(
        Subject(market=changed, day=date(2026, 11, 21), witnesses=Witnesses(), limits=Limits())
    )
    assert found.what == f"market.fee: {amount} is no amount in {currency}, which has {has} decimals."
    assert found.do.endswith(f"as {example} is written.")
