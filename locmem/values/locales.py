"""Locales that CLDR knows: checking tags, falling back, plural headers."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from locmem.model.tags import LanguageTag, language_of, language_tag, tag_and_more
from locmem.values.plurals import plural_forms

if TYPE_CHECKING:
    from babel import Locale

_WRITTEN_ALIKE = {"no": "nb"}
"""Languages with two codes that CLDR keeps apart: what is called Norwegian is written in Bokmål."""


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


def meant_by(name: str, declared: Collection[LanguageTag]) -> tuple[LanguageTag, ...]:
    """The declared locales that a name of a language may mean: one where that is certain, several, or none.

    name: as tools and people write it: `es`, `ES`, `es_ES`, `es_ES.UTF-8`, `sr@latin`, `iw`, `es-ES-x-foo`.

    This is the one rule for tags in files and options.  Case and `_` do not matter.  A declared locale is meant by its
    own name and no other is then.  Otherwise a region or script more or less is the same as long as CLDR has the one
    under the other: `es-ES` means es, `es-MX` means es-419 and es, `es` means es-MX, `zh` means zh-CN.  So pt-BR never
    means pt-PT, nor zh-TW zh-CN, nor es-ES es-MX.  Extensions and private use (`x-foo`) change nothing.  Names of
    languages (`Spanish`) and variants (`ca@valencia`) mean nothing.
    """
    try:
        spelled, said = tag_and_more(name)[0], tag_of(name)
    except ValueError:
        return ()
    for own in (spelled, said):
        if own in declared:
            return (own,)
    return tuple(tag for tag in declared if _is_near(said, tag_of(tag)))


def meant_instead(name: str, declared: Collection[LanguageTag]) -> str:
    """How an advice begins where a name that nobody declared and one that somebody did may be meant for each other.

    Empty where no declared one may, or several.
    """
    near = meant_by(name, declared)
    return f"`locales` has {near[0]}: write `{name}` there, if it is meant for this. " if len(near) == 1 else ""


def answers_for(returned: str, sent: str, declared: Collection[str]) -> bool:
    """Whether a file that says it is in `returned` may answer for `sent`, the locale it was written in.

    It may where `sent` is among what it means (see above); that others are too does not matter, as it was sent for one.
    """
    return sent in meant_by(returned, tuple(map(LanguageTag, (*declared, sent))))


def offered_for(tag: str, declared: Collection[LanguageTag]) -> LanguageTag | None:
    """The one declared locale, another than `tag` itself, that a text in `tag` is meant for; None without."""
    found = meant_by(tag, declared)
    return found[0] if len(found) == 1 and found[0] != tag else None


def tag_of(name: str) -> LanguageTag:
    """The tag that a name of a language says, old codes of languages (`iw`) replaced.  Raises ValueError."""
    from babel.core import get_global

    spelled, _ = tag_and_more(name)
    language, _, rest = spelled.partition("-")
    language = get_global("language_aliases").get(language, language).replace("_", "-")
    return LanguageTag("-".join(filter(None, (language, rest))))


def language_named(name: str, declared: Collection[str]) -> str:
    """The one declared locale that a name of a language means, in English or in the language itself; else empty.

    `Portuguese (Brazil)`, `Brazilian Portuguese` and `português (Brasil)` are pt-BR, and so is `Portuguese` where no
    other Portuguese is declared.  Case and blanks do not matter.
    """
    full: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for tag in declared:
        for spelled, is_whole in _language_names(tag):
            (full if is_whole else short).setdefault(spelled, set()).add(tag)
    wanted = _as_compared(name)
    meant = full.get(wanted) or short.get(wanted) or set()
    return min(meant) if len(meant) == 1 else ""


@lru_cache(maxsize=256)
def _language_names(tag: str) -> tuple[tuple[str, bool], ...]:
    """What a locale is called, and whether the name says all of its tag; nothing for one that CLDR does not know."""
    try:
        own = babel_locale(tag)
    except ValueError:
        return ()
    found: dict[str, bool] = {}
    for locale in (babel_locale("en"), own):
        languages = locale.languages
        for name, is_whole in (
            (languages.get(own.language), str(own) == own.language),
            *((languages.get(code), False) for code, written in _WRITTEN_ALIKE.items() if written == own.language),
            (languages.get(f"{own.language}_{own.script}"), not own.territory),
            (languages.get(str(own)), True),
            (own.get_display_name(locale), True),
        ):
            if name:
                found[_as_compared(name)] = is_whole or found.get(_as_compared(name), False)
    return tuple(found.items())


def english_name(name: str) -> str:
    """What a locale or a script is called in English: `Portuguese (Brazil)`, `Cyrillic script`; its tag without one."""
    english = babel_locale("en")
    if script := english.scripts.get(name):
        return f"{script} script"
    try:
        return babel_locale(name).get_display_name(english) or name
    except ValueError:
        return name


def _as_compared(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def with_region(tag: str) -> str:
    """The tag with the territory that CLDR takes for granted where it has none: `es-ES` for es, `es-419` as it is.

    A tag that CLDR does not know stays as it is.
    """
    try:
        territory = _in_full(tag).rpartition("_")[2]
        return tag if babel_locale(tag).territory else f"{tag}-{territory}"
    except ValueError:
        return tag


@lru_cache(maxsize=1_000)
def _is_near(one: LanguageTag, other: LanguageTag) -> bool:
    """Whether CLDR has one locale under the other, or takes for granted what one says more than the other."""
    one, other = _in_one_code(one), _in_one_code(other)
    if language_of(one) != language_of(other):
        return False
    try:
        return _in_full(one) == _in_full(other) or other in chain(one) or one in chain(other)
    except ValueError:
        return False


def _in_one_code(tag: LanguageTag) -> LanguageTag:
    language = language_of(tag)
    return LanguageTag(_WRITTEN_ALIKE.get(language, language) + tag[len(language) :])


def _in_full(tag: str) -> str:
    """A tag with the script and territory that CLDR takes for granted: `es-Latn-ES` for es.  Raises ValueError."""
    from babel.core import get_global

    usual = get_global("likely_subtags")
    locale = babel_locale(tag)
    language, script, territory = locale.language, locale.script, locale.territory
    keys = (f"{language}_{script}" if script else "", f"{language}_{territory}" if territory else "", language)
    found = next((usual[key] for key in keys if key and usual.get(key)), "").split("_")
    return "_".join((language, script or found[1], territory or found[-1])) if len(found) == 3 else str(locale)


@lru_cache(maxsize=256)
def script_of(tag: str) -> str:
    """The script that texts of a locale are written in, by CLDR: `Latn`, `Cyrl`, `Jpan`; empty where it knows none."""
    try:
        full = _in_full(tag).split("_")
    except ValueError:
        return ""
    return full[1] if len(full) == 3 else ""


def is_currency(code: str) -> bool:
    """Whether `code` is an ISO 4217 code that CLDR knows, in capitals."""
    from babel.numbers import list_currencies

    return code in list_currencies()


@lru_cache(maxsize=256)
def babel_locale(tag: str) -> Locale:
    """Babel's locale for a tag; for this package only.  Raises ValueError for tags CLDR does not know."""
    from babel import Locale, UnknownLocaleError, localedata

    known = language_tag(tag)
    try:
        locale = Locale.parse(known, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"CLDR has no data for {known!r}{_hint(language_of(known))}") from None
    # What a locale has from another by reference (months that stand alone) babel writes into data that all locales
    # share: the first one asked would name the months of the others.
    data = localedata.load(str(locale))
    own: dict[str | int | None, Any] = {
        key: deepcopy(value) if key in _BY_REFERENCE else value for key, value in data.items()
    }
    vars(locale)["_Locale__data"] = localedata.LocaleDataDict(own)
    return locale


_BY_REFERENCE = frozenset({"months", "days", "quarters", "eras", "day_periods"})


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
