"""Rules about words that the law or custom of a country fixes: labels, names of laws and taxes, what prices hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.markets.lint_rights import law_of
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import FactValue, LocalText
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of
from locmem.tables import Row, rows_of

WORDING, UNFINISHED = "market-wording", "market-unfinished"

_UNFINISHED = re.compile(r"\b(?:TODO|TBD|FIXME|[xX]xx+|(?i:lorem ipsum|placeholder))\b|\?\?\?|\A[.\-–…?]+\Z")
"""`Todo` is a word of Spanish; `XXXX` stands in addresses for what nobody has."""
_REGIMES = "*EU"
_SHORTEST_STANCE = 20


def other_wording(subject: Subject) -> Iterator[Finding]:
    """Labels, names of laws and taxes other than those that the country has, and prices with or without tax."""
    for path, language, texts in _labels():
        for value, locale, text in _texts(subject, path):
            if language_of(locale) == language and text not in texts:
                what = f"{path} in {locale} is “{text}”; the act has “{'” or “'.join(texts)}”."
                do = "Write the words of the act, sign by sign."
                yield subject.finding(WORDING, value.location, what, do, Severity.WARNING)
    yield from _regimes(subject)
    yield from _taxes(subject)
    yield from _included(subject)


def _texts(subject: Subject, path: str) -> Iterator[tuple[FactValue, str, str]]:
    fact = subject.fact(path)
    for value in subject.current(fact) if fact else ():
        if isinstance(value.value, LocalText):
            for locale, text in value.value.values.items():
                yield value, locale, text


def _regimes(subject: Subject) -> Iterator[Finding]:
    country = country_of(subject.market.code)
    codes = (country, _REGIMES) if "EEA" in law_of(subject) else (country,)
    for value, locale, text in _texts(subject, "data_protection.regime"):
        rows = [row for row in _regime_rows() if row["country"] in codes and row["language"] == language_of(locale)]
        words = [word for row in rows for word in row["words"].split("; ")]
        others = [
            row["country"].strip("*")
            for row in _regime_rows()
            if row["country"] not in codes
            and any(_has(text, word) for word in row["words"].split("; "))
            and row["language"] == language_of(locale)
        ]
        if words and not any(_has(text, word) for word in words):
            what = f"data_protection.regime in {locale} is “{text}”; {country} has {words[0]}."
            do = f"Write the law of this country{f'; it reads as that of {others[0]}' if others else ''}."
            yield subject.finding(WORDING, value.location, what, do, Severity.WARNING)


def _has(text: str, word: str) -> bool:
    if word.isupper():
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
    return word.casefold() in text.casefold()


def _taxes(subject: Subject) -> Iterator[Finding]:
    # Parts of a country may have a tax of their own, which the table has under their code.
    country = subject.market.code
    for path, column in (("tax.name", "names"), ("tax.abbreviation", "short")):
        for value, locale, text in _texts(subject, path):
            rows = [row for row in _tax_rows() if row["language"] == language_of(locale)]
            own = [row for row in rows if row["country"] == country]
            shared = () if subject.is_part else (one for one in rows if one["country"] == "*")
            row = next(iter((*own, *shared)), None)
            if row and text.casefold() not in (one.casefold() for one in row[column].split("; ")):
                what = f"{path} in {locale} is “{text}”; it is called {' or '.join(row[column].split('; '))}."
                yield subject.finding(WORDING, value.location, what, "Mend the name.", Severity.WARNING)


def _included(subject: Subject) -> Iterator[Finding]:
    country = country_of(subject.market.code)
    fact, known = subject.fact("tax.included_in_prices"), _prices().get(country)
    for value in subject.current(fact) if fact and known is not None else ():
        if isinstance(value.value, bool) and value.value is not known:
            said = "with" if known else "without"
            what = f"tax.included_in_prices is {str(value.value).lower()}; in {country} prices are shown {said} tax."
            yield subject.finding(WORDING, value.location, what, f"Write {str(known).lower()}.", Severity.WARNING)


def unfinished_values(subject: Subject) -> Iterator[Finding]:
    """Values, waivers and obligations that somebody meant to write: TODO, xxx, a stance of two words."""
    for one in (*subject.texts(), *subject.names()):
        found = _UNFINISHED.search(one.text)
        if found:
            what = f"{one.path} says “{one.text[:40]}”."
            yield subject.finding(UNFINISHED, one.location, what, "Write what is meant.")
        elif one.path.endswith("stance") and len(one.text) < _SHORTEST_STANCE and one.text.isascii():
            what = f"{one.path} says no more than “{one.text}”."
            yield subject.finding(
                UNFINISHED, one.location, what, "Say whether and where you take part.", Severity.WARNING
            )
    for duty in subject.market.obligations:
        if _UNFINISHED.search(duty.text) or (len(duty.text.split()) < 2 and duty.text.isascii()):
            what = f"the obligation {duty.key} says “{duty.text[:40]}”."
            yield subject.finding(UNFINISHED, duty.location, what, "Say what texts must say.", Severity.WARNING)
    for waiver in subject.market.waivers:
        for word in (waiver.by, waiver.reason):
            if _UNFINISHED.search(word) or word.strip(" .").casefold() in _NOBODY:
                what = f"the waiver of {waiver.fact} says “{word}”: nobody answers for it so."
                do = "Write the name of who answers for it, and why."
                yield subject.finding(UNFINISHED, waiver.location, what, do, Severity.WARNING)


_NOBODY = frozenset(
    {"me", "us", "admin", "root", "somebody", "someone", "nobody", "test", "ok", "fine", "no reason", "-"}
)


@cache
def _labels() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = rows_of("statutory_labels.csv", "path", "language", "texts")
    return tuple((row["path"], row["language"], tuple(row["texts"].split("; "))) for row in rows)


@cache
def _regime_rows() -> tuple[Row, ...]:
    return rows_of("regimes.csv", "country", "language", "words")


@cache
def _tax_rows() -> tuple[Row, ...]:
    return rows_of("tax_words.csv", "country", "language", "names", "short")


@cache
def _prices() -> dict[str, bool]:
    return {row["country"]: row["included"] == "true" for row in rows_of("included_prices.csv", "country", "included")}
