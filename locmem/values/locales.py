"""Locales that CLDR knows: checking tags, falling back, plural headers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from locmem.model.tags import LanguageTag, language_of, language_tag

if TYPE_CHECKING:
    from babel import Locale


def format_locale(tag: str) -> LanguageTag:
    """`tag` in its usual spelling, if CLDR can format values for it.

    Raises ValueError for anything else: `hu-RO` is well formed, but CLDR has no data for it, and the formats
    of a neighbour would be a guess.
    """
    known = language_tag(tag)
    babel_locale(known)
    return known


def plural_header(tag: str) -> str:
    """What PO files say after `Plural-Forms:`, such as `nplurals=2; plural=(n != 1);`.  Raises ValueError."""
    from babel.messages.plurals import get_plural

    return str(get_plural(str(babel_locale(tag))))


def chain(tag: str) -> tuple[LanguageTag, ...]:
    """The tag and what may stand in for it, nearest first: es-MX gives es-MX, es-419, es.

    Parents are those of CLDR.  Two differences keep one variant from filling another: what CLDR calls `pt` is
    Brazilian, so only pt-BR reaches it; and a script that is not the language's usual one is never dropped
    (zh-Hant does not reach zh).  Raises ValueError for tags CLDR does not know.
    """
    from babel.core import get_global

    exceptions = get_global("parent_exceptions")
    name = str(babel_locale(tag))
    found = [language_tag(tag)]
    while True:
        known = language_tag(name)
        if known not in found:
            found.append(known)
        parent = exceptions.get(name) or name.rpartition("_")[0]
        crosses = (parent == "pt" and name != "pt_BR") or _loses_script(name, parent)
        if parent in ("", "root") or crosses:
            return tuple(found)
        name = parent


def is_currency(code: str) -> bool:
    """Whether `code` is an ISO 4217 code that CLDR knows, in capitals."""
    from babel.numbers import list_currencies

    return code in list_currencies()


@lru_cache(maxsize=256)
def babel_locale(tag: str) -> Locale:
    """Babel's locale for a tag; for this package only.  Raises ValueError for tags CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    known = language_tag(tag)
    try:
        return Locale.parse(known, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"CLDR has no data for {known!r}{_hint(language_of(known))}") from None


def _hint(language: str) -> str:
    from babel import localedata

    known = [name for name in localedata.locale_identifiers() if name.split("_")[0] == language]
    if not known:
        return ""
    shown = sorted(known)[:12] + ["…"] * (len(known) > 12)
    return "; it knows " + ", ".join(shown).replace("_", "-")


def _loses_script(name: str, parent: str) -> bool:
    from babel.core import get_global

    parts = name.split("_")
    if len(parts) != 2 or len(parts[1]) != 4:
        return False
    usual: str = get_global("likely_subtags").get(parent, "")
    return parts[1] not in usual.split("_")
