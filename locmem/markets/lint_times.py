"""Rules about time: opening hours, months and time zones that there are, and years that somebody mistyped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from locmem.errors import Location
from locmem.markets.opening_hours import spans_in, times_in
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import FactType, LocalText
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of

TIME = "market-time"

_HOURS = frozenset({"hours", "opening_hours", "business_hours", "phone_hours"})
_ZONES = frozenset({"time_zone", "timezone"})
_EARLIEST, _AHEAD = 1950, 10
_FIRST_YEAR, _LAST_YEAR = 1990, 2090
"""Years for which calendars of holidays know feasts that move."""


def impossible_times(subject: Subject) -> Iterator[Finding]:
    """Opening hours, months, time zones and years that there are not, or that contradict each other."""
    yield from _hours(subject)
    yield from _months(subject)
    yield from _years(subject)
    for one in subject.names():
        if one.path.rpartition(".")[2] in _ZONES and one.text not in _zones():
            what = f"{one.path}: there is no time zone {one.text!r}."
            yield subject.finding(TIME, one.location, what, "Write one such as Europe/Madrid.")


def _hours(subject: Subject) -> Iterator[Finding]:
    for path, fact in subject.all_facts():
        if path.rpartition(".")[2] not in _HOURS:
            continue
        for value in subject.current(fact):
            texts = value.value.values if isinstance(value.value, LocalText) else {"": str(value.value or "")}
            for locale, text in texts.items():
                yield from _of_text(subject, f"{path} in {locale}" if locale else path, text, value.location)
            told = {locale: sorted(one[:2] for one in times_in(text)) for locale, text in texts.items()}
            if len({tuple(one) for one in told.values()}) > 1:
                what = f"{path} has other times in {' than in '.join(list(told)[:2])}."
                yield subject.finding(TIME, value.location, what, "Write the same hours.", Severity.WARNING)


def _of_text(subject: Subject, path: str, text: str, location: Location) -> Iterator[Finding]:
    times = times_in(text)
    wrong = next((one for one in times if not one.is_possible), None)
    if wrong:
        yield subject.finding(TIME, location, f"{path}: there is no time {wrong.written}.", "Mend the hours.")
        return
    for begin, end in spans_in(text):
        if end[:2] <= begin[:2]:
            what = f"{path}: it closes at {end.written} before it opens at {begin.written}."
            yield subject.finding(TIME, location, what, "Mend the hours, or write both days of a night.")
            return


def _months(subject: Subject) -> Iterator[Finding]:
    held = subject.holding("calendar.peak_months")
    if held is None or not isinstance(held.value, str):
        return
    words = held.value.replace(",", " ").split()
    wrong = [word for word in words if not (word.isascii() and word.isdigit() and 1 <= int(word) <= 12)]
    numbers = [int(word) for word in words if word not in wrong]
    if wrong:
        what = f"calendar.peak_months: {wrong[0]} is no number of a month."
        yield subject.finding(TIME, held.location, what, "Write numbers from 1 to 12 with blanks between.")
    elif twice := sorted({one for one in numbers if numbers.count(one) > 1}):
        what = f"calendar.peak_months has {twice[0]} twice."
        yield subject.finding(TIME, held.location, what, "Write each month once.", Severity.WARNING)
    elif feast := _feast_left_out(subject, {*numbers}):
        what = f"calendar.peak_months has no month of {feast}, which moves with the moon."
        yield subject.finding(TIME, held.location, what, "Add the months in which it falls.", Severity.WARNING)


def _feast_left_out(subject: Subject, months: set[int]) -> str:
    """A feast before which most is bought, that in no year near this one falls into these months; empty for none."""
    country, year = country_of(subject.market.code), subject.day.year
    wanted = [row["holiday"] for row in rows_of("peak_holidays.csv", "country", "holiday") if row["country"] == country]
    if not wanted or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return ""
    days = subject.witnesses.holidays_between(country, date(year - 2, 1, 1), date(year + 2, 12, 31))
    falls = {name: {day.month for day, called in days if name in called} for name in wanted}
    return next((name for name, found in falls.items() if found and not found & months), "")


def _years(subject: Subject) -> Iterator[Finding]:
    for name, day, location in _days(subject):
        if not _EARLIEST <= day.year <= subject.day.year + _AHEAD:
            what = f"{name} has the day {day}, which is far from {subject.day}."
            yield subject.finding(TIME, location, what, "Look whether two digits changed.", Severity.WARNING)


def _days(subject: Subject) -> Iterator[tuple[str, date, Location]]:
    for path, fact in subject.all_facts():
        for value in fact.values:
            windows = [(value.window, value.evidence, value.location)]
            if isinstance(value.value, tuple):
                windows += [(item.window, item.evidence, item.location) for item in value.value]
            for window, evidence, location in windows:
                for day in (window.start, window.end, evidence.verified_on):
                    if day:
                        yield path, day, location
            if fact.type is FactType.DATE and isinstance(value.value, date):
                yield path, value.value, value.location
    for duty in subject.market.obligations:
        for day in (duty.window.start, duty.window.end):
            if day:
                yield f"the obligation {duty.key}", day, duty.location
    for waiver in subject.market.waivers:
        yield f"the waiver of {waiver.fact}", waiver.on, waiver.location


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
