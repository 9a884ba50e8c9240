"""How dates and times of day are written: in the language and in the form of the locale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.moments import Written, days_in, month_names
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.values.formatting import counts_to_twelve, format_day, is_day_first
from locmem.values.locales import english_name

_DIGIT = re.compile(r"\d")
_EAST = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")
_SHORT = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?![\d/-]|[.]\d)")
_TWICE = re.compile(
    r"(?:午前|午後|上午|下午|오전|오후)\s?(?:1[3-9]|2[0-3])(?=[:：時时点點시])|\b(?:1[3-9]|2[0-3]):\d\d\s?[ap]\.?\s?m(?!\w)",
    re.IGNORECASE,
)
_TWELVE = re.compile(r"(?<![\d:.])\d{1,2}(?::\d{2})?[ \u00a0\u202f]?[ap]\.?[ \u00a0]?m\.?(?![^\W\d_])", re.IGNORECASE)


def odd_dates(text: Text) -> Iterator[Flaw]:
    """Dates and times of a translation that are none, are in the source's language, or in no form of the locale."""
    if text.is_same_language or not _DIGIT.search(text.target):
        return
    ours = days_in(text.source, text.source_locale)
    if ours:
        yield from _dates(text, ours)
    twelve = _TWELVE.search(text.target)
    if twelve and not counts_to_twelve(text.locale):
        what = f"has {twelve[0]}, and {english_name(text.locale)} counts 24 hours"
        yield Flaw(what=what, do="Write the hour from 0 to 24.", severity=Severity.WARNING, word=twelve[0])
    elif (twice := _TWICE.search(text.target)) and not _TWICE.search(text.source):
        what = f"has {twice[0]}, which says the half of the day twice"
        yield Flaw(what=what, do="Write the hour from 0 to 24 alone.", severity=Severity.WARNING, word=twice[0])


def _dates(text: Text, ours: tuple[Written, ...]) -> Iterator[Flaw]:
    theirs = {one.start for one in days_in(text.target, text.locale)}
    for one in days_in(text.target, text.source_locale):
        # Months that both languages spell alike are in both.
        if one.start not in theirs and any(sign.isalpha() for sign in one.text.rstrip("stndrh")):
            what = f"has the date {one.text} as {english_name(text.source_locale)} writes it"
            yield Flaw(what=what, do=_written(ours, text.locale), word=one.text)
            return
    if wrong := _no_day(text.target, text.locale):
        yield Flaw(what=f"has {wrong}, which is no day", do=_written(ours, text.locale), word=wrong)
    elif (short := _SHORT.search(text.target)) and not _SHORT.search(text.source):
        years = {str(day[0])[2:]: day[0] for one in ours for day in one.means if isinstance(day, tuple) and day[0]}
        if year := years.get(short[4]):
            what = f"has {short[0]} without the century, which its source has"
            yield Flaw(what=what, do=f"Write the year as {year}.", severity=Severity.WARNING, word=short[0])
    elif (pattern := _capital_month(text.locale)) and (found := pattern.search(text.target)):
        what = f"has the month {found[1]} with a capital"
        yield Flaw(
            what=what, severity=Severity.WARNING, word=found[0], better=found[0].replace(found[1], found[1].lower())
        )


def _no_day(text: str, locale: str) -> str:
    """A date that no calendar has as the locale reads it: a fifteenth month."""
    for found in _EAST.finditer(text):
        if not _is_day(int(found[1] or 2024), int(found[2]), int(found[3])):
            return found[0]
    for found in _NUMERIC.finditer(text) if is_day_first(locale) else ():
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if year > _OLDEST and _is_day(year, first, second) and not _is_day(year, second, first):
            return found[0]
    return ""


_OLDEST = 1900


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _written(ours: tuple[Written, ...], locale: str) -> str:
    """How to write the one date of a source in a locale; other words where there are several, or it has no year."""
    days = [day for day in ours[0].means if isinstance(day, tuple)] if len(ours) == 1 else []
    if len(days) == 1 and days[0][0]:
        return f"Write {format_day(date(*days[0]), locale, 'long')}."  # type: ignore[arg-type]
    return "Write the day of the source as the language writes it."


@cache
def _capital_month(locale: str) -> re.Pattern[str] | None:
    """Months behind a day with a capital, for languages that write them small; None for the others."""
    shown = format_day(date(2001, 9, 22), locale, "long") if month_names(locale) else ""
    small = [name for name in month_names(locale) if name in shown]
    if not small:
        return None
    names = "|".join(re.escape(name.capitalize()) for name in month_names(locale) if len(name) > 3)
    return re.compile(rf"\d{{1,2}}(?:\.|º|er|°)?(?: de| d’| d')?[ \u00a0]({names})\b")


CHECKS = (
    text_check(
        odd_dates,
        name="date-form",
        family="moment_forms",
        severity=Severity.ERROR,
        why="A date in another language's form is read as another day, or not at all.",
        example="bis March 1, 2025 (until March 1, 2025)",
        do="Write the day as the language writes it.",
    ),
)
