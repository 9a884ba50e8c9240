"""Rates beside a word for tax, as people write them in any language of our markets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from locmem.model.tags import language_of
from locmem.tables import telling_words
from locmem.values.periods import HAN_NUMERALS, figures, spelled_numbers

_NEAR = 60
"""Characters between a rate and a word for tax within which they belong together."""

_NOT_WITHOUT = r"(?!-(?:free|exempt|frei|befreit|vrij|fri|fria|fritt)\b)"
"""What is `VAT-free` names no tax."""

_BETWEEN = re.compile(
    r"[\s()\[\]:=\u2013-]*(?:(?:standard|rate|of|at|is|the|a|an|in|satz|von|beträgt|ist|der|die|das|del|de|la|el|es|al|"
    r"du|le|est|à|taux|tipo|do|da|é|taxa|di|dell|aliquota|van|tarief)[\s():'’\u2013-]*){0,4}\Z",
    re.IGNORECASE,
)
"""What may stand between a rate and the word for its tax: `VAT (21 %)`, `VAT at the rate of 21 %`."""

_BLANK = "[ \t\n\u00a0\u202f\u2009]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A percentage in a text: its words, where they start, its value, and whether a word for tax stands near.

    is_said: whether its sentence has one before it, however far.
    is_beside: whether nothing but a few small words stands between the two, so that it is surely the tax's.
    """

    word: str
    start: int
    value: Decimal
    is_tax: bool
    is_said: bool = False
    is_beside: bool = False


@cache
def _rate() -> re.Pattern[str]:
    words, anywhere = telling_words("percent")
    return re.compile(
        rf"(?<![\w.,])(\d{{1,3}}(?:[.,]\d{{1,3}})?){_BLANK}?(?:[%％]|(?:{words})(?![A-Za-z])|{anywhere})",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _tax() -> re.Pattern[str]:
    words, anywhere = telling_words("tax")
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_]){_NOT_WITHOUT}|{anywhere}", re.IGNORECASE)


@cache
def _own(words: frozenset[str]) -> re.Pattern[str]:
    """The words of a market as they are written: an abbreviation alone, another one also within a longer word."""
    whole = (
        rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_]){_NOT_WITHOUT}" if word.isupper() else re.escape(word)
        for word in sorted(words)
    )
    return re.compile("|".join(whole) or r"(?!)")


@cache
def _in_words(language: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """Rates in words, `twenty-one per cent` and `twenty-five point five per cent`, and the numbers by their words."""
    words, anywhere = telling_words("percent")
    numbers = spelled_numbers(language)
    one = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True))) or "(?!)"
    signs = rf"(?<![{HAN_NUMERALS}])[{HAN_NUMERALS}]{{1,4}}"
    spoken = rf"(?<![\w-])({one})(?: (?:{_POINT}) ({one}))?{_BLANK}(?:[%％]|(?:{words})(?!\w))"
    either = rf"{spoken}|({signs}){_BLANK}?(?:{anywhere})"
    return re.compile(either, re.IGNORECASE), numbers


_POINT = "point|coma|komma|virgule|vírgula|virgola|przecinek|pilkku"
"""What is said where figures have their decimal sign."""


def _rates(text: str, language: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    """The rates of a text with their values, in order; in words as far as the language is known."""
    found = [(one, Decimal(one[1].replace(",", ".")).normalize()) for one in _rate().finditer(text)]
    pattern, numbers = _in_words(language)
    for one in pattern.finditer(text):
        part = numbers[one[2].lower()] if one[2] else 0
        value = figures(one[3]) if one[3] else numbers[one[1].lower()]
        found.append((one, (Decimal(value or 0) + Decimal(part) / (10 if part < 10 else 100)).normalize()))
    yield from sorted(found, key=lambda pair: pair[0].start())


_END = re.compile(r"[.!?](?=\s)|[。！？\n]")


def is_tax_said(text: str, own: Collection[str]) -> bool:
    """Whether a text has a word for tax.  own: words for tax beside those known here, as they are written."""
    return any(words.search(text) for words in (_tax(), _own(frozenset(own))))


def rates_in(text: str, own: Collection[str] = (), locale: str = "") -> Iterator[Rate]:
    """The percentages in a text, in order; in words those of the language of `locale`.

    own: words for tax beside those known here, as they are written.
    """
    for found, value in _rates(text, language_of(locale) if locale else ""):
        before = max(0, found.start() - _NEAR)
        around = text[before : found.end() + _NEAR]
        taxes = [one.span() for words in (_tax(), _own(frozenset(own))) for one in words.finditer(around)]
        start, end = found.start() - before, found.end() - before
        yield Rate(
            word=found[0],
            start=found.start(),
            value=value,
            is_tax=bool(taxes),
            is_said=is_tax_said(_END.split(text[: found.start()])[-1], own),
            is_beside=any(
                _BETWEEN.match(around[last:start] if last <= start else around[end:first]) is not None
                for first, last in taxes
                if last <= start or first >= end
            ),
        )
