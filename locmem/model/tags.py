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
_MODIFIERS = {"": "", "euro": "", "latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
"""Modifiers of POSIX locale names (`sr@latin`) and the script each means."""
_REGISTERED = {
    "en-gb-oed": "en-GB",
    "i-hak": "hak",
    "i-klingon": "tlh",
    "i-lux": "lb",
    "i-navajo": "nv",
    "no-bok": "nb",
    "no-nyn": "nn",
    "zh-guoyu": "cmn",
    "zh-hakka": "hak",
    "zh-min-nan": "nan",
    "zh-xiang": "hsn",
}
"""Whole tags of the time before BCP 47 and what they are now, by its registry (RFC 5646, 2.2.8)."""
_EXTENDED = frozenset({"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"})
"""Languages behind which BCP 47 allows another one that is meant: `zh-cmn-Hans`."""
_VARIANT = re.compile(r"[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}")
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


@lru_cache(maxsize=1_000)
def tag_and_more(name: str) -> tuple[LanguageTag, str]:
    """The tag that a longer name of a language says, and the extensions and private use that it says besides.

    name: any tag of BCP 47 or locale name of POSIX.  `es-ES-x-foo` gives `es-ES` and `x-foo`, `en-US-u-hc-h12` `en-US`
    and `u-hc-h12`, `es_ES.UTF-8@euro` `es-ES`, `sr@latin` `sr-Latn`, `zh-cmn-Hans` `cmn-Hans`, `no-bok` `nb`.  Variants
    stay, as they are other texts: `ca@valencia` gives `ca-valencia`.
    Raises ValueError for what says no language (`x-klingon`, `i-default`, `Spanish`).
    """
    plain, _, modifier = name.strip().partition("@")
    parts = plain.partition(".")[0].replace("_", "-").split("-")
    if known := _REGISTERED.get("-".join(parts).lower()):
        return LanguageTag(known), ""
    cut = next((number for number, part in enumerate(parts) if len(part) == 1), len(parts))
    parts, more = parts[:cut], "-".join(parts[cut:]).lower()
    if len(parts) > 1 and parts[0].lower() in _EXTENDED and len(parts[1]) == 3 and parts[1].isalpha():
        del parts[0]
    variants: list[str] = []
    while len(parts) > 1 and _VARIANT.fullmatch(parts[-1]):
        variants.insert(0, parts.pop().lower())
    script = _MODIFIERS.get(modifier.lower())
    if script is None and _VARIANT.fullmatch(modifier):
        variants.append(modifier.lower())
    elif script is None:
        raise ValueError(f"{modifier!r} is not the name of a script")
    try:
        tag = language_tag("-".join((*parts[:1], *filter(None, [script]), *parts[1:])))
    except ValueError:
        raise ValueError(f"{name!r} is not a language tag such as es, pt-BR or zh-Hant") from None
    return LanguageTag("-".join((tag, *variants))), more


def market_code(text: str) -> MarketCode:
    """`text` as a market code.  Raises ValueError unless it looks like ES or CA-QC."""
    if not _MARKET.match(text):
        raise ValueError(f"{text!r} is not a market code such as ES or CA-QC")
    return MarketCode(text)


def language_of(tag: str) -> str:
    """The bare language of a tag: `pt` of `pt-BR`."""
    return tag.split("-", 1)[0]


def region_of(tag: str) -> str:
    """The region of a tag: `MX` of es-MX, `419` of es-419; empty where it names none."""
    return next((part for part in tag.split("-")[1:] if _REGION.fullmatch(part)), "")


_REGION = re.compile(r"[A-Z]{2}|\d{3}")


def joins_without_spaces(tag: str) -> bool:
    """Whether sentences of this language follow each other without a space."""
    return language_of(tag) in _WITHOUT_SPACES


def is_right_to_left(tag: str) -> bool:
    """Whether the language is written from right to left."""
    return language_of(tag) in _RIGHT_TO_LEFT


def direction_of(tag: str) -> str:
    """The direction of its texts, as HTML has it: `rtl`, or `auto` for what the text itself begins with.

    A text in Arabic that begins with a Latin name runs from right to left all the same.
    """
    return "rtl" if is_right_to_left(tag) else "auto"
