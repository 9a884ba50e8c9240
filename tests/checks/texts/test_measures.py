from __future__ import annotations

import pytest

from locmem.checks.texts.measures import amounts, are_alike, is_same, quantities


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("€10", "EUR"),
        ("10 €", "EUR"),
        ("10 euros", "EUR"),
        ("US$10", "USD"),
        ("R$ 10", "BRL"),
        ("10円", "JPY"),
        ("CHF 10", "CHF"),
    ],
)
def test_amounts_are_read_before_and_behind_their_number(text: str, currency: str) -> None:
    [found] = amounts(f"x {text}.")
    assert (found.of, found.text, found.kind) == (currency, text, "money")


def test_a_word_that_is_no_currency_is_no_amount() -> None:
    assert amounts("Room 10 realised, 10 dollarsign") == ()


def test_a_dollar_of_no_said_country_is_like_every_dollar() -> None:
    assert are_alike("$", "USD")
    assert not are_alike("EUR", "USD")


def test_quantities_are_the_same_in_other_units() -> None:
    [weeks], [days] = quantities("2 weeks", "en"), quantities("14 días", "es")
    assert is_same(weeks, days)
    [other] = quantities("14 weeks", "en")
    assert not is_same(other, days)
