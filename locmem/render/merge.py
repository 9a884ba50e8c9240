"""Targets put in the place of their segments, everything else of the file left as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from locmem.catalogs.texts import target_inline
from locmem.content.kinds import KINDS
from locmem.model.document import Document
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from locmem.model.workspace import Pair
from locmem.segmentation.split import join


def translation_of(pair: Pair) -> str:
    """The document with every target its catalog holds, stale ones included; the rest stays in the source language."""
    targets: dict[int, Inline] = {}
    rows = zip(pair.source.catalog_segments, pair.shipped, strict=True)
    for index, (segment, entry) in zip(pair.source.translatable, rows, strict=True):
        if entry.target:
            targets[index] = target_inline(entry, segment.content)
    source = pair.source
    return translated(source.document, source.segments, targets, pair.locale, source.content_set.kind)


def translated(
    document: Document, segments: Sequence[Segment], targets: Mapping[int, Inline], locale: str, kind: str
) -> str:
    """The text of `document` with targets in place of segments; with no targets exactly its own text.

    segments: all of the document's, in order.
    targets: by index in `segments`; a segment without one stays as it is, so a unit may come out in two
    languages: whether it should is for the caller to say.
    kind: a name in `locmem.content.kinds.KINDS`.
    """
    units: dict[int, list[int]] = {}
    for index, segment in enumerate(segments):
        units.setdefault(segment.unit, []).append(index)
    contents: dict[int, Inline] = {}
    for unit, indexes in units.items():
        if any(index in targets for index in indexes):
            parts = [segments[index] for index in indexes]
            contents[unit] = join(parts, [targets.get(index, segments[index].content) for index in indexes], locale)
    return KINDS[kind].write(document, contents)
