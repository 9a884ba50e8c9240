"""Numbers as texts of any language write them, each with the values it may mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_DIGIT = re.compile(r"\d")
_BLANK = "\u00a0\u202f\u2009"
_TOKEN = re.compile(rf"\d{{1,3}}(?: \d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,'’٫٬{_BLANK}]\d+)*")
_SPLIT = re.compile(rf"[.,'’٫٬ {_BLANK}]")
_GROUPS_OF_THREE = re.compile(r"\d{1,3}(?:\D\d{3})+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})*,\d{3}")
_SCALES = {
    "万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8, "千": 3, "천": 3, "兆": 12,
    "k": 3, "K": 3, "mil": 3, "thousand": 3, "tausend": 3, "Tsd.": 3, "тыс": 3,
    "million": 6, "millions": 6, "Million": 6, "Millionen": 6, "Mio.": 6, "millón": 6, "millones": 6, "milhão": 6,
    "milhões": 6, "milioni": 6, "млн": 6, "M": 6, "lakh": 5, "crore": 7,
    "billion": 9, "billions": 9, "Milliarde": 9, "Milliarden": 9, "milliard": 9, "milliards": 9, "bilhões": 9,
    "bilhão": 9, "miliardi": 9, "млрд": 9,
}  # fmt: skip
"""Words behind a number that multiply it by a power of ten."""
_SCALE = re.compile(rf"[ {_BLANK}]?([^\W\d_]+\.?)")
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}

Values = frozenset[Decimal | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a text: as it is written, where, and what it may mean.

    values: `1.204` may be 1204 or 1.204; what is several numbers in a row, as a version, is its own spelling.
    """

    text: str
    start: int
    values: Values

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def with_digits(text: str) -> str:
    """`text` with the digits of every script as 0-9, each in its place, and fractions of one sign left as they are."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(sign)) if not sign.isascii() and sign.isdecimal() else sign for sign in text)


@lru_cache(maxsize=4_096)
def numbers(text: str, *, is_english: bool = False) -> tuple[Number, ...]:
    """The numbers of a text, in order; digits inside words are numbers, too.

    is_english: whether a comma parts nothing but thousands, and a point nothing but decimals.
    """
    if not _DIGIT.search(text):
        return ()
    plain = with_digits(text)
    return tuple(
        Number(
            text=found[0],
            start=found.start(),
            values=_values(_english(found[0]) if is_english else found[0], plain[found.end() : found.end() + 12]),
        )
        for found in _TOKEN.finditer(plain)
    )


def _english(text: str) -> str:
    """A number of an English text as one that means one thing: `1,500` as 1500, `1.500` as 1.5."""
    if _ENGLISH.fullmatch(text):
        return text.replace(",", "").rstrip("0").rstrip(".") if "." in text else text.replace(",", "")
    return text


_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{3}")


def value_of(number: Number) -> Decimal | None:
    """The one value of a number; None where it may mean several things."""
    [*values] = number.values
    return values[0] if len(values) == 1 and isinstance(values[0], Decimal) else None


def unmatched(ours: Iterable[Number], theirs: Iterable[Number]) -> tuple[list[Number], list[Number]]:
    """The numbers of the first that no number of the second can mean, and the other way round.

    Of what is written as one here and as several there (dates, versions, ranges) the parts are compared.
    """
    mine, left = _pairs(list(ours), list(theirs))
    if mine and left and any(len(_SPLIT.split(one.text)) > 1 for one in (*mine, *left)):
        if all(_is_version(one.text) for one in (*mine, *left)):
            return mine, left
        mine, left = _pairs(_parts(mine), _parts(left))
    return mine, left


def _pairs(ours: list[Number], theirs: list[Number]) -> tuple[list[Number], list[Number]]:
    left = list(theirs)
    mine: list[Number] = []
    for one in ours:
        partner = next((other for other in left if one.text == other.text), None) or next(
            (other for other in left if one.values & other.values), None
        )
        if partner is None:
            mine.append(one)
        else:
            left.remove(partner)
    return mine, left


def _parts(some: list[Number]) -> list[Number]:
    found: list[Number] = []
    for one in some:
        if any(isinstance(value, Decimal) for value in one.values):
            found.append(one)
            continue
        for part in _DIGITS.finditer(one.text):
            found.append(Number(text=part[0], start=one.start + part.start(), values=_values(part[0], "")))
    return found


_DIGITS = re.compile(r"\d+")
_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,3}){2,}")


def _is_version(text: str) -> bool:
    """Whether a number with points is one whose parts mean nothing apart, and is no date: `4.2.1`, `192.168.0.1`."""
    return _VERSION.fullmatch(text) is not None and not _MAY_BE_DATE.fullmatch(text)


_MAY_BE_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\d{2}")


@lru_cache(maxsize=4_096)
def _values(text: str, after: str) -> Values:
    values = _bare(text)
    scale = _SCALE.match(after)
    power = _SCALES.get(scale[1], 0) or _SCALES.get(scale[1][0], 0) * (scale[1][0] > "\u2fff") if scale else 0
    if power:
        values |= {value.scaleb(power).normalize() for value in values if isinstance(value, Decimal)}
    return values


def _bare(text: str) -> Values:
    parts = _SPLIT.split(text)
    if len(parts) == 1:
        return frozenset((Decimal(text).normalize(),))
    signs = [sign for sign in text if not sign.isdigit()]
    whole = Decimal("".join(parts)).normalize()
    if len(set(signs)) == 1:
        found: set[Decimal | str] = set()
        if _GROUPS_OF_THREE.fullmatch(text) or (signs[0] == "," and _INDIAN.fullmatch(text)):
            found.add(whole)
        if len(signs) == 1 and signs[0] in ".,٫":
            found.add(Decimal(f"{parts[0]}.{parts[1]}").normalize())
        return frozenset(found or {text})
    if signs[-1] in ".,٫" and all(len(part) in (2, 3) for part in parts[1:-1]) and signs[-1] not in signs[:-1]:
        return frozenset((Decimal(f"{''.join(parts[:-1])}.{parts[-1]}").normalize(),))
    return frozenset((text,))
