"""Documents that moved and paragraphs that moved between documents keep their translations.

A document without any catalog takes over the catalogs of one that is gone when most of its text is the same.  A
segment nobody translated takes over the confirmed target of the very same text that lost its place in another
document, as long as all such targets agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from locmem.catalogs.pairs import Pair, Source
from locmem.catalogs.update import place_of
from locmem.model.segment import UnitKind
from locmem.model.translation import Catalog, CatalogEntry

SAME_DOCUMENT = 0.5
"""Share of a document's segments that must stand in the old catalog for it to count as the same document."""


def moved_documents(sources: Sequence[Source], orphaned: Sequence[Catalog]) -> dict[str, str]:
    """New path to old path of documents that moved; the most alike first, each path once.

    sources: documents without catalogs.  orphaned: catalogs without documents.
    """
    old_texts: dict[str, Counter[str]] = {}
    for catalog in orphaned:
        texts = Counter(entry.source for entry in catalog.entries)
        # The catalog of a variant holds a part only: the fullest one is the document as it was.
        old_texts[catalog.document] = max(old_texts.get(catalog.document, texts), texts, key=Counter.total)
    new_texts = {
        source.path: Counter(place_of(segment).source for segment in source.catalog_segments) for source in sources
    }
    moves: dict[str, str] = {}
    taken: set[str] = set()
    for _, new, old in sorted(alike(new_texts, old_texts)):
        if new not in moves and old not in taken:
            moves[new] = old
            taken.add(old)
    return moves


def alike(
    new_texts: Mapping[str, Counter[str]], old_texts: Mapping[str, Counter[str]]
) -> Iterator[tuple[float, str, str]]:
    """(share that differs, new path, old path) of documents that have enough in common to be one.

    Only documents that share a text are compared: a folder that was renamed makes as many new as old ones.
    """
    holders: dict[str, list[str]] = {}
    for old, texts in old_texts.items():
        for text in texts:
            holders.setdefault(text, []).append(old)
    for new, texts in new_texts.items():
        common: Counter[str] = Counter()
        for text, count in texts.items():
            for old in holders.get(text, ()):
                common[old] += min(count, old_texts[old][text])
        for old, count in common.items():
            share = count / max(texts.total(), old_texts[old].total())
            if share >= SAME_DOCUMENT:
                yield 1 - share, new, old


def with_moved_paragraphs(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs of one locale, segments without translation filled with what the same text had elsewhere."""
    return with_paragraphs_of(pairs, [entry for pair in pairs for entry in pair.orphans if not entry.is_stale])


def with_paragraphs_of(pairs: Sequence[Pair], orphans: Sequence[CatalogEntry]) -> tuple[Pair, ...]:
    """As `with_moved_paragraphs`; orphans: what lost its place anywhere in the project."""
    lost = _lost(orphans) if orphans else {}
    return tuple(_filled(pair, lost) for pair in pairs) if lost else tuple(pairs)


def _lost(orphans: Sequence[CatalogEntry]) -> Mapping[tuple[UnitKind, str], CatalogEntry]:
    """Confirmed entries that lost their place, by kind and text, where all of the same text say the same."""
    found: dict[tuple[UnitKind, str], set[CatalogEntry]] = {}
    for entry in orphans:
        found.setdefault((entry.kind, entry.source), set()).add(entry)
    return {
        key: max(entries, key=lambda entry: (entry.state.rank, entry.occurrence))
        for key, entries in found.items()
        if len({entry.target for entry in entries}) == 1
    }


def _filled(pair: Pair, lost: Mapping[tuple[UnitKind, str], CatalogEntry]) -> Pair:
    entries: list[CatalogEntry] = []
    for entry in pair.catalog.entries:
        twin = lost.get((entry.kind, entry.source))
        if entry.target or twin is None or twin.syntax is not entry.syntax:
            entries.append(entry)
        else:
            entries.append(entry.with_target(twin.target, twin.state, twin.origin))
    if all(new is old for new, old in zip(entries, pair.catalog.entries, strict=True)):
        return pair
    return pair.with_entries(entries)
