"""What the memory is made of: confirmed targets of the catalogs, and the committed TMX files.

`content/memory/<locale>.tmx` keeps confirmed pairs that no catalog holds any more, so that a fresh clone finds
them; any other TMX file in that folder was brought in from elsewhere.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from locmem.catalogs.pairs import CONTENT, Pair, Workspace
from locmem.catalogs.texts import previous_inline, source_inline, target_inline
from locmem.errors import InputErrors
from locmem.formats import tmx
from locmem.inline.compare import memory_key
from locmem.memory.admission import Rejected
from locmem.memory.kept_pairs import SUPERSEDED, identity, refuse_broken
from locmem.memory.tmx_entries import read_entries, units
from locmem.model.inline import Inline
from locmem.model.match import EDGE, MADE_FOR, Entry, Mark, MarkPlace, Trust
from locmem.model.progress import stretch_of
from locmem.model.tags import language_tag
from locmem.model.translation import HUMAN, Catalog, CatalogEntry
from locmem.settings import content_set_of
from locmem.values.locales import offered_for
from locmem.workspace.project import COMMITTED_TMX, Project
from locmem.workspace.sources import dialects_in

FOLDER = f"{CONTENT}/memory"


def kept_path(locale: str) -> str:
    """Where confirmed pairs that no catalog holds any more are kept."""
    return f"{FOLDER}/{locale}.tmx"


def dialects_at(project: Project, document: str) -> tuple[str, ...]:
    """The placeholder notations of the document at a path, also where the document is gone."""
    return dialects_in(content_set_of(project.settings, document))


def memory_entries(project: Project, workspace: Workspace) -> Iterator[Entry]:
    """Every entry the memory should hold, as far as it can be read; the project knows what could not."""
    pairs = workspace.pairs
    for pair in stretch_of(project.progress, "catalogs into the memory", pairs, len(pairs)):
        yield from pair_entries(pair)
    for catalog in workspace.orphaned:
        yield from catalog_entries(catalog, dialects_at(project, catalog.document))
    for catalog in workspace.held:
        # Its page is only out of sight: what stands there is found as if it were not.
        yield from orphan_entries(catalog, catalog.entries, dialects_at(project, catalog.document))
    for path in project.folder.files(COMMITTED_TMX):
        yield from readable_entries(project, path)


def pair_entries(pair: Pair) -> Iterator[Entry]:
    """The confirmed targets of a catalog beside its document, stale ones under the source they were made for."""
    segments = pair.source.catalog_segments
    dialects = dialects_in(pair.source.content_set)
    texts = [segment.content.text for segment in segments]
    for index, row in enumerate(pair.rows):
        entry, around = row.entry, _around(texts, index)
        if not entry.is_confirmed or entry.inherited:
            continue
        if entry.is_stale:
            source = previous_inline(entry, dialects, pair.source.document.labels)
            yield _entry(pair.catalog, entry, source, target_inline(entry, source), around)
        else:
            yield _entry(pair.catalog, entry, row.segment.content, row.target, around)
    for entry in (*pair.orphans, *pair.before.obsolete):
        if entry.is_confirmed:
            yield _out_of_place(pair.before, entry, dialects, ("", ""))


def catalog_entries(catalog: Catalog, dialects: Sequence[str]) -> Iterator[Entry]:
    """The confirmed targets of a catalog whose document is gone or changed, without neighbours."""
    for entry in (*catalog.entries, *catalog.obsolete):
        if entry.is_confirmed:
            yield _out_of_place(catalog, entry, dialects, ("", ""))


def orphan_entries(
    catalog: Catalog,
    orphans: Iterable[CatalogEntry],
    dialects: Sequence[str],
    whole: Sequence[CatalogEntry] = (),
) -> Iterator[Entry]:
    """The entries of `catalog` that lost their place, with the neighbours they had in it, and its obsolete ones.

    whole: the entries of another locale's catalog, where this one is a variant's and has gaps.
    """
    wanted = {entry.occurrence for entry in orphans}
    around = _neighbours(whole or catalog.entries, dialects) if wanted else {}
    for entry in catalog.entries:
        if entry.occurrence in wanted and entry.is_confirmed:
            yield _out_of_place(catalog, entry, dialects, around.get(entry.occurrence, ("", "")))
    for entry in catalog.obsolete:
        if entry.is_confirmed:
            yield _out_of_place(catalog, entry, dialects, ("", ""))


def superseded_entries(
    before: Catalog, after: Catalog, dialects: Sequence[str], whole: Sequence[CatalogEntry] = ()
) -> Iterator[Entry]:
    """Confirmed pairs of `before` that `after` no longer holds although it holds their place."""
    now = {entry.occurrence: entry for entry in after.entries}
    replaced = {
        old.occurrence
        for old in before.entries
        if old.is_confirmed and old.occurrence in now and now[old.occurrence].target != old.target
    }
    around = _neighbours(whole or before.entries, dialects) if replaced else {}
    for old in before.entries:
        if old.occurrence not in replaced:
            continue
        new = now[old.occurrence]
        source = previous_inline(old, dialects)
        entry = _entry(before, old, source, target_inline(old, source), around.get(old.occurrence, ("", "")))
        is_corrected = memory_key(source) == memory_key(source_inline(new, dialects)) and new.is_confirmed
        # A target that a person replaced for the very same source was wrong or worse: never trust it again.
        yield replace(entry, origin=SUPERSEDED, trust=Trust.IMPORTED) if is_corrected else entry


def parted_rivals(before: Catalog, after: Catalog, dialects: Sequence[str]) -> Iterator[Entry]:
    """Confirmed pairs of other branches that `before` holds beside its own and `after` no longer does."""
    now = {entry.occurrence: entry for entry in after.entries}
    for old in before.entries:
        new = now.get(old.occurrence)
        for rival in old.rivals:
            is_held = new is not None and (rival in new.rivals or (new.is_confirmed and new.target == rival.target))
            if is_held or not rival.state.is_confirmed:
                continue
            alone = replace(old, source=rival.source, legend=rival.legend).with_target(rival.target, rival.state, HUMAN)
            source = source_inline(alone, dialects)
            entry = _entry(before, alone, source, target_inline(alone, source), ("", ""))
            # Somebody decided for another one: as with every target that a person replaced.
            is_refused = new is not None and new.is_confirmed and new.source == rival.source
            yield replace(entry, origin=SUPERSEDED, trust=Trust.IMPORTED) if is_refused else entry


def hand_replaced(project: Project, workspace: Workspace, everything: Callable[[], Iterable[Entry]]) -> Iterator[Entry]:
    """Confirmed pairs that somebody replaced by editing a catalog, as far as the memory still knows them.

    everything: all that the memory is made of, should it be found damaged.
    """
    edited = {
        (pair.locale, pair.source.path, occurrence): pair
        for pair in workspace.pairs
        for occurrence in pair.before.edited
    }
    if not edited or not project.has_memory:
        return
    project.memory.made_of(everything)
    for entry in project.memory.entries():
        pair = edited.get((language_tag(entry.locale), entry.document, entry.occurrence))
        if pair is None or entry.trust is not Trust.CONFIRMED:
            continue
        now = next((candidate for candidate in pair.catalog.entries if candidate.occurrence == entry.occurrence), None)
        if now is None or target_inline(now, entry.source).native == entry.target.native:
            continue
        # Of another source it is no worse for that: the text was brought up to date.
        is_corrected = memory_key(entry.source) == memory_key(source_inline(now, dialects_in(pair.source.content_set)))
        yield replace(entry, origin=SUPERSEDED, trust=Trust.IMPORTED) if is_corrected else entry


def is_own(project: Project, path: str) -> bool:
    """Whether a committed TMX file is one that locmem itself keeps: it is named after a locale."""
    return PurePosixPath(path).stem in project.settings.locales


def committed_entries(project: Project, path: str) -> tuple[Entry, ...]:
    """The entries of one TMX file under `content/memory/`.

    The project's own kept pairs are confirmed; a file of any other name is imported, and its pairs in the language of
    a region are offered for the one locale that reads it.
    """
    if not is_own(project, path):
        return tuple(offered(project, entry) for entry in _read(project, path, Trust.IMPORTED))
    entries = _read(project, path, Trust.CONFIRMED)
    return tuple(replace(entry, trust=Trust.IMPORTED) if entry.origin == SUPERSEDED else entry for entry in entries)


def readable_entries(project: Project, path: str) -> tuple[Entry, ...]:
    """As `committed_entries`; none of a file that cannot be read, which the project then knows."""
    try:
        entries = committed_entries(project, path)
    except InputErrors as error:
        project.note_unread(path, error.problems)
        return ()
    project.note_unread(path, ())
    return entries


def offered(project: Project, entry: Entry) -> Entry:
    """An imported pair as the memory has it: for the declared locale it may be offered for, with its own as a mark."""
    declared = project.settings.locales
    if entry.locale in declared:
        return entry
    locale = offered_for(entry.locale, declared)
    if locale is None:
        return entry
    marks = entry.marks
    if entry.made_for == entry.locale:
        marks = (*marks, Mark(MarkPlace.TARGET, MADE_FOR, entry.locale))
    return replace(entry, locale=locale, marks=marks)


def _read(project: Project, path: str, trust: Trust) -> list[Entry]:
    """The entries of a committed TMX file; one that is damaged raises InputErrors and none of it is used.

    A broken unit of the project's own files raises InputErrors too: these are written anew, and what cannot be
    read would be lost.
    """
    return _entries_in(project, path, project.folder.read(path), trust)


def _entries_in(project: Project, path: str, data: bytes | None, trust: Trust) -> list[Entry]:
    if data is None:
        return []
    read = read_entries(io.BytesIO(data), path, project.settings.source_locale, trust)
    # One file may hold more pairs than all documents.
    found = list(stretch_of(project.progress, f"pairs of {PurePosixPath(path).name}", read, 0))
    if trust is Trust.CONFIRMED:
        refuse_broken(path, found)
    return [entry for entry in found if not isinstance(entry, Rejected)]


@dataclass
class _KeptPairs:
    """The kept pairs of a locale while a step adds to them; data: the file as it lay before."""

    data: bytes | None
    source_locale: str
    by_identity: dict[tuple[str, ...], Entry]
    has_grown: bool = False

    def add(self, entries: Iterable[Entry]) -> int:
        """How many of the pairs were not among the kept ones; one that was stays as it is."""
        new = {key: entry for entry in entries if (key := identity(entry)) not in self.by_identity}
        self.by_identity.update(new)
        self.has_grown |= bool(new)
        return len(new)

    def written(self) -> bytes | None:
        """The file's bytes, sorted; as they were where nothing was added."""
        if not self.has_grown:
            return self.data
        return tmx.write(units(self.by_identity.values()), source_locale=self.source_locale)


def keep(project: Project, entries: Iterable[Entry]) -> int:
    """How many pairs were added to the kept ones.

    The files are read and written once, however often a step keeps something: see `Folder.growing`.
    """
    by_locale: dict[str, list[Entry]] = {}
    for entry in entries:
        by_locale.setdefault(entry.locale, []).append(entry)
    added = 0
    for locale, given in sorted(by_locale.items()):
        path = kept_path(language_tag(locale))
        added += project.folder.growing(path, partial(_kept_pairs, project, path)).add(given)
    return added


def can_keep(project: Project, locale: str) -> bool:
    """Whether pairs of a locale can be kept: not where its file is there and cannot be read, as it is left alone."""
    path = kept_path(language_tag(locale))
    try:
        project.folder.growing(path, partial(_kept_pairs, project, path))
    except InputErrors as error:
        project.note_unread(path, error.problems)
        return False
    project.note_unread(path, ())
    return True


def _kept_pairs(project: Project, path: str, data: bytes | None) -> _KeptPairs:
    kept = _entries_in(project, path, data, Trust.CONFIRMED)
    by_identity = {identity(entry): entry for entry in kept}
    return _KeptPairs(data=data, source_locale=project.settings.source_locale, by_identity=by_identity)


def _around(texts: list[str], index: int) -> tuple[str, str]:
    return (
        texts[index - 1] if index else EDGE,
        texts[index + 1] if index + 1 < len(texts) else EDGE,
    )


def _neighbours(entries: Sequence[CatalogEntry], dialects: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The texts before and after each occurrence of a whole catalog."""
    texts = [source_inline(entry, dialects).text for entry in entries]
    return {entry.occurrence: _around(texts, index) for index, entry in enumerate(entries)}


def _out_of_place(catalog: Catalog, entry: CatalogEntry, dialects: Sequence[str], around: tuple[str, str]) -> Entry:
    source = previous_inline(entry, dialects)
    found = _entry(catalog, entry, source, target_inline(entry, source), around)
    is_replaced = entry in catalog.obsolete and any(
        entry.source in (one.source, one.previous_source)
        for one in catalog.entries
        if one.occurrence == entry.occurrence
    )
    # Somebody put it out of use, and another text stands there for the very same source: it is never trusted again.
    return replace(found, origin=SUPERSEDED, trust=Trust.IMPORTED) if is_replaced else found


def _entry(catalog: Catalog, entry: CatalogEntry, source: Inline, target: Inline, around: tuple[str, str]) -> Entry:
    return Entry(
        source=source,
        target=target,
        source_locale=catalog.source_locale,
        locale=catalog.locale,
        kind=entry.kind,
        document=catalog.document,
        occurrence=entry.occurrence,
        before=around[0],
        after=around[1],
        origin=str(entry.origin),
    )
