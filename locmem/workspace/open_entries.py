"""What a machine may fill, and what is asked of the memory for it."""

from __future__ import annotations

from collections.abc import Sequence

from locmem.catalogs.pairs import Pair
from locmem.model.match import EDGE, Query
from locmem.model.translation import CatalogEntry, OriginKind, State


def query_of(pair: Pair, index: int, texts: Sequence[str]) -> Query:
    """What is asked of the memory for one segment; `texts` are the plain texts of the document's segments."""
    segment, entry = pair.source.catalog_segment(index), pair.catalog.entries[index]
    return Query(
        source=segment.content,
        source_locale=pair.source.locale,
        locale=pair.locale,
        kind=segment.kind,
        document=pair.source.path,
        occurrence=entry.occurrence,
        before=texts[index - 1] if index else EDGE,
        after=texts[index + 1] if index + 1 < len(texts) else EDGE,
    )


def is_open(entry: CatalogEntry) -> bool:
    """Whether a machine may fill the entry: it is empty, or holds a draft that only a machine made."""
    if entry.state is State.UNTRANSLATED:
        return True
    return entry.state is State.DRAFT and entry.origin.kind in (OriginKind.MT, OriginKind.TM)
