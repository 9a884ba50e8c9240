"""Rules about words: dead links and names, languages that do not belong, rates typed into texts, odd addresses."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from locmem.errors import Location
from locmem.inline.strange_signs import strange_signs
from locmem.markets.citations import is_official, owner_of
from locmem.markets.gone import gone_from
from locmem.markets.languages import foreign_language
from locmem.markets.profile import country_of
from locmem.markets.rates import rates_in
from locmem.markets.subject import Subject
from locmem.model.fact import FactType, LocalText
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of
from locmem.values.web_addresses import host_of

GONE, LANGUAGE, WEBSITE, TYPED = "market-gone", "market-language", "market-website", "market-typed"
SIGNS = "market-signs"

_PUBLIC_ENDINGS = frozenset({"gov", "eu", "int"})


@cache
def _endings(country: str) -> tuple[str, ...]:
    """The endings of a country and its parts, its own first."""
    rows = rows_of("web_endings.csv", "country", "ending")
    return tuple(row["ending"] for row in rows if row["country"] == country) or (country.lower(),)


@cache
def _known_elsewhere() -> frozenset[str]:
    """Bodies whose own address has an ending that anybody can buy."""
    return frozenset(row["host"] for row in rows_of("known_hosts.csv", "host"))


def gone_names(subject: Subject) -> Iterator[Finding]:
    """Names and addresses that are no more: the EU's ODR platform, dead payment methods, bodies under old names."""
    for one in (*subject.texts(), *subject.names()):
        day = max(subject.day, one.end) if one.end and one.end < subject.day else subject.day
        is_name = not one.locale or one.path.endswith("[].name")
        for word, _, gone in gone_from(one.text, day, is_name=is_name):
            since = f" since {gone.since}" if gone.since else ""
            what = f"{one.path} says “{word}”, which is gone{since}: {gone.why}."
            yield subject.finding(GONE, one.location, what, "End its window on the last day, or write what came after.")


def mixed_languages(subject: Subject) -> Iterator[Finding]:
    """Texts with words, letters or a script of another language than their locale's."""
    for one in subject.texts():
        if one.path == "market.name":
            continue  # What a country is called is compared with CLDR.
        reason = foreign_language(one.text, one.locale)
        if reason:
            shown = one.text if len(one.text) <= 60 else f"{one.text[:59]}…"
            what = f"{one.path} in {one.locale} is “{shown}”: {reason}."
            do = f"Write it in {one.locale}; two languages need two locales."
            yield subject.finding(LANGUAGE, one.location, what, do, Severity.WARNING)


def hidden_signs(subject: Subject) -> Iterator[Finding]:
    """Control characters, signs that turn the order of letters round, and damaged letters in texts and names."""
    for one in (*subject.texts(), *subject.names()):
        for what, is_certain in strange_signs("", one.text, one.locale):
            if is_certain:
                do = "Write the value anew; what cannot be seen was pasted along."
                yield subject.finding(SIGNS, one.location, f"{one.path}: {what}.", do)


def typed_rates(subject: Subject) -> Iterator[Finding]:
    """Tax rates typed into texts beside a word for tax, where no window will ever end them."""
    own = _own_words(subject)
    fact = subject.fact("tax.standard_rate")
    past = {value.value for value in fact.values if isinstance(value.value, Decimal)} if fact else set()
    now = subject.holding("tax.standard_rate")
    for one in subject.texts():
        for rate in rates_in(one.text, own):
            if not rate.is_tax:
                continue
            is_old = rate.value in past and (now is None or now.value != rate.value)
            what = f"{one.path} has {'an old' if is_old else 'a'} tax rate typed in: “{rate.word}”."
            do = "Keep the rate in tax.standard_rate, and leave it to content to print it."
            yield subject.finding(TYPED, one.location, what, do, Severity.WARNING)


def _own_words(subject: Subject) -> set[str]:
    words: set[str] = set()
    for path in ("tax.abbreviation", "tax.name"):
        held = subject.holding(path)
        if held and isinstance(held.value, LocalText):
            words |= set(held.value.values.values())
    return words


def odd_websites(subject: Subject) -> Iterator[Finding]:
    """Addresses of authorities and bodies that lead to another country or to an ending anybody can buy."""
    endings = _endings(country_of(subject.market.code))
    for path, value in subject.of_type(FactType.URL):
        yield from _address(subject, path, str(value.value), value.location, endings)
    fact = subject.fact("complaints.bodies")
    for item in subject.items(fact) if fact else ():
        website = item.fields.get("website")
        if isinstance(website, str):
            yield from _address(subject, "market.complaints.bodies[].website", website, item.location, endings)


def _address(subject: Subject, path: str, url: str, location: Location, endings: tuple[str, ...]) -> Iterator[Finding]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    last = host.rpartition(".")[2]
    seen = host_of(url).removeprefix("www.")
    if "@" in urlsplit(url).netloc or "\\" in url or seen != host:
        fault = f"{path}: {url} does not lead where it seems to: a browser opens {seen}."
        yield subject.finding(
            WEBSITE, location, fault, "Write the address without a user name and without backslashes."
        )
    elif not host.isascii() or "xn--" in host:
        fault = f"{path}: {url} has letters that look like others."
        yield subject.finding(WEBSITE, location, fault, "Look the address up at the body itself.", Severity.WARNING)
    elif "." not in host or _is_number(host):
        fault = f"{path}: {url} leads to a machine, not to a site."
        yield subject.finding(WEBSITE, location, fault, "Write the public address.")
    elif path.startswith("company."):
        return  # The company may have whatever address it likes.
    elif last in endings or last in _PUBLIC_ENDINGS or _is_known(host, subject):
        return
    elif len(last) == 2:
        fault = f"{path}: {host} is an address of .{last}, not of .{endings[0]}."
        yield subject.finding(WEBSITE, location, fault, "Look the address up at the body itself.", Severity.WARNING)
    else:
        fault = f"{path}: anybody can buy an address under .{last}, and {host} is not known here."
        # Most bodies that are no authority are at home under .org.
        severity = Severity.NOTE if last == "org" else Severity.WARNING
        yield subject.finding(WEBSITE, location, fault, "Look the address up at the body itself.", severity)


def _is_known(host: str, subject: Subject) -> bool:
    """Whether a host stands in a table of public bodies, of this country where the table says of which."""
    return host in _known_elsewhere() or (is_official(host) and owner_of(host) == country_of(subject.market.code))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
