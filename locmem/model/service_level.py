"""Service levels: how soon customers of a channel are to be answered, as `sla:` of locmem.yaml has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from locmem.model.fact import DurationUnit
from locmem.yamlfields import Fields


class Measure(Enum):
    """What is measured: time to the first answer, time to the solution, percent answered in time."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"
    SHARE = "share"

    @property
    def words(self) -> str:
        """As people say it."""
        return {"first_response": "first response", "resolution": "resolution"}.get(self.value, "answered in time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of time in one unit.  A business day is not so many hours: see `within`."""

    amount: Decimal
    unit: DurationUnit

    def within(self, target: Span) -> bool | None:
        """Whether it is no longer than another one; None where nobody knows, as of hours and business days."""
        if self.unit is target.unit:
            return self.amount <= target.amount
        mine, theirs = _MINUTES.get(self.unit), _MINUTES.get(target.unit)
        return None if mine is None or theirs is None else self.amount * mine <= target.amount * theirs

    def minus(self, other: Span) -> Decimal | None:
        """How much longer it is than another one, in its own unit; None where nobody knows."""
        if self.unit is other.unit:
            return self.amount - other.amount
        mine, theirs = _MINUTES.get(self.unit), _MINUTES.get(other.unit)
        return None if mine is None or theirs is None else self.amount - other.amount * theirs / mine

    def __str__(self) -> str:
        noun = self.unit.value.replace("-", " ")
        return f"{plain(self.amount)} {noun if self.amount == 1 else noun + 's'}"


_MINUTES = {DurationUnit.MINUTE: 1, DurationUnit.HOUR: 60, DurationUnit.DAY: 1440, DurationUnit.WEEK: 10_080}
"""Units of clocks; months, years and business days have no fixed length."""

_UNITS = {"min": DurationUnit.MINUTE, "m": DurationUnit.MINUTE, "h": DurationUnit.HOUR, "d": DurationUnit.DAY} | {
    name: unit for unit in DurationUnit for name in (unit.value, f"{unit.value}s")
}
_SPAN = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*([a-z][a-z \-]*)", re.ASCII | re.IGNORECASE)


def span(text: str) -> Span:
    """The time that a text names: `8 h`, `45 min`, `2.5 hours`, `1 business day`.  Raises ValueError for any other."""
    found = _SPAN.fullmatch(text.strip())
    unit = _UNITS.get("-".join(found[2].lower().replace("-", " ").split())) if found else None
    if not found or unit is None:
        raise ValueError(f"{text!r} is no time such as 45 min, 8 h, 2 days or 1 business-day")
    return Span(amount=Decimal(found[1].replace(",", ".")), unit=unit)


def share(text: str) -> Decimal:
    """The percentage that a text names: `93`, `93.5 %`.  Raises ValueError for any other."""
    written = text.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", written, re.ASCII) or Decimal(written) > 100:
        raise ValueError(f"{text!r} is no percentage from 0 to 100")
    return Decimal(written)


def plain(number: Decimal) -> str:
    """A number without zeros that say nothing: `2.5`, `90`."""
    return f"{number.normalize():f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTarget:
    """What is promised on a channel.  share: percent of customers who are to be answered in time."""

    first_response: Span | None = None
    resolution: Span | None = None
    share: Decimal | None = None


def service_targets(top: Fields) -> dict[str, ServiceTarget]:
    """The targets under `sla` of the settings by channel, for markets whose profiles say nothing; notes what is wrong.

    A channel is called as its fact in the profiles: `email`, `phone`, `chat`.
    """
    section = top.mapping("sla")
    found: dict[str, ServiceTarget] = {}
    for channel, node in section.children() if section else ():
        place = section.key_location(channel) if section else node.location
        if not CHANNEL.fullmatch(channel):
            top.problems.add(place, f"{channel!r} cannot name a channel.", "Write small letters: email, live_chat.")
        one = Fields(node, top.problems)
        found[channel] = ServiceTarget(
            first_response=one.converted("first_response", _span, None),
            resolution=one.converted("resolution", _span, None),
            share=one.converted("share", _share, None),
        )
        one.finish()
    return found


def _span(text: str) -> Span | None:
    return span(text)


def _share(text: str) -> Decimal | None:
    return share(text)


CHANNEL = re.compile(r"[a-z][a-z0-9_]*")
"""How a channel is called."""
