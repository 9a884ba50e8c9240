"""Damage in the targets of a page that its readers would see: what must not ship, whoever wrote it.

It is what the release gate calls certain: leftovers of tools and lost encodings, steering characters, codes that do
not fit, a text that may be cut.
"""

from __future__ import annotations

from collections.abc import Iterator

from locmem.catalogs.texts import previous_inline, target_inline
from locmem.inline.leftovers import Leftover, leftovers, may_be_left
from locmem.inline.rewriting import damage
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from locmem.model.translation import CatalogEntry, State
from locmem.model.wording import shortened
from locmem.model.workspace import Pair


def shipped_damage(pair: Pair) -> tuple[str, ...]:
    """What is damaged in the targets that customers of a locale get, in words with the catalog and the entry's key."""
    codes = {one.entry.occurrence: one.problems for one in pair.damaged}
    found: list[str] = []
    for segment, entry in zip(pair.source.catalog_segments, pair.shipped, strict=True):
        if entry.target:
            for what in (*_codes(pair, segment, entry, codes.get(entry.occurrence, ())), *_left(pair, segment, entry)):
                place = f"{pair.file_of(entry)} {pair.key(entry)}"
                found.append(f"{place}: in “{shortened(entry.target, 60)}” {what}")
    return tuple(found)


def leftovers_in(pair: Pair, segment: Segment, entry: CatalogEntry) -> tuple[Leftover, ...]:
    """What tools left in the target of a segment, beside the source that the target was made for."""
    source = made_for(segment, entry)
    return leftovers(source, target_inline(entry, source), pair.locale)


def made_for(segment: Segment, entry: CatalogEntry) -> Inline:
    """The source that an entry's target says in another language: the previous one while it is stale."""
    return previous_inline(entry) if entry.is_stale and entry.previous_source else segment.content


def _left(pair: Pair, segment: Segment, entry: CatalogEntry) -> Iterator[str]:
    if may_be_left(entry.target):
        yield from (one.what for one in leftovers_in(pair, segment, entry) if one.is_certain)


def _codes(pair: Pair, segment: Segment, entry: CatalogEntry, known: tuple[str, ...]) -> Iterator[str]:
    """Drafts are not looked at when they are read, and where drafts ship they must be."""
    if known or entry.state is not State.DRAFT or entry.is_stale:
        yield from known
    else:
        yield from damage(segment.content, target_inline(entry, segment.content), pair.source.document.labels)
