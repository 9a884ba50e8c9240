"""The rule about the days of payment methods: none was offered before it was there, none that is there is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import Fact, ListItem, LocalText
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of

METHOD_DAYS = "market-method-days"

_SEPA = re.compile(r"(?<!\w)SEPA(?!\w)", re.IGNORECASE)


def odd_method_days(subject: Subject) -> Iterator[Finding]:
    """Payment methods before they were there, left out today though they are, and SEPA where there is none."""
    fact = subject.fact("payment_methods")
    items = tuple(_items(fact)) if fact else ()
    country = country_of(subject.market.code)
    for item in items:
        name = item.fields.get("name")
        texts = tuple(name.values.values()) if isinstance(name, LocalText) else (name or "",)
        sepa = next((text for text in texts if _SEPA.search(text)), "")
        if sepa and country not in _countries():
            what = f"payment_methods has “{sepa}”, and {country} is not in SEPA."
            yield subject.finding(
                METHOD_DAYS, item.location, what, "Write the scheme of the country.", Severity.WARNING
            )
        since = _since(texts[0], country) if isinstance(name, str) else None
        if since is None:
            continue
        if item.window.start and item.window.start < since:
            what = f"payment_methods has {name} from {item.window.start}; it is there since {since:%Y-%m}."
            yield subject.finding(METHOD_DAYS, item.location, what, "Mend the first day.", Severity.WARNING)
        elif since <= subject.day and not any(_is_offered(one, texts[0], subject.day) for one in items):
            if item.window.start and item.window.start > subject.day:
                what = f"payment_methods has {name} from {item.window.start} on only; it is there since {since:%Y-%m}."
                do = "Mend the first day, or let it stand if the shop begins then."
                yield subject.finding(METHOD_DAYS, item.location, what, do, Severity.WARNING)
            elif not item.evidence.note:
                what = f"payment_methods has {name} until {item.window.end}, and nothing says that it ended."
                do = "Take out the last day, or say in a note why it is offered no more."
                yield subject.finding(METHOD_DAYS, item.location, what, do, Severity.WARNING)


def _items(fact: Fact) -> Iterator[ListItem]:
    for value in fact.values:
        yield from value.value if isinstance(value.value, tuple) else ()


def _is_offered(item: ListItem, name: str, day: date) -> bool:
    """Whether a method is offered on a day, under its name or one that has it in it: `iDEAL | Wero`."""
    own = item.fields.get("name")
    return isinstance(own, str) and name in own and item.window.holds(day)


def _since(name: str, country: str) -> date | None:
    return _days().get((name, country), _days().get((name, "*")))


@cache
def _days() -> dict[tuple[str, str], date]:
    rows = rows_of("payment_since.csv", "name", "country", "since")
    return {(row["name"], row["country"]): date.fromisoformat(row["since"]) for row in rows}


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["country"] for row in rows_of("sepa_countries.csv", "country"))
