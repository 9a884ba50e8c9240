"""Rules about values that were copied: from another country, or from the line above."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from locmem.markets.peers import countries, plain_texts, usual
from locmem.markets.subject import Subject
from locmem.model.fact import Fact, FactType, Market
from locmem.model.finding import Finding, Severity

COPY = "market-copy"

_TEXTS = (FactType.NAME, FactType.TEXT)
_OF_ONE_COUNTRY = ("legal_name", "address", "returns_address", "tax_number", "support.phone", "dpo.address")
_LEAST_NAME = 8
"""Letters from which on the name of a company is no part of another one."""


def copied_values(subject: Subject) -> Iterator[Finding]:
    """Company data and addresses of bodies that are those of another country, or twice the same by mistake."""
    market = subject.market
    for path in _OF_ONE_COUNTRY:
        fact = market.company.get(path)
        if fact is None or _is_shared(subject, fact):
            continue
        for text in plain_texts(fact):
            owner = next((one for one in countries(subject) if text in plain_texts(one.company.get(path))), None)
            if owner and len(text) > 3:
                what = f"company.{path} is “{text}”, as in {owner.code}."
                yield subject.finding(COPY, fact.location, what, "Write the value of this market.", Severity.WARNING)
                break
    yield from _names_of_others(subject)
    for path in ("data_protection.authority.website", "data_protection.authority.phone", "complaints.body.website"):
        fact = market.facts.get(path)
        for value in subject.current(fact) if fact else ():
            owner = next((one for one in countries(subject) if value.value in _held(one, path)), None)
            if owner and isinstance(value.value, str):
                what = f"{path} is {value.value}, as in {owner.code}."
                yield subject.finding(COPY, value.location, what, "Write the one of this market.", Severity.WARNING)
    yield from _twice(subject)


def _is_shared(subject: Subject, fact: Fact) -> bool:
    """Whether a value stands where all markets have it from."""
    return any(fact in one.company.values() for one in subject.others)


def _held(market: Market, path: str) -> tuple[object, ...]:
    fact = market.facts.get(path)
    return tuple(value.value for value in fact.values if value.value) if fact else ()


def _names_of_others(subject: Subject) -> Iterator[Finding]:
    own = set(plain_texts(subject.market.company.get("legal_name")))
    theirs = {
        name: one.code
        for one in countries(subject)
        for name in plain_texts(one.company.get("legal_name"))
        if len(name) >= _LEAST_NAME and not any(name in text for text in own)
    }
    for path, fact in subject.market.company.items():
        if path == "legal_name" or fact.type not in _TEXTS or _is_shared(subject, fact):
            continue
        for text in plain_texts(fact):
            found = next((name for name in theirs if name in text), None)
            if found and not any(name in text for name in own):
                what = f"company.{path} names {found}, the company of {theirs[found]}."
                yield subject.finding(COPY, fact.location, what, "Name the company of this market.", Severity.WARNING)
                break
    address = subject.market.company.get("dpo.address")
    if address and own and not any(name in text for name in own for text in plain_texts(address)):
        named = usual(subject, _names_itself)
        if named:
            what = "company.dpo.address does not name the company of this market, as it does elsewhere."
            yield subject.finding(COPY, address.location, what, "Write whom letters reach.", Severity.WARNING)


def _names_itself(market: Market) -> bool | None:
    texts, names = plain_texts(market.company.get("dpo.address")), plain_texts(market.company.get("legal_name"))
    return any(name in text for name in names for text in texts) if texts and names else None


def _twice(subject: Subject) -> Iterator[Finding]:
    """Two data of the company with one value, where no other market has them so."""
    facts = [(path, fact) for path, fact in subject.market.company.items() if fact.type in (*_TEXTS, FactType.PHONE)]
    for number, (path, fact) in enumerate(facts):
        for other, twin in facts[number + 1 :]:
            same = set(plain_texts(fact)) & set(plain_texts(twin))
            differ = usual(subject, partial(_differ, path, other)) if same else None
            if same and differ:
                what = f"company.{other} is the same as company.{path}: “{min(same)}”."
                yield subject.finding(COPY, twin.location, what, "Write each one's own value.", Severity.WARNING)
    phone, authority = subject.market.company.get("support.phone"), subject.fact("data_protection.authority.phone")
    for value in subject.current(phone) if phone else ():
        if isinstance(value.value, str) and value.value in plain_texts(authority):
            what = f"company.support.phone is {value.value}, the number of the data protection authority."
            yield subject.finding(COPY, value.location, what, "Write the company's own number.")


def _differ(path: str, other: str, market: Market) -> bool | None:
    one, two = (plain_texts(market.company.get(name)) for name in (path, other))
    return not set(one) & set(two) if one and two else None
