"""Concordance: the entries that hold certain words, and where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from locmem.errors import UsageError
from locmem.model.inline import CodeType, Part
from locmem.model.match import Entry
from locmem.model.tags import joins_without_spaces

_QUERY = re.compile(r'["“„«]([^"”“»]*)["”“»]?|(\S+)')
_SHOWN = frozenset({CodeType.CODE, CodeType.LIQUID, CodeType.URL, CodeType.VARIABLE})
_ACCENTS = range(0x300, 0x370)


class Side(Enum):
    """Where words are looked for."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry that holds all that was asked for.

    text: the searched side without its markup.  highlights: offsets into it, in order, half
    open, never overlapping.
    """

    entry: Entry
    text: str
    highlights: tuple[tuple[int, int], ...]


def concordance(entries: Iterable[Entry], words: str, side: Side = Side.SOURCE) -> Iterator[Hit]:
    """The entries, in their order, whose `side` holds every word and every "quoted phrase" of `words`.

    Case, accents and width do not count, nor how much space is between the words of a phrase.  A word is found
    as a whole; in a language written without spaces wherever it stands.  Raises UsageError without words.
    """
    wanted = [
        _folded(phrase or word)[0].split() for phrase, word in _QUERY.findall(unicodedata.normalize("NFC", words))
    ]
    wanted = [phrase for phrase in wanted if phrase]
    if not wanted:
        raise UsageError("There is nothing to look for. Give a word, or a phrase in quotation marks.")
    patterns = {spaceless: [_pattern(phrase, spaceless) for phrase in wanted] for spaceless in (False, True)}
    return _hits(entries, patterns, side)


def _hits(entries: Iterable[Entry], patterns: dict[bool, list[re.Pattern[str]]], side: Side) -> Iterator[Hit]:
    for entry in entries:
        content, locale = (entry.source, entry.source_locale) if side is Side.SOURCE else (entry.target, entry.locale)
        text = unicodedata.normalize("NFC", "".join(map(_shown, content.parts)))
        folded, places = _folded(text)
        found = [list(pattern.finditer(folded)) for pattern in patterns[joins_without_spaces(locale)]]
        if all(found):
            spans = sorted((places[one.start()], places[one.end() - 1] + 1) for some in found for one in some)
            yield Hit(entry=entry, text=text, highlights=tuple(_merged(spans)))


def _shown(part: Part) -> str:
    return part if isinstance(part, str) else part.text or (part.original if part.type in _SHOWN else "")


def _pattern(words: list[str], is_spaceless: bool) -> re.Pattern[str]:
    phrase = r"\s+".join(map(re.escape, words))
    if is_spaceless:
        return re.compile(phrase)
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    return re.compile(before + phrase + after)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case, accents and width, and for each of its characters the place it comes from.

    Only the accents of European scripts are dropped: a Japanese か is no が.
    """
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        apart = unicodedata.normalize("NFKD", character)
        bare = "".join(part for part in apart if ord(part) not in _ACCENTS)
        kept = bare if bare != apart else unicodedata.normalize("NFKC", character)
        for folded in kept.casefold():
            characters.append(folded)
            places.append(place)
    return "".join(characters), places


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = spans[0]
    for next_start, next_end in spans[1:]:
        if next_start > end:
            yield start, end
            start, end = next_start, next_end
        else:
            end = max(end, next_end)
    yield start, end
