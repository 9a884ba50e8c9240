"""Targets put in the place of their segments, everything else of the file left as it is."""

from __future__ import annotations

from collections.abc import Collection

from locmem.catalogs.pairs import Pair
from locmem.content.translated import translated
from locmem.model.inline import Inline

__all__ = ["translated", "translation_of"]


def translation_of(pair: Pair, without: Collection[str] = ()) -> str:
    """The document with every target its catalog holds, stale ones included; the rest stays in the source language.

    without: occurrences that stay as the source has them.
    """
    targets: dict[int, Inline] = {}
    for index, row in zip(pair.source.translatable, pair.shipped_rows, strict=True):
        if row.entry.target and row.entry.occurrence not in without:
            targets[index] = row.target
    source = pair.source
    return translated(source.document, source.segments, targets, pair.locale, source.content_set.kind)
