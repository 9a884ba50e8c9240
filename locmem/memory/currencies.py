"""Currencies as they are written beside amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODES = (
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MAD MXN MYR NOK "
    "NZD PEN PHP PLN RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD UYU VND ZAR"
)
CURRENCIES = {code: code for code in _CODES.split()} | {
    "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₴": "UAH", "zł": "PLN", "Kč": "CZK", "$": "$", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD",
    "R$": "BRL", "MX$": "MXN",
}  # fmt: skip
"""What a sign or code means: an ISO 4217 code, or `$` for a dollar of no said country."""

SIGNS = r"(?:US|CA|C|A|R|MX)?\$|[€£¥￥₹₩₽₺₴]"
"""A pattern for the signs; codes and zł are words."""

_PATTERN = re.compile(rf"{SIGNS}|(?<![^\W\d])(?:{'|'.join(code for code in CURRENCIES if code.isalpha())})(?![^\W\d])")


def currencies(text: str) -> Iterator[str]:
    """The signs and codes in `text`, in order; an amount may touch its currency (EUR30, 30zł)."""
    return (found.group() for found in _PATTERN.finditer(text))


def replace_currency(text: str, old: str, new: str) -> str:
    """`text` with the sign or code `old` written as `new`."""
    return _PATTERN.sub(lambda found: new if found.group() == old else found.group(), text)


def in_place_of(new: str, written: str) -> str | None:
    """How to write the currency `new` where a target wrote `written`: as a code for a code; None if unknown."""
    if not written.isascii() or not written.isupper() or len(written) != 3:
        return new
    code = CURRENCIES[new]
    return code if len(code) == 3 else None
