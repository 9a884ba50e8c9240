"""Rates beside a word for tax, as people write them in any language of our markets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from locmem.tables import telling_words

_NEAR = 60
"""Characters between a rate and a word for tax within which they belong together."""

_BLANK = "[ \t\n\u00a0\u202f\u2009]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A percentage in a text: its words, where they start, its value, and whether a word for tax stands near."""

    word: str
    start: int
    value: Decimal
    is_tax: bool


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
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])|{anywhere}", re.IGNORECASE)


def rates_in(text: str, own: Collection[str] = ()) -> Iterator[Rate]:
    """The percentages in a text, in order.  own: words for tax beside those known here, as they are written."""
    for found in _rate().finditer(text):
        around = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        is_tax = bool(_tax().search(around)) or any(word in around for word in own)
        yield Rate(
            word=found[0], start=found.start(), value=Decimal(found[1].replace(",", ".")).normalize(), is_tax=is_tax
        )
