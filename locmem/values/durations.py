"""Durations as a locale writes them: `14 días`, `15 jours ouvrés`, `1か月`.

babel's `format_unit` prints "14 duration-day" in Portuguese, Italian, Dutch, Japanese, Korean and others: it
does not follow CLDR's rule that a missing long form is the short one.  Here that rule is followed, and what
CLDR does not have (business days, cases) stands in tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from locmem.errors import RenderError
from locmem.model.fact import Duration, DurationUnit
from locmem.values.locales import babel_locale, chain
from locmem.values.numbers import format_number

Patterns = Mapping[str, str]

_PLACEHOLDERS = frozenset({"{0} min", "{0} h", "{0} d", "{0} w", "{0} m", "{0} y"})
"""What CLDR's root has for languages without words of their own."""

_OWN: Mapping[str, Mapping[DurationUnit, Patterns]] = {
    # CLDR puts a blank before the counter; Japanese text has none.
    "ja": {
        DurationUnit.MINUTE: {"other": "{0}分"},
        DurationUnit.HOUR: {"other": "{0}時間"},
        DurationUnit.DAY: {"other": "{0}日"},
        DurationUnit.WEEK: {"other": "{0}週間"},
        DurationUnit.MONTH: {"other": "{0}か月"},
        DurationUnit.YEAR: {"other": "{0}年"},
    },
    # CLDR's dygn is a period of 24 hours; periods of law and delivery are counted in dagar.
    "sv": {DurationUnit.DAY: {"one": "{0} dag", "other": "{0} dagar"}},
}

_BUSINESS_DAYS: Mapping[str, Patterns] = {
    # Monday to Friday.  German Werktage and the jours ouvrables of France would include Saturdays; Canada's do not.
    "ca": {"one": "{0} dia hàbil", "other": "{0} dies hàbils"},
    "cs": {"one": "{0} pracovní den", "few": "{0} pracovní dny", "other": "{0} pracovních dnů"},
    "da": {"one": "{0} arbejdsdag", "other": "{0} arbejdsdage"},
    "de": {"one": "{0} Arbeitstag", "other": "{0} Arbeitstage"},
    "el": {"one": "{0} εργάσιμη ημέρα", "other": "{0} εργάσιμες ημέρες"},
    "en": {"one": "{0} business day", "other": "{0} business days"},
    "en-GB": {"one": "{0} working day", "other": "{0} working days"},
    "en-IE": {"one": "{0} working day", "other": "{0} working days"},
    "es": {"one": "{0} día hábil", "other": "{0} días hábiles"},
    "fi": {"one": "{0} arkipäivä", "other": "{0} arkipäivää"},
    "fr": {"one": "{0}\u00a0jour ouvré", "other": "{0}\u00a0jours ouvrés"},
    "fr-CA": {"one": "{0}\u00a0jour ouvrable", "other": "{0}\u00a0jours ouvrables"},
    "hu": {"other": "{0} munkanap"},
    "it": {"one": "{0} giorno lavorativo", "other": "{0} giorni lavorativi"},
    "ja": {"other": "{0}営業日"},
    "ko": {"other": "{0}영업일"},
    "nl": {"one": "{0} werkdag", "other": "{0} werkdagen"},
    "pl": {"one": "{0} dzień roboczy", "few": "{0} dni robocze", "other": "{0} dni roboczych"},
    "pt-BR": {"one": "{0} dia útil", "other": "{0} dias úteis"},
    "pt-PT": {"one": "{0} dia útil", "other": "{0} dias úteis"},
    "ro": {"one": "{0} zi lucrătoare", "few": "{0} zile lucrătoare", "other": "{0} de zile lucrătoare"},
    "sv": {"one": "{0} arbetsdag", "other": "{0} arbetsdagar"},
}

_CASES: Mapping[tuple[str, str], Mapping[DurationUnit, Patterns]] = {
    # After innerhalb von, binnen, nach, seit: most units add an n in the plural.
    ("de", "dative"): {
        DurationUnit.MINUTE: {"one": "{0} Minute", "other": "{0} Minuten"},
        DurationUnit.HOUR: {"one": "{0} Stunde", "other": "{0} Stunden"},
        DurationUnit.DAY: {"one": "{0} Tag", "other": "{0} Tagen"},
        DurationUnit.BUSINESS_DAY: {"one": "{0} Arbeitstag", "other": "{0} Arbeitstagen"},
        DurationUnit.WEEK: {"one": "{0} Woche", "other": "{0} Wochen"},
        DurationUnit.MONTH: {"one": "{0} Monat", "other": "{0} Monaten"},
        DurationUnit.YEAR: {"one": "{0} Jahr", "other": "{0} Jahren"},
    },
}


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
    tags = chain(locale)
    if form:
        for tag in tags:
            if (tag, form) in _CASES:
                return _CASES[tag, form][unit]
        known = ", ".join(case for language, case in _CASES if language in tags) or "no form"
        raise RenderError(f"a duration has no form {form!r} in {locale}. Known there: {known}.")
    if unit is DurationUnit.BUSINESS_DAY:
        return next((_BUSINESS_DAYS[tag] for tag in tags if tag in _BUSINESS_DAYS), {})
    for tag in tags:
        if unit in _OWN.get(tag, {}):
            return _OWN[tag][unit]
    return _cldr(unit, locale)


def _cldr(unit: DurationUnit, locale: str) -> Patterns:
    from babel import localedata

    raw: dict[str | int | None, Any] = dict(localedata.load(str(babel_locale(locale))).items())
    patterns = localedata.LocaleDataDict(raw)["unit_patterns"].get(f"duration-{unit.value}", {})
    return {**patterns.get("short", {}), **patterns.get("long", {})}
