"""Rules about values by which somebody is reached or paid: mail addresses, accounts, registered numbers, postcodes.

Profiles and company data hold them as plain names.  What they are is told by the last part of their path
(`support.email`, `bank.iban`, `siret`), or by a form that nothing else has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import FactType
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of
from locmem.values.address_likeness import is_one_slip
from locmem.values.mail_addresses import mail_problem, mails_in
from locmem.values.territories import territory_called
from locmem.values.web_addresses import host_of

MAIL, ACCOUNT, POSTCODE = "market-email", "market-account", "market-postcode"

_MAILS = frozenset({"email", "mail", "e_mail"})
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: [0-9A-Z]{4}){3,7}(?: [0-9A-Z]{1,3})?(?![0-9A-Za-z])")
"""An account number as people write it, in groups of four."""
_ACCOUNTS = {"iban": "iban", "bic": "bic", "swift": "bic", "lei": "lei"}
_COUNTRY_END = re.compile(r"([^,;\d\s][^,;\d\n]*?)[.\s]*\Z")
_ALONE = r"(?<![0-9A-Za-z])(?<!\d-){}(?![0-9A-Za-z])(?!-\d)"
"""A postcode that is no part of a longer number; the letters of a country may stand before it (`D-10115`)."""


def unreachable_mails(subject: Subject) -> Iterator[Finding]:
    """Mail addresses that no letter reaches: without `@` or domain, with a comma, at a misspelt host of the company."""
    own = {
        host_of(str(value.value)).removeprefix("www.")
        for path, value in subject.of_type(FactType.URL)
        if path.startswith("company.")
    }
    for one in (*subject.names(), *subject.texts()):
        is_mail = bool(_MAILS.intersection((_last(one.path), *_last(one.path).split("_"))))
        for written in (one.text,) if is_mail and not one.locale else mails_in(one.text):
            if problem := mail_problem(written):
                what = f"{one.path}: {written} is no mail address: {problem}."
                yield subject.finding(MAIL, one.location, what, "Write the address as a mail program takes it.")
            elif near := next(
                (host for host in sorted(own) if is_one_slip(host, written.rpartition("@")[2].lower())), ""
            ):
                what = f"{one.path}: the host of {written} is nearly that of the company's own address, {near}."
                yield subject.finding(MAIL, one.location, what, f"Write {near}, if it was meant.", Severity.WARNING)


def wrong_accounts(subject: Subject) -> Iterator[Finding]:
    """Numbers of bank accounts and registers that their own check digits or their country's form refuse."""
    country = country_of(subject.market.code)
    for one in (*subject.names(), *subject.texts()):
        name = _last(one.path)
        kind = _ACCOUNTS.get(name, name.removesuffix("_number"))
        if one.locale or name == "tax_number" or _IBAN.search(one.text):
            asked = [("iban", found[0]) for found in _IBAN.finditer(one.text)]
        else:
            asked = [(kind, one.text)]
        for kind, number in asked:
            problem = subject.witnesses.number_problem(country, kind, number)
            if problem and not any(_is_good(subject, country, kind, part) for part in _beginnings(number)):
                what = f"{one.path}: {number} is no {kind.upper()}: {problem}."
                do = "Copy it from the letter of the bank or of the register."
                yield subject.finding(ACCOUNT, one.location, what, do)


def _beginnings(number: str) -> Iterator[str]:
    """A number in groups without its last groups: words in capitals behind it may be of the same length."""
    groups = number.split(" ")
    return (" ".join(groups[:end]) for end in range(len(groups) - 1, 3, -1))


def _is_good(subject: Subject, country: str, kind: str, number: str) -> bool:
    return not subject.witnesses.number_problem(country, kind, number)


def wrong_postcodes(subject: Subject) -> Iterator[Finding]:
    """Postal addresses of the company without a postcode of the form that the country's have."""
    country = country_of(subject.market.code)
    pattern, example = _postcodes().get(country, ("", ""))
    if not pattern:
        return
    for one in (*subject.names(), *subject.texts()):
        is_address = one.path.startswith("company.") and _last(one.path).split("_")[-1] == "address"
        if not is_address or not re.search(r"\d", one.text) or re.search(_ALONE.format(pattern), one.text):
            continue
        if not country_at_end(subject, one.text):
            what = f"{one.path}: “{one.text}” has no postcode as {country} has them ({example})."
            do = "Write the postcode in full, and the country at the end where it is another one."
            yield subject.finding(POSTCODE, one.location, what, do, Severity.WARNING)


def country_at_end(subject: Subject, address: str) -> str:
    """The code of the other country that an address ends in the name of; empty for none."""
    end = _COUNTRY_END.search(address)
    called = territory_called(end[1], subject.market.locales[0].content) if end else ""
    return "" if called == country_of(subject.market.code) else called


def has_postcode(text: str, country: str) -> bool:
    """Whether something of the form of a country's postcodes stands alone in a text."""
    form = postcode_form(country)
    return bool(form) and re.search(_ALONE.format(form), text) is not None


def postcode_example(country: str) -> str:
    """A postcode of a country; empty where it has none or nobody knows them."""
    return _postcodes().get(country, ("", ""))[1]


def postcode_countries() -> tuple[str, ...]:
    """The countries of which the form of postcodes is known, sorted."""
    return tuple(sorted(_postcodes()))


def postcode_form(country: str) -> str:
    """The regular expression of a country's postcodes; empty where it has none or nobody knows them."""
    return _postcodes().get(country, ("", ""))[0]


@cache
def _postcodes() -> dict[str, tuple[str, str]]:
    rows = rows_of("postcodes.csv", "country", "form", "example")
    return {row["country"]: (row["form"], row["example"]) for row in rows}


def _last(path: str) -> str:
    return path.rpartition(".")[2]
