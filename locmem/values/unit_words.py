"""How a locale writes units behind a number, from CLDR: `days`, `días`, `km`, `°C`, `GB`, `日`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from locmem.model.tags import language_of
from locmem.values.locales import babel_locale

_KINDS = {
    "duration": ("second", "minute", "hour", "day", "week", "month", "year"),
    "length": ("millimeter", "centimeter", "meter", "kilometer", "inch", "foot", "yard", "mile"),
    "mass": ("gram", "kilogram", "ounce", "pound", "tonne"),
    "digital": ("kilobyte", "megabyte", "gigabyte", "terabyte", "kilobit", "megabit", "gigabit"),
    "temperature": ("celsius", "fahrenheit"),
    "volume": ("milliliter", "centiliter", "deciliter", "liter", "gallon"),
    "power": ("watt", "kilowatt"),
}
_EVERYWHERE = {
    "KB": "digital-kilobyte",
    "lbs": "mass-pound",
    "° C": "temperature-celsius",
    "°F": "temperature-fahrenheit",
    "m": "length-meter",
    "g": "mass-gram",
    "l": "volume-liter",
    "L": "volume-liter",
}
_DATIVE = {"de": {"Tagen": "duration-day", "Monaten": "duration-month", "Jahren": "duration-year"}}
"""Forms behind a preposition, which babel's CLDR leaves out."""
_DOUBTFUL = frozenset({"in", "°", "#"})
"""What stands for several units, or for words."""


@cache
def unit_words(locale: str) -> Mapping[str, str]:
    """The unit that each word or sign behind a number means: `días` to `duration-day`; exact spelling.

    What stands for two units in the locale, and signs of one letter, are left out.  Empty for a locale CLDR lacks.
    """
    found: dict[str, str] = {**_EVERYWHERE, **_DATIVE.get(language_of(locale), {})}
    doubtful: set[str] = set()
    for unit, word in _written(locale):
        if found.setdefault(word, unit) != unit and word not in _EVERYWHERE:
            doubtful.add(word)
    return {
        word: unit
        for word, unit in found.items()
        if word not in doubtful | _DOUBTFUL
        and "/" not in word
        and (word in _EVERYWHERE or not (len(word) == 1 and word < "\u0500"))
    }


def _written(locale: str) -> Iterator[tuple[str, str]]:
    from babel import localedata

    try:
        raw: dict[str | int | None, Any] = dict(localedata.load(str(babel_locale(locale))).items())
    except (ValueError, FileNotFoundError):
        return
    patterns = localedata.LocaleDataDict(raw)["unit_patterns"]
    for kind, units in _KINDS.items():
        for unit in units:
            for form in patterns.get(f"{kind}-{unit}", {}).values():
                for pattern in form.values() if hasattr(form, "values") else ():
                    if isinstance(pattern, str) and pattern.startswith("{0}"):
                        yield f"{kind}-{unit}", pattern.removeprefix("{0}").strip(" \u00a0\u202f")
