"""Amounts of money and quantities with a unit, as texts write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from locmem.checks.texts.figures import Number, numbers
from locmem.memory.currencies import meanings, signs
from locmem.values.unit_words import unit_words

_BLANKS = r"[ \u00a0\u202f]?"
_DOLLARS = frozenset(("$", "USD", "CAD", "AUD", "MXN", "NZD", "SGD", "HKD", "TWD", "ARS", "CLP", "COP", "UYU"))
_YEN = {"円": "JPY", "元": "CNY", "원": "KRW", "ユーロ": "EUR", "欧元": "EUR", "ドル": "$", "美元": "$"}
_WORDS = {
    "euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "dólar": "$", "dólares": "$", "pound": "GBP",
    "pounds": "GBP", "libras": "GBP", "yen": "JPY", "yenes": "JPY", "reais": "BRL", "real": "BRL", "pesos": "MXN",
    "franken": "CHF", "francs": "CHF", "złotych": "PLN", "евро": "EUR", "рублей": "RUB", "долларов": "$",
}  # fmt: skip
_SECONDS = {
    "duration-second": 1, "duration-minute": 60, "duration-hour": 3600, "duration-day": 86_400,
    "duration-week": 604_800,
}  # fmt: skip
_MONTHS = {"duration-month": 1, "duration-year": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number and what it counts: an ISO 4217 currency (`$` for a dollar of no said country), or a unit of CLDR."""

    number: Number
    of: str
    text: str
    start: int

    @property
    def kind(self) -> str:
        """What can stand for the same: all currencies, or the units of one kind."""
        return self.of.partition("-")[0] if "-" in self.of else "money"


@lru_cache(maxsize=2_048)
def amounts(text: str) -> tuple[Measure, ...]:
    """The numbers of a text beside a currency, in order."""
    found = numbers(text)
    if not found or not _may_be_money().search(text):
        return ()
    measures: list[Measure] = []
    for one in found:
        behind = _behind().match(text, one.end)
        before = _before().search(text, max(0, one.start - 6), one.start)
        beside = before or behind
        if beside:
            start, end = (before.start(), one.end) if before else (one.start, beside.end())
            sign = beside[1]
            of = meanings().get(sign) or _YEN.get(sign) or _WORDS[sign.casefold()]
            measures.append(Measure(number=one, of=of, text=text[start:end], start=start))
    return tuple(measures)


def are_alike(one: str, other: str) -> bool:
    """Whether two currencies may be the same: a dollar is one of any country that nobody said."""
    return one == other or ("$" in (one, other) and {one, other} <= _DOLLARS) or {one, other} == {"JPY", "CNY"}


@lru_cache(maxsize=2_048)
def quantities(text: str, locale: str) -> tuple[Measure, ...]:
    """The numbers of a text of a locale with a unit behind them, in order."""
    measures: list[Measure] = []
    for one in numbers(text):
        unit = _unit_pattern(locale).match(text, one.end)
        if unit and (of := unit_words(locale).get(unit[1])):
            measures.append(Measure(number=one, of=of, text=text[one.start : unit.end()], start=one.start))
    return tuple(measures)


def is_same(one: Measure, other: Measure) -> bool:
    """Whether two quantities are the same: also 2 weeks and 14 days."""
    if one.of == other.of:
        return bool(one.number.values & other.number.values)
    for table in (_SECONDS, _MONTHS):
        if one.of in table and other.of in table:
            return bool(_times(one.number, table[one.of]) & _times(other.number, table[other.of]))
    return False


def _times(number: Number, factor: int) -> set[Decimal]:
    return {value * factor for value in number.values if isinstance(value, Decimal)}


@cache
def _signs() -> str:
    return "|".join((signs(), *map(re.escape, _YEN)))


@cache
def _words() -> str:
    codes = (code for code in meanings() if code.isalpha())
    return "|".join((*codes, *_WORDS))


@cache
def _may_be_money() -> re.Pattern[str]:
    return re.compile(rf"{_signs()}|{_words()}", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    codes = "|".join(code for code in meanings() if code.isalpha())
    return re.compile(rf"((?:{signs()})|(?<![^\W\d_])(?:{codes})){_BLANKS}$")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"{_BLANKS}((?:{_signs()})|(?i:{_words()})(?![^\W\d_]))")


@cache
def _unit_pattern(locale: str) -> re.Pattern[str]:
    words = sorted(unit_words(locale), key=len, reverse=True)
    return re.compile(
        rf"[ \u00a0\u202f-]?({'|'.join(map(re.escape, words)) or '(?!)'})(?![A-Za-z\u00c0-\u024f\u0400-\u052f\d²³/])"
    )
