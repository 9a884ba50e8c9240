"""The rule about the words of obligations and of reasons: topics, facts and numbers that belong to what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.errors import Location
from locmem.markets.profile import country_of
from locmem.markets.regions import FOLDER
from locmem.markets.subject import Subject
from locmem.model.fact import Obligation
from locmem.model.finding import Finding, Severity
from locmem.tables import Row, rows_of
from locmem.values.territories import territory_names

DUTY_TEXT = "market-duty-text"

_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,]*\d)")


def odd_duty_texts(subject: Subject) -> Iterator[Finding]:
    """Obligations whose topics, facts or words do not fit their own text, and reasons that name another country."""
    for duty in subject.market.obligations:
        yield from _topics(subject, duty)
        yield from _facts(subject, duty)
        yield from _numbers(subject, duty)
    yield from _copied(subject)


def _topics(subject: Subject, duty: Obligation) -> Iterator[Finding]:
    """A duty that names its matter, and applies to none of the topics on which that matter stands."""
    words = f"{duty.key.replace('_', ' ')} {duty.text}".casefold()
    for row in _rows():
        topics = row["topics"].split("; ")
        found = next((one for one in row["words"].split("; ") if one in words), "")
        if found and not {*topics} & {*duty.applies_to}:
            what = f"the obligation {duty.key} speaks of “{found}”, and applies to {', '.join(duty.applies_to)}."
            do = f"Let it apply to {' or '.join(topics)}."
            yield subject.finding(DUTY_TEXT, duty.location, what, do, Severity.WARNING)
            return


def _facts(subject: Subject, duty: Obligation) -> Iterator[Finding]:
    """A duty that is called as a fact is, and is kept by another fact."""
    path = next((path for path in subject.market.facts if path.rpartition(".")[2] == duty.key), "")
    held = subject.holding(path) if path else None
    if held and held.value is not None and duty.facts and f"market.{path}" not in duty.facts:
        what = f"the obligation {duty.key} is kept by {', '.join(duty.facts)}, and not by market.{path}."
        yield subject.finding(DUTY_TEXT, duty.location, what, "Name the fact of that name.", Severity.WARNING)


def _numbers(subject: Subject, duty: Obligation) -> Iterator[Finding]:
    """Words that content must hold with a number that the duty's own text has not, where it has others."""
    own = _numbers_in(duty.text)
    words = [word for items in duty.phrases.values() for group in items for word in group]
    asked = {number for word in words for number in _NUMBER.findall(word)}
    strange = sorted(asked - own)
    if own and strange and not asked & own:
        what = f"the obligation {duty.key} asks for words with {', '.join(strange)}, and its text says "
        what += f"{', '.join(sorted(own))}."
        yield subject.finding(DUTY_TEXT, duty.location, what, "Write the same number in both.", Severity.WARNING)


def _numbers_in(text: str) -> frozenset[str]:
    plain = text.casefold()
    spelled = {number for word, number in _spelled() if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)}
    return frozenset({*_NUMBER.findall(text), *spelled})


def _copied(subject: Subject) -> Iterator[Finding]:
    """A reason why there is no rule here that says so of another country, and does not name this one."""
    country = country_of(subject.market.code)
    own = (subject.market.name, *territory_names(country, "en"))
    for path, fact in subject.market.facts.items():
        for value in fact.values if FOLDER not in fact.location.path else ():
            named = _country_named(subject, value.no_rule, country)
            if named and not any(name in value.no_rule for name in own) and fact.location.path == subject.market.path:
                yield _of_other(subject, path, value.location, named)


def _of_other(subject: Subject, path: str, location: Location, named: str) -> Finding:
    what = f"{path} has no rule here for a reason that names {named}."
    do = f"Write the reason that holds in {subject.market.name}."
    return subject.finding(DUTY_TEXT, location, what, do, Severity.WARNING)


def _country_named(subject: Subject, text: str, country: str) -> str:
    for market in subject.others:
        for name in territory_names(country_of(market.code), "en") if country_of(market.code) != country else ():
            if len(name) > 3 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                return name
    return ""


@cache
def _rows() -> tuple[Row, ...]:
    return rows_of("duty_topics.csv", "words", "topics")


@cache
def _spelled() -> tuple[tuple[str, str], ...]:
    rows = rows_of("spelled_numbers.csv", "language", "value", "sort", "words")
    # Articles and “one” count nothing in “one of these”.
    counting = [row for row in rows if row["language"] == "en" and row["sort"] == "word" and row["value"] != "1"]
    return tuple((word, row["value"]) for row in counting for word in row["words"].split("; "))
