"""Rules about postal addresses and the company's name: forms of the country, and one place said in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.markets.lint_contacts import (
    country_at_end,
    has_postcode,
    postcode_countries,
    postcode_example,
    postcode_form,
)
from locmem.markets.peers import plain_texts, usual
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject, Text
from locmem.model.fact import LocalText, Market
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of

ADDRESS = "market-address"

_ADDRESSES = ("address", "returns_address", "dpo.address")
_OF_ITEMS = "[].address"
_NUMBER = re.compile(r"\d+")


def odd_addresses(subject: Subject) -> Iterator[Finding]:
    """Companies of another country's form, postcodes on the wrong side of the town, one address said in two ways."""
    country = country_of(subject.market.code)
    yield from _legal_form(subject, country)
    form = postcode_form(country)
    if form:
        yield from _order(subject, country, form)
        yield from _same_code(subject, form)
        yield from _of_bodies(subject, country)
    yield from _numbers(subject)
    yield from _accounts(subject, country)


def _legal_form(subject: Subject, country: str) -> Iterator[Finding]:
    fact, own = subject.market.company.get("legal_name"), _forms().get(country, ())
    for text in plain_texts(fact) if own else ():
        if fact is None or any(_has_form(text, form) for form in own):
            continue
        others = sorted(
            code for code, forms in _forms().items() if code != country and any(_has_form(text, form) for form in forms)
        )
        where = f"; it has one of {others[0]}" if others else ""
        if others or usual(subject, _has_own_form):
            what = f"company.legal_name is “{text}”, without a legal form of {country}{where}."
            do = f"Write the name as the register has it, such as with {own[0]}."
            yield subject.finding(ADDRESS, fact.location, what, do, Severity.WARNING)


def _has_own_form(market: Market) -> bool | None:
    forms, texts = _forms().get(market.code, ()), plain_texts(market.company.get("legal_name"))
    return all(any(_has_form(text, form) for form in forms) for text in texts) if forms and texts else None


def _has_form(name: str, form: str) -> bool:
    if not form.isascii() and not re.search(r"[A-Za-z.]", form):
        return form in name
    return re.search(rf"(?<![\w.]){re.escape(form)}(?![\w])", name) is not None


def _addresses(subject: Subject) -> Iterator[Text]:
    wanted = {f"company.{path}" for path in _ADDRESSES}
    return (one for one in (*subject.names(), *subject.texts()) if one.path in wanted or one.path.endswith(_OF_ITEMS))


def _of_bodies(subject: Subject, country: str) -> Iterator[Finding]:
    """Addresses of bodies that are another country's, or lack a part by which a letter arrives."""
    for one in subject.names():
        if not one.path.endswith(_OF_ITEMS):
            continue
        if abroad := country_at_end(subject, one.text):
            what = f"{one.path} has “{one.text}”, an address in {abroad}."
            do = f"Write the address in {country}, if the body has one."
            yield subject.finding(ADDRESS, one.location, what, do, Severity.WARNING)
        elif not has_postcode(one.text, country):
            others = [code for code in postcode_countries() if code != country and has_postcode(one.text, code)]
            why = f", but one as {others[0]} has them" if others and not _is_house(one.text) else ""
            what = f"{one.path}: “{one.text}” has no postcode as {country} has them ({postcode_example(country)}){why}."
            severity = Severity.WARNING if why else Severity.NOTE
            yield subject.finding(ADDRESS, one.location, what, "Write the postcode and the town.", severity)


def _is_house(text: str) -> bool:
    """Whether the only number of an address is that of a house or a box, as it begins or ends a part."""
    return len(re.findall(r"\d+", text)) == 1 and re.search(r"^\d+\s|[^\W\d]\.?\s\d+\s*(?:,|$)", text) is not None


def _order(subject: Subject, country: str, form: str) -> Iterator[Finding]:
    order = _orders().get(country, "")
    for one in _addresses(subject) if order else ():
        codes = list(re.finditer(rf"(?<![\w-])(?:[A-Z]{{1,2}}-)?{form}(?![\w])(?!-\d)", one.text))
        if not codes:
            continue
        # A number of a house may have the form of a postcode; the last one is nearer to the town.
        code = codes[-1]
        before = re.split(r"[,;\n]", one.text[: code.start()])[-1].strip()
        after = re.split(r"[,;\n]", one.text[code.end() :])[0].strip(" .")
        is_wrong = (order == "before" and not after) or (
            order == "after" and bool(after) and not before and len(codes) == 1 and country not in ("LV", "LT")
        )
        if is_wrong:
            side = "before" if order == "before" else "behind"
            what = f"{one.path}: in {country} the postcode stands {side} the town, and here it is “{one.text[-40:]}”."
            yield subject.finding(ADDRESS, one.location, what, "Mend the order.", Severity.WARNING)


def _same_code(subject: Subject, form: str) -> Iterator[Finding]:
    """The officer's address is the company's nearly everywhere: two postcodes for one street are a slip."""
    fact, other = subject.market.company.get("address"), subject.market.company.get("dpo.address")
    if not fact or not other:
        return
    for text, twin in zip(plain_texts(fact), plain_texts(other), strict=False):
        mine, theirs = (set(re.findall(rf"(?<![\w-]){form}(?![\w-])", one)) for one in (text, twin))
        street = _street(text)
        if mine and theirs and not mine & theirs and street in twin:
            what = (
                f"company.dpo.address has the postcode {min(theirs)}, and company.address {min(mine)}, in one street."
            )
            yield subject.finding(ADDRESS, other.location, what, "Write the one that is right twice.", Severity.WARNING)
        elif mine & theirs and street not in twin and len(street) > 5 and usual(subject, _has_own_street):
            what = f"company.dpo.address has another street than company.address, “{street}”."
            yield subject.finding(ADDRESS, other.location, what, "Mend one of them.", Severity.WARNING)


def _has_own_street(market: Market) -> bool | None:
    ours, theirs = plain_texts(market.company.get("address")), plain_texts(market.company.get("dpo.address"))
    pairs = list(zip(ours, theirs, strict=False))
    return all(_street(one) in other for one, other in pairs) if pairs else None


def _street(address: str) -> str:
    return re.split(r"[,;(]", address)[0].strip()


def _numbers(subject: Subject) -> Iterator[Finding]:
    """What is one address in several languages has the same numbers in each."""
    for path, fact in subject.market.company.items():
        if path not in (*_ADDRESSES, "tax_number"):
            continue
        for value in subject.current(fact):
            if isinstance(value.value, LocalText):
                told = {locale: sorted(_NUMBER.findall(text)) for locale, text in value.value.values.items()}
                if len({tuple(one) for one in told.values()}) > 1:
                    what = f"company.{path} has other numbers in {' than in '.join(list(told)[:2])}."
                    yield subject.finding(ADDRESS, value.location, what, "Write the same ones.", Severity.WARNING)


def _accounts(subject: Subject, country: str) -> Iterator[Finding]:
    for one in subject.names():
        if one.path.rpartition(".")[2] == "iban" and one.text[:2].isalpha() and one.text[:2].upper() != country:
            what = f"{one.path}: {one.text} is an account in {one.text[:2]}, not in {country}."
            yield subject.finding(ADDRESS, one.location, what, "Mend it, if it is not on purpose.", Severity.WARNING)


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    return {row["country"]: tuple(row["forms"].split("; ")) for row in rows_of("legal_forms.csv", "country", "forms")}


@cache
def _orders() -> dict[str, str]:
    return {row["country"]: row["order"] for row in rows_of("postal_orders.csv", "country", "order")}
