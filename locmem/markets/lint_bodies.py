"""The rule about bodies that customers turn to: whose they are, and whether they advise, mediate, decide or watch."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.errors import Location
from locmem.markets.peers import plain_texts
from locmem.markets.profile import country_of
from locmem.markets.public_bodies import public_bodies
from locmem.markets.subject import Subject
from locmem.model.fact import ListItem, LocalText
from locmem.model.finding import Finding, Severity
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
    named = [body for body in public_bodies() if body.name.casefold() in text.casefold()]
    if any(body.market == country and (body.kinds or body.hosts) for body in named):
        return
    owners = sorted({country_of(body.market) for body in named if body.said and len(body.name) >= _LEAST})
    if owners and country not in owners:
        what = f"{path} has “{text}”, a body of {owners[0]}."
        yield subject.finding(BODY, location, what, f"Name the one of {country}.", Severity.WARNING)


def _kind(subject: Subject, item: ListItem) -> Iterator[Finding]:
    country, kind = country_of(subject.market.code), item.fields.get("kind")
    names = " ".join(_texts(item)).casefold()
    bodies = [one for one in public_bodies() if one.market == country and one.kinds and one.name.casefold() in names]
    kinds = {one for body in bodies for one in body.kinds}
    if kinds and isinstance(kind, str) and kind not in kinds:
        what = f"{_LIST} has {bodies[0].name} as {kind}; it is {' or '.join(sorted(kinds))}."
        do = "Write what customers get there: advice, mediation, a decision, or somebody who watches."
        yield subject.finding(BODY, item.location, what, do, Severity.WARNING)
