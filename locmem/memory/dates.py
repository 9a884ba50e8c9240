"""Dates as they are written in text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

_FORMS = ("long", "medium")
_NUMERIC = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})([./])(\d{1,2})\5(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date with its year in a text, and its characters."""

    value: date
    text: str


def dates_in(text: str, locale: str) -> tuple[WrittenDate, ...]:
    """The dates with a year in `text`, in order, as `locale` writes them in words, or as 2026-01-31.

    A date like 11/12/2026 is left out: nobody can tell its month.
    """
    if not any(character.isdigit() for character in text):
        return ()
    dates: dict[int, WrittenDate] = {}
    for pattern, month in _patterns(locale):
        for match in pattern.finditer(text):
            _put(dates, match, int(match["year"]), month, int(match["day"]))
    for match in _NUMERIC.finditer(text):
        if match[1]:
            _put(dates, match, int(match[1]), int(match[2]), int(match[3]))
        elif int(match[4]) > 12:
            _put(dates, match, int(match[7]), int(match[6]), int(match[4]))
    return tuple(dates[start] for start in sorted(dates))


def spellings(value: date, locale: str) -> Iterator[str]:
    """The ways in which `value` may stand in a text of `locale`: for each date as many, in the same order."""
    from locmem.values.formatting import format_day

    for form in _FORMS:
        try:
            yield format_day(value, locale, form)
        except ValueError:
            return
    yield f"{value:%Y-%m-%d}"
    for separator in "./":
        yield f"{value.day:02}{separator}{value.month:02}{separator}{value.year}"
        yield f"{value.day}{separator}{value.month}{separator}{value.year}"


def _put(found: dict[int, WrittenDate], match: re.Match[str], year: int, month: int, day: int) -> None:
    try:
        value = date(year, month, day)
    except ValueError:
        return
    found.setdefault(match.start(), WrittenDate(value=value, text=match.group()))


@cache
def _patterns(locale: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """A pattern for each month and form, made from what CLDR writes; English has a day first and a day second."""
    from locmem.values.formatting import format_day

    locales = (locale, "en-GB", "en-US") if locale.partition("-")[0] == "en" else (locale,)
    patterns = {}
    for tag in locales:
        for month in range(1, 13):
            for form in _FORMS:
                try:
                    shown, first = (format_day(date(2001, month, day), tag, form) for day in (22, 1))
                except ValueError:
                    return ()
                before, _, after = shown.partition("22")
                # French and Brazilian Portuguese number the first of a month: 1er, 1º.
                ending = re.escape(first.removeprefix(before).removesuffix(after).lstrip("01"))
                day = rf"(?P<day>\d{{1,2}})(?:{ending})?" if ending else r"(?P<day>\d{1,2})"
                pattern = re.escape(shown).replace("22", day, 1).replace("2001", r"(?P<year>\d{4})", 1)
                if "(?P<day>" in pattern and "(?P<year>" in pattern:
                    patterns[rf"(?<!\w){pattern}(?!\w)"] = month
    return tuple((re.compile(pattern), month) for pattern, month in patterns.items())
