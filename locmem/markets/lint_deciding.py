"""The rule about the day that chooses a value for a customer, and about how long a value concerns anybody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from locmem.markets.peers import usual
from locmem.markets.statutes import in_days, told_value
from locmem.markets.subject import Subject
from locmem.model.fact import DecidedBy, Duration, Fact, FactValue, Market
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of

DECIDING = "market-deciding"

_GUARANTEE = "guarantee"


def odd_deciding_days(subject: Subject) -> Iterator[Finding]:
    """Facts that another day decides than everywhere else, and guarantees that end to matter while they run."""
    for path, fact in subject.market.facts.items():
        known = _days().get(path)
        is_default = fact.decided_by is DecidedBy.PUBLICATION
        # Publication stands there where nobody wrote anything, and of a single value no day has to choose.
        usually = usual(subject, partial(_decided, path)) if len(fact.values) > 1 else None
        expected = usually if is_default else known
        if expected and fact.decided_by.value != expected:
            what = f"{path} is decided by the day of {fact.decided_by.value}; elsewhere it is that of the {expected}."
            do = f"Write decided_by: {expected}, or the law that says otherwise as a note."
            yield subject.finding(DECIDING, fact.location, what, do, Severity.WARNING)
        value = _longest(fact)
        if value and fact.matters_for and in_days(fact.matters_for) < in_days(value) and _GUARANTEE in path:
            what = f"{path} is {told_value(value)}, and matters for {told_value(fact.matters_for)} after its last day."
            do = "Write how long somebody who bought on the last day can still rely on it."
            yield subject.finding(DECIDING, fact.location, what, do, Severity.WARNING)


def _decided(path: str, market: Market) -> str | None:
    fact = market.facts.get(path)
    return fact.decided_by.value if fact else None


def _longest(fact: Fact) -> Duration | None:
    """The longest of the values that have a last day: those are the ones that go on to matter."""
    ended = [one for one in fact.values if one.window.end and fact.decided_by is DecidedBy.CONTRACT]
    return max((one for one in map(_length, ended) if one), key=in_days, default=None)


def _length(value: FactValue) -> Duration | None:
    return value.value if isinstance(value.value, Duration) else None


@cache
def _days() -> dict[str, str]:
    return {row["path"]: row["decided_by"] for row in rows_of("deciding_days.csv", "path", "decided_by")}
