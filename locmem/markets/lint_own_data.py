"""The rule about data of the company that do not fit each other, or the profile beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import Duration, Fact, LocalText
from locmem.model.finding import Finding, Severity
from locmem.values.mail_addresses import mails_in
from locmem.values.periods import keys_of, periods_in
from locmem.values.time_zones import city_owners
from locmem.values.web_addresses import host_of

OWN_DATA = "market-own-data"

_REPLY, _STANCE = "complaints.trader_reply", "adr_stance"
_MAILS = ("support.email", "dpo.email")
_COUNTED = re.compile(r"(?<![\w.,/-])(\d{1,3}) [^\W\d_]+")
"""A number and the word that it counts."""


def odd_own_data(subject: Subject) -> Iterator[Finding]:
    """A body of which half is there, a website beside the mail, towns of other countries, periods beside the law."""
    yield from _halves(subject)
    yield from _hosts(subject)
    yield from _towns(subject)
    yield from _replies(subject)


def _held(subject: Subject, path: str) -> object:
    fact = subject.market.company.get(path)
    held = next((one for one in fact.values if one.window.holds(subject.day)), None) if fact else None
    return held.value if held else None


def _halves(subject: Subject) -> Iterator[Finding]:
    company = subject.market.company
    for path, fact in company.items():
        group, _, last = path.rpartition(".")
        if last != "name" or f"{group}.website" not in company:
            continue
        name, website = _held(subject, path), _held(subject, f"{group}.website")
        if name is None and website is not None:
            what = f"company.{group} has a website and no name."
            yield subject.finding(OWN_DATA, fact.location, what, "Write both, or neither.", Severity.WARNING)
        elif name is not None and website is None:
            what = f"company.{group} has a name and no website."
            yield subject.finding(OWN_DATA, fact.location, what, "Write both, or neither.", Severity.WARNING)


def _hosts(subject: Subject) -> Iterator[Finding]:
    """A website under another ending than all mail of the company: `lamps.com` beside `@lamps.example`."""
    fact, site = subject.market.company.get("website"), _held(subject, "website")
    if fact is None or not isinstance(site, str):
        return
    host = host_of(site).removeprefix("www.")
    mails = {mail.rpartition("@")[2].casefold() for path in _MAILS for mail in mails_in(str(_held(subject, path)))}
    if len(mails) == 1 and not any(host.endswith(one) or one.endswith(host) for one in mails):
        (mail,) = mails
        if host.split(".")[-2:-1] == mail.split(".")[-2:-1]:
            what = f"company.website is at {host}, and all mail goes to {mail}."
            yield subject.finding(OWN_DATA, fact.location, what, "Write the one that is ours.", Severity.WARNING)


def _towns(subject: Subject) -> Iterator[Finding]:
    """Addresses of which a part is nothing but the postcode and a large town of another country."""
    country = country_of(subject.market.code)
    for path, fact in subject.market.company.items():
        if path.rpartition(".")[2] not in ("address", "returns_address"):
            continue
        for locale, text in _texts(fact, subject):
            owners = city_owners(locale)
            towns = [" ".join(word for word in part.split() if word.isalpha()).casefold() for part in text.split(",")]
            found = next((town for town in towns[1:] if town in owners and country not in owners[town]), "")
            if found and not any(country in owners.get(town, ()) for town in towns):
                what = f"company.{path} is in {found.title()}, a town of {owners[found][0]}, not of {country}."
                do = "Write the address of this market, or name the country at its end."
                yield subject.finding(OWN_DATA, fact.location, what, do, Severity.WARNING)


def _texts(fact: Fact, subject: Subject) -> Iterator[tuple[str, str]]:
    for value in subject.current(fact):
        if isinstance(value.value, LocalText):
            yield from value.value.values.items()
        elif isinstance(value.value, str):
            yield subject.market.locales[0].content, value.value


def _replies(subject: Subject) -> Iterator[Finding]:
    """Periods in what the company says of complaints, none of which is the one within which traders answer."""
    held, fact = subject.holding(_REPLY), subject.market.company.get(_STANCE)
    if fact is None or held is None or not isinstance(held.value, Duration):
        return
    for locale, text in _texts(fact, subject):
        periods = periods_in(text, locale)
        # Of languages without a table of periods the number alone is read.
        counts = () if periods else tuple(_COUNTED.finditer(text))
        own = any(one.keys & keys_of(held.value) for one in periods) or str(held.value.count) in {
            one[1] for one in counts
        }
        if (periods or counts) and not own:
            said = text[periods[0].start : periods[0].end] if periods else counts[0][0]
            what = f"company.{_STANCE} in {locale} says “{said}”; {_REPLY} is {held.value.count} "
            what += f"{held.value.unit.value.replace('-', ' ')}s."
            yield subject.finding(OWN_DATA, fact.location, what, "Write the same period in both.", Severity.WARNING)
