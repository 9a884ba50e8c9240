"""Words by band before money is spent.

Counted are segments that wait for a person or a machine, in words of the source (`locmem.similarity.word_count`
says what a word is).  A source that occurs more than once counts once at its band; its other places are
repetitions, inside the document or across documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair
from locmem.model.match import CROSS_FILE, MACHINE, REPETITION, Band
from locmem.model.tags import LanguageTag
from locmem.similarity import word_count

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


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSegment:
    """A segment that waits, as far as it is counted.

    key: that of its source in the memory.  band: the band of its best match; None where there is none.
    may_draft: whether an engine may draft it.  words: of its source.
    """

    key: bytes
    band: Band | None
    may_draft: bool
    words: int


def analyze(locale: LanguageTag, documents: Iterable[tuple[str, Sequence[WaitingSegment]]], total: int) -> AnalysisRow:
    """The row of one locale.

    documents: what waits in each, by path; of a source that occurs more than once the first counts at its band.
    total: words of the locale, those of documents in which nothing waits, too; see `words_in`.
    """
    words: Counter[str] = Counter()
    segments: Counter[str] = Counter()
    first_in: dict[bytes, str] = {}
    for path, waiting in documents:
        for segment in waiting:
            if segment.key in first_in:
                band = REPETITION if first_in[segment.key] == path else CROSS_FILE
            else:
                first_in[segment.key] = path
                band = segment.band.value if segment.band else MACHINE if segment.may_draft else Band.NEW.value
            segments[band] += 1
            words[band] += segment.words
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
