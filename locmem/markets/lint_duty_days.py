"""The rule about the days of obligations: the year that their text names, those that follow them, and facts beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from locmem.errors import Location
from locmem.markets.subject import Subject
from locmem.model.fact import Obligation
from locmem.model.finding import Finding, Severity

DUTY_DAYS = "market-duty-days"

_YEAR = re.compile(r"(?<![\d/.-])20[2-9]\d(?![\d/.-]*\d)")
_OF_YEAR = re.compile(r"\b(?:of|in|during) (20[2-9]\d)\b")
_MATTERS = {
    "privacy": "data_protection.",
    "complaints": "complaints.",
    "returns": "consumer_rights.",
    "refunds": "consumer_rights.",
    "guarantee": "consumer_rights.",
}
"""The facts that stand for what a topic is about."""
_APART = 2
"""Years by which a slip moves a day."""


def odd_duty_days(subject: Subject) -> Iterator[Finding]:
    """Obligations for other years than their text says, two at once of which one follows the other, facts years off."""
    own = [duty for duty in subject.market.obligations if duty.location.path == subject.market.path]
    for duty in own:
        yield from _years(subject, duty)
        yield from _followed(subject, duty, own)
        yield from _facts(subject, duty)


def _years(subject: Subject, duty: Obligation) -> Iterator[Finding]:
    named = {int(year) for year in _YEAR.findall(duty.text)}
    if len(named) != 1 or duty.window.end is None:
        return
    (year,) = named
    is_over = bool(_OF_YEAR.search(duty.text)) and duty.window.start is not None and duty.window.start.year == year
    days = {day.year for day in (duty.window.start, duty.window.end) if day}
    if year not in days or (is_over and duty.window.end > date(year, 12, 31)):
        what = f"the obligation {duty.key} speaks of {year}, and holds {duty.window}."
        yield subject.finding(DUTY_DAYS, duty.location, what, "Mend the window or the text.", Severity.WARNING)


def _followed(subject: Subject, duty: Obligation, own: list[Obligation]) -> Iterator[Finding]:
    """An obligation that goes on beside another one of the same words and topics, which began after it."""
    for other in own:
        start = other.window.start
        if not start or not duty.window.start or not duty.window.end or other.applies_to != duty.applies_to:
            continue
        if duty.window.start < start <= duty.window.end and _words(duty) & _words(other):
            what = f"the obligation {duty.key} holds until {duty.window.end}, and {other.key} from {start} on."
            do = f"Let {duty.key} end the day before, or say in their texts why both hold."
            yield subject.finding(DUTY_DAYS, duty.location, what, do, Severity.WARNING)


def _words(duty: Obligation) -> frozenset[str]:
    return frozenset({word for items in duty.phrases.values() for group in items for word in group} | {*duty.facts})


def _facts(subject: Subject, duty: Obligation) -> Iterator[Finding]:
    """Facts of the matter that change in another year on the day after which the obligation ends."""
    starts = tuple(_MATTERS[topic] for topic in duty.applies_to if topic in _MATTERS)
    day = _after(duty.window.end)
    if day is None or (day.month, day.day) == (1, 1):
        return
    for path, begin, location in _turns(subject, starts):
        if _is_years_off(day, begin):
            what = f"{path} changes on {begin}, and by the obligation {duty.key} the day is {day}."
            yield subject.finding(DUTY_DAYS, location, what, "Write the same day in both.", Severity.WARNING)


def _turns(subject: Subject, starts: tuple[str, ...]) -> Iterator[tuple[str, date, Location]]:
    for path, fact in subject.market.facts.items():
        if starts and path.startswith(starts):
            for value in fact.values:
                if value.window.start:
                    yield path, value.window.start, value.location


def _is_years_off(one: date, other: date) -> bool:
    return (one.month, one.day) == (other.month, other.day) and 0 < abs(one.year - other.year) <= _APART


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None
