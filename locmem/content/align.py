"""A document beside its translation made elsewhere: which text is the translation of which segment.

Blocks are paired first, by their place, shape, length and clues; then the sentences inside a pair of blocks.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from locmem.content.beads import Bead, Move, walk
from locmem.content.evidence import Clues, Evidence, Weighed, clues_of, merged, ratio_of
from locmem.model.document import Document
from locmem.model.inline import Inline
from locmem.model.segment import Segment, UnitKind
from locmem.segmentation.split import join

SURE = 0.9
"""The confidence from which a pair is imported unseen.

Measured on 171 pages of OpenTelemetry and the CNCF glossary whose shape is their translation's: with 2 % of the
blocks and sentences taken out or replaced, 99.2 % of the pairs from here on were right; with 6 %, 97.7 %.
"""

_BLOCK_MOVES = (
    Move(sources=1, targets=1, frequency=0.95),
    Move(sources=1, targets=0, frequency=0.02),
    Move(sources=0, targets=1, frequency=0.02),
    Move(sources=1, targets=2, frequency=0.005),
    Move(sources=2, targets=1, frequency=0.005),
)
_SENTENCE_MOVES = (
    Move(sources=1, targets=1, frequency=0.86),
    Move(sources=1, targets=0, frequency=0.03),
    Move(sources=0, targets=1, frequency=0.03),
    Move(sources=1, targets=2, frequency=0.035),
    Move(sources=2, targets=1, frequency=0.035),
    Move(sources=2, targets=2, frequency=0.01),
)
_TRUST = 0.8
"""Clues of one text depend on each other; measured in the same way as `SURE`, so that confidences come true."""
_OTHER_KIND = -5.0
_FLOWING = frozenset({UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.HTML, UnitKind.TEXT})
_HEADING_ID = re.compile(r"\{:?[ \t]*#[^{}\n]*\}")
_NUMBER = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_PLAIN_WORD = re.compile(r"(?<![\w/.-])[a-z]{2,}(?![\w/.])")


_SAME_PLACE = "the same place in the document"
_JOINED = "several sentences of the translation stand for this one"
_TOGETHER = "the translation says several sentences of the source in one: split it between their rows"
_NOTHING_THERE = "nothing in the translation stands for it"
_NOTHING_HERE = "nothing in the source stands for it"
_UNTRANSLATED = "the translation has the text of the source"
_UNSURE_BLOCK = "the blocks around it do not pair clearly"
_UNSURE_SENTENCE = "the sentences of its block do not pair clearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedPair:
    """A segment of the source and its translation; or one of the two alone.

    source: index of the segment, None for a text that translates none.
    target: the translation, None where there is none.
    confidence: 0 to 1, how sure it is that the target translates this segment, all of it and nothing else.
    why: what speaks for it or against it, in words.
    """

    source: int | None
    target: Inline | None
    confidence: float
    why: str


def same_shape(source: Document, target: Document) -> bool:
    """Whether the units of two documents correspond one to one: the same kinds and names in the same order."""
    return [(unit.kind, unit.name) for unit in source.units] == [(unit.kind, unit.name) for unit in target.units]


def align(
    source: Document,
    target: Document,
    source_segments: Sequence[Segment],
    target_segments: Sequence[Segment],
    locale: str,
) -> tuple[AlignedPair, ...]:
    """A pair for each of `source_segments`, in order, and after them the texts of the target left over.

    locale: the target's.  source_segments: those to be translated, in order.  target_segments: all of the target's,
    also those without words, which may be a part of a segment of the source.
    Fields of front matter and macros are paired by name.  Blocks that changed places are not found.
    """
    here, there = _blocks(source, source_segments, locale), _blocks(target, target_segments, locale)
    walks = _walked(here, there, locale, None)
    ratio = ratio_of(
        (here[group][i].clues.length, there[group][j].clues.length)
        for group, beads in walks.items()
        for bead in beads
        if bead.share > SURE
        for i, j in zip(bead.sources, bead.targets, strict=False)
    )
    if ratio is not None:
        # How much longer the language is than the source is known only once some blocks are paired.
        walks = _walked(here, there, locale, ratio)
    sentences = _Sentences(source_segments, target_segments, locale, ratio)
    aligned_pairs: list[AlignedPair] = []
    for group, beads in walks.items():
        for bead in beads:
            aligned_pairs += sentences.pairs(
                [index for i in bead.sources for index in here[group][i].segments],
                [index for j in bead.targets for index in there[group][j].segments],
                bead.share,
            )
    return tuple(sorted(aligned_pairs, key=lambda pair: (pair.source is None, pair.source or 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A unit as it is compared, with the indexes of its segments."""

    kind: UnitKind
    clues: Clues
    segments: tuple[int, ...]


_Groups = dict[str, list[_Block]]
"""Blocks that may be paired with each other: those of one named field, or, under no name, the rest."""


def _blocks(document: Document, segments: Sequence[Segment], locale: str) -> _Groups:
    members: dict[int, list[int]] = {}
    for index, segment in enumerate(segments):
        members.setdefault(segment.unit, []).append(index)
    groups: _Groups = defaultdict(list)
    for number, inside in members.items():
        unit = document.units[number]
        clues = clues_of(unit.content, locale, *_place(document, number))
        group = unit.name if unit.place.scalar else ""
        groups[group].append(_Block(kind=unit.kind, clues=clues, segments=tuple(inside)))
    return groups


def _place(document: Document, number: int) -> tuple[str, str]:
    """What stands on a unit's line before it, and everything that stands between it and the unit before."""
    unit = document.units[number]
    before = document.units[number - 1].end if number else 0
    between = _HEADING_ID.sub("", document.text[min(before, unit.start) : unit.start])
    line = between[max(between.rfind("\n"), between.rfind("\r")) + 1 :]
    return f"{unit.kind.value} {_NUMBER.sub('1', line)}", _SPACE.sub(" ", between).strip()


def _walked(here: _Groups, there: _Groups, locale: str, ratio: float | None) -> dict[str, tuple[Bead, ...]]:
    """The walk through the blocks of each group."""
    evidence = Evidence(_clues(here), _clues(there), locale, ratio)
    walks: dict[str, tuple[Bead, ...]] = {}
    for group in dict.fromkeys((*here, *there)):
        sources, targets = here[group], there[group]
        score = _block_score(evidence, sources, targets)
        walks[group] = walk(len(sources), len(targets), score, _BLOCK_MOVES, trust=_TRUST)
    return walks


def _clues(groups: _Groups) -> list[Clues]:
    return [block.clues for blocks in groups.values() for block in blocks]


def _block_score(
    evidence: Evidence, sources: Sequence[_Block], targets: Sequence[_Block]
) -> Callable[[range, range], float]:
    odds = _odds(evidence, [block.clues for block in sources], [block.clues for block in targets])

    def score(some: range, others: range) -> float:
        kinds = {sources[some[0]].kind, sources[some[-1]].kind, targets[others[0]].kind, targets[others[-1]].kind}
        # Only running text is split or merged by a translator.
        if len(some) + len(others) > 2 and (len(kinds) > 1 or not kinds <= _FLOWING):
            return -math.inf
        return odds(some, others) if len(kinds) == 1 else odds(some, others) + _OTHER_KIND

    return score


def _odds(evidence: Evidence, sources: Sequence[Clues], targets: Sequence[Clues]) -> Callable[[range, range], float]:
    """The odds of stretches of two sequences of texts."""

    @cache
    def source(stretch: range) -> Weighed:
        return evidence.source(merged(sources[stretch.start : stretch.stop]))

    @cache
    def target(stretch: range) -> Weighed:
        return evidence.target(merged(targets[stretch.start : stretch.stop]))

    return lambda some, others: evidence.odds(source(some), target(others))


class _Sentences:
    """Pairs the sentences inside of paired blocks."""

    def __init__(
        self, sources: Sequence[Segment], targets: Sequence[Segment], locale: str, ratio: float | None
    ) -> None:
        self._sources, self._targets, self._locale = sources, targets, locale
        self._here = [clues_of(segment.content, locale) for segment in sources]
        self._there = [clues_of(segment.content, locale) for segment in targets]
        self._evidence = Evidence(self._here, self._there, locale, ratio)

    def pairs(self, sources: Sequence[int], targets: Sequence[int], share: float) -> Iterator[AlignedPair]:
        """The pairs of the segments of two blocks that belong together with the probability `share`."""

        score = _odds(self._evidence, [self._here[i] for i in sources], [self._there[j] for j in targets])
        for bead in walk(len(sources), len(targets), score, _SENTENCE_MOVES, trust=_TRUST):
            here, there = [sources[i] for i in bead.sources], [targets[j] for j in bead.targets]
            yield from self._judged(here, there, share, bead.share)

    def _judged(
        self, here: Sequence[int], there: Sequence[int], block: float, sentence: float
    ) -> Iterator[AlignedPair]:
        target = self._joined(there) if there else None
        if target is None:
            yield from (AlignedPair(source=index, target=None, confidence=0.0, why=_NOTHING_THERE) for index in here)
        elif not here:
            yield AlignedPair(source=None, target=target, confidence=0.0, why=_NOTHING_HERE)
        elif len(here) > 1:
            yield from (AlignedPair(source=index, target=target, confidence=0.0, why=_TOGETHER) for index in here)
        elif _is_left_as_it_was(self._sources[here[0]].content, target):
            yield AlignedPair(source=here[0], target=target, confidence=0.0, why=_UNTRANSLATED)
        else:
            unsure = _UNSURE_BLOCK if block < sentence else _UNSURE_SENTENCE
            confidence = block * sentence
            why = unsure if confidence < SURE else _JOINED if len(there) > 1 else _SAME_PLACE
            yield AlignedPair(source=here[0], target=target, confidence=round(confidence, 4), why=why)

    def _joined(self, indexes: Sequence[int]) -> Inline:
        parts = [self._targets[index] for index in indexes]
        if len(parts) == 1:
            return parts[0].content
        last = replace(parts[-1], after="")
        if len({part.unit for part in parts}) > 1:
            parts = [replace(part, after=part.after or "\n") for part in parts]
        return join([*parts[:-1], last], [part.content for part in parts], self._locale)


def _is_left_as_it_was(source: Inline, target: Inline) -> bool:
    """Whether the target is the source's text and that holds words to translate, not only names."""
    return source.text == target.text and len(_PLAIN_WORD.findall(source.text)) >= 2
