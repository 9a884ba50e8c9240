"""The values of a day, and whether their evidence is good enough to ship."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from locmem.errors import RenderError
from locmem.model.fact import Confidence, Evidence, Fact, FactValue, ListItem, Market, Waiver, spelled


def value_on(fact: Fact, day: date) -> FactValue:
    """The one value that holds on `day`; its `value` is None for a fact that is absent on purpose.

    Raises RenderError where no window holds, or two do: which of them was meant is not ours to guess.
    """
    holding = [value for value in fact.values if value.window.holds(day)]
    if len(holding) == 1:
        return holding[0]
    windows = ", ".join(str(value.window) for value in fact.values) or "none"
    what = "has no value" if not holding else f"has {len(holding)} values"
    raise RenderError(
        f"{fact.location}: {fact.location.key}: the fact {fact.path} {what} on {day}. Its windows: {windows}."
        " Mend the windows there, or render for another day."
    )


def items_on(fact: Fact, day: date) -> tuple[ListItem, ...]:
    """The items of a list that hold on `day`, in file order; empty where the list is absent that day.

    Raises RenderError where the fact has no window for the day, or is no list.
    """
    value = value_on(fact, day).value
    if value is None:
        return ()
    if not isinstance(value, tuple):
        raise RenderError(f"{fact.location}: the fact {fact.path} is a {fact.type.value}, not a list.")
    return tuple(item for item in value if item.window.holds(day))


def waiver_for(market: Market, fact: Fact, value: FactValue | None = None) -> Waiver | None:
    """The waiver under which a market's fact ships without good evidence; None where there is none.

    value: the one that ships; a waiver that was given for another one does not hold for it.  None for any.
    """
    if market.facts.get(fact.path) is not fact:
        return None
    waiver = next((waiver for waiver in market.waivers if waiver.fact == fact.path), None)
    is_of_another = waiver and waiver.value and value and waiver.value != spelled(value.value)
    return None if is_of_another else waiver


def evidence_problem(fact: Fact, value: FactValue, market: Market, day: date, verified_days: int) -> str:
    """Why a legal fact must not ship on `day`, in one sentence; empty where it may.

    It may not while nobody verified it, or the last time was more than `verified_days` days ago; a waiver
    lets it ship all the same.  Of a list the items that hold on the day count.  Facts that are not legal
    always may.
    """
    if not fact.is_legal or waiver_for(market, fact, value):
        return ""
    reasons = [reason for item in _evidence(value, day) if (reason := _weakness(*item, day, verified_days))]
    if not reasons:
        return ""
    other = ", and its waiver is of another value" if waiver_for(market, fact) else ""
    return f"the legal fact {fact.path} of {market.code} {'; '.join(reasons)}{other}."


def _evidence(value: FactValue, day: date) -> Iterator[tuple[str, Evidence]]:
    if not isinstance(value.value, tuple):
        yield "", value.evidence
        return
    for item in value.value:
        if item.window.holds(day):
            name = item.fields.get("name", "")
            yield name if isinstance(name, str) else next(iter(name.values.values()), ""), item.evidence


def is_over(day: date, start: date, days: int) -> bool:
    """Whether more than so many days have passed since another day."""
    try:
        return day > start + timedelta(days=days)
    except OverflowError:
        return False


def _weakness(name: str, evidence: Evidence, day: date, verified_days: int) -> str:
    where = f" in its item {name!r}" if name else ""
    if evidence.confidence is Confidence.UNVERIFIED or evidence.verified_on is None:
        return f"is unverified{where} (source: {evidence.source or 'none'})"
    if is_over(day, evidence.verified_on, verified_days):
        age = (day - evidence.verified_on).days
        last = f"was last verified on {evidence.verified_on}{where}"
        return f"{last}, {age} days before {day}; {verified_days} are allowed"
    return ""
