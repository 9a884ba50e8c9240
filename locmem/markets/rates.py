"""Rates beside a word for tax, as people write them in any language of our markets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

_NEAR = 60
"""Characters between a rate and a word for tax within which they belong together."""

_BLANK = "[ \t\n\u00a0\u202f\u2009]"
_RATE = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:[.,]\d{{1,3}})?){_BLANK}?"
    r"(?:[%％]|(?:per ?cent|por ?ciento|por cento|pour ?cent|prozent|procent|procenta?|per cento|prosenttia|százalék"
    r"|τοις εκατό)(?![A-Za-z])|パーセント|퍼센트)",
    re.IGNORECASE | re.ASCII,
)
_TAX = re.compile(
    r"(?<![^\W\d_])(?:VAT|GST|HST|PST|QST|IVA|IVMDH|TVA|TPS|TVQ|TVH|MwSt|USt|btw|moms\w*|mva|alv|arvonlis\w*|vero\w*"
    r"|podat\w+|DPH|da[nň]\w*|áfa\w*|adó\w*|ICMS|IPI|ISS|tax(?:es|ed|able)?|impuestos?|impost[oae]s?|imposte|impôts?|taxe?s?"
    r"|\w*steuer\w*|belasting\w*|skatt\w*|afgift\w*|daně|vat-?\w*)(?![^\W\d_])|ΦΠΑ|φόρο|φορολογ|税|세금|부가세|과세|세율",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A percentage in a text: its words, where they start, its value, and whether a word for tax stands near."""

    word: str
    start: int
    value: Decimal
    is_tax: bool


def rates_in(text: str, own: Collection[str] = ()) -> Iterator[Rate]:
    """The percentages in a text, in order.  own: words for tax beside those known here, as they are written."""
    for found in _RATE.finditer(text):
        around = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        is_tax = bool(_TAX.search(around)) or any(word in around for word in own)
        yield Rate(
            word=found[0], start=found.start(), value=Decimal(found[1].replace(",", ".")).normalize(), is_tax=is_tax
        )
