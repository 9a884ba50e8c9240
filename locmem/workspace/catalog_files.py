"""The catalogs of a project: read once for each state of their file, written through the project's folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from locmem.catalogs.files import NEVER, catalog_path, header_date, place_of, read_catalog, written_catalog
from locmem.catalogs.pairs import CONTENT, Pair
from locmem.catalogs.states import one_line
from locmem.history.changes import FileChange, TargetChange
from locmem.model.tags import LanguageTag
from locmem.model.translation import Catalog, CatalogEntry
from locmem.values.locales import plural_header
from locmem.workspace.project import Project
from locmem.workspace.remembering import dialects_at, keep, orphan_entries, parted_rivals, superseded_entries

_FOLDER = f"{CONTENT}/translations/"


def load_catalog(project: Project, document: str, source_locale: str, locale: str) -> Catalog:
    """The catalog as it stands, empty where there is none.  Raises InputErrors."""
    path = f"{CONTENT}/{catalog_path(locale, document)}"
    found = catalog_in(project, path, project.folder.read(path))
    is_asked = (found.document, found.source_locale) == (document, source_locale)
    return found if is_asked else replace(found, document=document, source_locale=source_locale)


def put_pair(project: Project, pair: Pair) -> bool:
    """Whether the pair's catalog file changes."""
    return put_catalog(project, pair.path, pair.before, pair.catalog, pair.whole)


def take_along(project: Project, pair: Pair) -> bool:
    """Whether the pair's catalog file changes, of a document that moved: its catalog at the old place is removed."""
    project.folder.write(f"{CONTENT}/{catalog_path(pair.locale, pair.moved_from)}", None)
    return put_pair(project, pair)


def put_changed(project: Project, before: Sequence[Pair], after: Sequence[Pair]) -> None:
    """Write the catalogs of those pairs that are others now; a document that moved takes those of all locales along."""
    changed = [new for old, new in zip(before, after, strict=True) if new is not old]
    moved = {pair.source.path for pair in changed if pair.moved_from}
    for pair in after:
        if pair.source.path in moved:
            take_along(project, pair)
    for pair in changed:
        if pair.source.path not in moved:
            put_pair(project, pair)


def put_catalog(
    project: Project, path: str, before: Catalog, after: Catalog, whole: Sequence[CatalogEntry] = ()
) -> bool:
    """Whether the catalog's file changes; its date moves only when what is confirmed changed.

    Confirmed pairs that the new catalog no longer holds are kept in the memory's files.  Of a variant's catalog
    only its own targets are written; whole: as in `orphan_entries`.
    """
    _keep_what_goes(project, before, after, whole)
    if after.locale in project.settings.variants:
        after = replace(after, entries=tuple(entry for entry in after.entries if entry.is_own))
    if not after.entries:
        return project.folder.write(path, None)
    revised = header_date(project.clock.now()) if _confirms_anew(before, after) else before.revised
    return write_catalog(project, path, replace(after, revised=revised))


def write_catalog(project: Project, path: str, catalog: Catalog) -> bool:
    """Whether the catalog's file changes; it is written as it is, and nothing that it no longer holds is kept."""
    plural = plural_header(LanguageTag(catalog.locale))
    written = written_catalog(catalog, project=project.settings.name, plural_forms=plural)
    is_changed = project.folder.write(path, written.data)
    if is_changed:
        # The journal and the next step ask what stands there now.
        project.remember_parsed(path, written.data, written.read_back(path))
    return is_changed


def put_edited(project: Project, pair: Pair, data: bytes, after: Catalog) -> bool:
    """Whether the pair's catalog file changes; `data`, in which it says `after`, is its text as it lies there, edited.

    Confirmed pairs that it no longer says are kept as of `put_catalog`, but for those that differ from what stands
    there in white space alone, which the memory files as one; its date stays, as nobody confirmed anything.
    """
    now = {entry.occurrence: one_line(entry.target) for entry in after.entries}
    other = replace(
        pair.before,
        entries=tuple(one for one in pair.before.entries if now.get(one.occurrence) != one_line(one.target)),
    )
    dialects = dialects_at(project, pair.before.document)
    keep(project, superseded_entries(other, after, dialects, pair.whole or pair.before.entries))
    return project.folder.write(pair.path, data)


def _keep_what_goes(project: Project, before: Catalog, after: Catalog, whole: Sequence[CatalogEntry]) -> None:
    """Keep in the memory's files what `before` holds confirmed, or out of use, and `after` does not."""
    if before.entries == after.entries and not before.obsolete:
        return
    held = {entry.occurrence for entry in after.entries}
    gone = [entry for entry in before.entries if entry.occurrence not in held]
    dialects = dialects_at(project, before.document)
    replaced = superseded_entries(before, after, dialects, whole)
    rivals = parted_rivals(before, after, dialects)
    keep(project, (*replaced, *orphan_entries(before, gone, dialects, whole), *rivals))


def _confirms_anew(before: Catalog, after: Catalog) -> bool:
    """Whether a confirmed target of `after` is new, has another text or state, or was edited in the file."""
    old = {entry.occurrence: entry for entry in before.entries}
    for entry in after.entries:
        known = old.get(entry.occurrence)
        is_same = known is not None and (known.target, known.state) == (entry.target, entry.state)
        if entry.is_confirmed and (not is_same or entry.occurrence in before.edited):
            return True
    return False


def target_changes(project: Project, changes: Sequence[FileChange]) -> list[TargetChange]:
    """The targets that file changes replace, for the history; what people wrote stands in the files before them."""
    return list(chain.from_iterable(_targets_of(project, change) for change in catalogs_among(changes)))


def catalogs_among(changes: Iterable[FileChange]) -> tuple[FileChange, ...]:
    """The changes that are of catalogs."""
    return tuple(one for one in changes if one.path.startswith(_FOLDER) and one.path.endswith(".po"))


def _targets_of(project: Project, change: FileChange) -> Iterator[TargetChange]:
    locale, document = place_of(change.path.removeprefix(f"{CONTENT}/"))
    then = {entry.occurrence: entry for entry in catalog_in(project, change.path, change.before).entries}
    now = {entry.occurrence: entry for entry in catalog_in(project, change.path, change.after).entries}
    for occurrence in dict.fromkeys((*then, *now)):
        old, new = then.get(occurrence), now.get(occurrence)
        if old and new and (old.target, old.state, old.stale_since) == (new.target, new.state, new.stale_since):
            continue
        if not (old and old.target) and not (new and new.target):
            continue
        yield TargetChange(
            locale=locale,
            document=document,
            occurrence=occurrence,
            before=old.target if old else "",
            before_state=state_of(old),
            after=new.target if new else "",
            after_state=state_of(new),
            origin=str(new.origin) if new else "",
        )


def state_of(entry: CatalogEntry | None) -> str:
    """The state of an entry as the history has it; empty for none."""
    if entry is None:
        return ""
    return f"{entry.state.value}, stale" if entry.is_stale else entry.state.value


def catalog_in(project: Project, path: str, data: bytes | None) -> Catalog:
    """The catalog in bytes that its file holds, has held or will hold; empty for None."""
    locale, document = place_of(path.removeprefix(f"{CONTENT}/"))
    source_locale = project.settings.source_locale

    def read(data: bytes | None) -> Catalog:
        if data is None:
            return Catalog(document=document, source_locale=source_locale, locale=locale, entries=(), revised=NEVER)
        return read_catalog(
            data,
            path,
            document=document,
            source_locale=source_locale,
            locale=locale,
            declared=project.settings.locales,
        )

    return project.parsed_bytes(path, data, read)
