"""Names of languages and markets, proven by construction to be well formed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NewType

LanguageTag = NewType("LanguageTag", str)
"""A BCP 47 language tag in its usual spelling: `es`, `pt-BR`, `zh-Hant-TW`, `es-419`."""

MarketCode = NewType("MarketCode", str)
"""An ISO 3166-1 country, or 3166-2 subdivision: `ES`, `CA-QC`."""

Percent = NewType("Percent", float)
"""Similarity, 0-100, higher is closer."""

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?\Z")
_MARKET = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?\Z")

_WITHOUT_SPACES = frozenset({"ja", "zh", "th", "lo", "km", "my", "yue"})
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"})


@lru_cache(maxsize=1_000)
def language_tag(text: str) -> LanguageTag:
    """`text` in BCP 47 spelling (`pt_br` gives `pt-BR`).

    Takes language, script and region; variants and extensions are not supported.  Raises ValueError.
    """
    found = _TAG.match(text)
    if not found:
        raise ValueError(f"{text!r} is not a language tag such as es, pt-BR or zh-Hant")
    language, script, region = found.groups()
    parts = [language.lower()]
    if script:
        parts.append(script.title())
    if region:
        parts.append(region.upper())
    return LanguageTag("-".join(parts))


def market_code(text: str) -> MarketCode:
    """`text` as a market code.  Raises ValueError unless it looks like ES or CA-QC."""
    if not _MARKET.match(text):
        raise ValueError(f"{text!r} is not a market code such as ES or CA-QC")
    return MarketCode(text)


def language_of(tag: str) -> str:
    """The bare language of a tag: `pt` of `pt-BR`."""
    return tag.split("-", 1)[0]


def joins_without_spaces(tag: str) -> bool:
    """Whether sentences of this language follow each other without a space."""
    return language_of(tag) in _WITHOUT_SPACES


def is_right_to_left(tag: str) -> bool:
    """Whether the language is written from right to left."""
    return language_of(tag) in _RIGHT_TO_LEFT
