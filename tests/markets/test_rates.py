"""Percentages people typed into texts: which of them speak of tax."""

from __future__ import annotations

from decimal import Decimal

import pytest

from locmem.markets.rates import rates_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21 % VAT", [("21 %", "21", True)]),
        ("21% IVA incluido", [("21%", "21", True)]),
        ("25,5 %", [("25,5 %", "25.5", False)]),
        ("10.0 % off", [("10.0 %", "1E+1", False)]),
        ("８ 8％", [("8％", "8", False)]),
        ("from 5 % to 19 % VAT", [("5 %", "5", True), ("19 %", "19", True)]),
        ("1.234 %", [("1.234 %", "1.234", False)]),
        ("12345 %", []),
        ("v1.2.21 %", []),
        ("21", []),
        ("21 percent VAT", [("21 percent", "21", True)]),
    ],
)
def test_rates_are_found_with_their_value(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = [(one.word, one.value, one.is_tax) for one in rates_in(text)]
    assert found == [(word, Decimal(value), is_tax) for word, value, is_tax in expected]
    assert all(text[one.start :].startswith(one.word) for one in rates_in(text))


@pytest.mark.parametrize(("gap", "is_tax"), [(50, True), (57, True), (58, False)])
def test_a_word_for_tax_counts_within_sixty_characters(gap: int, is_tax: bool) -> None:
    [rate] = rates_in(f"21 %{'.' * gap}VAT")
    assert rate.is_tax is is_tax


def test_a_word_for_tax_is_said_anywhere_before_in_the_sentence() -> None:
    [rate] = rates_in(f"The tax that we pay{' for all lamps' * 6} is 21 %")
    assert (rate.is_tax, rate.is_said) == (False, True)
    [rate] = rates_in(f"That is the tax. We pay{' for all lamps' * 6} 21 %")
    assert not rate.is_said


def test_words_of_the_market_count_too() -> None:
    [rate] = rates_in("21 % Zonderheffing", own=("heffing",))
    assert rate.is_tax
    [rate] = rates_in("21 % Zonderheffing")
    assert not rate.is_tax


def test_no_word_for_tax_hides_in_another_word() -> None:
    [rate] = rates_in("21 % elevated")
    assert not rate.is_tax
