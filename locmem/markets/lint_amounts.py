"""Rules about amounts of money: those that nobody can pay, because their currency has no such parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.markets.subject import Subject, Text
from locmem.model.fact import FactType, Market, Money
from locmem.model.finding import Finding, Severity
from locmem.values.numbers import amount_problem, decimal_mark, minor_digits

AMOUNT = "market-amount"

_SIGNS = {"€": "EUR", "£": "GBP", "₩": "KRW", "원": "KRW", "円": "JPY", "zł": "PLN", "Kč": "CZK", "Ft": "HUF"}
_OF_THE_MARKET = {"¥": ("JPY", "CNY"), "￥": ("JPY", "CNY"), "$": ()}
"""Signs of several currencies: they stand for the market's own, where that is one of these, or for any of none."""

_NUMBER = r"\d[\d.,'’\u00a0\u202f]*\d|\d"
_SIGN = "|".join(map(re.escape, (*_SIGNS, *_OF_THE_MARKET)))
_AMOUNT = re.compile(
    rf"(?:(?P<before>{_SIGN}|\b[A-Z]{{3}}\b)\s?(?P<first>{_NUMBER}))"
    rf"|(?P<second>(?<![\d.,]){_NUMBER})\s?(?P<after>{_SIGN}|[A-Z]{{3}}\b)"
)
_END = re.compile(r"([.,'’])(\d+)\Z")


def impossible_amounts(subject: Subject) -> Iterator[Finding]:
    """Amounts with more decimals than their currency has, as facts and typed into texts: 1234.5 yen, 4,999 €."""
    for path, value in subject.of_type(FactType.MONEY):
        if isinstance(value.value, Money) and (problem := amount_problem(value.value)):
            example = f"1234{'.567'[: minor_digits(value.value.currency) + 1]}".rstrip(".")
            do = f"Write it with a point before decimals and nothing between thousands, as {example} is written."
            yield subject.finding(AMOUNT, value.location, f"{path}: {problem}.", do)
    formats = {locale.content: locale.format for locale in subject.market.locales}
    for one in subject.texts():
        for word, digits, currency in _typed(one, formats.get(one.locale, one.locale), subject.market):
            what = (
                f"{one.path} in {one.locale} says “{word}”: that reads as {digits} decimals, "
                f"and {currency} has {minor_digits(currency) or 'none'}."
            )
            yield subject.finding(AMOUNT, one.location, what, "Mend the amount.", Severity.WARNING)


def _typed(text: Text, locale: str, market: Market) -> Iterator[tuple[str, int, str]]:
    """Amounts in a text whose decimals, as the locale writes them, are not those of the currency."""
    mark = decimal_mark(locale)
    for found in _AMOUNT.finditer(text.text):
        currency = _currency(found["before"] or found["after"], market)
        end = _END.search(found["first"] or found["second"])
        if currency and end and end[1] == mark and len(end[2]) > minor_digits(currency):
            yield found[0], len(end[2]), currency


def _currency(sign: str, market: Market) -> str:
    if sign in _OF_THE_MARKET:
        known = _OF_THE_MARKET[sign]
        return market.currency if not known or market.currency in known else ""
    return _SIGNS.get(sign) or (sign if sign in {market.currency, *_SIGNS.values()} else "")
