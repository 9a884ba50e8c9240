"""What speaks against a departure: that a market does not have an obligation which its region or country gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from locmem.markets.citations import citation
from locmem.markets.known import known_market
from locmem.markets.paths import fact_at
from locmem.markets.same_reading import plain
from locmem.model.fact import Departure, FactValue, Market, Obligation

_REGULATION = re.compile(r"eur-lex\.europa\.eu/eli/reg/|\bRegulation \((?:EU|EC)\)|\bGDPR\b|\b3\d{4}R\d{4}\b")
_NUMBER = re.compile(r"\d|§")


def doubts(market: Market, one: Departure, day: date) -> Iterator[str]:
    """Why somebody should look at a departure once more, a clause each; nothing where nothing speaks against it.

    A regulation binds in each state, unless a note names the act by its number that lets this one depart.  Who has a
    value for what the obligation shows has the rule, too.  What the profile that comes with locmem has, somebody found.
    """
    has_act = bool(_NUMBER.search(one.evidence.note))
    if one.given and _REGULATION.search(one.given.evidence.source) and not has_act:
        yield "a regulation gives it, which binds directly in each state"
    for path in one.given.facts if one.given else ():
        if held := _held(market, path, day):
            yield f"{path} has a value here ({held.location})"
    if _is_known(market, one) and not has_act:
        yield "the profile that comes with locmem has it"


def names_something(one: Departure) -> bool:
    """Whether the source of a departure names a host, an act, a copy of one, or anything with a number."""
    source = one.evidence.source
    return not citation(source).is_empty or bool(_NUMBER.search(source))


def _held(market: Market, path: str, day: date) -> FactValue | None:
    """The value of law that a market has on a day of its own reading, or shares: not one that nobody looked up."""
    fact = fact_at(market, path) if path.startswith("market.") else None
    values = fact.values if fact and fact.is_legal else ()
    return next((held for held in values if held.window.holds(day) and held.value is not None), None)


def _is_known(market: Market, one: Departure) -> bool:
    known = known_market(market.code)
    if known is None:
        return False
    theirs: Obligation | None = next((duty for duty in known.obligations if duty.key == one.key), None)
    return theirs is not None and plain(theirs.evidence.source) != plain(one.evidence.source)
