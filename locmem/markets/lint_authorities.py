"""Rules about bodies that a profile names: the data protection authority as a table has it, lists that say it once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.markets.citations import is_under
from locmem.markets.peers import plain_texts
from locmem.markets.profile import country_of
from locmem.markets.public_bodies import PublicBody, authorities_of
from locmem.markets.subject import Subject
from locmem.model.fact import FactValue, ListItem, LocalText
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of
from locmem.values.web_addresses import host_of

AUTHORITY = "market-authority"

_ROOT = "data_protection.authority"
_SHORT = re.compile(r"\(([^()]+)\)\s*\Z")


def wrong_authorities(subject: Subject) -> Iterator[Finding]:
    """Data protection authorities under another name, host or number than their country's, and bodies named twice."""
    country = country_of(subject.market.code)
    rows = authorities_of(country)
    # Germany and others have one for each part of the country: of these the table does not know all.
    if rows:
        yield from _names(subject, rows)
        yield from _websites(subject, rows)
        yield from _phones(subject, rows)
    yield from _doubled(subject)
    yield from _first_body(subject)


def _current(subject: Subject, path: str) -> Iterator[FactValue]:
    fact = subject.fact(path)
    return (value for value in (subject.current(fact) if fact else ()) if value.value is not None)


def _names(subject: Subject, rows: tuple[PublicBody, ...]) -> Iterator[Finding]:
    for value in _current(subject, f"{_ROOT}.name"):
        texts = value.value.values if isinstance(value.value, LocalText) else {"": str(value.value)}
        for locale, text in texts.items():
            known = [row for row in rows if not locale or language_of(locale) in row.languages]
            if known and not any(_is_called(text, row) for row in known):
                what = f"{_ROOT}.name is “{text}”; known here is {known[0].name}."
                do = "Write the name as the authority writes it."
                yield subject.finding(AUTHORITY, value.location, what, do, Severity.WARNING)


def _is_called(text: str, row: PublicBody) -> bool:
    short = _SHORT.search(text)
    if short and row.short and short[1].strip() != row.short:
        return False
    plain = _plain(_SHORT.sub("", text))
    return f" {_plain(row.name)} " in f" {plain} " or plain == _plain(row.short)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold().replace("ʼ", "’")).strip()


def _websites(subject: Subject, rows: tuple[PublicBody, ...]) -> Iterator[Finding]:
    hosts = tuple(host for row in rows for host in row.hosts)
    for value in _current(subject, f"{_ROOT}.website"):
        host = host_of(str(value.value)).removeprefix("www.")
        if not is_under(host, hosts):
            what = f"{_ROOT}.website is {value.value}; known here is {hosts[0]}."
            do = "Look the address up at the authority itself."
            yield subject.finding(AUTHORITY, value.location, what, do, Severity.WARNING)


def _phones(subject: Subject, rows: tuple[PublicBody, ...]) -> Iterator[Finding]:
    known = [number for row in rows for number in row.phones]
    for value in _current(subject, f"{_ROOT}.phone") if known else ():
        # The table was read on a day too: who read later, and says since when, knows better.
        if str(value.value) not in known and not re.search(r"\d", value.evidence.note):
            what = f"{_ROOT}.phone is {value.value}; known here is {known[0]}."
            do = "Look the number up at the authority itself; if it changed, say in a `note` when."
            yield subject.finding(AUTHORITY, value.location, what, do, Severity.WARNING)


def _doubled(subject: Subject) -> Iterator[Finding]:
    """Items of lists that are the same but for case and signs, and bodies with one address under two names."""
    for path, fact in subject.market.facts.items():
        items = tuple(subject.items(fact))
        for number, item in enumerate(items):
            twin = next((one for one in items[:number] if _are_one(one, item)), None)
            if twin:
                what = f"{path} has “{_name(item)}” and “{_name(twin)}”, which are one."
                yield subject.finding(AUTHORITY, item.location, what, "Keep one of them.", Severity.WARNING)


def _are_one(one: ListItem, other: ListItem) -> bool:
    starts = [day for day in (one.window.start, other.window.start) if day]
    ends = [day for day in (one.window.end, other.window.end) if day]
    if starts and ends and max(starts) > min(ends):
        return False
    if _plain(_name(one)) == _plain(_name(other)):
        return True
    sites = [str(item.fields.get("website", "")).rstrip("/") for item in (one, other)]
    kinds = {item.fields.get("kind") for item in (one, other)}
    return bool(sites[0]) and sites[0] == sites[1] and len(kinds) == 1


def _name(item: ListItem) -> str:
    name = item.fields.get("name", "")
    return next(iter(name.values.values()), "") if isinstance(name, LocalText) else name


def _first_body(subject: Subject) -> Iterator[Finding]:
    """The body that pages name must be one of the list they show."""
    held, fact = subject.holding("complaints.body.name"), subject.fact("complaints.bodies")
    items = tuple(subject.items(fact)) if fact else ()
    if not held or held.value is None or not items:
        return
    names = plain_texts(subject.fact("complaints.body.name"))
    website = subject.holding("complaints.body.website")
    site = str(website.value) if website and website.value else ""
    alike = [item for item in items if any(_are_alike(one, other) for one in names for other in _all_names(item))]
    if any(site and host_of(site) == host_of(str(item.fields.get("website", ""))) for item in items):
        return
    if alike:
        sites = [str(item.fields.get("website", "")) for item in alike]
        if site and all(sites) and host_of(site) not in map(host_of, sites):
            what = f"complaints.body.website is {site}, and {sites[0]} in complaints.bodies."
            yield subject.finding(AUTHORITY, alike[0].location, what, "Write one of them twice.", Severity.WARNING)
        return
    if names[0][:1].islower():
        return  # “the mediator we named” is said of a body, and is no name of one.
    what = f"complaints.body.name is “{names[0]}”, which complaints.bodies does not have."
    yield subject.finding(AUTHORITY, held.location, what, "Add it to the list, or mend the name.", Severity.WARNING)


def _all_names(item: ListItem) -> tuple[str, ...]:
    name = item.fields.get("name", "")
    return tuple(name.values.values()) if isinstance(name, LocalText) else (name,)


def _are_alike(one: str, other: str) -> bool:
    """Whether two names are of one body: one stands in the other, but for an article and an ending."""
    mine, theirs = _plain(one), _plain(other)
    shorts = [found[1] for text in (one, other) if (found := _SHORT.search(text))]
    if mine in theirs or theirs in mine or (len(shorts) == 2 and shorts[0] == shorts[1]):
        return True
    words, more = mine.split(), theirs.split()
    shared = {word[:5] for word in words if len(word) > 3} & {word[:5] for word in more if len(word) > 3}
    return len(shared) * 2 >= max(1, min(len(words), len(more)) - 1)
