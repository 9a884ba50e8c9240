"""Currencies beside amounts: a price in euros is never taken for one in francs."""

from __future__ import annotations

import pytest

from locmem.memory.currencies import currencies, in_place_of, meanings, replace_currency


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pay €5 or $ 6", ["€", "$"]),
        ("EUR30, 30zł, 30 CHF", ["EUR", "zł", "CHF"]),
        ("R$ 5 and US$ 6", ["R$", "US$"]),
        ("EUROPE, xEUR, EURO", []),
        ("ALL of it", []),
        ("eur 5", []),
        ("", []),
    ],
)
def test_signs_and_codes_are_found_in_order_and_never_inside_a_word(text: str, found: list[str]) -> None:
    assert list(currencies(text)) == found


def test_every_currency_in_the_table_is_found_by_itself() -> None:
    assert {written: list(currencies(f"5 {written}")) for written in meanings()} == {
        written: [written] for written in meanings()
    }


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("$5, US$5 and $6", "$", "€", "€5, US$5 and €6"),
        ("EUR30 in EUROPE", "EUR", "CHF", "CHF30 in EUROPE"),
        ("5 €", "£", "$", "5 €"),
    ],
)
def test_only_the_one_currency_is_replaced(text: str, old: str, new: str, expected: str) -> None:
    assert replace_currency(text, old, new) == expected


@pytest.mark.parametrize(
    ("new", "written", "expected"),
    [
        ("€", "$", "€"),
        ("€", "USD", "EUR"),
        ("CHF", "EUR", "CHF"),
        ("CHF", "€", "CHF"),
        ("$", "EUR", None),
        ("€", "zł", "€"),
        ("€", "usd", "€"),
    ],
    ids=["sign for sign", "code for code", "a code stays", "code for sign", "no said country", "word", "small letters"],
)
def test_a_code_stands_in_place_of_a_code(new: str, written: str, expected: str | None) -> None:
    assert in_place_of(new, written) == expected
