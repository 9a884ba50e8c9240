"""Codes of languages as services name them, which differ in the few that have scripts or regions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from locmem.model.tags import LanguageTag, language_of, region_of

_TRADITIONAL = ("TW", "HK", "MO")


def is_traditional_chinese(locale: LanguageTag) -> bool:
    """Whether a locale of Chinese is written in traditional characters, as its script or else its region says."""
    if "Hans" in locale:
        return False
    return language_of(locale) == "zh" and ("Hant" in locale or region_of(locale) in _TRADITIONAL)


def service_code(
    locale: LanguageTag,
    *,
    chinese: tuple[str, str],
    whole: Collection[str] = (),
    renamed: Mapping[str, str] | None = None,
) -> str:
    """A service's code of a locale: its language alone, as far as nothing else is said.

    chinese: the codes of simplified and of traditional Chinese.  whole: locales it knows with their region.
    renamed: languages that it calls otherwise.
    """
    language = language_of(locale)
    if language == "zh":
        return chinese[is_traditional_chinese(locale)]
    return str(locale) if locale in whole else (renamed or {}).get(language, language)
