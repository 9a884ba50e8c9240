"""The rule about bodies that customers turn to: whose they are, and whether they advise, mediate, decide or watch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from locmem.errors import Location
from locmem.markets.peers import plain_texts
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import ListItem, LocalText
from locmem.model.finding import Finding, Severity
from locmem.tables import Row, rows_of
from locmem.values.address_likeness import is_one_slip

BODY = "market-body"

_LIST = "complaints.bodies"
_NAMES = ("complaints.body.name", "data_protection.authority.name")
_LEAST = 8
"""Letters from which on a name that stands in another one is no accident."""


def odd_bodies(subject: Subject) -> Iterator[Finding]:
    """Bodies of other countries, and bodies under a kind that is not theirs."""
    fact = subject.fact(_LIST)
    items = tuple(subject.items(fact)) if fact else ()
    for path in _NAMES:
        named = subject.fact(path)
        held = subject.holding(path)
        for text in plain_texts(named) if held and held.value else ():
            yield from _foreign(subject, path, text, held.location if held else subject.head("facts"))
    yield from _slips(subject, items)
    for item in items:
        for text in _texts(item):
            yield from _foreign(subject, _LIST, text, item.location)
        yield from _kind(subject, item)


def _slips(subject: Subject, items: tuple[ListItem, ...]) -> Iterator[Finding]:
    """A body that is named twice, once with a letter more, less, or in another place."""
    listed = {text.casefold(): text for item in items for text in _texts(item) if len(text) > _LEAST}
    held = subject.holding(_NAMES[0])
    fact = subject.fact(_NAMES[0])
    for text in plain_texts(fact) if held and held.value else ():
        plain = text.casefold()
        near = next((name for one, name in listed.items() if is_one_slip(one, plain)), "")
        if near and held and plain not in listed:
            what = f"{_NAMES[0]} is “{text}”, and {_LIST} has “{near}”."
            yield subject.finding(BODY, held.location, what, "Write it alike in both.", Severity.WARNING)


def _texts(item: ListItem) -> tuple[str, ...]:
    name = item.fields.get("name", "")
    return tuple(name.values.values()) if isinstance(name, LocalText) else (name,)


def _foreign(subject: Subject, path: str, text: str, location: Location) -> Iterator[Finding]:
    country = country_of(subject.market.code)
    # The name of another country's body may be a part of its own: “… and Data Protection Commissioner”.
    if any(row["country"] == country and row["name"].casefold() in text.casefold() for row in (*_kinds(), *_own())):
        return
    found = [row for row in _bodies() if len(row["name"]) >= _LEAST and row["name"].casefold() in text.casefold()]
    owners = sorted({country_of(row["market"]) for row in found})
    if owners and country not in owners:
        what = f"{path} has “{text}”, a body of {owners[0]}."
        yield subject.finding(BODY, location, what, f"Name the one of {country}.", Severity.WARNING)


def _kind(subject: Subject, item: ListItem) -> Iterator[Finding]:
    country, kind = country_of(subject.market.code), item.fields.get("kind")
    names = " ".join(_texts(item)).casefold()
    rows = [row for row in _kinds() if row["country"] == country and row["name"].casefold() in names]
    kinds = {one for row in rows for one in row["kinds"].split("; ")}
    if kinds and isinstance(kind, str) and kind not in kinds:
        what = f"{_LIST} has {rows[0]['name']} as {kind}; it is {' or '.join(sorted(kinds))}."
        do = "Write what customers get there: advice, mediation, a decision, or somebody who watches."
        yield subject.finding(BODY, item.location, what, do, Severity.WARNING)


@cache
def _bodies() -> tuple[Row, ...]:
    return rows_of("public_bodies.csv", "market", "group", "name", "short")


@cache
def _kinds() -> tuple[Row, ...]:
    return rows_of("body_kinds.csv", "country", "name", "kinds")


@cache
def _own() -> tuple[dict[str, str], ...]:
    rows = rows_of("authorities.csv", "country", "language", "name", "short", "host", "phone")
    return tuple({"country": row["country"], "name": row["name"]} for row in rows)
