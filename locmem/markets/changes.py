"""What changes in a market's facts from one day to another, by the windows of its profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from locmem.errors import Location
from locmem.model.fact import Fact, FactType, FactValue, ListItem, LocalText, Market, Obligation
from locmem.values.formatting import format_value

NOTHING = "(none)"
OBLIGATION = "obligation "
"""What stands before the key of an obligation in the path of its change."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value that becomes another.

    path: as content uses it (`market.tax.standard_rate`), or `obligation NAME`.
    on: the first day on which the new value holds.  before, after: as pages print them; `(none)` for absent.
    is_ending: whether nothing holds from that day on, not even an absence that is written out.
    """

    market: str
    path: str
    on: date
    before: str
    after: str
    source: str
    verified_on: date | None
    location: Location
    is_ending: bool = False


def changes(market: Market, since: date, until: date | None = None) -> tuple[Change, ...]:
    """What is different on some day after `since`, up to and including `until`, from the day before, in order.

    Values are those of the market's first locale.  Sees what windows say; an edit that overwrote a value without
    a window is in git's history only.
    """
    found: list[Change] = []
    for root, facts in (("market", market.facts), ("company", market.company)):
        for path, fact in facts.items():
            found += _of_fact(market, f"{root}.{path}", fact, since, until)
    for one in market.obligations:
        found += _of_obligation(market, one, since, until)
    return tuple(sorted(found, key=lambda change: (change.on, change.market, change.path, change.after)))


def _of_fact(market: Market, path: str, fact: Fact, since: date, until: date | None) -> Iterator[Change]:
    if fact.type is FactType.LIST:
        yield from _of_list(market, path, fact, since, until)
        return
    starts = {value.window.start for value in fact.values}
    ends = {value.window.end + _DAY for value in fact.values if value.window.end}
    for day in sorted(day for day in starts | ends if day and since < day and (not until or day <= until)):
        old, new = _on(fact, day - _DAY), _on(fact, day)
        if old is None and new is None:
            continue
        before, after = shown_value(market, fact, old), shown_value(market, fact, new)
        if before != after or new is None:
            told = new or old
            assert told
            yield Change(
                market=market.code,
                path=path,
                on=day,
                before=before,
                after=after,
                source=told.evidence.source,
                verified_on=told.evidence.verified_on,
                location=told.location,
                is_ending=new is None,
            )


def _of_list(market: Market, path: str, fact: Fact, since: date, until: date | None) -> Iterator[Change]:
    for item in _items(fact):
        name = _name(item, market)
        for day, before, after in (
            (item.window.start, NOTHING, name),
            (item.window.end + _DAY if item.window.end else None, name, NOTHING),
        ):
            if day and since < day and (not until or day <= until):
                yield Change(
                    market=market.code,
                    path=path,
                    on=day,
                    before=before,
                    after=after,
                    source=item.evidence.source,
                    verified_on=item.evidence.verified_on,
                    location=item.location,
                )


def _of_obligation(market: Market, one: Obligation, since: date, until: date | None) -> Iterator[Change]:
    start, end = one.window.start, one.window.end
    for day, before, after in ((start, NOTHING, one.text), (end + _DAY if end else None, one.text, NOTHING)):
        if day and since < day and (not until or day <= until):
            yield Change(
                market=market.code,
                path=f"{OBLIGATION}{one.key}",
                on=day,
                before=before,
                after=after,
                source=one.evidence.source,
                verified_on=one.evidence.verified_on,
                location=one.location,
            )


def _on(fact: Fact, day: date) -> FactValue | None:
    return next((value for value in fact.values if value.window.holds(day)), None)


def _items(fact: Fact) -> Iterator[ListItem]:
    for value in fact.values:
        yield from value.value if isinstance(value.value, tuple) else ()


def _name(item: ListItem, market: Market) -> str:
    name = item.fields.get("name", "")
    return name if isinstance(name, str) else name.for_locale(market.locales[0].content) or NOTHING


def shown_value(market: Market, fact: Fact, value: FactValue | None) -> str:
    """A value as pages of the market's first locale print it; `(none)` for none, for an absent one and for a list."""
    if value is None or value.value is None or isinstance(value.value, tuple):
        return NOTHING
    locale = market.locales[0]
    if isinstance(value.value, LocalText):
        return value.value.for_locale(locale.content) or NOTHING
    return format_value(value.value, fact.type, locale.format)
