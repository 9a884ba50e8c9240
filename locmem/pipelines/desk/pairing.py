"""A thing of the help desk in two languages: which text of one stands for which text of the other.

Where both have the same structure, their blocks correspond one to one, and so do the sentences of two blocks that
have equally many.  Everything else is a person's to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from locmem.content.align import align, same_shape
from locmem.inline.matching import number_like
from locmem.inline.protect import to_editable
from locmem.model.document import Document
from locmem.model.inline import Inline, inline
from locmem.model.segment import Segment
from locmem.model.tags import LanguageTag

_WORD = re.compile(r"(?<![\w/.-])[a-z]{2,}(?![\w/.])")
"""What is a word to translate, not a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A document with its segments, as read from one text."""

    document: Document
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """A segment of the source with its translation.

    source: index among all segments.  target: as a catalog holds it, empty where there is none.
    why: what speaks against taking it unseen, empty where nothing does.
    """

    source: int
    target: str
    why: str = ""


def paired(source: Version, target: Version, locale: LanguageTag) -> tuple[Paired, ...]:
    """A pair for each segment of `source` that something in `target` stands for, in order.

    locale: the target's.  A segment whose target is the same words is left out: nobody
    translated it.
    """
    is_alike = same_shape(source.document, target.document)
    if is_alike and source.document.structure == target.document.structure:
        found = tuple(_by_structure(source, target))
    else:
        found = tuple(_by_evidence(source, target, locale))
    return tuple(one for one in found if one.target and not _is_untranslated(source.segments[one.source], one.target))


def _by_structure(source: Version, target: Version) -> Iterator[Paired]:
    here, there = _by_unit(source.segments), _by_unit(target.segments)
    for unit, indexes in here.items():
        others = there.get(unit, [])
        if len(indexes) == len(others):
            for index, other in zip(indexes, others, strict=True):
                yield _pair(source.segments[index], index, target.segments[other].content, "")
            continue
        why = f"{len(indexes)} sentences here and {len(others)} in the translation of the block"
        for index in indexes:
            yield _pair(source.segments[index], index, target.document.units[unit].content, why)


def _by_evidence(source: Version, target: Version, locale: LanguageTag) -> Iterator[Paired]:
    for found in align(source.document, target.document, source.segments, target.segments, locale):
        if found.source is not None and found.target is not None:
            why = f"the translation has another structure; {found.why}"
            yield _pair(source.segments[found.source], found.source, found.target, why)


def _pair(segment: Segment, index: int, target: Inline, why: str) -> Paired:
    if target.syntax is not segment.content.syntax:
        return Paired(source=index, target=to_editable(target), why="it is marked up in another way than the source")
    numbered = inline(number_like(target.parts, segment.content, lambda _: True), target.syntax)
    return Paired(source=index, target=to_editable(numbered), why=why)


def _by_unit(segments: Sequence[Segment]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, segment in enumerate(segments):
        found.setdefault(segment.unit, []).append(index)
    return found


def _is_untranslated(segment: Segment, target: str) -> bool:
    return to_editable(segment.content) == target and len(_WORD.findall(segment.content.text)) >= 2
