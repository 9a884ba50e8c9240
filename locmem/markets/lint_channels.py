"""Rules about channels, the support desk and how customers are written to."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache, partial

from locmem.markets.channels import RESPONSE, titles
from locmem.markets.peers import countries, usual
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.channel import Channel, Expectation
from locmem.model.fact import Duration, Market
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of
from locmem.values.territories import territory_names

CHANNEL = "market-channel"

_CONTACTS = {"phone": "support.phone", "email": "support.email"}
"""The company data without which nobody can be reached on a channel."""


def odd_channels(subject: Subject) -> Iterator[Finding]:
    """Channels nobody knows or can use, promises that differ from what pages say, days of review and calendars."""
    market = subject.market
    for channel in market.channels:
        yield from _names(subject, channel)
        yield from _messengers(subject, channel)
        yield from _promises(subject, channel)
        yield from _owners(subject, channel)
        if channel.reviewed_on and channel.reviewed_on > subject.day:
            what = f"channels.{channel.name} was reviewed on {channel.reviewed_on}, after {subject.day}."
            yield subject.finding(CHANNEL, channel.location, what, "Write the day on which somebody really looked.")
    places: dict[int, Channel] = {}
    for channel in market.channels:
        other = places.setdefault(channel.priority, channel) if channel.priority else channel
        if other is not channel:
            what = f"channels.{channel.name} has the priority {channel.priority} of channels.{other.name}."
            yield subject.finding(CHANNEL, channel.location, what, "Give each channel its own place.", Severity.WARNING)
    have = {channel.name for channel in market.channels}
    for name in sorted({channel.name for one in countries(subject) for channel in one.channels} - have if have else ()):
        if usual(subject, partial(_has_channel, name), share=1.0):
            what = f"channels has no {name}, which all other markets have."
            do = "Add it, without an owner where the company answers nobody there yet."
            yield subject.finding(CHANNEL, subject.head("channels"), what, do, Severity.WARNING)
    desk = market.desk
    if desk and desk.holidays and not subject.witnesses.knows_holidays(desk.holidays):
        what = f"desk.holidays: there is no calendar of holidays {desk.holidays!r}."
        yield subject.finding(CHANNEL, desk.location, what, "Write a country or subdivision, such as CA-QC.")


def _has_channel(name: str, market: Market) -> bool | None:
    return any(channel.name == name for channel in market.channels) if market.channels else None


def _names(subject: Subject, channel: Channel) -> Iterator[Finding]:
    known = titles()
    if channel.name not in known:
        near = difflib.get_close_matches(channel.name, known, n=1)
        do = f"Write {near[0]}." if near else "Write one of locmem/data/channels.csv, or leave it if it is meant."
        what = f"nobody knows a channel {channel.name!r}."
        yield subject.finding(CHANNEL, channel.location, what, do, Severity.WARNING)
    path = _CONTACTS.get(channel.name)
    data = subject.market.company.get(path) if path else None
    if data and channel.expectation is not Expectation.RARE and not any(one.value for one in subject.current(data)):
        what = f"customers count on {channel.name}, and company.{path} has no value."
        do = f"Write it to markets/company.yaml, or say that {channel.name} is rare here."
        yield subject.finding(CHANNEL, channel.location, what, do, Severity.WARNING)


def _messengers(subject: Subject, channel: Channel) -> Iterator[Finding]:
    """A messenger that is at home elsewhere, where the profile says that customers count on it."""
    country, homes = country_of(subject.market.code), _homes().get(channel.name)
    if homes and country not in homes and channel.expectation is not Expectation.RARE:
        what = (
            f"channels.{channel.name} is {channel.expectation.value} in {country}; it is at home in {', '.join(homes)}."
        )
        near = sorted(name for name, known in _homes().items() if country in known)
        do = f"Write {' or '.join(near)}, or rare." if near else "Write rare, if customers there seldom have it."
        yield subject.finding(CHANNEL, channel.location, what, do, Severity.WARNING)


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    rows = rows_of("messengers.csv", "name", "countries")
    return {row["name"]: tuple(row["countries"].split()) for row in rows}


def _owners(subject: Subject, channel: Channel) -> Iterator[Finding]:
    """A team called after another country that has a market."""
    country = country_of(subject.market.code)
    if any(_names_country(channel.owner, name) for name in _names_of(subject.market)):
        return
    for other in countries(subject):
        found = next((name for name in _names_of(other) if _names_country(channel.owner, name)), "")
        if found:
            what = f"channels.{channel.name} is owned by {channel.owner}, the people of {other.code}, not of {country}."
            do = "Write who answers in this market, if it is not on purpose."
            yield subject.finding(CHANNEL, channel.location, what, do, Severity.WARNING)
            return


def _names_of(market: Market) -> tuple[str, ...]:
    """What a country is called in English and in its languages, and its code."""
    country = country_of(market.code)
    tags = ("en", *(locale.content for locale in market.locales))
    return (market.name, *(name for tag in tags for name in territory_names(country, tag)), country)


def _names_country(owner: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", owner) is not None


def _promises(subject: Subject, channel: Channel) -> Iterator[Finding]:
    held = subject.holding(f"{RESPONSE}{channel.name}")
    if channel.target and held and isinstance(held.value, Duration) and held.value != channel.target:
        what = f"channels.{channel.name}.target is not what {RESPONSE}{channel.name} says, which pages print."
        do = "Remove the target: what pages say holds for the channel, too."
        yield subject.finding(CHANNEL, channel.location, what, do)
