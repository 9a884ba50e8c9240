"""A text of several sentences put together from what the memory knows of each.

This is a second look, for a text of which the memory knows nothing as a whole: no result of a lookup changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from locmem.model.inline import Inline
from locmem.model.match import Match, Query
from locmem.model.segment import Segment, Unit, UnitKind
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import join, segments
from locmem.segmentation.srx import NO_RULES, OwnRules
from locmem.similarity import word_count

ENOUGH = 0.5
"""The share of a text's words that the memory must know; below that another draft, or none, is less work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A query and its sentences, with what a lookup asks for each; no context of theirs is known."""

    query: Query
    sentences: tuple[Segment, ...]

    @property
    def queries(self) -> tuple[Query, ...]:
        """What is asked of the memory, a query a sentence."""
        return tuple(
            replace(self.query, source=one.content, occurrence="", before="", after="") for one in self.sentences
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One sentence of a text that was put together.

    match: what the memory knows of it, None where it knows nothing.  target: its translation, by the memory or by
    somebody else; None where it stands in the source's own words.  by: who else translated it, empty for nobody.
    """

    source: Inline
    match: Match | None
    target: Inline | None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A text put together.

    percent: the mean of its parts' percents by words; parts the memory does not know count 0.
    """

    target: Inline
    parts: tuple[Part, ...]
    percent: float


def parted(query: Query, own: OwnRules = NO_RULES) -> Parted | None:
    """The sentences of a query's source; None where it is one sentence, or of a kind that is never cut."""
    unit = Unit(kind=query.kind or UnitKind.PARAGRAPH, content=query.source, start=0, end=0, line=1)
    sentences = segments(unit, 0, query.source_locale, SegmentMode.SENTENCE, own)
    return Parted(query=query, sentences=sentences) if len(sentences) > 1 else None


def known_share(text: Parted, matches: Sequence[Match | None]) -> float:
    """The share of the words of a text, 0 to 1, that stand in sentences of which the memory knows something."""
    words = _words(text)
    return sum(count for count, match in zip(words, matches, strict=True) if match) / (sum(words) or 1)


def composed(text: Parted, matches: Sequence[Match | None], others: Sequence[tuple[Inline, str] | None]) -> Composed:
    """The text with each sentence as the memory has it, else as `others` have it, else as it stands in the source.

    matches, others: one for each sentence; of others a translation and who made it.
    """
    parts: list[Part] = []
    for sentence, match, other in zip(text.sentences, matches, others, strict=True):
        if match is not None:
            parts.append(Part(source=sentence.content, match=match, target=match.target))
        else:
            target, by = other or (None, "")
            parts.append(Part(source=sentence.content, match=None, target=target, by=by))
    contents = [part.target or part.source for part in parts]
    words = _words(text)
    total = sum(count * part.match.percent for count, part in zip(words, parts, strict=True) if part.match)
    return Composed(
        target=join(text.sentences, contents, text.query.locale),
        parts=tuple(parts),
        percent=min(total / (sum(words) or 1), 99.0),
    )


def _words(text: Parted) -> list[int]:
    return [word_count(sentence.content, text.query.source_locale) for sentence in text.sentences]
