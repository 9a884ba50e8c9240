"""Words of a source that look misspelt: a document tells which, and all of them together whether they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import Source
from locmem.checks.places import Spot, WordSpots
from locmem.checks.source_blocks import blocks_of
from locmem.values.misspelt import meant_by

_WORD = re.compile(r"(?<![^\s(\"“‘—–])[a-z]{3,}(?=[\s.,;:!?)\"”’—–]*(?:\s|\Z))")
"""A word in small letters with nothing of a program, a path or a name about it."""
_THRICE = re.compile(r"(?<![^\s(\"“‘—–])[^\W\d_]*?([a-zà-ÿ])\1\1[^\W\d_]*(?=[\s.,;:!?)\"”’—–]*(?:\s|\Z))")
_THRICE_IN = frozenset({"en", "es", "fr", "it", "pt", "nl", "pl", "cs", "ro", "sv"})
"""Languages in which no word has a letter three times in a row."""
_ROMAN = re.compile(r"[ivxlcdm]+\Z")
_MOST_OFTEN = 2
"""What an author writes more often is a word of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A word that looks misspelt, with what is meant by it, empty where nobody can tell, and its first place."""

    word: str
    meant: str
    at: Spot


def doubts_of(source: Source) -> Iterator[Doubt]:
    """The words of a source that look misspelt, each once."""
    count = Counter[str]()
    first: dict[str, tuple[str, Spot]] = {}
    for segment, text in blocks_of(source):
        found: dict[str, str] = {}
        for word in _WORD.findall(text.target):
            count[word] += 1
            if word not in first and (meant := meant_by(word, text.language)):
                found[word] = meant
        for one in _THRICE.finditer(text.target) if text.language in _THRICE_IN else ():
            word = one[0].lower()
            if len(set(word)) > 1 and not _ROMAN.match(word) and not word.startswith("www"):
                found.setdefault(one[0], "")
        spots = WordSpots(source, segment) if found else None
        for word, meant in found.items():
            assert spots is not None
            first.setdefault(word, (meant, spots.of(word, 0)))
    for word, (meant, at) in first.items():
        if count[word] <= _MOST_OFTEN:
            yield Doubt(word=word, meant=meant, at=at)
