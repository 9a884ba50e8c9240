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
        ("10 eur", "EUR"),
        ("10 TRY", "TRY"),
        ("10 Euros", "EUR"),
    ],
)
def test_amounts_are_read_before_and_behind_their_number(text: str, currency: str) -> None:
    [found] = amounts(f"x {text}.")
    assert (found.of, found.text, found.kind) == (currency, text, "money")


@pytest.mark.parametrize("text", ["Room 10 realised, 10 dollarsign", "In step 3 try again", "The 5 all look alike"])
def test_a_word_that_is_no_currency_is_no_amount(text: str) -> None:
    assert amounts(text) == ()


def test_a_dollar_of_no_said_country_is_like_every_dollar() -> None:
    assert are_alike("$", "USD")
    assert not are_alike("EUR", "USD")


def test_quantities_are_the_same_in_other_units() -> None:
    [weeks], [days] = quantities("2 weeks", "en"), quantities("14 días", "es")
    assert is_same(weeks, days)
    [other] = quantities("14 weeks", "en")
    assert not is_same(other, days)


@pytest.mark.parametrize(
    ("text", "of"),
    [("24 V", "voltage-volt"), ("12V", "voltage-volt"), ("2.4 GHz", "frequency-gigahertz"), ("4 s", "duration-second")],
)
def test_symbols_of_technology_count_behind_their_number(text: str, of: str) -> None:
    [found] = quantities(f"Of {text}.", "es")
    assert found.of == of


def test_a_plural_of_years_is_no_time_in_seconds() -> None:
    assert quantities("the 1990s", "en") == ()


def test_times_and_money_are_no_quantities_of_technology() -> None:
    [days], [volts] = quantities("14 days", "en"), quantities("24 V", "en")
    assert (days.is_technical, volts.is_technical) == (False, True)
