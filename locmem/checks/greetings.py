"""Macros that greet one person by name: a name that was left from the letter the macro was made of.

How languages greet, which titles stand before a name, and who is greeted that is nobody (`Dear Customer`) stands in
`locmem/data/greetings.csv`.  Japanese names stand before 様.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import WordSpots, row_finding, segment_location, source_finding, spot_at
from locmem.checks.source_blocks import blocks_of
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.tags import language_of
from locmem.tables import greeting_words

IN_SOURCE = "source-greets-person"
IN_TARGET = "greets-person"

_DO = "Write the placeholder of the name, as `{{ticket.requester.name}}`."
_NAME = r"[^\W\d_a-zß-ÿ][’']?[\w’'-]*[a-zß-ÿ](?![\w’'])"
_JAPANESE_NAME = r"[々\u4e00-\u9fff\u30a0-\u30ff]{1,8}"
_JAPANESE = re.compile(
    rf"^[ \u3000]*(?P<name>{_JAPANESE_NAME}(?:[ \u3000]{_JAPANESE_NAME})?)様[、,]?[ \u3000]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Greeted:
    """Somebody who is greeted: the words of it, and whether a title leaves no doubt that it is a person."""

    words: str
    is_certain: bool


def greeted_in_sources(context: CheckContext) -> Iterator[Finding]:
    """Greetings of one person in the source of a macro: `Hello Mrs Weber,` in place of a placeholder."""
    names = _own_names(context)
    for source in context.workspace.sources:
        if source.content_set.kind != "macro":
            continue
        for segment, text in blocks_of(source):
            if found := _greeted(text.target, source.locale, names):
                place = segment_location(source, segment)
                at = spot_at(source, place.line or 1, place.column or 1)
                if found.words in source.document.text:
                    at = WordSpots(source, segment).of(found.words, 0)
                yield source_finding(at, IN_SOURCE, _severity(found), f"“{found.words}” greets one person.", _DO)


def greeted_in_targets(context: CheckContext) -> Iterator[Finding]:
    """Greetings of one person in the translation of a macro: `Hallo Frau Weber,` in place of a placeholder."""
    names = _own_names(context)
    for pair, row, text in context.texts:
        if pair.source.content_set.kind != "macro":
            continue
        found = _greeted(text.target, pair.locale, names)
        # What its source says is told there.
        if found and not _greeted(text.source, pair.source.locale, names):
            yield row_finding(pair, row, IN_TARGET, _severity(found), f"“{found.words}” greets one person.", _DO)


def _severity(found: _Greeted) -> Severity:
    return Severity.ERROR if found.is_certain else Severity.WARNING


def _own_names(context: CheckContext) -> frozenset[str]:
    """The words that the project itself is called by: `Dear Lumen`."""
    return frozenset(re.findall(r"\w+", context.settings.name.casefold()))


def _greeted(text: str, locale: str, own: frozenset[str]) -> _Greeted | None:
    language = language_of(locale)
    nobody = greeting_words(language, "nobody")
    if language == "ja":
        found = next((one for one in _JAPANESE.finditer(text) if not one["name"].startswith(nobody)), None)
        is_name = found and not found["name"].endswith(("者", "客", "員", "人", "主", "先", "方", "社", *nobody))
        return _Greeted(words=found[0].strip(" \u3000、,"), is_certain=True) if found and is_name else None
    pattern = _pattern(language)
    for one in pattern.finditer(text) if pattern else ():
        names = [part for part in one["name"].split() if part]
        if one["title"]:
            if names[0] not in nobody:
                return _Greeted(words=one["all"], is_certain=True)
        elif one["end"] is not None and not any(part in nobody or part.casefold() in own for part in names):
            return _Greeted(words=one["all"], is_certain=False)
    return None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Greetings of a language, a title of any, a name, and the sign behind it; None where no greeting is known."""
    greetings = greeting_words(language, "greeting")
    if not greetings:
        return None
    titles = sorted(greeting_words("", "title"), key=len, reverse=True)
    hello = "|".join(map(re.escape, sorted(greetings, key=len, reverse=True)))
    title = "|".join(map(re.escape, titles))
    return re.compile(
        rf"^\s*(?P<all>(?:{hello}),?[ \u00a0]+(?:(?P<title>(?:{title})\.?(?:[ \u00a0]+(?:{title})\.?)*)[ \u00a0]+)?"
        rf"(?P<name>{_NAME}(?:[ \u00a0]{_NAME}){{0,2}}))(?P<end>[ \u00a0]*(?:[,:!.]|$))?",
        re.MULTILINE,
    )


CHECKS = (
    Listed(
        name=IN_SOURCE,
        family="greetings",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=greeted_in_sources,
        why="Every customer is called by the name of another one.",
        example="Hello Mrs Weber,",
        do=_DO,
    ),
    Listed(
        name=IN_TARGET,
        family="greetings",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=greeted_in_targets,
        why="Every customer is called by the name of another one.",
        example="Hallo Frau Weber, (Hello {{ticket.requester.name}},)",
        do=_DO,
    ),
)
