"""Numbers, percentages and amounts: every digit is shown, in the marks of the locale."""

from __future__ import annotations

from decimal import Decimal

import pytest

from locmem.errors import RenderError
from locmem.model.fact import Money
from locmem.values.numbers import decimal_mark, format_money, format_number, format_percent, minor_digits


def money(amount: str, currency: str, locale: str, form: str = "") -> str:
    return format_money(Money(amount=Decimal(amount), currency=currency), locale, form).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "locale", "text"),
    [
        ("1234567.2555", "de-DE", "1.234.567,2555"),
        ("1.500", "en", "1.5"),
        ("0", "en", "0"),
        ("0.00", "en", "0"),
        ("1E+3", "en", "1,000"),
        ("9999", "es-ES", "9999"),
        ("10000", "es-ES", "10.000"),
        ("-10000", "es-ES", "-10.000"),
        ("9999", "es-MX", "9,999"),
        ("9999", "pt-PT", "9999"),
        ("9999", "pt-BR", "9.999"),
        ("9999", "pl-PL", "9999"),
        ("9999", "de-DE", "9.999"),
    ],
)
def test_a_number_has_all_its_decimals_and_the_groups_of_its_locale(value: str, locale: str, text: str) -> None:
    assert format_number(Decimal(value), locale) == text


@pytest.mark.parametrize(
    ("value", "locale", "text"),
    [("25.5", "nl-NL", "25,5%"), ("21", "es-ES", "21 %"), ("8.1", "fr-CH", "8,1%"), ("0", "en", "0%")],
)
def test_a_percentage_is_not_rounded(value: str, locale: str, text: str) -> None:
    assert format_percent(Decimal(value), locale).replace("\u00a0", " ").replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "form", "text"),
    [
        ("49", "EUR", "es-ES", "", "49,00 €"),
        ("49", "EUR", "es-ES", "code", "49,00 EUR"),
        ("49", "EUR", "es-ES", "name", "49,00 euros"),
        ("49", "EUR", "pt-PT", "name", "49,00 euros"),
        ("1200", "JPY", "ja-JP", "", "1,200円"),
        ("1200", "JPY", "ja-JP", "whole", "1,200円"),
        ("1200", "JPY", "en-US", "whole", "¥ 1,200"),
        ("1200", "JPY", "ja-JP", "symbol", "¥ 1,200"),
        ("1200", "JPY", "ja-JP", "code", "JPY 1,200"),
        ("1890", "HUF", "hu-HU", "", "1890 Ft"),
        ("1890.50", "HUF", "hu-HU", "", "1890,50 Ft"),
        ("59", "CHF", "fr-CH", "", "59.00 CHF"),
        ("4.999", "EUR", "de-DE", "", "4,999 €"),
        ("49", "EUR", "en-IE", "code", "EUR 49.00"),
    ],
)
def test_an_amount_is_written_as_its_readers_write_it(
    amount: str, currency: str, locale: str, form: str, text: str
) -> None:
    assert money(amount, currency, locale, form).replace("¥1", "¥ 1") == text


def test_money_has_its_forms() -> None:
    with pytest.raises(RenderError, match=r"money has no form 'long'\. Write symbol, whole, code or name\."):
        money("1", "EUR", "en", "long")


@pytest.mark.parametrize(
    ("currency", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("HUF", 2), ("ISK", 0), ("CLP", 0)]
)
def test_how_many_decimals_an_amount_may_have(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize(("locale", "mark"), [("de-DE", ","), ("en", "."), ("fr-CH", "."), ("fr-FR", ",")])
def test_the_mark_before_decimals_of_an_amount(locale: str, mark: str) -> None:
    assert decimal_mark(locale) == mark
