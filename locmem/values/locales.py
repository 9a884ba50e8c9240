"""Locales that CLDR knows: checking tags, falling back, plural headers."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from locmem.model.tags import LanguageTag, language_of, language_tag
from locmem.values.plurals import plural_forms

if TYPE_CHECKING:
    from babel import Locale

_SCRIPTS = {"": "", "euro": "", "latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
"""Modifiers of POSIX locale names (`sr@latin`) and the script each means."""


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
    known = babel_locale(tag)
    return plural_forms(known.language, known.territory or "")


def chain(tag: str) -> tuple[LanguageTag, ...]:
    """The tag and what may stand in for it, nearest first: es-MX gives es-MX, es-419, es.

    Parents are those of CLDR.  Two differences keep one variant from filling another: what CLDR calls `pt` is
    Brazilian, so only pt-BR reaches it; and a script that is not the language's usual one is never dropped
    (zh-Hant does not reach zh).  Raises ValueError for tags CLDR does not know.
    """
    from babel.core import get_global

    exceptions = get_global("parent_exceptions")
    name = str(babel_locale(tag))
    tags = [language_tag(tag)]
    while True:
        fallback = language_tag(name)
        if fallback not in tags:
            tags.append(fallback)
        parent = exceptions.get(name) or name.rpartition("_")[0]
        crosses = (parent == "pt" and name != "pt_BR") or _loses_script(name, parent)
        if parent in ("", "root") or crosses:
            return tuple(tags)
        name = parent


def answers_for(returned: str, sent: str, declared: Collection[str]) -> bool:
    """Whether a file that says it is in `returned` may answer for `sent`, the locale it was written in.

    returned: as tools write it: `es_ES`, `ES`, `es_ES.UTF-8`, `sr@latin`.  declared: the locales of the project.

    Editors put the translator's country into the header: `es-ES` answers for `es`, as everything does whose
    chain (see above) leads there, unless the project declares it as a locale of its own.  What is left out but
    certain, as `zh` for `zh-CN`, counts as said.  So pt-BR never answers for pt-PT, nor zh-TW for zh-CN, nor es
    for es-MX.  Names of languages (`Spanish`) and variants (`ca@valencia`) are not understood, and answer for nothing.
    """
    try:
        said, meant = _from_posix(returned), language_tag(sent)
        if said == meant or _in_full(said) == _in_full(meant):
            return said == meant or said not in declared
        return said not in declared and meant in chain(said)
    except ValueError:
        return False


def _from_posix(name: str) -> LanguageTag:
    """The tag of a locale name of POSIX or of a tag, old codes of languages (`iw`) replaced.  Raises ValueError."""
    from babel.core import get_global

    name, _, modifier = name.strip().partition("@")
    script = _SCRIPTS.get(modifier.lower())
    if script is None:
        raise ValueError(f"{modifier!r} is not the name of a script")
    language, *rest = name.partition(".")[0].replace("_", "-").split("-")
    language = get_global("language_aliases").get(language.lower(), language).replace("_", "-")
    return language_tag("-".join((language, *([script] if script else []), *rest)))


def _in_full(tag: str) -> str:
    """A tag with the script and territory that CLDR takes for granted: `es-Latn-ES` for es.  Raises ValueError."""
    from babel.core import get_global

    usual = get_global("likely_subtags")
    locale = babel_locale(tag)
    language, script, territory = locale.language, locale.script, locale.territory
    keys = (f"{language}_{script}" if script else "", f"{language}_{territory}" if territory else "", language)
    found = next((usual[key] for key in keys if key and usual.get(key)), "").split("_")
    return "_".join((language, script or found[1], territory or found[-1])) if len(found) == 3 else str(locale)


def offered_for(tag: str, declared: Collection[LanguageTag]) -> LanguageTag | None:
    """The one declared locale, another than `tag` itself, that a text in `tag` may be offered for; None without.

    That is the one `tag` answers for: es-ES for es, never pt-BR for pt-PT.  Where several could be meant none is.
    """
    found = [one for one in declared if one != tag and answers_for(tag, one, declared)]
    return found[0] if len(found) == 1 else None


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
