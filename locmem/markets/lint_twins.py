"""The rule about one text in two languages: the label of one country that was copied to the line of another."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import combinations

from locmem.markets.subject import Subject
from locmem.model.fact import LocalText
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of

TWIN = "market-twin"

_WORDS, _ALIKE = 3, 0.97
"""Words of a text, and the share of signs that two have in common, from which on they are one text."""
_NEAR = ({"nb", "nn", "no", "da"}, {"hr", "sr", "bs"})
"""Languages that may say a thing in the same words."""


def twin_texts(subject: Subject) -> Iterator[Finding]:
    """Texts that are nearly the same in two languages, here or in the region."""
    for path, fact in (*subject.market.facts.items(), *subject.market.replaced.items()):
        for value in fact.values:
            if not isinstance(value.value, LocalText):
                continue
            for (locale, text), (other, twin) in combinations(value.value.values.items(), 2):
                if _may_differ(locale, other) and _is_one(text, twin):
                    what = f"{path} is “{twin}” in {other}, nearly as in {locale}."
                    do = "Write each in its own language."
                    yield subject.finding(TWIN, value.location, what, do, Severity.WARNING)
                    break


def _may_differ(one: str, other: str) -> bool:
    languages = {language_of(one), language_of(other)}
    return len(languages) > 1 and not any(languages <= near for near in _NEAR)


def _is_one(text: str, twin: str) -> bool:
    if min(len(text.split()), len(twin.split())) < _WORDS:
        return False
    return difflib.SequenceMatcher(None, text.casefold(), twin.casefold()).ratio() >= _ALIKE
