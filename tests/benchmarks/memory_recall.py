"""Whether the index finds all that a scan of every string finds, in four kinds of writing."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from locmem.memory.index.index import Index, State
from locmem.memory.index.probing import MASKED, RAW, Probe
from locmem.memory.index.segment import Source
from locmem.memory.symbols import masked_symbols
from locmem.model.inline import plain
from tests.benchmarks.memory_data import edited_characters
from tests.benchmarks.rows import Row

FLOORS = (60, 70, 75)


Sides = tuple[list[str], list[str]]
"""The raw and the masked symbols of texts."""


def sides_of(texts: Sequence[str]) -> Sides:
    """The symbols of the texts."""
    raw = [unicodedata.normalize("NFC", text) for text in texts]
    return raw, [masked_symbols(plain(text)) for text in texts]


def built(folder: Path, sides: Sides) -> Index:
    """An index of texts, numbered from 1, in a folder."""

    def read(low: int, high: int) -> Iterator[Source]:
        for number in range(max(low, 1), high):
            raw, masked = (side[number - 1] for side in sides)
            yield Source(number, raw, masked if masked != raw else None)

    index = Index(folder, "bench")
    index.refresh(State("bench", len(sides[0]) + 1, 0, 0), read)
    return index


def recall(index: Index, sides: Sides, language: str, size: str, count: int) -> Row:
    """What is missed and what is found too much by `count` queries, edited texts, at all floors.

    The scan shares nothing with the index but the masking rule: every distance by rapidfuzz, raw and masked.
    """
    texts = sides[0]
    rng = random.Random(len(texts))
    asked = [edited_characters(text, texts, rng) for text in rng.sample(texts, count)]
    lengths = [numpy.fromiter(map(len, side), numpy.int64, count=len(texts)) for side in sides]
    missed = extra = 0
    pairs = dict.fromkeys(FLOORS, 0)
    for text in asked:
        symbols = [side[0] for side in sides_of([text])]
        distances = [
            process.cdist((query,), side, scorer=Levenshtein.distance, workers=-1, dtype=numpy.uint16)[0]
            for query, side in zip(symbols, sides, strict=True)
        ]
        probes = [Probe(symbols[0], RAW), Probe(symbols[1], MASKED)]
        for floor in FLOORS:
            is_near = numpy.zeros(len(texts), bool)
            for query, distance, others in zip(symbols, distances, lengths, strict=True):
                is_near |= 100 * distance.astype(numpy.int64) <= (100 - floor) * numpy.maximum(others, len(query))
            right = set((numpy.flatnonzero(is_near) + 1).tolist())
            found = set().union(*index.find(probes, floor))
            missed += len(right - found)
            extra += len(found - right)
            pairs[floor] += len(right)
    told = ", ".join(f"{number:,} at {floor}" for floor, number in pairs.items())
    return Row(
        what=f"{size}: recall, {language}, floors 60, 70, 75",
        value=f"{missed} missed, {extra} extra",
        goal="0 missed, 0 extra",
        note=f"pairs of {count} queries: {told}",
    )
