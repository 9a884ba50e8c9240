"""Acts that a text cites, and whose law they are: `§ 355 BGB`, `Ley 7/1996`, `特定商取引法`.

They stand in `locmem/data/national_acts.csv`; a short name that is another word, too, counts only where it is cited.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from locmem.markets import witnesses
from locmem.model.fact import Market
from locmem.model.tags import language_of
from locmem.tables import rows_of
from locmem.values.territories import territory_names

CITED = "cited"
"""What stands in the table for a name that counts only beside an article, a section or a paragraph."""

_SIGN = (
    r"(?:§{1,2}|\b[Aa]rt(?:s|icles?|ikel\w*|ículos?|icol[oi]|igos?)?\b\.?|\b[Ss]ections?\b|\b[Ss]ec\.|\bss?\.|\bčl\.)"
)
_BEFORE = re.compile(rf"{_SIGN}[^.!?;]{{1,24}}\Z|{_SIGN} ?\d[\w.]{{0,8}}[^!?;]{{0,16}}\Z")
_BEHIND = re.compile(rf"[ ,(]{{1,3}}{_SIGN} ?\d")
_EFTA = frozenset({"IS", "LI", "NO"})
"""States that share the law of the EEA, and not all of the EU's."""

_REGIONS = frozenset({"EU", "EEA"})
"""Regions whose acts bind companies elsewhere that sell into them."""

_FAR = 40
"""Characters before a name within which an article of it is cited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act as a text names it: its word, where that starts, and the codes of those whose law it is."""

    word: str
    start: int
    markets: tuple[str, ...]

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.word)

    @property
    def is_shared(self) -> bool:
        """Whether it is of a region: companies elsewhere may be bound by it, too, and say so."""
        return not _REGIONS.isdisjoint(self.markets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    word: str
    markets: tuple[str, ...]
    is_cited: bool
    languages: frozenset[str]
    pattern: re.Pattern[str]


def acts_in(text: str, locale: str) -> Iterator[Act]:
    """The acts that a text names, in no order, none within another.

    text: with plain blanks and apostrophes.  An act counts in the languages that its row names, or in all.
    """
    language = language_of(locale)
    taken: list[tuple[int, int]] = []
    for name in _names():
        if name.word not in text or (name.languages and language not in name.languages):
            continue
        for found in name.pattern.finditer(text):
            start, end = found.span()
            if any(first < end and start < last for first, last in taken):
                continue
            if name.is_cited and not _is_cited(text, start, end):
                continue
            taken.append((start, end))
            yield Act(word=name.word, start=start, markets=name.markets)


def is_own(act: Act, market: Market) -> bool:
    """Whether an act is law in a market: of its country or a part of it, or of a region that the country is in."""
    country = _country(market.code)
    is_eu = witnesses.is_eu(country)
    shared = ("EU", "EEA") if is_eu else ("EEA",) if country in _EFTA else ()
    places = {country, *market.regions, *market.member_of, *shared}
    return any(_country(code) in places for code in act.markets)


def says_whose(act: Act, text: str, locale: str) -> bool:
    """Whether a text says itself of which country an act is: `In Germany, § 355 BGB holds`, `German law (§ 355 BGB)`.

    A word within the name of the act is a part of that, and tells readers nothing more.
    """
    countries = frozenset(_country(code) for code in act.markets)
    around = f"{text[: act.start]}\n{text[act.end :]}"
    if any(name in around for code in countries for name in territory_names(code, locale)):
        return True
    return _people(countries, language_of(locale)).search(around) is not None


def _is_cited(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _FAR) : start]
    return bool(_BEFORE.search(before) or _BEHIND.match(text, end))


def _country(code: str) -> str:
    return code.partition("-")[0]


@cache
def _names() -> tuple[_Name, ...]:
    """The names of the table, the longest first; one that several rows have is the law of all of them."""
    rows = rows_of("national_acts.csv", "market", "name", "context", "languages")
    markets: dict[str, tuple[str, ...]] = {}
    for row in rows:
        markets[row["name"]] = (*markets.get(row["name"], ()), *_several(row["market"]))
    found = {
        row["name"]: _Name(
            word=row["name"],
            markets=tuple(dict.fromkeys(markets[row["name"]])),
            is_cited=row["context"] == CITED,
            languages=frozenset(_several(row["languages"])),
            pattern=_pattern(row["name"]),
        )
        for row in rows
    }
    return tuple(sorted(found.values(), key=lambda name: (-len(name.word), name.word)))


@cache
def _people(countries: frozenset[str], language: str) -> re.Pattern[str]:
    """What a language calls the people and the things of countries; none where no table has them."""
    rows = rows_of("demonyms.csv", "country", "language", "words")
    words = {
        _either_case(word)
        for row in rows
        if row["language"] == language and row["country"] in countries
        for word in _several(row["words"])
    }
    either = "|".join(sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
    edge = "" if either > "\u2e80" else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{either}){edge}" if edge else either)


def _either_case(word: str) -> str:
    """An expression for a word with any ending for its star; a sentence may begin with what is written small."""
    first = word[0]
    bare = re.escape(word[1:]).replace(re.escape("*"), r"\w*")
    return f"[{first}{first.upper()}]{bare}" if first.islower() else f"{re.escape(first)}{bare}"


def _several(cell: str) -> Collection[str]:
    return tuple(filter(None, cell.split("; ")))


def _pattern(name: str) -> re.Pattern[str]:
    edge = r"A-Za-z0-9\u00c0-\u052f"
    return re.compile(rf"(?<![{edge}]){re.escape(name)}(?![{edge}]|[/.]\d)")
