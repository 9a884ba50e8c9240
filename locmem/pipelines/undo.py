"""Undoing a run: every file and target it changed goes back, unless somebody changed it since.

What was confirmed elsewhere on the strength of what goes back is opened again: see `locmem.workspace.resting`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from locmem.catalogs.files import place_of
from locmem.catalogs.pairs import CONTENT
from locmem.errors import InputErrors, UsageError
from locmem.exchange.manifest import FOLDER as HANDOFFS
from locmem.exchange.manifest import read_manifest, write_manifest
from locmem.exchange.undone_answers import without_run
from locmem.history.changes import FileChange
from locmem.history.journal import merged
from locmem.history.past import UNDOING
from locmem.history.work import Place
from locmem.model.translation import NO_ORIGIN, Catalog, CatalogEntry, State
from locmem.model.wording import counted, listed
from locmem.pipelines.run import run_step
from locmem.workspace.catalog_files import catalog_in, write_catalog
from locmem.workspace.project import Project
from locmem.workspace.resting import reopen
from locmem.workspace.writing import Run

_CATALOGS = f"{CONTENT}/translations/"


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoResult:
    """What went back.

    kept: files and segments somebody changed after the run, which stay as they are.
    opened: texts that are drafts again, as they were confirmed because of what went back, by the memory or with the
        codes of their source, and nobody else answers for them.
    decided: such texts for which somebody decided since; they stay.
    unread: catalogs of which nobody knows whether they hold such texts.
    withdrawn: handoffs that the run had made: who has them, and where their files lie.
    """

    run: str
    files: int
    kept: tuple[str, ...]
    opened: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        parts = [f"{self.run} undone: {counted(self.files, 'file')} put back"]
        if self.opened:
            parts.append(f"{counted(len(self.opened), 'text')} that rested on it opened again")
        if self.kept:
            parts.append(f"{counted(len(self.kept), 'later change')} kept")
        if self.decided:
            parts.append(f"{counted(len(self.decided), 'text')} that rested on it decided since")
        return ", ".join(parts)


def undo(project: Project, which: str, *, is_dry: bool = False) -> tuple[Run, UndoResult]:
    """Put back what the run `which` changed, as a run of its own that can be undone in turn.

    Returns that run and what went back; `which` counts as undone from then on, and a run that `which` itself had
    undone counts as done again.  Raises UsageError when no such run is known, when it was undone already, and when all
    that it changed was changed again since, DamagedStore when any of its records is not what was written.  Rendered
    pages are not touched: the next publish writes them anew.
    """
    run, result = run_step(project, f"{UNDOING}{which}", lambda run: _put_back(run, which), is_dry=is_dry)
    if not is_dry:
        project.journal.mark_undone(which)
    return run, result


def _put_back(run: Run, which: str) -> UndoResult:
    project = run.project
    if not project.has_state:
        raise UsageError("this project has no history yet: nothing was run here.")
    changes = project.journal.files(which)
    if project.journal.status(which) == "undone":
        raise UsageError(f"the run {which} was undone already. `locmem history` lists the runs.")
    kept: list[str] = []
    written = 0
    withdrawn: list[str] = []
    all_of_it = merged(changes)
    moved = _moved_and_changed(project, all_of_it)
    left = {one.path for one in moved.values()}
    for change in all_of_it:
        now = project.folder.read(change.path)
        if change.path in left:
            # Its page has another name, and what somebody did since stands there.
            continue
        if now == change.after:
            written += project.folder.write(change.path, change.before)
            withdrawn += _withdrawn(project, change)
        elif change.path.startswith(_CATALOGS):
            written += _undo_catalog(project, change, moved.get(change.path, change), now, kept)
        elif (manifest := _manifest_without(change, now)) is not None:
            written += project.folder.write(change.path, manifest)
        else:
            kept.append(change.path)
    resting = reopen(project, which, all_of_it)
    if kept and not written and not resting.opened:
        raise UsageError(
            f"nothing of {which} can be put back: {listed(tuple(kept), 3)} changed after it."
            " Undo the later run first, or bring the file back from git; `locmem history` lists the runs."
        )
    opened, decided = (tuple(map(_label, places)) for places in (resting.opened, resting.decided))
    return UndoResult(
        run=which,
        files=written,
        kept=tuple(one for one in kept if one not in opened),
        opened=opened,
        decided=tuple(one for one in decided if one not in kept),
        unread=resting.unread,
        withdrawn=tuple(withdrawn),
    )


def _label(place: Place) -> str:
    return f"{place.document}#{place.occurrence} in {place.locale}"


def _withdrawn(project: Project, change: FileChange) -> Iterator[str]:
    """The handoff whose manifest goes: whoever has its files does not know."""
    if change.path.startswith(f"{HANDOFFS}/") and change.before is None and change.after is not None:
        manifest = read_manifest(change.after, change.path)
        who = f"{manifest.assignee} may have its files" if manifest.assignee else "somebody may have its files"
        folder = f"{HANDOFFS}/{manifest.id}"
        where = f"remove {folder}/" if (project.root / folder).is_dir() else "remove the folder they were written to"
        yield f"{manifest.id}: {who}; {where}"


def _moved_and_changed(project: Project, changes: Iterable[FileChange]) -> dict[str, FileChange]:
    """By the path of each catalog that the run moved, and that was changed since: how it left its old place."""
    catalogs = [one for one in changes if one.path.startswith(_CATALOGS)]
    gone = {
        (place_of(one.path.removeprefix(f"{CONTENT}/"))[0], entry.occurrence): one
        for one in catalogs
        if one.after is None
        for entry in catalog_in(project, one.path, one.before).entries
    }
    found: dict[str, FileChange] = {}
    for one in catalogs:
        now = project.folder.read(one.path)
        if one.before is not None or now == one.after:
            continue
        locale, _ = place_of(one.path.removeprefix(f"{CONTENT}/"))
        ids = tuple(entry.occurrence for entry in catalog_in(project, one.path, one.after).entries)
        old = next((gone[locale, id_] for id_ in ids if (locale, id_) in gone), None)
        # Where no catalog holds any of it the old one is all there is.
        if old is not None and (now is not None or _successors(project, locale, ids)):
            found[one.path] = old
    return found


def _manifest_without(change: FileChange, now: bytes | None) -> bytes | None:
    """The manifest of today without what the run did to it; None where nothing of that is left to put back.

    A text that somebody typed must not be in no list, nor an answer that is gone be taken for one, only because a
    later run changed the manifest as well.
    """
    if not change.path.startswith(f"{HANDOFFS}/") or change.before is None or change.after is None or now is None:
        return None
    try:
        before, after, today = (read_manifest(data, change.path) for data in (change.before, change.after, now))
    except InputErrors:
        return None
    found = without_run(before, after, today)
    return write_manifest(found) if found != today else None


def _undo_catalog(project: Project, change: FileChange, old: FileChange, now: bytes | None, kept: list[str]) -> int:
    """How many catalogs change: entries that still are as the run left them get what they had before.

    old: the change with the bytes of before: the same, or how the catalog left the place from which the run moved it.

    A page that was renamed since took its catalogs along, and with them the ids of its segments.
    """
    before = {entry.occurrence: entry for entry in catalog_in(project, old.path, old.before).entries}
    after = {entry.occurrence: entry for entry in catalog_in(project, change.path, change.after).entries}
    # Nothing stood where the run wrote an entry of its own.
    before |= {
        one: new.with_target("", State.UNTRANSLATED, NO_ORIGIN) for one, new in after.items() if one not in before
    }
    # A catalog that the run made stays because of each text that somebody put there.
    changed = {one for one, new in after.items() if old.before is None or _said(before[one]) != _said(new)}
    locale, document = place_of(change.path.removeprefix(f"{CONTENT}/"))
    gone = set(changed)
    written = 0
    for path in (change.path,) if now is not None else _successors(project, locale, changed):
        try:
            current = catalog_in(project, path, project.folder.read(path))
        except InputErrors:
            kept.append(path)
            # Nobody knows what of it is there.
            return written
        gone -= {entry.occurrence for entry in current.entries}
        entries = tuple(_undo_entry(current, entry, before, after, changed, kept) for entry in current.entries)
        if locale in project.settings.variants:
            entries = tuple(entry for entry in entries if entry.target)
        written += write_catalog(project, path, replace(current, entries=entries))
    kept += (
        f"{_label(Place(locale, document, one))}, whose segment is gone: the memory keeps its text"
        for one in sorted(gone)
        if after[one].is_confirmed
    )
    return written


def _successors(project: Project, locale: str, occurrences: Collection[str]) -> tuple[str, ...]:
    """The catalogs of a locale that hold one of these ids, which no other document gives to a segment of its own."""
    marks = [f"occ={one} ".encode() for one in occurrences]
    paths = project.folder.files(f"{_CATALOGS}{locale}/**/*.po")
    return tuple(path for path in paths if any(mark in (project.folder.read(path) or b"") for mark in marks))


def _undo_entry(
    current: Catalog,
    entry: CatalogEntry,
    before: Mapping[str, CatalogEntry],
    after: Mapping[str, CatalogEntry],
    changed: Collection[str],
    kept: list[str],
) -> CatalogEntry:
    """The entry as it was before the run, or as it is where the run did not change it, or somebody did since."""
    if entry.occurrence not in changed:
        return entry
    old, new = before[entry.occurrence], after[entry.occurrence]
    if _said(entry) == _said(new) and entry.source == new.source:
        written_since = [line for line in entry.remarks if line not in (*new.remarks, *old.remarks)]
        return replace(old, source=entry.source, legend=entry.legend, remarks=(*old.remarks, *written_since))
    kept.append(_label(Place(str(current.locale), current.document, entry.occurrence)))
    return entry


def _said(entry: CatalogEntry) -> tuple[object, ...]:
    """What people said of an entry; what the memory proposes is nobody's word, what somebody began is theirs."""
    begun = entry.proposal if entry.is_begun else ""
    return entry.target, entry.state, entry.stale_since, entry.previous_source, begun
