"""Writing what a step changed: journal first, then files."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from locmem import textfile
from locmem.catalogs.files import header_date, read_catalog, write_catalog
from locmem.history.changes import FileChange, TargetChange
from locmem.model.tags import LanguageTag
from locmem.model.translation import Catalog, CatalogEntry, State
from locmem.model.workspace import CONTENT, Pair
from locmem.pipelines.project import Project
from locmem.pipelines.remembering import dialects_at, keep, orphan_entries, superseded_entries
from locmem.values.locales import plural_header


@dataclass
class Run:
    """One execution of a pipeline or command.

    is_dry: nothing is written and no engine is asked.
    id: empty until something is written, so that a run that changes nothing leaves no trace.
    is_writing: whether files are being written, or writing them failed half-way.
    """

    project: Project
    name: str
    is_dry: bool = False
    id: str = ""
    is_writing: bool = False
    files: list[FileChange] = field(default_factory=list)

    def flush(self) -> tuple[FileChange, ...]:
        """What the step just done changed: noted in the journal, then written; in a dry run only kept in mind."""
        changes = self.project.folder.pending()
        if self.is_dry:
            self.files = list(changes)
            return changes
        if not changes:
            return ()
        journal = self.project.journal
        if not self.id:
            self.id = journal.begin(self.name, _login())
        journal.record(self.id, changes, tuple(target_changes(self.project, changes)))
        self.is_writing = True
        self.project.folder.apply(changes)
        self.is_writing = False
        self.files.extend(changes)
        return changes

    def finish(self, summary: str) -> None:
        """The run is complete."""
        if self.id:
            self.project.journal.finish(self.id, "done", summary)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A container may run under a number that no user has.
        return ""


def recover(project: Project) -> tuple[str, ...]:
    """Runs that a kill had cut off while they wrote, their files now brought to the state they were to have."""
    if not project.has_state:
        return ()
    mended = project.journal.interrupted()
    for run in mended:
        for change in project.journal.files(run):
            textfile.tidy(project.root / change.path)
            # A file that is neither old nor new was changed by somebody since: it is theirs.
            if project.folder.read(change.path) == change.before:
                project.folder.apply([change])
        project.journal.finish(run, "done", "finished after an interruption")
    return mended


def put_catalog(
    project: Project, path: str, before: Catalog, after: Catalog, whole: Sequence[CatalogEntry] = ()
) -> bool:
    """Whether the catalog's file changes; its date moves only when what is confirmed changed.

    Confirmed pairs that the new catalog no longer holds are kept in the memory's files.  Of a variant's catalog
    only its own targets are written; whole: as in `orphan_entries`.
    """
    if before.entries != after.entries:
        held = {entry.occurrence for entry in after.entries}
        gone = [entry for entry in before.entries if entry.occurrence not in held]
        dialects = dialects_at(project, before.document)
        replaced = superseded_entries(before, after, dialects, whole)
        keep(project, (*replaced, *orphan_entries(before, gone, dialects, whole)))
    if after.locale in project.settings.variants:
        after = replace(after, entries=tuple(entry for entry in after.entries if entry.is_own))
    if not after.entries:
        return project.folder.write(path, None)
    old = {entry.occurrence: entry for entry in before.entries}
    changed = any(
        entry.is_confirmed
        and (
            (known := old.get(entry.occurrence)) is None
            or known.target != entry.target
            or known.state is not entry.state
            or entry.occurrence in before.edited
        )
        for entry in after.entries
    )
    revised = header_date(project.clock.now()) if changed else before.revised
    plural = plural_header(LanguageTag(after.locale))
    data = write_catalog(replace(after, revised=revised), project=project.settings.name, plural_forms=plural)
    return project.folder.write(path, data)


def put_pair(project: Project, pair: Pair) -> bool:
    """Whether the pair's catalog file changes."""
    return put_catalog(project, pair.path, pair.before, pair.catalog, pair.whole)


def target_changes(project: Project, changes: tuple[FileChange, ...]) -> list[TargetChange]:
    """The targets that file changes replace, for the history."""
    found: list[TargetChange] = []
    prefix = f"{CONTENT}/translations/"
    for change in changes:
        if not change.path.startswith(prefix) or not change.path.endswith(".po"):
            continue
        locale, document = change.path.removeprefix(prefix).removesuffix(".po").split("/", 1)
        before = _entries(project, change.path, change.before, document, locale)
        after = _entries(project, change.path, change.after, document, locale)
        for occurrence in (*before, *(one for one in after if one not in before)):
            old, new = before.get(occurrence), after.get(occurrence)
            if old and new and (old.target, old.state, old.stale_since) == (new.target, new.state, new.stale_since):
                continue
            if not (old and old.target) and not (new and new.target):
                continue
            found.append(
                TargetChange(
                    locale=locale,
                    document=document,
                    occurrence=occurrence,
                    before=old.target if old else "",
                    before_state=_state(old.state, old.is_stale) if old else "",
                    after=new.target if new else "",
                    after_state=_state(new.state, new.is_stale) if new else "",
                    origin=str(new.origin) if new else "",
                )
            )
    return found


def _entries(project: Project, path: str, data: bytes | None, document: str, locale: str) -> dict[str, CatalogEntry]:
    if data is None:
        return {}
    source_locale = project.settings.source_locale
    catalog = read_catalog(data, path, document=document, source_locale=source_locale, locale=locale)
    return {entry.occurrence: entry for entry in catalog.entries}


def _state(state: State, is_stale: bool) -> str:
    return f"{state.value}, stale" if is_stale else state.value
