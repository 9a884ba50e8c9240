"""Times that a text counts, in digits or in words: `eight seconds`, `3 Wochen`, `10 分`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from locmem.values.number_words import number_words
from locmem.values.unit_words import unit_words

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@lru_cache(maxsize=2_048)
def counted_times(text: str, locale: str) -> frozenset[tuple[str, str]]:
    """The numbers of a text before a unit of time, as digits, each with its unit by CLDR: `("8", "duration-second")`.

    None in a locale that CLDR has no units for; of numbers in words those of the table.
    """
    numbers = [(found[0], found.end()) for found in _NUMBER.finditer(text)]
    numbers += [(str(word.value), word.start + len(word.text)) for word in number_words(text, locale)]
    if not numbers:
        return frozenset()
    units, pattern = _units(locale)
    found = ((value, pattern.match(text, end)) for value, end in numbers)
    return frozenset((value, units[unit[1]]) for value, unit in found if unit)


@cache
def _units(locale: str) -> tuple[dict[str, str], re.Pattern[str]]:
    units = {
        word: unit
        for word, unit in unit_words(locale).items()
        # A letter may stand for a meter, too.
        if unit.startswith("duration-") and (len(word) > 1 or word > "\u2fff")
    }
    words = "|".join(map(re.escape, sorted(units, key=len, reverse=True))) or "(?!)"
    return units, re.compile(rf"[\s\u00a0\u202f-]*({words})(?![A-Za-z\u00c0-\u024f]|の ?\d)")
