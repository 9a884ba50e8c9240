"""Durations as a locale writes them: `14 días`, `15 jours ouvrés`, `1か月`.

babel's `format_unit` prints "14 duration-day" in Portuguese, Italian, Dutch, Japanese, Korean and others: it
does not follow CLDR's rule that a missing long form is the short one.  Here that rule is followed, and what
CLDR does not have (business days, cases) stands in `locmem/data/durations.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from locmem.errors import RenderError
from locmem.model.fact import Duration, DurationUnit
from locmem.tables import rows_of
from locmem.values.locales import babel_locale, chain
from locmem.values.numbers import format_number

Patterns = Mapping[str, str]

_PLACEHOLDERS = frozenset({"{0} min", "{0} h", "{0} d", "{0} w", "{0} m", "{0} y"})
"""What CLDR's root has for languages without words of their own."""


@cache
def _tables() -> Mapping[tuple[str, str, DurationUnit], Patterns]:
    """Patterns by locale, form and unit, where CLDR has none or another."""
    found: dict[tuple[str, str, DurationUnit], dict[str, str]] = {}
    for row in rows_of("durations.csv", "locale", "form", "unit", "plural", "pattern", "note"):
        key = row["locale"], row["form"], DurationUnit(row["unit"])
        found.setdefault(key, {})[row["plural"]] = row["pattern"]
    return found


def format_duration(value: Duration, locale: str, form: str = "") -> str:
    """A count and its unit in words.

    form: a grammatical case the locale's language has a table for: `dative` in German.  Raises RenderError
    for another form, and where there are no words for the unit in this language.
    """
    patterns = _patterns(value.unit, locale, form)
    category = babel_locale(locale).plural_form(value.count)
    pattern = patterns.get(category) or patterns.get("other")
    if pattern is None or pattern in _PLACEHOLDERS:
        raise RenderError(
            f"there are no words for the unit {value.unit.value!r} in {locale}."
            " Make it a fact of type text, with its words in each language: `{type: text, values: {LANGUAGE: …}}`."
        )
    return pattern.format(format_number(Decimal(value.count), locale))


def _patterns(unit: DurationUnit, locale: str, form: str) -> Patterns:
    tags, tables = chain(locale), _tables()
    for tag in tags:
        if (tag, form, unit) in tables:
            return tables[tag, form, unit]
    if form:
        known = ", ".join(dict.fromkeys(case for tag, case, _ in tables if case and tag in tags)) or "no form"
        raise RenderError(f"a duration has no form {form!r} in {locale}. Known there: {known}.")
    return {} if unit is DurationUnit.BUSINESS_DAY else _cldr(unit, locale)


def _cldr(unit: DurationUnit, locale: str) -> Patterns:
    from babel import localedata

    raw: dict[str | int | None, Any] = dict(localedata.load(str(babel_locale(locale))).items())
    patterns = localedata.LocaleDataDict(raw)["unit_patterns"].get(f"duration-{unit.value}", {})
    return {**patterns.get("short", {}), **patterns.get("long", {})}
