"""Currencies as they are written beside amounts: those of `locmem/data/currencies.csv`.

Not all that CLDR has: `ALL` is the lek of Albania, and a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from locmem.tables import rows_of


@cache
def meanings() -> Mapping[str, str]:
    """What a sign or code means: an ISO 4217 code, or `$` for a dollar of no said country."""
    return {row["written"]: row["means"] for row in rows_of("currencies.csv", "written", "means")}


@cache
def signs() -> str:
    """A pattern for the signs; codes and zł are words."""
    written = (sign for sign in meanings() if not sign.isalpha())
    return "|".join(re.escape(sign) for sign in sorted(written, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(code for code in meanings() if code.isalpha())
    return re.compile(rf"{signs()}|(?<![^\W\d])(?:{words})(?![^\W\d])")


def currencies(text: str) -> Iterator[str]:
    """The signs and codes in `text`, in order; an amount may touch its currency (EUR30, 30zł)."""
    return (found.group() for found in _pattern().finditer(text))


def replace_currency(text: str, old: str, new: str) -> str:
    """`text` with the sign or code `old` written as `new`."""
    return _pattern().sub(lambda found: new if found.group() == old else found.group(), text)


def in_place_of(new: str, written: str) -> str | None:
    """How to write the currency `new` where a target wrote `written`: as a code for a code; None if unknown."""
    if not written.isascii() or not written.isupper() or len(written) != 3:
        return new
    code = meanings()[new]
    return code if len(code) == 3 else None
