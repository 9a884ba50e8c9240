"""Numbers as they are written in text: read in one locale, written in another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

_BLANKS = "\u00a0\u202f"
_DIGITS = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Separators:
    """How a locale parts decimals and thousands, and from which power of ten it does the latter."""

    decimal: str
    group: str
    grouped_from: int


@cache
def separators(locale: str) -> Separators | None:
    """The separators of a locale after CLDR; None for a locale CLDR does not know."""
    from locmem.values.numbers import format_number

    try:
        written = format_number(Decimal("1234567.5"), locale)
        small = format_number(Decimal("1234"), locale)
    except ValueError:
        return None
    return Separators(decimal=written[-2], group=written[1], grouped_from=1_000 if len(small) > 4 else 10_000)


def is_spelled_alike(locale: str, other: str) -> bool:
    """Whether two locales write every number in the same way."""
    return bool(locale and other) and separators(locale) == separators(other) is not None


def read_number(text: str, locale: str) -> Decimal | None:
    """The number `text` says in `locale`; None where it is not one, or is not written as that locale writes."""
    marks = separators(locale) if locale else None
    if marks is None or not _DIGITS.fullmatch(text):
        return None
    whole, _, decimals = text.partition(marks.decimal)
    groups = re.split(f"[{_BLANKS}]" if marks.group in _BLANKS else re.escape(marks.group), whole)
    is_grouped = len(groups) > 1
    if not decimals.isdigit() and marks.decimal in text:
        return None
    if not all(group.isdigit() for group in groups) or (is_grouped and not _are_thousands(groups)):
        return None
    return Decimal("".join(groups) + (f".{decimals}" if decimals else ""))


def write_number(value: Decimal, decimals: int, locale: str, like: str) -> str | None:
    """`value` with so many decimals as `locale` writes it, grouped as `like` is; None for unknown locales.

    like: the number that stood there before.  Where it was too small to show, the locale decides; a group that it
    shows is meant, also where the locale would need none.
    """
    marks = separators(locale)
    if marks is None:
        return None
    before = read_number(like, locale) or Decimal(0)
    shows_groups = before >= 1_000 and not like[:4].isdigit()
    shows_none = before >= marks.grouped_from and not shows_groups
    is_grouped = shows_groups or (value >= marks.grouped_from and not shows_none)
    whole, _, rest = f"{value:.{decimals}f}".partition(".")
    if is_grouped:
        blank = next((character for character in like if character in _BLANKS), marks.group)
        whole = f"{int(whole):,}".replace(",", blank)
    return whole + (marks.decimal + rest if rest else "")


def decimals_of(text: str, locale: str) -> int:
    """How many decimals a number written in `locale` has."""
    marks = separators(locale)
    return len(text.rpartition(marks.decimal)[2]) if marks and marks.decimal in text else 0


def _are_thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
