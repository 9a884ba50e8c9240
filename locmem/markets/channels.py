"""Reads how customers of a market reach the company and are written to: `channels`, `desk` and `style` of a profile."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from locmem.markets.leaf import read_evidence
from locmem.markets.scalars import filled, known_time_zone, read_duration
from locmem.model.channel import WEEKDAYS, Channel, Desk, Expectation, NameOrder, OpenHours, Style
from locmem.model.fact import Duration, Market
from locmem.model.service_level import CHANNEL, Span
from locmem.tables import rows_of
from locmem.yamlfields import Fields, unique
from locmem.yamlfile import YamlMapping

CHANNELS, DESK, STYLE = "channels", "desk", "style"

RESPONSE = "support_response."
"""Where a profile has what its pages promise, by channel."""

_HOURS = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? (\d\d):(\d\d)-(\d\d):(\d\d)\Z", re.ASCII)
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def read_channels(top: Fields) -> tuple[Channel, ...]:
    """What stands under `channels`, in file order; problems are noted."""
    channels = []
    for node in top.items(CHANNELS):
        fields = Fields(node, top.problems)
        if not isinstance(node, YamlMapping):
            continue
        channels.append(
            Channel(
                name=fields.converted("name", _channel, "", required=True),
                expectation=fields.choice("expectation", Expectation, required=True) or Expectation.RARE,
                target=read_duration(fields, "target"),
                priority=fields.integer("priority", 0, least=1),
                owner=fields.text("owner"),
                reviewed_on=fields.day("reviewed_on"),
                hours=read_hours(fields),
                evidence=read_evidence(fields, required=True),
                location=fields.location,
            )
        )
        fields.finish()
    unique(((one.name, one.location) for one in channels if one.name), top.problems, "the channel")
    return tuple(channels)


def read_desk(top: Fields) -> Desk | None:
    """What stands under `desk`; None where the key is not there."""
    section = top.mapping(DESK)
    if section is None:
        return None
    desk = Desk(
        time_zone=section.converted("time_zone", known_time_zone, "", required=True),
        hours=read_hours(section),
        holidays=section.text("holidays"),
        location=section.location,
    )
    if not section.has("hours"):
        section.node_of("hours", required=True)
    section.finish()
    return desk


def read_style(top: Fields, locales: Collection[str]) -> Style | None:
    """What stands under `style`, with a greeting and a closing for each of the locales; None without the key."""
    section = top.mapping(STYLE)
    if section is None:
        return None
    style = Style(
        address=section.converted("address", filled, "", required=True),
        directness=section.text("directness", required=True),
        greeting=_formulas(section, "greeting", locales),
        closing=_formulas(section, "closing", locales),
        name_order=section.choice("name_order", NameOrder, required=True) or NameOrder.GIVEN_FIRST,
        evidence=read_evidence(section, required=True),
        location=section.location,
    )
    section.finish()
    return style


def read_hours(fields: Fields) -> tuple[OpenHours, ...]:
    """What stands under `hours`, by weekday and time; on one day no two may overlap."""
    found: list[OpenHours] = []
    for node in fields.items("hours"):
        one = fields.convert(node, open_hours, None)
        if one is None:
            continue
        if other := next((known for known in found if _overlap(known, one)), None):
            fields.problems.add(node.location, f"{one} and {other} lie on each other.", "Write each time once.")
        found.append(one)
    return tuple(sorted(found, key=lambda one: (one.first, one.opens)))


def open_hours(text: str) -> OpenHours:
    """`mon-fri 09:00-18:00` or `sat 10:00-14:00`.  Raises ValueError for anything else.

    Work past midnight is two rows: `fri 18:00-24:00` and `sat 00:00-02:00`.
    """
    found = _HOURS.match(text)
    days = [found[1], found[2] or found[1]] if found else []
    if not found or not all(day in WEEKDAYS for day in days):
        raise ValueError(f"{text!r} is no time such as `mon-fri 09:00-18:00`")
    first, last = (WEEKDAYS.index(day) for day in days)
    hour, minute, until, past = map(int, found.groups()[2:])
    opens, closes = hour * 60 + minute, until * 60 + past
    if minute > 59 or past > 59 or closes > 24 * 60:
        raise ValueError(f"{text!r} names a time that no clock shows")
    if closes <= opens:
        raise ValueError(f"{text!r} ends before it begins")
    if last < first:
        raise ValueError(f"{text!r} goes past Sunday; write two rows")
    return OpenHours(first=first, last=last, opens=opens, closes=closes)


def response_target(market: Market, name: str, day: date) -> Duration | None:
    """How soon the first answer is promised on a channel: what pages say, else what the channel says, else None."""
    fact = market.facts.get(f"{RESPONSE}{name}")
    held = next((one.value for one in fact.values if one.window.holds(day)), None) if fact else None
    if isinstance(held, Duration):
        return held
    return next((one.target for one in market.channels if one.name == name), None)


def ordered(market: Market) -> tuple[Channel, ...]:
    """The channels as customers look for them: by priority, then by how much they are expected, then as written."""
    ranks = list(Expectation)
    return tuple(sorted(market.channels, key=lambda one: (one.priority or 1_000, ranks.index(one.expectation))))


def unanswered(market: Market) -> tuple[Channel, ...]:
    """The channels that customers expect, and for which nobody answers."""
    return tuple(one for one in market.channels if one.expectation is Expectation.EXPECTED and not one.owner)


def told(market: Market, channel: Channel, day: date) -> str:
    """A channel in words: `expected; answered within 1 business day; mon-fri 09:00-18:00; of Ana Ruiz`.

    The desk's hours are only those of a channel that somebody answers for.
    """
    target = response_target(market, channel.name, day)
    hours = channel.hours or (market.desk.hours if market.desk and channel.owner else ())
    parts = [channel.expectation.value]
    if target:
        parts.append(f"answered within {Span(amount=Decimal(target.count), unit=target.unit)}")
    if hours:
        parts.append(hours_told(hours))
    parts.append(f"of {channel.owner}" if channel.owner else "nobody answers for it")
    return "; ".join(parts)


def hours_told(hours: Sequence[OpenHours]) -> str:
    """Times in words: `mon-fri 09:00-18:00, sat 10:00-14:00`."""
    return ", ".join(map(str, hours))


@cache
def titles() -> Mapping[str, str]:
    """What people call the channels that there are, by name: `whatsapp` is WhatsApp."""
    return {row["name"]: row["title"] for row in rows_of("channels.csv", "name", "title", "kind")}


def _channel(text: str) -> str:
    if not CHANNEL.fullmatch(text):
        raise ValueError(f"{text!r} cannot name a channel; write small letters: email, web_form")
    return text


def _overlap(one: OpenHours, other: OpenHours) -> bool:
    days = one.first <= other.last and other.first <= one.last
    return days and one.opens < other.closes and other.opens < one.closes


def _formulas(section: Fields, name: str, locales: Collection[str]) -> Mapping[str, str]:
    inner = section.mapping(name, required=True)
    if inner is None or not isinstance(inner.node, YamlMapping):
        return {}
    found = {}
    for locale, node in inner.children():
        if locale not in locales:
            what = f"the market has no locale {locale!r}."
            section.problems.add(inner.key_location(locale), what, f"Write one of: {', '.join(locales)}.")
        text = inner.convert(node, filled, "")
        if strange := [one for one in _BRACES.findall(text) if one != "{name}"]:
            what = f"{strange[0]!r} stands for nothing."
            section.problems.add(node.location, what, "Write {name} for the customer’s name.")
        found[locale] = text
    for locale in locales:
        if locale not in found:
            what = f"there is no {name} in {locale}."
            section.problems.add(inner.location, what, f"Add `{locale}: …`.")
    return found
