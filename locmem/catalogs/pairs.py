"""A project's sources and catalogs side by side: what steps, checks and reports work on."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from locmem.errors import InputErrors, Problem
from locmem.model.document import Document, Risk
from locmem.model.inline import Inline
from locmem.model.segment import Place, Segment
from locmem.model.settings import ContentSet, InterfaceWords, Settings
from locmem.model.tags import LanguageTag
from locmem.model.translation import Catalog, CatalogEntry

if TYPE_CHECKING:
    from locmem.inline.compare import CodeProblem

CONTENT = "content"

_MAY_BE_CODE = re.compile(r"[{<\[`*_~@]|://|mailto:|www\.")


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


@dataclass(frozen=True, kw_only=True)
class Row:
    """A segment of a document beside its entry.  What is read from the two is read when first asked for, and once.

    labels: what the link definitions of the document define.
    words: what its content set says of the words of interfaces in code.
    place: what the place of the segment's unit asks of a text.
    """

    segment: Segment
    entry: CatalogEntry
    labels: Collection[str] = field(default=(), compare=False)
    words: InterfaceWords = field(default=InterfaceWords.CHECKED, compare=False)
    place: Place = field(default=Place(), compare=False)

    @property
    def may_have_codes(self) -> bool:
        """Whether source or target have codes, as far as one can tell without reading them."""
        return bool(self.segment.content.codes) or _MAY_BE_CODE.search(self.entry.target) is not None

    @cached_property
    def target(self) -> Inline:
        """The entry's target with the codes of the segment."""
        return self._read(self.entry.target)

    @cached_property
    def code_problems(self) -> tuple[CodeProblem, ...]:
        """What is wrong with the codes of the target; empty when all survived."""
        from locmem.inline.compare import CodeProblem, Damage, code_problems
        from locmem.inline.spelling import program_starts
        from locmem.inline.tag_texts import unfit_for_tag

        source = self.segment.content
        problems = code_problems(source, self.target, self.labels) if self.may_have_codes else ()
        unfit = unfit_for_tag(self.target, source, self.place) if self.place.is_in_tag else ""
        if self.place.has_programs and (starts := program_starts(self.target, source)):
            unfit = f"`{starts[0]}` would begin {_BEGUN[starts[0]]} of MDX: write `\\{starts[0]}`, or take it out"
        return (*problems, *((CodeProblem(kind=Damage.UNFIT, identity="", what=unfit),) if unfit else ()))

    @cached_property
    def shown(self) -> Inline:
        """The text a translator is shown, with the codes of the segment."""
        return self._read(self.entry.proposal) if self.entry.proposal else self.target

    def _read(self, text: str) -> Inline:
        from locmem.inline.protect import from_editable
        from locmem.inline.references import settled

        return settled(from_editable(text, self.segment.content), self.segment.content, self.labels)

    @property
    def serious_problems(self) -> tuple[str, ...]:
        """What is wrong with the codes of the target, in words; what may be meant is not serious."""
        from locmem.inline.compare import serious

        return tuple(problem.what for problem in serious(self.code_problems, self.words))

    def holding(self, entry: CatalogEntry) -> Row:
        """The row with this entry; what was read from the target stays where that is the same."""
        if entry is self.entry:
            return self
        row = replace(self, entry=entry)
        if entry.target == self.entry.target:
            row.__dict__.update({name: self.__dict__[name] for name in _READ if name in self.__dict__})
        return row


_BEGUN = {"{": "an expression", "<": "a tag"}
_READ = ("target", "code_problems")
"""What a row reads from its target and its segment alone."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One document in one locale: its catalog brought up to date, entry by entry beside the segments.

    path: the catalog's path from the project's folder.
    before: the catalog as it stands on disk; its entries may be fewer, more or older.
    orphans: confirmed entries whose place in the document is gone.
    moved_from: the document's path before it moved, empty where it did not since the catalog was written.
    variant_of: the locale this one inherits from, empty for one that stands alone; its catalog holds own targets only.
    whole: for a variant, the entries of a catalog without gaps as it lies on disk; empty where there is none.
    base: for a variant, what it would inherit for each segment, in order; empty where its base has no catalog here.
    known: rows of these segments whose targets may have been read before; empty for none.
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
    known: tuple[Row, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Segments with their entries, in order."""
        return self._rows(self.catalog.entries, self.known)

    @cached_property
    def shipped_rows(self) -> tuple[Row, ...]:
        """Segments with the entries that customers get, in order: see `shipped`."""
        return self._rows(self.shipped, self.rows) if self.base else self.rows

    def with_entries(self, entries: Sequence[CatalogEntry]) -> Pair:
        """The pair with other entries, one for each segment."""
        return replace(self, catalog=replace(self.catalog, entries=tuple(entries)), known=self.rows)

    def _rows(self, entries: Sequence[CatalogEntry], known: Sequence[Row]) -> tuple[Row, ...]:
        units, labels = self.source.document.units, self.source.document.labels
        words = self.source.content_set.interface_words
        # A row goes with its very segment: another source may have others in the same places.
        read = {id(row.segment): row for row in known}
        return tuple(
            row.holding(entry)
            if (row := read.get(id(segment)))
            else Row(segment=segment, entry=entry, labels=labels, words=words, place=units[segment.unit].place)
            for segment, entry in zip(self.source.catalog_segments, entries, strict=True)
        )

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

    def file_of(self, entry: CatalogEntry) -> str:
        """The catalog that holds an entry, from the project's folder; what a variant inherits stands in its base's."""
        return self.path.replace(f"/{self.locale}/", f"/{entry.inherited}/", 1) if entry.inherited else self.path

    def key(self, entry: CatalogEntry) -> str:
        """A segment's key as commands take it: `articles/refunds.md#k3f9xx`."""
        return f"{self.source.path}#{entry.occurrence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A text of a document that is there and that nobody can read: it is left as it is, with all that belongs to it.

    locale: of a catalog; empty for the source, without which none of its locales can be told.
    """

    document: str
    locale: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """All documents in all their locales, as far as they can be read.

    orphaned: catalogs whose document is gone.  held: catalogs that no pair is made of although they can be read: their
        document, or another of its catalogs, cannot, or they may be those of a document that cannot.
    unread: what has no pair for that reason.  problems: of all files that cannot be read, in order of place.
    unlisted: those of folders that cannot be looked into.
    """

    settings: Settings
    sources: tuple[Source, ...]
    pairs: tuple[Pair, ...]
    orphaned: tuple[Catalog, ...] = ()
    held: tuple[Catalog, ...] = ()
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()
    unlisted: tuple[Problem, ...] = ()

    def require_listed(self) -> None:
        """Raise InputErrors where nobody knows which files there are: each of them might look as if it were gone."""
        if self.unlisted:
            raise InputErrors(self.unlisted)

    def require_all(self) -> None:
        """Raise InputErrors where any file could not be read, for work that must know all of them."""
        if self.problems:
            raise InputErrors(self.problems)

    def require(self, document: str, *locales: str) -> None:
        """Raise InputErrors where a document, by its path under the content folder, cannot be read in these locales."""
        found = [one for one in self.unread if one.document == document and one.locale in ("", *locales)]
        if found:
            raise InputErrors(dict.fromkeys(problem for one in found for problem in one.problems))

    def is_unread(self, document: str, locale: str) -> bool:
        """Whether a document is there in a locale, and cannot be read."""
        return any(one.document == document and one.locale in ("", locale) for one in self.unread)

    def part(self, documents: Collection[str]) -> Workspace:
        """Only these documents, by their paths under the content folder, and nothing that belongs to no document."""
        return replace(
            self,
            sources=tuple(source for source in self.sources if source.path in documents),
            pairs=tuple(pair for pair in self.pairs if pair.source.path in documents),
            orphaned=(),
            held=(),
            problems=(),
        )

    def in_locales(self, locales: Collection[str]) -> Workspace:
        """The same documents in these locales alone."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair.locale in locales))

    def with_pairs(self, pairs: tuple[Pair, ...]) -> Workspace:
        """The same with other pairs in place of these."""
        return replace(self, pairs=pairs)

    def without_documents(self) -> Workspace:
        """Only what belongs to no document."""
        return replace(self, sources=(), pairs=())

    def pairs_of(self, locale: str) -> tuple[Pair, ...]:
        """The documents of one locale."""
        return tuple(pair for pair in self.pairs if pair.locale == locale)
