"""Critical differences: near is not same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from locmem.inline.liquid import scan
from locmem.memory.critical_english import FAMILIES
from locmem.memory.placeables import placeables
from locmem.model.inline import Inline
from locmem.model.tags import language_of

HIGHEST = 94.0
"""The highest percent of a match with a critical difference."""

_CODES = (
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MAD MXN MYR NOK "
    "NZD PEN PHP PLN RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD UYU VND ZAR"
)
_CURRENCIES = {code: code for code in _CODES.split()} | {
    "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₴": "UAH", "zł": "PLN", "Kč": "CZK", "$": "$", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD",
    "R$": "BRL", "MX$": "MXN",
}  # fmt: skip
_AREAS = {
    "US": "United States", "USA": "United States", "U.S.": "United States", "UK": "United Kingdom",
    "EU": "European Union", "EEA": "European Economic Area", "UAE": "United Arab Emirates",
}  # fmt: skip
_OUR_PATHS = ("market", "company")


def critical_differences(new: Inline, old: Inline, repaired: Inline, locale: str) -> tuple[str, ...]:
    """What differs in meaning between a new source and a stored one, a sentence each; empty if nothing does.

    old: the stored source as it is.  repaired: the same with the changes that were made in its target too.
    Numbers, dates, identifiers, addresses, currencies and the paths of facts are compared in every language;
    negation, obligation, conditions, opposites, units of time and countries in English sources only.
    """
    found = _differences("fact", _fact_paths(new), _fact_paths(old))
    for kind, new_values, old_values in _values(new, repaired):
        found += _differences(kind, new_values, old_values)
    new_words, old_words = _meanings(new.text, locale), _meanings(repaired.text, locale)
    for family in sorted(new_words.keys() | old_words.keys()):
        found += _differences(family, new_words.get(family, []), old_words.get(family, []))
    return tuple(found)


def _differences(what: str, new: Iterable[str], old: Iterable[str]) -> list[str]:
    here, there = Counter(new), Counter(old)
    if here == there:
        return []
    return [f"{what}: {_listed(here - there)} here, {_listed(there - here)} in the memory"]


def _listed(values: Counter[str]) -> str:
    return ", ".join(f"“{value}”" for value in values.elements()) or "nothing"


def _fact_paths(content: Inline) -> list[str]:
    native = content.native
    # Most texts hold no Liquid at all, and reading it takes long.
    if "{" not in native:
        return []
    return [path for tag in scan(native).tags for path in tag.paths if path.split(".", 1)[0] in _OUR_PATHS]


def _values(new: Inline, old: Inline) -> Iterable[tuple[str, list[str], list[str]]]:
    kinds: dict[str, tuple[list[str], list[str]]] = {}
    for side, content in enumerate((new, old)):
        for placeable in placeables(content):
            kinds.setdefault(placeable.kind.value, ([], []))[side].append(placeable.text)
    return [(kind, *sides) for kind, sides in sorted(kinds.items())]


def _meanings(text: str, locale: str) -> dict[str, list[str]]:
    """The meanings found in a text, by family."""
    found: dict[str, list[str]] = {}
    for sign in _signs().findall(text):
        if sign in _CURRENCIES:
            found.setdefault("currency", []).append(_CURRENCIES[sign])
        else:
            found.setdefault("country", []).append(_AREAS[sign])
    if language_of(locale) == "en":
        words = text.replace("’", "'").lower()
        for family, pattern, meanings in _lexicon():
            for word in pattern.findall(words):
                found.setdefault(family, []).append(meanings[word])
    return found


@cache
def _signs() -> re.Pattern[str]:
    """Currency signs wherever they stand; codes and short names only as words in capitals."""
    either = (*_CURRENCIES, *_AREAS)
    return re.compile("|".join(map(_sign, sorted(either, key=len, reverse=True))))


def _sign(text: str) -> str:
    before = r"(?<!\w)" if text[0].isalpha() else ""
    after = r"(?!\w)" if text[-1].isalpha() else ""
    # An amount may touch its currency: EUR30, 30zł.
    if text in _CURRENCIES:
        before, after = before.replace(r"\w", r"[^\W\d]"), after.replace(r"\w", r"[^\W\d]")
    return before + re.escape(text) + after


@cache
def _lexicon() -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    families = []
    for family, entries in FAMILIES.items():
        meanings = {form: meaning for meaning, forms in entries.items() for form in forms.split(", ")}
        longest_first = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
        families.append((family, re.compile(rf"(?<![\w'-])(?:{longest_first})(?![\w']|-\w)"), meanings))
    return tuple(families)
