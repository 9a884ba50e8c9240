"""Rules about sources: that they name something, that it belongs to the market, and that primary means primary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from locmem.errors import Location
from locmem.markets.citations import (
    EVERYWHERE,
    Citation,
    anonymous_origin,
    citation,
    is_official,
    is_under,
    owner_of,
)
from locmem.markets.lookalikes import authority_hosts, lookalike
from locmem.markets.profile import country_of
from locmem.markets.regions import FOLDER
from locmem.markets.statutes import statutes_of
from locmem.markets.subject import Subject
from locmem.model.fact import Confidence, Departure, Evidence, FactType, LocalText
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of

SOURCE = "market-source"

_ENTRY = re.compile(r"supervisory-authorities/([a-z]{2})\w*\.json")
_OTHER_CODES = {"GB": "UK", "GR": "EL"}
_WITH_NUMBER = re.compile(r"\d|§")
_LEFT_TO_DO = frozenset({"todo", "tbd", "fixme", "xxx", "", "?", "-", "--", "...", "…"})
_TAX = "tax."
_LOCAL_AUTHORITIES = ("data_protection.authority.website", "complaints.body.website")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One piece of evidence: of what, whether law, whether of a value that is absent, and the names of an item."""

    path: str
    evidence: Evidence
    location: Location
    is_legal: bool
    is_duty: bool = False
    is_absent: bool = False
    names: tuple[str, ...] = ()
    is_departure: bool = False


def doubtful_sources(subject: Subject) -> Iterator[Finding]:
    """Sources that name nothing, belong to another country, are not what primary means, or are code of nobody."""
    for read in _all_evidence(subject):
        cited = citation(read.evidence.source)
        yield from _lookalikes(subject, read, cited)
        yield from _entries(subject, read)
        if finding := _nothing(subject, read, cited):
            yield finding
        elif read.evidence.confidence is Confidence.PRIMARY:
            yield from _not_primary(subject, read, cited)
        elif read.evidence.confidence is Confidence.SECONDARY:
            yield from _not_secondary(subject, read, cited)


def _lookalikes(subject: Subject, read: _Read, cited: Citation) -> Iterator[Finding]:
    for host in cited.hosts:
        if not is_official(host) and (near := lookalike(host, authority_hosts())):
            what = f"{read.path} cites {host}, which looks like {near}, and is another host."
            yield subject.finding(SOURCE, read.location, what, f"Write {near}, if it was meant.", Severity.WARNING)


def _entries(subject: Subject, read: _Read) -> Iterator[Finding]:
    """A list of all authorities, cited at the entry of another country: `supervisory-authorities/esaepa.json`."""
    found = _ENTRY.search(read.evidence.source)
    country = country_of(subject.market.code)
    if found and found[1].upper() not in (country, _OTHER_CODES.get(country), "EU"):
        what = f"{read.path} cites {found[0]}, the entry of {found[1].upper()}."
        yield subject.finding(SOURCE, read.location, what, f"Cite the entry of {country}.", Severity.WARNING)


def _all_evidence(subject: Subject) -> Iterator[_Read]:
    for path, fact in subject.market.facts.items():
        for value in fact.values:
            if value.window.end and value.window.end < subject.day and not fact.is_legal:
                continue
            if isinstance(value.value, tuple):
                for item in value.value:
                    name = item.fields.get("name", "")
                    names = tuple(name.values.values()) if isinstance(name, LocalText) else (name,)
                    yield _Read(
                        path=f"{path} ({names[0]})",
                        evidence=item.evidence,
                        location=item.location,
                        is_legal=fact.is_legal,
                        names=names,
                    )
            else:
                yield _Read(
                    path=path,
                    evidence=value.evidence,
                    location=value.location,
                    is_legal=fact.is_legal,
                    is_absent=value.value is None,
                )
    for one in subject.market.read_duties:
        yield _Read(
            path=f"the obligation {one.key}",
            evidence=one.evidence,
            location=one.location,
            is_legal=True,
            is_duty=True,
            is_departure=isinstance(one, Departure),
        )


def _nothing(subject: Subject, read: _Read, cited: Citation) -> Finding | None:
    source = read.evidence.source.strip()
    words = source.strip(" .!:").casefold()
    is_read = read.evidence.confidence is not Confidence.UNVERIFIED
    is_word = " " not in source and not _WITH_NUMBER.search(source)
    # What is unverified says itself that nobody read anything; a note of work left to do is no source even so.
    if read.is_departure and is_read and cited.is_empty and not _WITH_NUMBER.search(source):
        what = f"that {read.path} is none here rests on “{' '.join(source.split())}”, which nobody can look up."
        do = "Write the address, or the act with its number, that was looked into; else remove the departure."
        return subject.finding(SOURCE, read.location, what, do, Severity.WARNING)
    is_nothing = (words in _no_sources() or is_word) if is_read else words in _LEFT_TO_DO
    if not source or not cited.is_empty or not is_nothing:
        return None
    what = f"{read.path} has the source “{source}”, which nobody can look up."
    do = "Write the address, or the act with its number and article, or unverified with what is known."
    return subject.finding(SOURCE, read.location, what, do, Severity.ERROR if read.is_legal else Severity.WARNING)


def _not_primary(subject: Subject, read: _Read, cited: Citation) -> Iterator[Finding]:
    here = _here(subject, read)
    if _is_own(subject, read, cited, here):
        return
    whose = "the market" if FOLDER not in read.location.path else "the region"
    foreign = [(host, owner) for host in cited.hosts if (owner := owner_of(host)) not in ("", EVERYWHERE, *here)]
    do = "Read the law, its authority or the owner there, or write secondary."
    severity = Severity.ERROR if read.is_legal else Severity.WARNING
    if foreign:
        host, owner = foreign[0]
        what = f"{read.path} is called primary, but {host} is of {owner}, not of {whose}."
        yield subject.finding(SOURCE, read.location, what, do, severity)
    elif cited.hosts:
        what = f"{read.path} is called primary, but {cited.hosts[0]} is no host of law, authority or owner known here."
        more = " A host that is one belongs under primary_hosts of the profile."
        yield subject.finding(SOURCE, read.location, what, do + more, severity)
    else:
        what = f"{read.path} is called primary, but its source names neither a host nor an act with its number."
        yield subject.finding(SOURCE, read.location, what, do, severity)


def _here(subject: Subject, read: _Read) -> tuple[str, ...]:
    """Whose sources count: of the country and its regions; for what a region says, of regions alone."""
    regions = subject.market.regions or _member(subject)
    country = country_of(subject.market.code)
    return tuple(regions) if FOLDER in read.location.path else (country, *regions)


def _member(subject: Subject) -> tuple[str, ...]:
    return ("EU", "EEA") if subject.witnesses.is_eu(subject.market.code) else ()


def _is_own(subject: Subject, read: _Read, cited: Citation, here: tuple[str, ...]) -> bool:
    market = subject.market
    hosts = [host for host in cited.hosts if owner_of(host) in here and is_official(host)]
    if hosts or is_any_under(cited.hosts, market.primary_hosts) or is_any_under(cited.hosts, _authorities(subject)):
        return True
    if cited.copies & {*here, EVERYWHERE} or (cited.acts & set(here) and not cited.hosts):
        return True
    if cited.acts & set(here) and all(owner_of(host) in ("", *here) for host in cited.hosts):
        return True
    if read.is_legal and not read.is_duty:
        return False
    owners = any(owner_of(host) == EVERYWHERE for host in cited.hosts)
    return owners or cited.owned or any(_is_of_name(host, read.names) for host in cited.hosts)


def is_any_under(hosts: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether one of the hosts is one of the known, or lies below one."""
    return any(is_under(host, known) for host in hosts)


def _authorities(subject: Subject) -> tuple[str, ...]:
    """Hosts of the bodies that the profile itself names: what they say of themselves is primary."""
    found = []
    for path in _LOCAL_AUTHORITIES:
        held = subject.holding(path)
        if held and isinstance(held.value, str):
            found.append(held.value)
    fact = subject.fact("complaints.bodies")
    for item in subject.items(fact) if fact and fact.type is FactType.LIST else ():
        website = item.fields.get("website")
        if isinstance(website, str):
            found.append(website)
    hosts = [host for one in found for host in citation(one).hosts]
    country = country_of(subject.market.code)
    return tuple(host for host in hosts if owner_of(host) in ("", country))


def _is_of_name(host: str, names: tuple[str, ...]) -> bool:
    """Whether a host is called like the thing itself: bizum.es for Bizum."""
    plain = {re.sub(r"[^a-z0-9]", "", name.casefold()) for name in names}
    return any(len(name) > 2 and name in host.replace("-", "") for name in plain)


def _not_secondary(subject: Subject, read: _Read, cited: Citation) -> Iterator[Finding]:
    here = _here(subject, read)
    if named := anonymous_origin(read.evidence.source):
        what = f"{read.path} rests on “{named}”, for which nobody answers: that is no better than unverified."
        do = "Read the law or its authority, or write unverified and let somebody answer for it by a waiver."
        severity = Severity.WARNING if read.is_legal else Severity.NOTE
        yield subject.finding(SOURCE, read.location, what, do, severity)
        return
    # That a country has no such rule may be told by where the rule is from.
    if (
        not (read.is_legal or read.path.startswith(_TAX))
        or read.is_absent
        or FOLDER in read.location.path
        or _is_shared(subject, read.path)
    ):
        return
    owners = {owner_of(host) for host in cited.hosts}
    copies = cited.copies - {EVERYWHERE, *here} if not cited.hosts and not cited.copies & {EVERYWHERE, *here} else set()
    if copies and not cited.acts & set(here):
        what = f"{read.path} is national law, and what it cites is a copy of the law of {min(copies)}."
        yield subject.finding(SOURCE, read.location, what, "Read it in a source of the country.", Severity.WARNING)
    elif owners and not owners & {"", EVERYWHERE, *here} and not cited.acts & set(here):
        host = cited.hosts[0]
        what = f"{read.path} is national law, and {host} is of {owner_of(host)}."
        yield subject.finding(SOURCE, read.location, what, "Read it in a source of the country.", Severity.WARNING)


def _is_shared(subject: Subject, path: str) -> bool:
    """Whether a region has the same rule, so that a source of another member says the same."""
    if path.startswith("the obligation "):
        return True
    return any(one.path == path and one.market in ("EU", "EEA") for one in statutes_of(_member(subject)))


@cache
def _no_sources() -> frozenset[str]:
    return frozenset(row["words"] for row in rows_of("no_sources.csv", "words"))
