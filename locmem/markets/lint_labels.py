"""The rule about tax numbers: what a country calls them, and what stands behind them in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import LocalText
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of
from locmem.tables import rows_of

LABEL = "market-label"

_LABEL, _TAX, _NUMBER = "tax.number_label", "tax.abbreviation", "tax_number"
_SHORT = 4
"""Letters up to which a word counts only where a word begins."""


def other_labels(subject: Subject) -> Iterator[Finding]:
    """Labels of tax numbers that another country uses, and numbers with the tax of another language behind them."""
    country = country_of(subject.market.code)
    fact = subject.fact(_LABEL)
    for value in subject.current(fact) if fact else ():
        for locale, text in value.value.values.items() if isinstance(value.value, LocalText) else ():
            known = _labels().get((country, language_of(locale)))
            if known and not any(_has(text, word) for word in known):
                what = f"{_LABEL} in {locale} is “{text}”; in {country} it is {known[0]}."
                yield subject.finding(LABEL, value.location, what, f"Write {known[0]}.", Severity.WARNING)
    yield from _endings(subject)


def _has(text: str, word: str) -> bool:
    start = r"(?<!\w)" if len(word) <= _SHORT and word.isascii() else ""
    return re.search(start + re.escape(word.casefold()), text.casefold()) is not None


def _endings(subject: Subject) -> Iterator[Finding]:
    """A number that ends in the short form of the tax, as Swiss ones do, ends in that of its own language."""
    fact, held = subject.market.company.get(_NUMBER), subject.holding(_TAX)
    shorts = held.value.values if held and isinstance(held.value, LocalText) else {}
    for value in subject.current(fact) if fact else ():
        for locale, text in value.value.values.items() if isinstance(value.value, LocalText) else ():
            last, own = text.rpartition(" ")[2], shorts.get(locale, "")
            others = {short for tag, short in shorts.items() if tag != locale and short != own}
            if own and last in others:
                what = f"company.{_NUMBER} in {locale} ends in {last}; in that language it is {own}."
                yield subject.finding(LABEL, value.location, what, f"Write {own}.", Severity.WARNING)


@cache
def _labels() -> dict[tuple[str, str], tuple[str, ...]]:
    rows = rows_of("number_labels.csv", "country", "language", "words")
    return {(row["country"], row["language"]): tuple(row["words"].split("; ")) for row in rows}
