"""One entry for every type of fact: `format_value`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from locmem.errors import RenderError
from locmem.model.fact import Duration, FactType, LocalText, Money, Scalar
from locmem.model.tags import language_of
from locmem.values import durations, lists, phones
from locmem.values.durations import format_duration
from locmem.values.lists import format_list
from locmem.values.locales import babel_locale, chain
from locmem.values.numbers import format_money, format_number, format_percent
from locmem.values.phones import format_phone
from locmem.values.territories import territory_of
from locmem.values.time_zones import format_time_zone

FORMS: Mapping[FactType, tuple[str, ...]] = {
    FactType.MONEY: ("symbol", "whole", "code", "name"),
    FactType.DATE: ("long", "medium", "short", "full", "weekday", "month", "day_month"),
    FactType.DURATION: durations.FORMS,
    FactType.PHONE: phones.FORMS,
    FactType.LIST: lists.FORMS,
}
"""The forms a type can be asked for.  Types that are not here have one form only."""

_FIRST_OF_MONTH = {"fr": "1er", "pt-BR": "1º"}
"""Where the first of a month is an ordinal in a sentence; CLDR's patterns write a plain 1."""


_SKELETONS = {"month": "yMMMM", "day_month": "MMMMd"}
"""What CLDR calls the forms of a date that are a part of it."""

_YEARS_IN_FULL = {"lv": ("g.", "gada")}
"""Where CLDR's month with its year shortens a word that its long dates write out: `2026. gada novembris`."""


def format_value(
    value: Scalar | tuple[str, ...], type: FactType, locale: str, form: str = "", country: str = ""
) -> str:
    """The value as people write it in `locale`, with CLDR's no-break spaces.

    locale: the format locale; text may also be asked for by its content locale.  value: for LIST the items as
    finished strings.  form: one of `FORMS`, empty for what a sentence usually needs.  country: where it is read, for
    telephone numbers; that of the locale where none is said.
    Raises RenderError where the value is not of this type, or the type or language does not have the form;
    ValueError for a locale CLDR does not know.
    """
    if form and type not in FORMS:
        raise RenderError(f"a {type.value} has no forms, so {form!r} is not known. Remove it.")
    match type, value:
        case FactType.NUMBER, Decimal():
            return format_number(value, locale)
        case FactType.PERCENT, Decimal():
            return format_percent(value, locale)
        case FactType.MONEY, Money():
            return format_money(value, locale, form)
        case FactType.DATE, date():
            return format_day(value, locale, form)
        case FactType.DURATION, Duration():
            return format_duration(value, locale, form)
        case FactType.PHONE, str():
            return format_phone(value, form, country or territory_of(locale))
        case FactType.TIME_ZONE, str():
            return format_time_zone(value, locale)
        case (FactType.URL | FactType.NAME, str()):
            return value
        case FactType.FLAG, bool():
            # For reports only: content asks `{% if %}` and says it in its own words.
            return "yes" if value else "no"
        case FactType.TEXT, LocalText():
            return _text(value, locale)
        case FactType.LIST, tuple():
            return format_list(value, locale, form)
    raise RenderError(f"this value cannot be shown as {type.value}. Use a filter that fits the fact's type.")


def format_day(value: date, locale: str, form: str = "") -> str:
    """A date: `long` (the default, `2 de noviembre de 2026`), `medium` or `short`; `full`, with its day of the week;
    or a part of it: `weekday` (`lunes`), `month` (`noviembre de 2026`), `day_month` (`2 de noviembre`).

    Names have the case that stands in the pattern of the locale; a day of the week that stands alone is in the
    nominative (`tiistai`, not the `tiistaina` of CLDR's format names).  Raises RenderError for another form.
    """
    from babel.dates import format_date, format_skeleton

    form = form or "long"
    if form not in FORMS[FactType.DATE]:
        raise RenderError(f"a date has no form {form!r}. Write {', '.join(FORMS[FactType.DATE])}.")
    where = babel_locale(locale)
    if form == "weekday":
        alone, inside = (format_date(value, pattern, locale=where) for pattern in ("cccc", "EEEE"))
        # Names that stand alone begin with a capital in some languages that write them small in a sentence.
        return alone[0].lower() + alone[1:] if inside[0].islower() else alone
    if form in _SKELETONS:
        text = str(format_skeleton(_SKELETONS[form], value, locale=where))
        for short, full in (_YEARS_IN_FULL[tag] for tag in chain(locale) if tag in _YEARS_IN_FULL):
            text = text.replace(f" {short} ", f" {full} ")
    else:
        text = format_date(value, form, locale=where)
    if value.day == 1 and form not in ("short", "month"):
        ordinal = next((_FIRST_OF_MONTH[tag] for tag in chain(locale) if tag in _FIRST_OF_MONTH), "1")
        text = _ONE.sub(ordinal, text, count=1)
    return text


_ONE = re.compile(r"(?<!\S)1(?= )")
"""The first of a month in a pattern."""


def weekdays(locale: str) -> frozenset[str]:
    """What the days of the week are called in a locale, in full and in short."""
    days = babel_locale(locale).days
    return frozenset(
        name
        for width in ("wide", "abbreviated")
        for form in ("format", "stand-alone")
        for name in days[form][width].values()
    )


@cache
def counts_to_twelve(locale: str) -> bool:
    """Whether a locale counts the hours of the day to twelve: `3:00 pm` where others write 15:00."""
    return "a" in str(babel_locale(locale).time_formats["short"].pattern)


@cache
def is_day_first(locale: str) -> bool:
    """Whether a locale begins a date in numbers with the day."""
    return str(babel_locale(locale).date_formats["short"].pattern).startswith("d")


def _text(value: LocalText, locale: str) -> str:
    for tag in (*chain(locale), language_of(locale)):
        text = value.for_locale(tag)
        if text is not None:
            return text
    known = ", ".join(sorted(value.values)) or "none"
    raise RenderError(f"the text has no value for {locale}; it has: {known}. Add one to the profile.")
