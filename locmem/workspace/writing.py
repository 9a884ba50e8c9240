"""Writing what a step changed: journal first, then files.

A step's changes are written together or not at all.  Where somebody saved a file that the step had read, nothing is
written; where the save comes while files are being written, those written already are put back.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locmem import textfile
from locmem.errors import ChangedError, DamagedStore, ProjectError
from locmem.history.changes import FileChange
from locmem.model.progress import stretch_of
from locmem.model.wording import counted, listed
from locmem.overwriting import write_over
from locmem.workspace.catalog_files import target_changes
from locmem.workspace.confirmed_work import work_of
from locmem.workspace.hand_edits import edited_targets, hand_edits
from locmem.workspace.project import Project

if TYPE_CHECKING:
    from locmem.workspace.survey import Question

_log = logging.getLogger("locmem")


@dataclass
class Run:
    """One execution of a pipeline or command.

    is_dry: nothing is written and no engine is asked.
    id: empty until something is written, so that a run that changes nothing leaves no trace.
    is_writing: whether files are being written, or writing them failed half-way.
    expecting: questions that its steps ask of every document, see `locmem.workspace.survey`.
    outputs: see `hand_out`.  refused: what a step wanted to write where somebody had saved something else.
    """

    project: Project
    name: str
    is_dry: bool = False
    expecting: tuple[Question[Any], ...] = ()
    id: str = ""
    is_writing: bool = False
    files: list[FileChange] = field(default_factory=list)
    outputs: dict[Path, tuple[bytes | None, bytes]] = field(default_factory=dict)
    refused: dict[str, bytes | None] = field(default_factory=dict)

    def flush(self) -> tuple[FileChange, ...]:
        """What the step just done changed: noted in the journal, then written; in a dry run only kept in mind.

        Raises ChangedError where somebody saved a file since the step read it: theirs stands, and nothing of the
        step is written.
        """
        changes = self.project.folder.pending()
        if self.is_dry:
            self.files = list(changes)
            return changes
        if not changes:
            self.project.folder.discard()
            self._hand_out(is_new=True)
            self._hand_out(is_new=False)
            self.outputs.clear()
            return ()
        blind = [
            change.path
            for change in changes
            if change.path in self.refused and self.refused[change.path] == change.after
        ]
        if blind:
            # It comes to the same whatever somebody saved there, so that theirs would be wiped out.
            raise ChangedError(blind)
        try:
            self._write(changes)
        except ChangedError as error:
            self.refused.update((change.path, change.after) for change in changes if change.path in error.paths)
            raise
        self.files.extend(changes)
        self.refused.clear()
        self._hand_out(is_new=False)
        self.discard()
        return changes

    def _write(self, changes: tuple[FileChange, ...]) -> None:
        self.project.folder.verify(changes)
        self._hand_out(is_new=True)
        journal = self.project.journal
        if not self.id:
            self.id = journal.begin(self.name, self.project.person)
        edits = hand_edits(self.project, changes)
        targets = (*edited_targets(edits.values()), *target_changes(self.project, changes))
        work = work_of(self.project, self.name, changes, targets, edits)
        journal.record(self.id, changes, targets, work)
        self.is_writing = True
        written: list[FileChange] = []
        try:
            for change in stretch_of(self.project.progress, "files written", changes, len(changes)):
                self.project.folder.apply(change)
                written.append(change)
        except ChangedError:
            _take_back(self.project, written)
            journal.retract(self.id, len(changes), len(targets), len(work))
            self.is_writing = False
            raise
        except ProjectError as error:
            raise ProjectError(f"{error} {_half_done(self.id, written, changes)}") from None
        self.is_writing = False

    def hand_out(self, place: Path, data: bytes, before: bytes | None = None) -> None:
        """A file that is no part of the run's changes.

        before: what it holds, None for a new one.  A new one is written right before the files of the step, one that is
        replaced right after them: what it said is still there where they cannot be written.
        """
        self.outputs[place] = before, data

    def _hand_out(self, *, is_new: bool) -> None:
        for place, (before, data) in self.outputs.items():
            if (before is None) is is_new:
                _hand_out(place, before, data)

    def discard(self) -> None:
        """Forget what the step at hand would change."""
        self.project.folder.discard()
        self.outputs.clear()

    def finish(self, summary: str) -> None:
        """The run is complete."""
        if self.id:
            self.project.journal.finish(self.id, "done", summary)


def _half_done(run: str, written: Sequence[FileChange], changes: Sequence[FileChange]) -> str:
    """What stands of a run that could not write all of its files, and what becomes of it."""
    done = f"{counted(len(written), 'file')} of {len(changes)} {'is' if len(written) == 1 else 'are'} written"
    paths = listed(tuple(change.path for change in changes[len(written) :]))
    return (
        f"The run {run} is half done: {done}, missing: {paths}. Mend what stands in the way: the next command that "
        "writes finishes it first, or takes it back where one of these files was saved meanwhile."
    )


def _hand_out(place: Path, before: bytes | None, data: bytes) -> None:
    """Write a file; one that holds the same already is left alone."""
    try:
        write_over(place, before, data)
    except ChangedError:
        if textfile.read_bytes(place) != data:
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """Runs that a kill had cut off while they wrote, by id: finished, or taken back because somebody saved a file."""

    finished: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether there were any."""
        return bool(self.finished or self.taken_back)


def recover(project: Project) -> Recovered:
    """Finish every run that a kill had cut off while it wrote, or take it back as a whole.

    A run's files are brought to the state they were to have.  Where somebody saved one of them since, theirs stands
    and the other files go back to what they were: half of what a run did can be worse than nothing of it, such as
    a manifest that counts as returned what no catalog has taken in.
    """
    if not project.has_state:
        return Recovered()
    finished: list[str] = []
    taken_back: list[str] = []
    for run in project.journal.interrupted():
        try:
            changes = project.journal.files(run)
        except DamagedStore as error:
            _log.warning("The run %s was cut off and cannot be finished; `git status` shows its files. %s", run, error)
            project.journal.finish(run, "done", "cut off, and its record is damaged: some of its files may be old")
            continue
        saved = _saved_since(project, changes) or _brought_on(project, changes)
        if saved:
            _take_back(project, changes)
            said = f"taken back after an interruption, because {saved} was saved since; run it again"
            project.journal.finish(run, "undone", said)
            taken_back.append(run)
        else:
            project.journal.finish(run, "done", "finished after an interruption")
            finished.append(run)
    project.folder.discard()
    return Recovered(finished=tuple(finished), taken_back=tuple(taken_back))


def _saved_since(project: Project, changes: Sequence[FileChange]) -> str:
    """A file that is in no state which a cut-off run knew, because somebody saved it; empty where there is none."""
    known_states: dict[str, set[bytes | None]] = {}
    for change in changes:
        known_states.setdefault(change.path, set()).update((change.before, change.after))
    for path, states in known_states.items():
        now = project.folder.peek(path)
        for leftover in textfile.leftovers(project.root / path):
            data = textfile.read_bytes(leftover)
            # What the run had taken from its place, and was killed before it looked at it.
            is_theirs = not any(state is not None and state.startswith(data) for state in states)
            if is_theirs and now in states:
                write_over(project.root / path, now, data, path)
                return path
        if now not in states:
            return path
    return ""


def _brought_on(project: Project, changes: Sequence[FileChange]) -> str:
    """Write what a cut-off run had left to write; a file that is saved by somebody at this moment, if any."""
    for change in changes:
        if project.folder.peek(change.path) == change.before:
            try:
                project.folder.apply(change)
            except ChangedError:
                return change.path
    return ""


def _take_back(project: Project, changes: Sequence[FileChange]) -> None:
    """Bring files back to what they were, except those that somebody saved since."""
    for change in reversed(changes):
        if project.folder.peek(change.path) == change.after:
            with contextlib.suppress(ChangedError):
                project.folder.apply(replace(change, before=change.after, after=change.before))
