"""Reviews: when each value of a market has to be read again at its source."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from locmem.errors import Location
from locmem.model.fact import Confidence, Evidence, Fact, FactType, Market, Window


class ReviewKind(Enum):
    """Kinds of facts by how soon they go stale."""

    LEGAL = "legal"
    PAYMENT = "payment"
    PHONE = "phone"
    CHANNEL = "channel"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Days after which a value must be read again, by kind; legal ones as `verified_days` of the settings."""

    legal: int = 180
    payment: int = 90
    phone: int = 365
    channel: int = 180
    other: int = 365

    def of(self, kind: ReviewKind) -> int:
        """The days for a kind."""
        return {
            ReviewKind.LEGAL: self.legal,
            ReviewKind.PAYMENT: self.payment,
            ReviewKind.PHONE: self.phone,
            ReviewKind.CHANNEL: self.channel,
            ReviewKind.OTHER: self.other,
        }[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One value or item to be read again.

    market: whose file it stands in: the market, the country it inherits from, or a region such as EU.

    due: the last day on which the present reading is good; None where nobody ever read it.
    """

    market: str
    path: str
    item: str
    kind: ReviewKind
    verified_on: date | None
    due: date | None
    source: str
    confidence: Confidence
    location: Location

    def days_left(self, day: date) -> int | None:
        """Days from `day` until it is due, negative once it is overdue; None where nobody ever read it."""
        return (self.due - day).days if self.due else None


PAYMENTS = "payment_methods"


def reviews(market: Market, day: date, limits: Limits) -> tuple[Review, ...]:
    """The reviews of every value, item and obligation that holds on `day` or later, and of channels, soonest first.

    What nobody ever read comes first, then what is overdue longest.
    """
    found: list[Review] = []
    for path, fact in market.facts.items():
        kind = kind_of(fact)
        for item, evidence, location in _readings(fact, day):
            found.append(_review(owner_of(location), path, item, kind, evidence, location, limits))
    for one in market.read_duties:
        if _lasts(one.window, day):
            key = f"obligations.{one.key}"
            found.append(_review(owner_of(one.location), key, "", ReviewKind.LEGAL, one.evidence, one.location, limits))
    for channel in market.channels:
        # What customers expect changes slowly; whether the company still answers there is seen by itself alone.
        seen = replace(channel.evidence, verified_on=channel.reviewed_on)
        key = f"channels.{channel.name}"
        found.append(_review(owner_of(channel.location), key, "", ReviewKind.CHANNEL, seen, channel.location, limits))
    if market.style:
        style = market.style
        found.append(
            _review(owner_of(style.location), "style", "", ReviewKind.OTHER, style.evidence, style.location, limits)
        )
    return tuple(sorted(found, key=soonest))


def soonest(review: Review) -> tuple[date, str, str, str]:
    """Sorting key: never read first, then by the day it is due."""
    return review.due or date.min, review.market, review.path, review.item


def owner_of(location: Location) -> str:
    """The market or region in whose file something stands: `EU` of `markets/_regions/EU.yaml`."""
    return posixpath.basename(location.path).removesuffix(".yaml")


def kind_of(fact: Fact) -> ReviewKind:
    """The kind of a fact of a profile."""
    if fact.is_legal:
        return ReviewKind.LEGAL
    if fact.path.partition(".")[0] == PAYMENTS:
        return ReviewKind.PAYMENT
    return ReviewKind.PHONE if fact.type is FactType.PHONE else ReviewKind.OTHER


def _readings(fact: Fact, day: date) -> Iterator[tuple[str, Evidence, Location]]:
    for value in fact.values:
        if not _lasts(value.window, day):
            continue
        if not isinstance(value.value, tuple):
            yield "", value.evidence, value.location
            continue
        for item in value.value:
            if _lasts(item.window, day):
                name = item.fields.get("name", "")
                shown = name if isinstance(name, str) else next(iter(name.values.values()), "")
                yield shown, item.evidence, item.location


def _lasts(window: Window, day: date) -> bool:
    return window.end is None or window.end >= day


def _review(
    market: str, path: str, item: str, kind: ReviewKind, evidence: Evidence, location: Location, limits: Limits
) -> Review:
    read = evidence.verified_on
    return Review(
        market=market,
        path=path,
        item=item,
        kind=kind,
        verified_on=read,
        due=read + timedelta(days=limits.of(kind)) if read else None,
        source=evidence.source,
        confidence=evidence.confidence,
        location=location,
    )
