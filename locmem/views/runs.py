"""What was done: runs, what each changed, the history of one text, and what taking a run back would do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import CONTENT
from locmem.errors import UsageError
from locmem.history.changes import DamagedRecord, FileChange, RunRecord, TargetChange
from locmem.history.journal import merged
from locmem.history.run_changes import RunChanges, changes_of, only_changes
from locmem.history.work import Work
from locmem.pages.handoff_scope import document_named
from locmem.pages.standing import confirmed_today
from locmem.pipelines.undo import UndoResult, undo
from locmem.views.fields import Fields, Stretch, number_of, required, stretch, text_of
from locmem.workspace.catalog_files import catalog_in
from locmem.workspace.project import Project, open_project

_RUNS, _CHANGES = 50, 100
_EDITED = ("post-edit", "accept", "note")
"""Runs that an editor makes."""
_CATALOGS = f"{CONTENT}/translations/"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """What one run changed.  damaged: what of its record is not what was written."""

    run: RunRecord
    files: tuple[FileChange, ...]
    changes: Stretch[TargetChange]
    damaged: tuple[DamagedRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPage:
    """A run, and what would go back.

    texts: those that would, as the run left them.  is_all: whether nothing else in its files would change.
    later: the runs that changed again all that it had changed, which are to be taken back first; result is None then.
    """

    run: RunRecord
    result: UndoResult | None
    texts: tuple[TargetChange, ...] = ()
    is_all: bool = False
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsPage:
    """The runs, newest first.  only: the text of those that changed one alone, by run."""

    runs: Stretch[RunRecord]
    only: Mapping[str, TargetChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Every target that a text had, newest first: run, time and change.  locale: of this one alone, empty for all."""

    key: str
    document: str
    locale: str
    changes: tuple[tuple[str, str, TargetChange], ...]


def runs_page(project: Project, fields: Fields) -> RunsPage:
    """The runs, newest first."""
    # One more than is shown, so that there is a way to it.
    most = max(1, number_of(fields, "page", 1)) * _RUNS + 1
    runs = stretch(project.journal.runs(most) if project.has_state else (), fields, _RUNS, "/runs")
    of_one = [one.id for one in runs.items if one.targets == 1]
    return RunsPage(runs=runs, only=only_changes(project.database, of_one) if of_one else {})


def confirmed_page(project: Project, fields: Fields) -> Stretch[Work]:
    """What whoever looks confirmed today, newest first."""
    return stretch(confirmed_today(project), fields, _CHANGES, "/confirmed")


def run_page(project: Project, fields: Fields) -> RunPage:
    """The run of `id`."""
    found = _found(project, fields)
    which = found.run.id
    return RunPage(
        run=found.run,
        files=merged(project.journal.files(which)) if not found.damaged else (),
        changes=stretch(found.targets, fields, _CHANGES, "/run", id=which),
        damaged=found.damaged,
    )


def undo_page(project: Project, fields: Fields) -> UndoPage:
    """What would go back of the run of `id`, before it does."""
    found = _found(project, fields)
    record, files = found.run, () if found.damaged else merged(project.journal.files(found.run.id))
    # A dry run leaves its project unfit for work.
    with open_project(project.root, project.clock) as other:
        try:
            _, result = undo(other, record.id, is_dry=True)
        except UsageError:
            if record.status == "done" and (later := _later(project, record.id, files)):
                return UndoPage(run=record, result=None, later=later)
            raise
    stays = {*result.kept, *result.decided, *result.opened}
    texts = tuple(one for one in found.targets if f"{one.key} in {one.locale}" not in stays)
    is_all = not (result.kept or result.opened or result.unread) and _are_all(project, files, found.targets)
    return UndoPage(run=record, result=result, texts=texts, is_all=is_all)


def _later(project: Project, run: str, files: Sequence[FileChange]) -> tuple[str, ...]:
    """The runs that wrote the files of a run last, newest first, without the run itself."""
    paths = {one.path for one in files}
    last = {path: writer for path, writer in project.journal.writers("content") if path in paths}
    return tuple(sorted({one for one in last.values() if one != run}, reverse=True))


def _are_all(project: Project, files: Sequence[FileChange], targets: Sequence[TargetChange]) -> bool:
    """Whether what a run changed of its files is these targets and nothing else."""
    told = {(one.locale, one.document, one.occurrence) for one in targets}
    for file in files:
        if not file.path.startswith(_CATALOGS) or file.before is None or file.after is None:
            return False
        before, after = (catalog_in(project, file.path, data) for data in (file.before, file.after))
        was, now = ({one.occurrence: one for one in catalog.entries} for catalog in (before, after))
        if was.keys() != now.keys():
            return False
        changed = {(str(after.locale), after.document, key) for key, entry in now.items() if entry != was[key]}
        if not changed <= told:
            return False
    return True


def is_own(run: RunRecord, locales: Collection[str], person: str, works_in: Callable[[str], bool]) -> bool:
    """Whether a run is somebody's work in an editor, in locales that are theirs.

    locales: of the texts it changed.  A run of commands is nobody's own, whoever started it.
    """
    return run.pipeline in _EDITED and run.who.casefold() == person.casefold() != "" and all(map(works_in, locales))


def run_to_undo(project: Project, fields: Fields) -> tuple[RunRecord, frozenset[str]]:
    """The run `run`, and the locales of the texts it changed.  Raises UsageError as `run_page`."""
    found = _found(project, {"id": required(fields, "run")})
    return found.run, frozenset(one.locale for one in found.targets)


def take_back(project: Project, fields: Fields) -> tuple[str, str]:
    """Take a run back: the id of the run that did, and what went back and what did not, in words."""
    project.opens_most = None  # What is begun is finished, however much has to be opened for it.
    run, result = undo(project, required(fields, "run"))
    told = [*(f"Kept: {one}." for one in result.kept), *(f"A draft again: {one}." for one in result.opened)]
    return run.id, " ".join((f"{result.summary}.", *told))


def history_page(project: Project, fields: Fields) -> HistoryPage:
    """The history of the text of `key`."""
    key, locale = document_named(required(fields, "key")), text_of(fields, "locale")
    document, _, occurrence = key.rpartition("#")
    if not document or not occurrence:
        raise UsageError("a text is named by `key`: articles/refunds.md#k3f9xx.")
    found = project.journal.targets(document, occurrence) if project.has_state else ()
    changes = tuple(one for one in reversed(found) if locale in ("", one[2].locale))
    return HistoryPage(key=key, document=document, locale=locale, changes=changes)


def _found(project: Project, fields: Fields) -> RunChanges:
    which = required(fields, "id")
    if not project.has_state:
        raise UsageError(f"no run {which!r} is known: nothing was run here yet.")
    _ = project.journal  # It brings an older database up to date.
    return changes_of(project.database, which)
