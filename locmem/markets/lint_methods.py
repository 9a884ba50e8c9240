"""Rules about payment methods: of which country they are, of which kind, and how they are spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import ListItem, LocalText
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of
from locmem.tables import Row, rows_of
from locmem.values.address_likeness import is_one_slip

METHOD = "market-method"

_LEAST = 4
"""Signs from which on one slip in a name is no other name."""
_LEAST_WORD = 6
"""Signs from which on a word that two languages share is rare."""


def odd_methods(subject: Subject) -> Iterator[Finding]:
    """Payment methods of other countries, under another kind than theirs, or with a slip in their name."""
    fact = subject.fact("payment_methods")
    country = country_of(subject.market.code)
    for item in subject.items(fact) if fact else ():
        name = item.fields.get("name")
        if not isinstance(name, str):
            yield from _kinds(subject, item)
            continue
        row = _rows().get(name)
        if row is None:
            near = next((one for one in _rows() if _is_slip(one, name)), "")
            if near:
                what = f"payment_methods has “{name}”, which is nearly {near}."
                yield subject.finding(METHOD, item.location, what, f"Write {near}, if it was meant.", Severity.WARNING)
            continue
        if row["countries"] != "*" and country not in row["countries"].split():
            what = f"payment_methods has {name}, which customers of {country} are not known to have."
            do = f"It is known in {', '.join(row['countries'].split())}; mend the name, if it is not on purpose."
            yield subject.finding(METHOD, item.location, what, do, Severity.WARNING)
        kind = item.fields.get("kind")
        if isinstance(kind, str) and kind not in row["kinds"].split("; "):
            what = f"payment_methods has {name} as {kind}; it is {' or '.join(row['kinds'].split('; '))}."
            yield subject.finding(METHOD, item.location, what, "Mend the kind.", Severity.WARNING)


def _kinds(subject: Subject, item: ListItem) -> Iterator[Finding]:
    """A method named in words of a language, under a kind that these words do not mean."""
    name, kind = item.fields.get("name"), item.fields.get("kind")
    for locale, text in name.values.items() if isinstance(name, LocalText) else ():
        found = [row for row in _words() if row["language"] == language_of(locale) and _holds(text, row["words"])]
        kinds = {one for row in found for one in row["kinds"].split("; ")}
        if kinds and isinstance(kind, str) and kind not in kinds:
            what = f"payment_methods has “{text}” as {kind}; it is {' or '.join(sorted(kinds))}."
            yield subject.finding(METHOD, item.location, what, "Mend the kind.", Severity.WARNING)
            return
        languages = _languages_of(text)
        if languages and language_of(locale) in _known_languages() and language_of(locale) not in languages:
            what = f"payment_methods in {locale} has “{text}”, as shops say it in {min(languages)}."
            yield subject.finding(
                METHOD, item.location, what, "Write it in the language of its locale.", Severity.WARNING
            )


def _languages_of(text: str) -> frozenset[str]:
    """The languages of the words by which a text says its kind, where any has them."""
    plain = text.casefold()
    return frozenset(
        row["language"]
        for row in _words()
        for word in row["words"].split("; ")
        if len(word) >= _LEAST_WORD and re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", plain)
    )


@cache
def _known_languages() -> frozenset[str]:
    return frozenset(row["language"] for row in _words())


def _holds(text: str, words: str) -> bool:
    return any(one.casefold() in text.casefold() for one in words.split("; "))


@cache
def _words() -> tuple[Row, ...]:
    return rows_of("payment_words.csv", "language", "words", "kinds")


def _is_slip(one: str, other: str) -> bool:
    plain, mine = one.casefold(), other.casefold()
    is_long = len(one) >= _LEAST
    return plain.replace(" ", "") == mine.replace(" ", "") or (is_long and is_one_slip(plain, mine))


@cache
def _rows() -> dict[str, Row]:
    return {row["name"]: row for row in rows_of("payment_names.csv", "name", "kinds", "countries")}
