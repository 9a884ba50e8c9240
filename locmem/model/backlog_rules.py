"""How a backlog is scored: the table of weights and thresholds of a team, as `backlog:` of locmem.yaml has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeVar

from locmem.errors import Location
from locmem.yamlfields import Fields

T = TypeVar("T", "Weights", "Thresholds", "Shares", "Effort")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points of what is known of an item.

    any: of any piece of work.  views: of a hundred views.  tickets, unhelpful: of ten tickets, of ten readers
    who said that it did not help.
    duty, duty_soon, untrue, launch, legal: of a duty in force, of one that begins soon, of something shown that is
    no longer true, of a launch that is near, of a legal text.  overdue: of each fact that ought to be read again.
    repeat, fcr, csat, peak: percent that are added where customers write again, where their first contact does not
    solve it, where they are not satisfied, and in a peak month.
    """

    any: int = 5
    views: int = 1
    tickets: int = 1
    unhelpful: int = 1
    duty: int = 60
    duty_soon: int = 40
    untrue: int = 80
    launch: int = 60
    legal: int = 20
    overdue: int = 10
    repeat: int = 10
    fcr: int = 10
    csat: int = 10
    peak: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From where on a figure says something: of a period, in percent, or in days.

    many_views, many_tickets: either is many.  few_views, few_tickets: below both are few.
    high_repeat: percent of customers who write again.  low_fcr, low_csat: percent.
    soon_days: before a duty or a launch.  old_days: of a stale text.  peak_days: before a peak month.
    """

    many_views: int = 2500
    many_tickets: int = 150
    few_views: int = 200
    few_tickets: int = 20
    high_repeat: int = 25
    low_fcr: int = 60
    low_csat: int = 70
    soon_days: int = 30
    old_days: int = 30
    peak_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Percent of an item's points that count, by what customers see now.

    old: older wording that has been out of date for `old_days`.  translation: a text that is shown though it is not
    finished.
    """

    nothing: int = 100
    source: int = 70
    older: int = 35
    old: int = 50
    translation: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What work costs.  overhead: of any item (to open it, to see what stands around it, to publish it), in words.
    draft, stale, review: percent of the words of a new text."""

    overhead: int = 200
    draft: int = 50
    stale: int = 40
    review: int = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketRules:
    """What a market is worth, in percent of an ordinary one, and the day of its launch where that is known."""

    value: int = 100
    launch: date | None = None
    location: Location = field(default=Location(path=""), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogRules:
    """The whole table.  most_first: percent of a market's items that may be of priority 1.  markets: by code."""

    most_first: int = 25
    weights: Weights = Weights()
    thresholds: Thresholds = Thresholds()
    shares: Shares = Shares()
    effort: Effort = Effort()
    markets: Mapping[str, MarketRules] = field(default_factory=dict)

    def market(self, code: str) -> MarketRules:
        """What is said of a market; an ordinary one where nothing is."""
        return self.markets.get(code, MarketRules())


_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?\Z")


def rules_of(top: Fields) -> BacklogRules:
    """The table under `backlog` of the settings, what is not there as it is by default; notes what is wrong."""
    section = top.mapping("backlog")
    if section is None:
        return BacklogRules()
    default = BacklogRules()
    rules = BacklogRules(
        most_first=_percent(section, "most_first", default.most_first),
        weights=_numbers(section, "weights", default.weights),
        thresholds=_numbers(section, "thresholds", default.thresholds),
        shares=_numbers(section, "shares", default.shares, most=100),
        effort=_numbers(section, "effort", default.effort),
        markets=_markets(section),
    )
    section.finish()
    return rules


def _numbers(section: Fields, name: str, default: T, *, most: int = 0) -> T:
    part = section.mapping(name)
    if part is None:
        return default
    known = [one.name for one in fields(default)]
    read = _percent if most else Fields.integer
    found: dict[str, Any] = {key: read(part, key, getattr(default, key)) for key in known}
    part.finish()
    return replace(default, **found)


def _percent(part: Fields, name: str, default: int) -> int:
    number = part.integer(name, default)
    if number > 100 and (node := part.node_of(name)):
        part.problems.add(node.location, f"{number} is no share.", "Write 0-100, in percent.")
        return default
    return number


def _markets(section: Fields) -> dict[str, MarketRules]:
    part = section.mapping("markets")
    found: dict[str, MarketRules] = {}
    for code, node in part.children() if part else ():
        place = part.key_location(code) if part else node.location
        if not _CODE.match(code):
            section.problems.add(place, f"{code!r} is no code of a market.", "Write one such as DE.")
        one = Fields(node, section.problems)
        found[code] = MarketRules(value=one.integer("value", 100, least=1), launch=one.day("launch"), location=place)
        one.finish()
    return found
