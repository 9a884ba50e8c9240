"""A project's sources and catalogs side by side: what steps, checks and reports work on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from locmem.errors import InputErrors, Problem
from locmem.model.document import Document, Risk
from locmem.model.segment import Segment
from locmem.model.settings import ContentSet, Settings
from locmem.model.tags import LanguageTag
from locmem.model.translation import Catalog, CatalogEntry

CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source document with its segments.

    segments: all of them; translatable: indexes of those with something to translate, in order.
    locales: the content locales it is translated into.
    """

    document: Document
    content_set: ContentSet
    segments: tuple[Segment, ...]
    translatable: tuple[int, ...]
    risk: Risk
    locale: LanguageTag
    locales: tuple[LanguageTag, ...]

    @property
    def path(self) -> str:
        """The document's path under the content folder."""
        return self.document.path

    @property
    def file(self) -> str:
        """The document's path from the project's folder."""
        return f"{CONTENT}/{self.document.path}"

    @property
    def catalog_segments(self) -> tuple[Segment, ...]:
        """The segments that catalogs hold."""
        return tuple(self.segments[index] for index in self.translatable)

    def catalog_segment(self, index: int) -> Segment:
        """One of `catalog_segments`, without making them all."""
        return self.segments[self.translatable[index]]

    def ships_to(self, market: str) -> bool:
        """Whether the document is meant for a market."""
        return not self.document.markets or market in self.document.markets


MAY_BE_CUT = "the text may be cut: its catalog had lost the end mark, and this was the last entry"
"""What is wrong with a target of which nobody knows whether it is all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A target somebody wrote that may be cut, or whose codes do not fit; it counts as a draft until mended."""

    entry: CatalogEntry
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One document in one locale: its catalog brought up to date, entry by entry beside the segments.

    path: the catalog's path from the project's folder.
    before: the catalog as it stands on disk; its entries may be fewer, more or older.
    orphans: confirmed entries whose place in the document is gone.
    moved_from: the document's path before it moved, empty where it did not since the catalog was written.
    variant_of: the locale this one inherits from, empty for one that stands alone; its catalog holds own targets only.
    whole: for a variant, the entries of a catalog without gaps as it lies on disk; empty where there is none.
    base: for a variant, what it would inherit for each segment, in order; empty where its base has no catalog here.
    """

    source: Source
    locale: LanguageTag
    path: str
    before: Catalog
    catalog: Catalog
    orphans: tuple[CatalogEntry, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    moved_from: str = ""
    variant_of: str = ""
    base: tuple[CatalogEntry, ...] = ()
    whole: tuple[CatalogEntry, ...] = ()

    @property
    def stored(self) -> tuple[CatalogEntry, ...]:
        """The entries that belong into the catalog's file."""
        entries = self.catalog.entries
        return tuple(entry for entry in entries if entry.is_own) if self.variant_of else entries

    @property
    def shipped(self) -> tuple[CatalogEntry, ...]:
        """The entries as customers get them: a variant's own draft gives way to what it would inherit, confirmed."""
        if not self.base:
            return self.catalog.entries
        return tuple(
            theirs if entry.is_own and not entry.is_confirmed and theirs.is_current else entry
            for entry, theirs in zip(self.catalog.entries, self.base, strict=True)
        )

    def is_ours(self, entry: CatalogEntry) -> bool:
        """Whether work on an entry belongs to this locale; what a variant lacks is translated in its base."""
        return not self.base or entry.is_own

    def rows(self) -> Iterator[tuple[Segment, CatalogEntry]]:
        """Segments with their entries, in order."""
        return zip(self.source.catalog_segments, self.catalog.entries, strict=True)

    def file_of(self, entry: CatalogEntry) -> str:
        """The catalog that holds an entry, from the project's folder; what a variant inherits stands in its base's."""
        return self.path.replace(f"/{self.locale}/", f"/{entry.inherited}/", 1) if entry.inherited else self.path

    def key(self, entry: CatalogEntry) -> str:
        """A segment's key as commands take it: `articles/refunds.md#k3f9xx`."""
        return f"{self.source.path}#{entry.occurrence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """All documents in all their locales.

    orphaned: catalogs whose document is gone.  problems: files that cannot be read; what could be read is here.
    """

    settings: Settings
    sources: tuple[Source, ...]
    pairs: tuple[Pair, ...]
    orphaned: tuple[Catalog, ...] = ()
    problems: tuple[Problem, ...] = ()

    def raise_problems(self) -> None:
        """Raise InputErrors where a file could not be read."""
        if self.problems:
            raise InputErrors(self.problems)

    def pairs_of(self, locale: str) -> tuple[Pair, ...]:
        """The documents of one locale."""
        return tuple(pair for pair in self.pairs if pair.locale == locale)
