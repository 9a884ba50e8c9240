"""The rule about support desks: their clock and holidays are the market's, their hours those that customers read."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.markets.opening_hours import spans_in
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.channel import Desk
from locmem.model.fact import LocalText
from locmem.model.finding import Finding, Severity
from locmem.values.time_zones import (
    countries_of_zone,
    is_time_zone,
    meta_zone,
    same_clock,
    zones_in,
    zones_named,
    zones_of_towns,
)

DESK = "market-desk"

_HOURS = "support.hours"


def odd_desks(subject: Subject) -> Iterator[Finding]:
    """Desks with the clock or the holidays of another country, or other hours than customers are told."""
    desk = subject.market.desk
    if desk:
        yield from _places(subject, desk)
        yield from _hours(subject, desk)
    yield from _clocks(subject, desk)


def _places(subject: Subject, desk: Desk) -> Iterator[Finding]:
    country = country_of(subject.market.code)
    owners = countries_of_zone(desk.time_zone)
    if owners and country not in owners and zones_in(country):
        what = f"desk.time_zone is {desk.time_zone}, a place in {owners[0]}, not in {country}."
        do = f"Write one such as {zones_in(country)[0]}, if the desk is not abroad on purpose."
        yield subject.finding(DESK, desk.location, what, do, Severity.WARNING)
    if desk.holidays and country_of(desk.holidays) != country:
        what = f"desk.holidays are those of {desk.holidays}, not of {country}."
        do = f"Write {subject.market.code}, if the desk is not abroad on purpose."
        yield subject.finding(DESK, desk.location, what, do, Severity.WARNING)
    elif desk.holidays != country and subject.is_part and desk.holidays != subject.market.code:
        what = f"desk.holidays are those of {desk.holidays}, not of {subject.market.code}."
        do = f"Write {subject.market.code} or {country}, if the desk is not elsewhere on purpose."
        yield subject.finding(DESK, desk.location, what, do, Severity.WARNING)


def _told(subject: Subject) -> Iterator[tuple[str, str]]:
    fact = subject.market.company.get(_HOURS)
    held = next((one for one in fact.values if one.window.holds(subject.day)), None) if fact else None
    if held and isinstance(held.value, LocalText):
        yield from held.value.values.items()


def _hours(subject: Subject, desk: Desk) -> Iterator[Finding]:
    mine = {(one.opens, one.closes) for one in desk.hours}
    for locale, text in _told(subject):
        spans = {(begin.hour * 60 + begin.minute, end.hour * 60 + end.minute) for begin, end in spans_in(text)}
        if mine and spans and mine != spans and all(begin < end for begin, end in spans):
            hours = ", ".join(str(one) for one in desk.hours)
            what = f"desk.hours are {hours}, and company.{_HOURS} in {locale} says “{text}”."
            do = "Write the hours at which somebody really answers to both."
            yield subject.finding(DESK, desk.location, what, do, Severity.WARNING)
            return


def _clocks(subject: Subject, desk: Desk | None) -> Iterator[Finding]:
    """Clocks that a text on hours names in CLDR's words: `Pacific Time` where the desk has Eastern."""
    zones = (desk.time_zone,) if desk else zones_in(country_of(subject.market.code))
    own = {meta_zone(zone) for zone in zones}
    fact = subject.market.company.get(_HOURS)
    for locale, text in _told(subject):
        named = zones_named(text, locale)
        if fact and named and not own & {*named}:
            clock = desk.time_zone if desk else f"of {country_of(subject.market.code)}"
            what = f"company.{_HOURS} in {locale} says “{text}”, and the clock there is {clock}."
            yield subject.finding(DESK, fact.location, what, "Name the clock by which people work.", Severity.WARNING)
            continue
        towns = zones_of_towns(text, country_of(subject.market.code), locale) if desk else ()
        if not fact or not desk or not towns or not is_time_zone(desk.time_zone):
            continue
        if not any(same_clock(zone, desk.time_zone) for zone in towns):
            what = f"company.{_HOURS} in {locale} says “{text}”, and the clock of the desk is {desk.time_zone}."
            yield subject.finding(DESK, fact.location, what, "Name the clock by which people work.", Severity.WARNING)
