"""Facts of a market: values with types, dates and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from locmem.errors import Location
from locmem.model.sending import SendingPolicy

if TYPE_CHECKING:
    # A channel has evidence, as facts have, and so it knows this file.
    from locmem.model.channel import Channel, Desk, Style


class FactType(Enum):
    """The types a fact can have; the type decides how it is formatted."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    DURATION = "duration"
    URL = "url"
    PHONE = "phone"
    TIME_ZONE = "time_zone"
    NAME = "name"
    FLAG = "flag"
    LIST = "list"
    TEXT = "text"


class Confidence(Enum):
    """How good the evidence is: the law or its owner, somebody who read it, or nobody checked."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class DurationUnit(Enum):
    """Units of a duration.  A GDPR month is not thirty days, so nothing is converted."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    BUSINESS_DAY = "business-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount with its ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A count of one unit."""

    count: int
    unit: DurationUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a value comes from and when it was last read there; `verified_on` None means never."""

    source: str = ""
    verified_on: date | None = None
    confidence: Confidence = Confidence.UNVERIFIED
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days on which a value holds, both inclusive; None is open."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the window."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def __str__(self) -> str:
        if self.start and self.end:
            return f"{self.start} to {self.end}"
        return f"from {self.start}" if self.start else f"until {self.end}" if self.end else "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalText:
    """Text with one value per content locale."""

    values: Mapping[str, str]

    def for_locale(self, locale: str) -> str | None:
        """The text for a content locale; None where there is none."""
        return self.values.get(locale)


Scalar = Decimal | Money | date | Duration | str | bool | LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """One item of a list fact: named fields such as `name` and `website`, its window and evidence."""

    fields: Mapping[str, str | LocalText]
    window: Window
    evidence: Evidence
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """The value of a fact in one window; None is a fact that is absent on purpose.

    no_rule: where somebody looked and the law has no such rule, what was looked for; empty for everything else.
    """

    value: Scalar | tuple[ListItem, ...] | None
    window: Window
    evidence: Evidence
    location: Location
    no_rule: str = ""

    @property
    def is_unread(self) -> bool:
        """Whether there is no value because nobody has looked it up yet: neither an absence nor a rule that is not."""
        return self.value is None and not self.no_rule and self.evidence.confidence is Confidence.UNVERIFIED


class DecidedBy(Enum):
    """Which day chooses the window of a fact for a customer.

    PUBLICATION: the day on which a text is made, the same for everybody.  CONTRACT: when they ordered.  SUPPLY: when
    they got what they ordered.  REQUEST: when they wrote.
    """

    PUBLICATION = "publication"
    CONTRACT = "contract"
    SUPPLY = "supply"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: path (`tax.standard_rate`), type, and its values in order of time.

    is_legal: an unverified or overdue value blocks the page unless waived.
    decided_by: the day that chooses among the values.  matters_for: for how long after its last day a value still
    concerns customers; None where nobody said so.
    """

    path: str
    type: FactType
    values: tuple[FactValue, ...]
    location: Location
    is_legal: bool = False
    decided_by: DecidedBy = DecidedBy.PUBLICATION
    matters_for: Duration | None = None


def spelled(value: object) -> str:
    """What stands for a value that is no list: the same for 21 and 21.0, and for `P2W` and no other duration."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Somebody answers for shipping an unverified or overdue legal fact.

    value: the one that it is given for, as `spelled` has it; empty for whatever stands there.
    """

    fact: str
    by: str
    reason: str
    on: date
    location: Location
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """An instruction to authors: what content on some topics must say in this market.

    A machine sees that it is kept by whatever of these is given, by all of them; without any, somebody signs for it.
    facts: these paths of content must be used by some document on each topic.
    phrases: for each content locale, alternatives of which some document on each topic must hold one: all its words.
    present: paths of content that must have a value.
    """

    key: str
    applies_to: tuple[str, ...]
    text: str
    window: Window
    evidence: Evidence
    location: Location
    facts: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """An obligation of a region or country that a market does not have: what was looked for, and where.

    window: up to which day it does not have it, such as the last one before an act that transposes a directive.
    given: the obligation as the region or country gives it.
    """

    key: str
    none: str
    window: Window
    evidence: Evidence
    location: Location
    given: Obligation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketLocale:
    """A language of a market: its catalogs' tag, the CLDR locale that formats values, and the tone."""

    content: str
    format: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """A market's profile with its company data merged in, both by path.

    is_launched: False while the market is only planned; commands take it then where somebody names it.
    heads: where values of the profile stand that are no facts: `currency`, `locales.es`, `facts.tax`.
    sending: what may be sent to engines that are not on this machine; None where nothing may.
    regions: whose law it shares, the nearest first: `EU`, `EEA`.
    member_of: the regions of the project whose law it could share, whether or not its profile takes it.
    primary_hosts: hosts whose pages are the law itself, its authorities, or owners of a scheme, here or in a region.
    departures: obligations of its region or country that it does not have, which are none of its obligations.
    replaced: what its region says, in all languages, of facts that it writes itself.
    channels, desk, style: how customers reach the company, when somebody answers, how they are written to; out of
    reach of content.
    """

    code: str
    name: str
    currency: str
    locales: tuple[MarketLocale, ...]
    facts: Mapping[str, Fact]
    company: Mapping[str, Fact]
    obligations: tuple[Obligation, ...]
    waivers: tuple[Waiver, ...]
    path: str
    is_launched: bool = True
    heads: tuple[tuple[str, Location], ...] = ()
    sending: SendingPolicy | None = None
    regions: tuple[str, ...] = ()
    primary_hosts: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    desk: Desk | None = None
    style: Style | None = None
    member_of: tuple[str, ...] = ()
    departures: tuple[Departure, ...] = ()
    replaced: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def read_duties(self) -> tuple[Obligation | Departure, ...]:
        """The obligations and the departures from some, each with its evidence."""
        return (*self.obligations, *self.departures)

    def place(self, key: str) -> Location:
        """Where a key of the profile that is no fact stands; the profile's start for one that is not written there."""
        found = dict(self.heads).get(key, Location(path=self.path, line=1, column=1))
        return replace(found, key=key)
