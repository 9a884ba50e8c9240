"""Days that no calendar has: a weekday that is another one, 31 June, a period that ends before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.moments import Written, days_in, impossible_days
from locmem.checks.texts.pairing import JOIN
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.values.word_groups import EXCHANGED, said_in

_YEAR = re.compile(r"\d{4}")
_BETWEEN = re.compile(r"[\s,.(（]*(?:(?:the|den|dem|der|el|le|il|de|del|van|op)\s)?\Z", re.IGNORECASE)
_JAPANESE = re.compile(r"[（(]([月火水木金土日])(?:曜日?)?[)）]")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_REACH = 16
"""Letters before a date in which its weekday may stand."""


def wrong_calendars(text: Text) -> Iterator[Flaw]:
    """Weekdays that do not go with their date, dates of no calendar, and periods that end before they begin."""
    # The source's own checks tell what is wrong there, too.
    told = {flaw.what for flaw in _wrong(text.source, text.source_locale)} if text.source != text.target else set()
    if not told:
        yield from _wrong(text.target, text.locale)


def wrong_calendars_in_sources(text: Text) -> Iterator[Flaw]:
    """Weekdays of a source that do not go with their date, dates of no calendar, and periods that end too early."""
    return _wrong(text.target, text.locale)


def _wrong(text: str, locale: str) -> Iterator[Flaw]:
    if not any(sign.isdigit() for sign in text):
        return
    if none := impossible_days(text, locale):
        yield Flaw(what=f"has {none[0]}, which is no day", word=none[0])
        return
    if not _YEAR.search(text):
        return
    days = [(one, day) for one in days_in(text, locale) if (day := _day(one))]
    for one, day in days:
        name = _weekday(text, one, locale)
        if name and name != _NAMES[day.weekday()]:
            yield Flaw(what=f"has {one.text} as a {name.capitalize()}, and it is a {day:%A}", word=one.text)
            return
    for (one, first), (other, second) in pairwise(days):
        if first > second and JOIN.match(text[one.end : other.start]):
            yield Flaw(what=f"has a time that ends on {other.text} and begins on {one.text}", word=other.text)
            return


def _day(written: Written) -> date | None:
    """The one day that a date with its year means; None for others."""
    means = [one for one in written.means if isinstance(one, tuple)]
    return date(means[0][0], means[0][1], means[0][2]) if len(means) == 1 and means[0][0] else None


def _weekday(text: str, written: Written, locale: str) -> str:
    """The weekday that stands before a date, or in Japanese in brackets behind it, by its English name."""
    if found := _JAPANESE.match(text, written.end):
        return _NAMES["月火水木金土日".index(found[1])]
    before = text[max(0, written.start - _REACH) : written.start]
    said = [
        (value, word)
        for (group, value), word in said_in(before, locale.split("-")[0], EXCHANGED).items()
        if group == "weekday"
    ]
    if len(said) != 1:
        return ""
    name, word = said[0]
    return name if _BETWEEN.match(before[before.rindex(word) + len(word) :]) else ""


CHECKS = (
    text_check(
        wrong_calendars,
        name="calendar-wrong",
        family="calendars",
        severity=Severity.ERROR,
        why="Customers come on one of two days, and half of them on the wrong one.",
        example="el lunes 24 de diciembre de 2026 (which is a Thursday)",
        do="Look at a calendar, and write the day of the source.",
    ),
)
