"""The rule about the tone of a locale: a note on how customers are addressed that does not say two things at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.markets.subject import Subject
from locmem.model.finding import Finding, Severity
from locmem.model.tags import language_of
from locmem.tables import Row, rows_of

TONE = "market-tone"

_KINDS = re.compile(r"\b(help articles?|articles|chat|complaints?|legal|letters?|macros?|replies|mail|money)\b")
_CHOICE = re.compile(r"\b(?:or|only|unless|except|elsewhere|never|not)\b|/")
_EVERYWHERE = re.compile(r"\b(?:throughout|always|everywhere)\b")


def contradictory_tones(subject: Subject) -> Iterator[Finding]:
    """Notes on tone that ask for two ways of address at once, or for one of another language."""
    for locale in subject.market.locales:
        row = _words().get(language_of(locale.content))
        if not row or not locale.tone:
            continue
        fault = _fault(locale.tone, row) or _foreign(locale.tone, row)
        if not fault and (style := subject.market.style):
            fault = _against(locale.tone, style.address, row)
        if fault:
            what = f"the tone of {locale.content} is “{locale.tone}”: {fault}."
            place = subject.head(f"locales.{locale.content}")
            yield subject.finding(TONE, place, what, "Say one way of address for each kind of text.", Severity.WARNING)
    yield from _foreign_address(subject)


def _fault(tone: str, row: Row) -> str:
    parts = [part.strip() for part in tone.split(";")]
    friendly: list[str] = []
    formal: list[str] = []
    for part in parts:
        near, far = _has(part, row["informal"]), _has(part, row["formal"])
        if near and far and not _CHOICE.search(part):
            return f"“{part}” asks for {near} and {far}"
        if (near or far) and not _CHOICE.search(part):
            words = part.casefold()
            if near and re.match(r"formal\b", words):
                return f"{near} is not formal"
            if far and re.match(r"informal\b", words):
                return f"{far} is not informal"
            (friendly if near else formal).append(part)
    for one in friendly:
        for other in formal:
            shared = set(_KINDS.findall(one.casefold())) & set(_KINDS.findall(other.casefold()))
            if shared:
                return f"for {min(shared)} it asks for both"
            if _EVERYWHERE.search(one) or _EVERYWHERE.search(other):
                return "it asks for one of them everywhere"
    return ""


def _foreign_address(subject: Subject) -> Iterator[Finding]:
    """A style of letters that has the word of a language in which this market is not written to."""
    style = subject.market.style
    rows = [row for locale in subject.market.locales if (row := _words().get(language_of(locale.content)))]
    faults = [_foreign(style.address, row) for row in rows] if style and style.address else []
    if style and faults and all(faults) and len(rows) == len(subject.market.locales):
        what = f"style.address is “{style.address}”: {faults[0]}."
        do = "Write how readers of this market are addressed."
        yield subject.finding(TONE, style.location, what, do, Severity.WARNING)


def _against(tone: str, address: str, row: Row) -> str:
    """A tone of one kind beside a style of letters that names only the word of the other kind."""
    first = re.split(r"[;,(]", address)[0]
    near, far = _has(first, row["informal"]), _has(first, row["formal"])
    is_near, is_far = (re.search(rf"\b{word}\b", tone.casefold()) for word in ("informal", "formal"))
    if far and not near and is_near and not is_far and not _has(tone, row["formal"]):
        return f"the style of letters says {far}"
    if near and not far and is_far and not is_near and not _has(tone, row["informal"]):
        return f"the style of letters says {near}"
    return ""


def _has(text: str, words: str) -> str:
    """The first word of a list that stands in a text; empty for none."""
    return next((word for word in words.split("; ") if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)), "")


def _foreign(tone: str, own: Row) -> str:
    if _has(tone, own["informal"]) or _has(tone, own["formal"]):
        return ""
    known = {word for column in ("informal", "formal") for word in own[column].split("; ")}
    for row in _words().values():
        word = next((found for column in ("informal", "formal") if (found := _has(tone, row[column]))), "")
        if word and word not in known and row["language"] != "en":
            return f"{word} is a word of {row['language']}"
    return ""


@cache
def _words() -> dict[str, Row]:
    rows = rows_of("tone_words.csv", "language", "informal", "formal")
    return {row["language"]: row for row in rows}
