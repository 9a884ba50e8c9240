"""Amounts of money and quantities with a unit, as texts write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from locmem.checks.texts.figures import Number, numbers
from locmem.memory.currencies import meanings, signs
from locmem.values.unit_words import unit_words

_BLANKS = r"[ \u00a0\u202f]?"
_DOLLARS = frozenset(("$", "USD", "CAD", "AUD", "MXN", "NZD", "SGD", "HKD", "TWD", "ARS", "CLP", "COP", "UYU"))
_YEN = {"円": "JPY", "元": "CNY", "원": "KRW", "ユーロ": "EUR", "欧元": "EUR", "ドル": "$", "美元": "$"}
_WORDS = {
    "euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "dólar": "$", "dólares": "$", "dollari": "$",
    "dollaro": "$", "pound": "GBP", "pounds": "GBP", "libra": "GBP", "libras": "GBP", "pfund": "GBP", "livres": "GBP",
    "sterline": "GBP", "yen": "JPY", "yenes": "JPY", "reais": "BRL", "real": "BRL", "pesos": "MXN", "franken": "CHF",
    "francs": "CHF", "złotych": "PLN", "евро": "EUR", "рублей": "RUB", "долларов": "$",
}  # fmt: skip
_SMALL = ("eur", "usd", "gbp", "chf", "jpy", "czk", "dkk", "nok", "sek", "pln", "huf", "brl", "mxn", "krw")
"""Codes that people write in small letters, too, and that are no words."""
_SYMBOLS = {
    "Hz": "frequency-hertz", "kHz": "frequency-kilohertz", "MHz": "frequency-megahertz", "GHz": "frequency-gigahertz",
    "mW": "power-milliwatt", "W": "power-watt", "kW": "power-kilowatt", "MW": "power-megawatt",
    "mV": "voltage-millivolt", "V": "voltage-volt", "kV": "voltage-kilovolt",
    "VA": "power-volt-ampere", "kVA": "power-kilovolt-ampere", "Ω": "resistance-ohm", "kΩ": "resistance-kiloohm",
    "MΩ": "resistance-megaohm", "µF": "capacity-microfarad", "VAC": "voltage-volt", "VDC": "voltage-volt",
    "mA": "current-milliampere", "A": "current-ampere", "mAh": "charge-milliampere-hour", "Ah": "charge-ampere-hour",
    "Wh": "energy-watt-hour", "kWh": "energy-kilowatt-hour", "J": "energy-joule", "kJ": "energy-kilojoule",
    "kcal": "energy-kilocalorie", "lm": "light-lumen", "lx": "light-lux", "cd": "light-candela", "dB": "sound-decibel",
    "K": "temperature-kelvin", "Pa": "pressure-pascal", "hPa": "pressure-hectopascal", "kPa": "pressure-kilopascal",
    "bar": "pressure-bar", "mbar": "pressure-millibar", "N": "force-newton", "Nm": "torque-newton-meter",
    "s": "duration-second", "ms": "duration-millisecond", "µs": "duration-microsecond", "ns": "duration-nanosecond",
    "KiB": "digital-kibibyte", "MiB": "digital-mebibyte", "GiB": "digital-gibibyte", "PB": "digital-petabyte",
    "kbit": "digital-kilobit", "Mbit": "digital-megabit", "Gbit": "digital-gigabit", "Kbps": "speed-kilobit",
    "kbps": "speed-kilobit", "Mbps": "speed-megabit", "Gbps": "speed-gigabit", "kbit/s": "speed-kilobit",
    "Mbit/s": "speed-megabit", "Gbit/s": "speed-gigabit", "kB/s": "speed-kilobyte", "MB/s": "speed-megabyte",
    "Mo/s": "speed-megabyte", "GB/s": "speed-gigabyte", "Go/s": "speed-gigabyte", "km/h": "pace-kilometer",
    "mph": "pace-mile", "fps": "rate-frame", "rpm": "rate-turn", "mg": "mass-milligram",
    "µm": "length-micrometer", "nm": "length-nanometer", "dpi": "resolution-dpi", "px": "resolution-pixel",
}  # fmt: skip
"""Symbols of the SI and of computers, which all languages of Latin script and East Asia write alike."""
_TECHNICAL = frozenset((
    "frequency", "power", "voltage", "current", "charge", "energy", "resistance", "capacity", "light", "sound",
    "pressure", "force", "torque", "digital", "speed", "pace", "rate", "resolution", "temperature", "length", "mass",
    "volume",
))  # fmt: skip
"""Kinds of units that are printed on devices and parcels, of which none can stand for another."""
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

    @property
    def is_technical(self) -> bool:
        """Whether it is a quantity of technology or trade, and no time or money."""
        return self.kind in _TECHNICAL


@lru_cache(maxsize=2_048)
def amounts(text: str) -> tuple[Measure, ...]:
    """The numbers of a text beside a currency, in order."""
    found = numbers(text)
    if not found or not may_be_money().search(text):
        return ()
    measures: list[Measure] = []
    for one in found:
        behind = _behind().match(text, one.end)
        before = _before().search(text, max(0, one.start - 6), one.start)
        beside = before or behind
        if beside:
            start, end = (before.start(), one.end) if before else (one.start, beside.end())
            sign = beside[1]
            of = meanings().get(sign) or _YEN.get(sign) or _WORDS.get(sign.casefold()) or meanings()[sign.upper()]
            measures.append(Measure(number=one, of=of, text=text[start:end], start=start))
    return _with_ranges(text, found, measures)


def _with_ranges(text: str, found: Sequence[Number], measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """The amounts with those that share the currency of a neighbour: both of `10-20 €`, `between $10 and 20`."""
    told = {one.number.start: one for one in measures}
    pairs = tuple(pairwise(found)) if measures else ()
    for here, there in (*pairs, *((second, first) for first, second in pairs)):
        between = text[min(here.end, there.end) : max(here.start, there.start)]
        if here.start in told and there.start not in told and _RANGE.fullmatch(between.strip(_signs_only())):
            told[there.start] = Measure(number=there, of=told[here.start].of, text=there.text, start=there.start)
    return tuple(told[start] for start in sorted(told))


_RANGE = re.compile(
    r"[ \u00a0\u202f]?(?:[-\u2010-\u2015~～〜]|to|and|or|bis|und|oder|a|y|o|u|à|et|ou|e|tot|en|of|から)[ \u00a0\u202f]?"
)


@cache
def _signs_only() -> str:
    return "".join(sign for sign in (*meanings(), *_YEN) if len(sign) == 1 and not sign.isalpha())


def are_alike(one: str, other: str) -> bool:
    """Whether two currencies may be the same: a dollar is one of any country that nobody said."""
    return one == other or ("$" in (one, other) and {one, other} <= _DOLLARS) or {one, other} == {"JPY", "CNY"}


@lru_cache(maxsize=2_048)
def quantities(text: str, locale: str) -> tuple[Measure, ...]:
    """The numbers of a text of a locale with a unit behind them, in order."""
    measures: list[Measure] = []
    for one in numbers(text):
        unit = _unit_pattern(locale).match(text, one.end)
        # `1990s` are years.
        is_plural = unit is not None and unit[0] == "s"
        if unit and not is_plural and (of := _units(locale).get(unit[1])):
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
    return "|".join((*_codes(), *_WORDS))


@cache
def _codes() -> tuple[str, ...]:
    return tuple(code for code in meanings() if code.isalpha())


@cache
def may_be_money() -> re.Pattern[str]:
    """A pattern for whatever may name a currency."""
    return re.compile(rf"{_signs()}|{_words()}", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    codes = "|".join(_codes())
    return re.compile(rf"((?:{signs()})|(?<![^\W\d_])(?:{codes})){_BLANKS}$")


@cache
def _behind() -> re.Pattern[str]:
    # A code in small letters may be a word: `in step 3 try again`.
    small = "|".join(_SMALL)
    return re.compile(
        rf"{_BLANKS}((?:{_signs()})|(?:{'|'.join(_codes())}|(?i:{'|'.join(_WORDS)})|{small})(?![^\W\d_]))"
    )


@cache
def _units(locale: str) -> Mapping[str, str]:
    return {**_SYMBOLS, **unit_words(locale)}


@cache
def _unit_pattern(locale: str) -> re.Pattern[str]:
    words = sorted(_units(locale), key=len, reverse=True)
    return re.compile(
        rf"[ \u00a0\u202f-]?({'|'.join(map(re.escape, words)) or '(?!)'})(?![A-Za-z\u00c0-\u024f\u0400-\u052f\d²³/])"
    )
