"""Rules about how customers reach somebody: what a call costs, whose the host of a letter is, hosts that look alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from locmem.markets.citations import owner_of
from locmem.markets.lookalikes import authority_hosts, lookalike
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import FactType
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of
from locmem.values.address_likeness import is_one_slip
from locmem.values.mail_addresses import mail_problem, mails_in
from locmem.values.web_addresses import host_of

COSTS, HOST = "market-call-cost", "market-host"

_DEAR = {"premium": "a premium-rate number", "shared": "a number with shared cost", "personal": "a personal number"}
_ODD = {"pager": "a pager", "voicemail": "a mailbox", "fax": "a fax"}
_MAIL_NAMES = frozenset({"email", "mail", "e_mail"})


def dear_calls(subject: Subject) -> Iterator[Finding]:
    """Telephone numbers of the company and of authorities that cost customers more than a call, or ring nobody."""
    for path, value in subject.of_type(FactType.PHONE):
        number = str(value.value)
        kind = subject.witnesses.phone_kind(number)
        if kind in _DEAR:
            what = f"{path}: {number} is {_DEAR[kind]}."
            do = "Write a number at the basic rate: the law of the EU asks for one (Directive 2011/83/EU Art. 21)."
            yield subject.finding(COSTS, value.location, what, do, Severity.WARNING)
        elif kind in _ODD:
            what = f"{path}: {number} is {_ODD[kind]}."
            yield subject.finding(COSTS, value.location, what, "Write a number that somebody answers.")


def odd_hosts(subject: Subject) -> Iterator[Finding]:
    """Hosts of mail and pages that are nearly the company's or an authority's, insecure, or of a free mail service."""
    own = _own_hosts(subject)
    for one in subject.names():
        last = one.path.rpartition(".")[2]
        if not _MAIL_NAMES.intersection((last, *last.split("_"))) or mail_problem(one.text):
            continue
        host = one.text.rpartition("@")[2].lower()
        ending = host.rpartition(".")[2]
        if ending in _mistyped():
            what = f"{one.path}: there is no ending .{ending}."
            yield subject.finding(HOST, one.location, what, f"Write .{_mistyped()[ending]}, if it was meant.")
        elif near := lookalike(host, own):
            if not is_one_slip(host, near):  # What is one slip away says the rule about mail.
                what = f"{one.path}: {host} looks like {near}, and is another host."
                yield subject.finding(HOST, one.location, what, f"Write {near}, if it was meant.", Severity.WARNING)
        elif host in _free_hosts():
            what = f"{one.path}: {host} is a host of free mail, where anybody has an address."
            yield subject.finding(HOST, one.location, what, "Write an address of the company's own.", Severity.WARNING)
        elif one.path.startswith("company.") and own and not _is_of(host, own):
            what = f"{one.path}: {host} is not the host of the company's website, {min(own)}."
            yield subject.finding(HOST, one.location, what, "Mend it, if it is not on purpose.", Severity.WARNING)
    for one in subject.texts():
        for mail in mails_in(one.text):
            ending = mail.rpartition(".")[2].lower()
            if ending in _mistyped():
                what = f"{one.path}: there is no ending .{ending}."
                yield subject.finding(HOST, one.location, what, f"Write .{_mistyped()[ending]}, if it was meant.")
    yield from _pages(subject, own)


def _pages(subject: Subject, own: frozenset[str]) -> Iterator[Finding]:
    country, regions = country_of(subject.market.code), subject.market.regions
    websites = [(path, str(value.value), value.location) for path, value in subject.of_type(FactType.URL)]
    for one in subject.names():
        if one.path.endswith("[].website"):
            websites.append((one.path, one.text, one.location))
    for path, url, location in websites:
        host = host_of(url).removeprefix("www.")
        if urlsplit(url).scheme == "http":
            what = f"{path}: {url} is not encrypted."
            yield subject.finding(HOST, location, what, "Write https://, if the site has it.", Severity.WARNING)
        near = lookalike(host, own) or lookalike(host, authority_hosts())
        if near:
            what = f"{path}: {host} looks like {near}, and is another host."
            yield subject.finding(HOST, location, what, f"Write {near}, if it was meant.", Severity.WARNING)
        elif path.startswith("market.") and host in authority_hosts() and owner_of(host) not in (country, *regions):
            what = f"{path}: {host} is an authority of {owner_of(host)}, not of {country}."
            yield subject.finding(HOST, location, what, "Write the one of this country.")


def _own_hosts(subject: Subject) -> frozenset[str]:
    fact = subject.market.company.get("website")
    hosts = (host_of(str(value.value)).removeprefix("www.") for value in (fact.values if fact else ()) if value.value)
    return frozenset(host for host in hosts if host)


def _is_of(host: str, own: frozenset[str]) -> bool:
    """Whether a host is one of the company's, lies below one, or has its name under another ending."""
    names = {one.split(".")[-2] if "." in one else one for one in own}
    return any(host == one or host.endswith(f".{one}") for one in own) or bool(names & set(host.split(".")[:-1]))


@cache
def _mistyped() -> dict[str, str]:
    return {row["ending"]: row["means"] for row in rows_of("mistyped_endings.csv", "ending", "means")}


@cache
def _free_hosts() -> frozenset[str]:
    return frozenset(row["host"] for row in rows_of("free_mail_hosts.csv", "host"))
