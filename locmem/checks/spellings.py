"""Words of a source that are at home in some countries only: a document tells which, and the project what it means.

The words stand in `locmem/data/regional_words.csv` with their countries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import Source
from locmem.checks.places import Spot, WordSpots
from locmem.checks.source_blocks import blocks_of
from locmem.values.word_groups import REGIONAL, has_words, said_in

_BEFORE_START = re.compile(r"(?:\A|[.!?:;\n•–—])[\s\"“‘«(]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A word, the countries it is at home in with blanks between them, what it means, and its first place."""

    word: str
    group: str
    home: str
    at: Spot


def spellings_of(source: Source) -> Iterator[Spelling]:
    """The words of a source that not all countries of its language have, each once.

    What is written large within a sentence is the name of something (`Apple Game Center`), and what may mean something
    else (a group in brackets) is not looked at: a source has no source that says which is meant.
    """
    language = source.locale.partition("-")[0]
    if not has_words(language, REGIONAL):
        return
    seen: set[str] = set()
    for segment, text in blocks_of(source):
        for (group, home), word in said_in(text.target, language, REGIONAL).items():
            if word.casefold() in seen or group.startswith("(") or _is_name(text.target, word):
                continue
            seen.add(word.casefold())
            yield Spelling(word=word, group=group, home=home, at=WordSpots(source, segment).of(word, 0))


def _is_name(text: str, word: str) -> bool:
    start = text.find(word)
    return word[0].isupper() and not word.isupper() and not _BEFORE_START.search(text[:start])
