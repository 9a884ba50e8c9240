"""Rules about sizes: amounts and periods far from those of all other markets, or in another unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from statistics import median

from locmem.markets.peers import FEWEST, all_facts, countries
from locmem.markets.statutes import in_days, told_value
from locmem.markets.subject import Subject
from locmem.model.fact import Duration, FactType, FactValue, Money
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of

SCALE = "market-scale"

_FACTOR, _LONGER = 5, 4
"""From how many times the others' amount and length on nobody means it."""


def odd_sizes(subject: Subject) -> Iterator[Finding]:
    """Amounts and periods several times larger or smaller than in all other markets, or in another unit."""
    for path, fact in subject.all_facts():
        for value in subject.current(fact):
            if isinstance(value.value, Money):
                yield from _amount(subject, path, value, value.value)
            elif isinstance(value.value, Duration) and _is_ours(path):
                yield from _length(subject, path, value, value.value)
            elif isinstance(value.value, Decimal) and fact.type is FactType.NUMBER:
                yield from _number(subject, path, value, value.value)


def _is_ours(path: str) -> bool:
    """Whether a period is the company's own: those of law differ by country."""
    return path.startswith(("company.", "market.support_response."))


def _theirs(subject: Subject, path: str) -> list[object]:
    found: list[object] = []
    for market in countries(subject):
        fact = dict(all_facts(market)).get(path)
        held = next((one for one in fact.values if one.window.holds(subject.day)), None) if fact else None
        if held and held.value is not None:
            found.append(held.value)
    return found


def _amount(subject: Subject, path: str, value: FactValue, money: Money) -> Iterator[Finding]:
    rates = _rates()
    theirs = [one for one in _theirs(subject, path) if isinstance(one, Money)]
    known = [float(one.amount) / rates[one.currency] for one in theirs if one.currency in rates]
    if len(known) < FEWEST or money.currency not in rates or not money.amount:
        return
    usual_one, mine = median(known), float(money.amount) / rates[money.currency]
    same = [one.amount for one in theirs if one.currency == money.currency]
    if usual_one and not 1 / _FACTOR < mine / usual_one < _FACTOR:
        what = (
            f"{path} is {money.amount} {money.currency}, about {mine:.0f} EUR; elsewhere it is about {usual_one:.0f}."
        )
        yield subject.finding(SCALE, value.location, what, "Look for a point or a nought too many.", Severity.WARNING)
    elif len(same) >= FEWEST and len(set(same)) == 1 and _are_swapped(money.amount, same[0]):
        what = f"{path} is {money.amount} {money.currency}, and {same[0]} in all markets with that currency."
        yield subject.finding(SCALE, value.location, what, "Look for two digits that changed.", Severity.WARNING)


def _are_swapped(one: Decimal, other: Decimal) -> bool:
    return one != other and sorted(str(one)) == sorted(str(other))


def _length(subject: Subject, path: str, value: FactValue, period: Duration) -> Iterator[Finding]:
    theirs = [one for one in _theirs(subject, path) if isinstance(one, Duration)]
    if len(theirs) < FEWEST:
        return
    units = {one.unit for one in theirs}
    middle = median(in_days(one) for one in theirs)
    if len(units) == 1 and period.unit not in units:
        what = f"{path} is {told_value(period)}, and in {units.pop().value}s everywhere else."
        yield subject.finding(SCALE, value.location, what, "Write the unit that is meant.", Severity.WARNING)
    elif middle and not 1 / _LONGER < in_days(period) / middle < _LONGER:
        what = f"{path} is {told_value(period)}; elsewhere it is about {middle:.0f} days."
        yield subject.finding(SCALE, value.location, what, "Mend the count.", Severity.WARNING)


def _number(subject: Subject, path: str, value: FactValue, number: Decimal) -> Iterator[Finding]:
    theirs = [float(one) for one in _theirs(subject, path) if isinstance(one, Decimal)]
    if len(theirs) >= FEWEST and (middle := median(theirs)) and not 0.1 < float(number) / middle < 10:
        what = f"{path} is {number}; elsewhere it is about {middle:g}."
        yield subject.finding(SCALE, value.location, what, "Mend the number.", Severity.WARNING)


@cache
def _rates() -> dict[str, float]:
    return {row["currency"]: float(row["per_euro"]) for row in rows_of("rough_rates.csv", "currency", "per_euro")}
