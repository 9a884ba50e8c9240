"""Words by band before money is spent.

Counted are segments that wait for a person or a machine, in words of the source (`locmem.similarity.word_count`
says what a word is).  A source that occurs more than once counts once at its band; its other places are
repetitions, inside the document or across documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair
from locmem.inline.compare import memory_key
from locmem.model.match import Band, Match
from locmem.model.tags import LanguageTag
from locmem.similarity import word_count

REPETITION = "repetition"
CROSS_FILE = "cross-file repetition"
MACHINE = "machine"
BANDS = (*(band.value for band in Band if band is not Band.NEW), REPETITION, CROSS_FILE, MACHINE, Band.NEW.value)
"""The bands of a report, in order; each waiting word is in exactly one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisRow:
    """Waiting segments and words of one locale by band; `done` counts words that need nothing."""

    locale: str
    words: Mapping[str, int]
    segments: Mapping[str, int]
    done: int
    total: int


def analyze(
    locale: LanguageTag,
    pairs: Sequence[Pair],
    waiting: Sequence[tuple[int, int]],
    answers: Sequence[tuple[Match, ...]],
    machine: Sequence[bool],
    total: int,
) -> AnalysisRow:
    """The row of one locale.

    waiting: (index of the pair, index of the segment) of what is counted; answers and machine: for each of
    these the memory's matches, best first, and whether an engine may draft it.
    total: words of the locale, those of documents in which nothing waits, too; see `words_in`.
    """
    words: Counter[str] = Counter()
    segments: Counter[str] = Counter()
    first_in: dict[str, str] = {}
    for (number, index), matches, may_draft in zip(waiting, answers, machine, strict=True):
        pair = pairs[number]
        segment = pair.source.catalog_segment(index)
        key = memory_key(segment.content)
        if key in first_in:
            band = REPETITION if first_in[key] == pair.source.path else CROSS_FILE
        else:
            first_in[key] = pair.source.path
            band = matches[0].band.value if matches else MACHINE if may_draft else Band.NEW.value
        segments[band] += 1
        words[band] += word_count(segment.content, pair.source.locale)
    return AnalysisRow(
        locale=locale,
        words={band: words[band] for band in BANDS},
        segments={band: segments[band] for band in BANDS},
        done=total - words.total(),
        total=total,
    )


def words_in(pair: Pair) -> int:
    """The words of a document that are to be translated."""
    return sum(word_count(segment.content, pair.source.locale) for segment in pair.source.catalog_segments)
