"""What CLDR knows of countries: currencies, official languages, names."""

from __future__ import annotations

from datetime import date

from locmem.model.tags import language_of
from locmem.values.locales import babel_locale


def currencies(territory: str, day: date) -> tuple[str, ...]:
    """The currencies in use in an ISO 3166-1 territory on a day; empty for a territory CLDR does not know."""
    from babel.numbers import get_territory_currencies

    return tuple(get_territory_currencies(territory, day, day, tender=True, non_tender=False))


def official_languages(territory: str) -> tuple[str, ...]:
    """The official languages of a territory, regional ones and those in use without a law among them."""
    from babel.languages import get_official_languages

    names = get_official_languages(territory, regional=True, de_facto=True)
    return tuple(dict.fromkeys(language_of(name.replace("_", "-")) for name in names))


def territory_of(tag: str) -> str:
    """The territory a locale is meant for: `ES` for es-ES; the likely one for a bare tag, empty where unknown."""
    from babel.core import get_global

    locale = babel_locale(tag)
    if locale.territory:
        return str(locale.territory)
    likely: str = get_global("likely_subtags").get(str(locale), "")
    return likely.rpartition("_")[2]


def territory_called(name: str, locale: str) -> str:
    """The ISO 3166-1 code of the country that CLDR calls so, in a locale or a large language; empty for none."""
    wanted = name.casefold()
    for tag in (locale, *_LANGUAGES):
        for code, known in babel_locale(tag).territories.items():
            if code.isalpha() and str(known).casefold() == wanted:
                return str(code)
    return ""


_LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "fi", "pl", "cs", "hu", "ro", "el", "ja", "ko")


def territory_names(territory: str, locale: str) -> tuple[str, ...]:
    """The names of a territory in words of a locale, the usual one first (`Reino Unido`); empty where unknown."""
    names = babel_locale(locale).territories
    variants = (territory, f"{territory}_alt_short", f"{territory}_alt_variant")
    return tuple(dict.fromkeys(str(names[name]) for name in variants if name in names))
