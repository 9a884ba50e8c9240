"""How customers of a market reach the company, and how letters to them are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from locmem.errors import Location
from locmem.model.fact import Duration, Evidence


class Expectation(Enum):
    """How much customers of a market count on a channel: they miss it, they use it, or a few ask for it."""

    EXPECTED = "expected"
    USUAL = "usual"
    RARE = "rare"


class NameOrder(Enum):
    """Which name of a person stands first in a letter."""

    GIVEN_FIRST = "given-first"
    FAMILY_FIRST = "family-first"


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """A time of day on which somebody answers, on each of a row of weekdays.

    first, last: weekdays, 0 is Monday, both inclusive.  opens, closes: minutes after midnight, where people work.
    """

    first: int
    last: int
    opens: int
    closes: int

    def __str__(self) -> str:
        days = WEEKDAYS[self.first] if self.first == self.last else f"{WEEKDAYS[self.first]}-{WEEKDAYS[self.last]}"
        return f"{days} {_clock(self.opens)}-{_clock(self.closes)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to reach the company in a market.

    name: as tables of service levels have it, `email`.  target: how soon the first answer is promised; None where
    nothing is.  priority: 1 is the one to show first; 0 where nobody said.  owner: who answers for it.
    reviewed_on: when the team last saw that it is so; None for never.
    hours: when somebody answers there; empty where the desk's own hours hold.
    evidence: where it is from what customers expect.
    """

    name: str
    expectation: Expectation
    evidence: Evidence
    location: Location
    target: Duration | None = None
    priority: int = 0
    owner: str = ""
    reviewed_on: date | None = None
    hours: tuple[OpenHours, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where and when the market's support works.

    time_zone: a key of the IANA database, `Europe/Madrid`.  holidays: a country or subdivision whose holidays it has,
    `ES` or `ES-MD`; empty where nobody said.
    """

    time_zone: str
    hours: tuple[OpenHours, ...]
    location: Location
    holidays: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How customers of a market are written to.

    address: how they are addressed, in words.  directness: how plainly, in words.
    greeting, closing: for each content locale what a letter begins and ends with; `{name}` stands for the customer's.
    """

    address: str
    directness: str
    name_order: NameOrder
    evidence: Evidence
    location: Location
    greeting: Mapping[str, str] = field(default_factory=dict)
    closing: Mapping[str, str] = field(default_factory=dict)
