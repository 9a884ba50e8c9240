"""Targets put in the place of their segments, everything else of the file left as it is."""

from __future__ import annotations

from locmem.catalogs.texts import target_inline
from locmem.content.translated import translated
from locmem.model.inline import Inline
from locmem.model.workspace import Pair

__all__ = ["translated", "translation_of"]


def translation_of(pair: Pair) -> str:
    """The document with every target its catalog holds, stale ones included; the rest stays in the source language."""
    targets: dict[int, Inline] = {}
    rows = zip(pair.source.catalog_segments, pair.shipped, strict=True)
    for index, (segment, entry) in zip(pair.source.translatable, rows, strict=True):
        if entry.target:
            targets[index] = target_inline(entry, segment.content)
    source = pair.source
    return translated(source.document, source.segments, targets, pair.locale, source.content_set.kind)
