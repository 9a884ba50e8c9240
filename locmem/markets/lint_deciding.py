"""The rule about the day that chooses a value for a customer, and about how long a value concerns anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
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
        elif (by := _unsaid(subject, path, fact)) and not expected:
            what = f"{path} names no deciding day; elsewhere it is that of the {by}."
            do = f"Write decided_by: {by}, so that nobody is told tomorrow's rule for yesterday's order."
            yield subject.finding(DECIDING, fact.location, what, do, Severity.WARNING)
        yield from _marks(subject, path, fact)
        yield from _earlier(subject, path, fact)
        value = _longest(fact)
        if value and fact.matters_for and in_days(fact.matters_for) < in_days(value) and _GUARANTEE in path:
            what = f"{path} is {told_value(value)}, and matters for {told_value(fact.matters_for)} after its last day."
            do = "Write how long somebody who bought on the last day can still rely on it."
            yield subject.finding(DECIDING, fact.location, what, do, Severity.WARNING)


def _unsaid(subject: Subject, path: str, fact: Fact) -> str:
    """The deciding day that nearly all others name for law of which this market has one value, and no day."""
    if fact.decided_by is not DecidedBy.PUBLICATION or not fact.is_legal or not _is_own(subject, fact):
        return ""
    by = usual(subject, partial(_decided_of_one, path)) if _has_value(fact) else None
    return by if by and by != DecidedBy.PUBLICATION.value else ""


def _decided_of_one(path: str, market: Market) -> str | None:
    """The day that a market names although it has one value alone, so that none has to choose yet."""
    fact = market.facts.get(path)
    return fact.decided_by.value if fact and len(fact.values) == 1 and _has_value(fact) else None


def _has_value(fact: Fact) -> bool:
    return any(value.value is not None for value in fact.values)


def _marks(subject: Subject, path: str, fact: Fact) -> Iterator[Finding]:
    """Law that is not marked as such, and a reach that differs from everywhere else's."""
    if path in _days() and not fact.is_legal:
        what = f"{path} is not marked as legal, and law decides which day counts for it."
        yield subject.finding(DECIDING, fact.location, what, "Write legal: true.", Severity.WARNING)
    other = usual(subject, partial(_reach, path))
    if fact.decided_by is DecidedBy.PUBLICATION or other is None or not _is_own(subject, fact) or not _has_value(fact):
        return
    mine = told_value(fact.matters_for) if fact.matters_for else "unsaid"
    if mine != other:
        what = f"how long {path} matters after its last day is {mine} here and {other} elsewhere."
        yield subject.finding(DECIDING, fact.location, what, f"Write {other}, if no act differs.", Severity.WARNING)


def _is_own(subject: Subject, fact: Fact) -> bool:
    """Whether the market writes a fact itself: what a region says is the same for all who could be asked."""
    return fact.location.path == subject.market.path


def _reach(path: str, market: Market) -> str | None:
    fact = market.facts.get(path)
    return told_value(fact.matters_for) if fact and fact.matters_for else None


def _earlier(subject: Subject, path: str, fact: Fact) -> Iterator[Finding]:
    """A fact that begins on a day, while customers of the days before still ask what holds for them."""
    start = fact.values[0].window.start
    if start is None or fact.decided_by is DecidedBy.PUBLICATION or not fact.matters_for:
        return
    if start > subject.day - timedelta(days=in_days(fact.matters_for)):
        what = f"{path} says nothing of the days before {start}, which matter for {told_value(fact.matters_for)}."
        do = "Write what held until then, or value: null with its last day."
        yield subject.finding(DECIDING, fact.values[0].location, what, do, Severity.WARNING)


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
