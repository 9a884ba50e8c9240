"""A project as the pages of a server see it: opened once, looked at again where any of its files changed.

One request at a time works on it.  Whoever saves does so as a command does, as a run with a lock, a journal and an
undo, so that other commands and git may work on the same files.

Looking through a large project takes longer than anybody wants to wait after each text.  So an editor goes on in the
order that was found before, and opens the one document it shows; meanwhile the project is looked through with a second
project of its own, which then takes the place of the first.  Where many documents have to be opened for that, a process
of its own opens them (`locmem.views.apart`), and whoever asks for them meanwhile is told that this takes a while.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, RLock, Thread
from typing import TypeVar

from locmem.clock import Clock
from locmem.errors import LocmemError, ProjectError
from locmem.model.fact import Market
from locmem.model.progress import Silent
from locmem.pages.foreseen import Foreseen
from locmem.pages.guidance import Surroundings
from locmem.pages.waiting_queue import Found
from locmem.pipelines.jobs import StepResult
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import UndoResult, undo
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.views.apart import Apart, Stage, Stages
from locmem.views.looked import Looked, Since
from locmem.views.marks import Marks, mark, marks_of
from locmem.workspace.person import login
from locmem.workspace.project import Project, open_project
from locmem.workspace.survey import ManyToOpen
from locmem.workspace.writing import Run

R = TypeVar("R", bound=StepResult)
T = TypeVar("T")

_STATE = "locmem.db"
_TEXTS = ("content/",)
_TABLES = (".csv", ".tmx")
_QUIET = 0.7
"""Seconds without a request after which the project is looked through again."""
_PATIENCE = 1.0
"""Seconds for which a save waits for another process, before whoever saves is told of it: others want the project."""
_OPENED_HERE = 20
"""Documents that are opened for a question about all of them while somebody waits."""
_log = logging.getLogger("locmem.server")
_ENDED = ProjectError("the server is ending.")


class StillLooking(Exception):
    """What is asked for is found only once the project is looked through (`Live.patiently`)."""


class Live:
    """Gives requests the project, and keeps what was found in it until a file changes.

    root: the project's folder.  clock: for tests; the machine's own otherwise.
    codes: of the markets whose queue it is; the launched ones for none.
    looks_ahead: whether a thread of its own looks through the project again after changes; where not, whoever asks for
        the queue waits for it.
    """

    def __init__(
        self, root: Path, clock: Clock | None = None, *, codes: Sequence[str] = (), looks_ahead: bool = False
    ) -> None:
        self._root, self._clock, self._codes = root, clock, codes
        self._lock, self._depth = RLock(), 0
        self._project = open_project(root, clock)
        self._marks: Marks = {}
        self._day = ""
        self._looked: Looked | None = None
        self._is_outdated, self._is_all_ours = False, True
        self._since = Since()
        self._saved: set[str] = set()
        self._asked = time.monotonic()
        self._wake, self._closed, self._settled = Event(), Event(), Event()
        # Whether many documents are to be opened, and whether what goes wrong is to be told to who asks.
        self._is_large, self._gave_up, self._has_looked = False, False, False
        self._stage: Stage = ("", 0, 0)
        self._apart = Apart(root, self._project.clock, self._reached)
        self._ahead = Thread(target=self._look_ahead, name="looking ahead", daemon=True) if looks_ahead else None
        if self._ahead:
            self._ahead.start()

    def close(self) -> None:
        """Close the project, once no request works on it any more."""
        self._closed.set()
        self._wake.set()
        self._apart.close()
        if self._ahead:
            self._ahead.join()
        with self._lock:
            self._project.close()

    @contextmanager
    def at_work(self, person: str = "") -> Iterator[Project]:
        """The project for the time of a request; everybody else waits.

        person: who works, as the history will name them; the user of this machine for none.
        Raises as `open_project`, and StillLooking inside where more would have to be opened than anybody waits for.
        """
        self._asked = time.monotonic()
        with self._lock:
            if not self._depth:
                self._look()
                self._project.person, self._project.patience = person or login(), _PATIENCE
                is_behind = self._ahead and not self._gave_up and (self._looked is None or self._is_outdated)
                self._project.opens_most = _OPENED_HERE if is_behind else None
            self._depth += 1
            try:
                yield self._project
            except ManyToOpen:
                self._is_large = True
                self._unsettle()
                raise StillLooking from None
            finally:
                self._depth -= 1
                if not self._depth:
                    self._project.folder.discard()

    def patiently(self, make: Callable[[], T], seconds: float | None = None) -> T:
        """What `make` gives of the project at work, once that is looked through as far as it needs.

        seconds: after which StillLooking is raised; None for as long as it takes.
        """
        until = time.monotonic() + (seconds or 0)
        while True:
            try:
                return make()
            except StillLooking:
                if not self._settled.wait(None if seconds is None else max(0.0, until - time.monotonic())):
                    raise

    @property
    def is_settled(self) -> bool:
        """Whether all is found that somebody waits for."""
        return self._settled.is_set()

    @property
    def stage(self) -> str:
        """How far that is, in words."""
        what, done, total = self._stage
        return f"{done:,} of {total:,} {what}" if total else what

    @property
    def name(self) -> str:
        """What the project is called."""
        return self._project.settings.name

    @property
    def standing(self) -> tuple[Marks, str]:
        """What stands for the files of the project and the day, as whoever has it at work found them."""
        return self._marks, self._day

    def markets(self, project: Project) -> tuple[Market, ...]:
        """The markets whose queue it is.  Raises InputErrors where one cannot be read."""
        return self._looked.markets if self._looked else project.chosen_markets(self._codes)

    def found(self, project: Project, wanted: Wanted | None = None) -> Found:
        """What waits for a person, as far as it is wanted, as the project's files are now.

        What was saved here is taken out of what was found before, where it will be looked for anew soon.
        """
        if self._looked is not None and self._is_outdated and not (self._ahead and self._is_all_ours):
            self._forget()
        found = self.seen(project).found
        left = replace(found, items=self._since.left(found.items))
        return left.within(wanted) if wanted else left

    def found_anew(self, project: Project) -> Found:
        """The same, where somebody would be told that nothing waits: what they saved may wait for a review."""
        if self._is_outdated:
            self._forget()
        return self.seen(project).found

    def seen(self, project: Project) -> Looked:
        """What was found when the project was last looked through, whatever somebody saved since."""
        if self._looked is None:
            self._require_looked()
            self._looked, self._is_outdated, self._is_all_ours = Looked.at(project, self._codes), False, True
        return self._looked

    def around(self, project: Project) -> Surroundings:
        """What is known of all documents."""
        return self.seen(project).around(project)

    def foreseen(self, project: Project) -> Foreseen:
        """What judges texts before they are confirmed."""
        return self.seen(project).foreseen(project)

    def item(self, project: Project, place: Place) -> Ordered | None:
        """The item of a place, one that was done here too, so that somebody may go back; None where nothing waits."""
        return self.seen(project).at_place(place) or self._since.recent(place)

    def next_after(self, project: Project, place: Place | None, wanted: Wanted) -> Ordered | None:
        """The item that follows in the order the reader has seen, or the first one; None where nothing is left."""
        return self.seen(project).following(place, wanted, self._since.is_left(project, wanted))

    @property
    def since(self) -> Since:
        """What was done here since the project was looked through."""
        return self._since

    def left(self, project: Project, wanted: Wanted) -> int:
        """How many texts wait for whoever works in the order they have seen."""
        items, _ = self.seen(project).order(wanted)
        return sum(map(self._since.is_left(project, wanted), items))

    def save(
        self,
        name: str,
        step: Callable[[Run], R],
        done: Sequence[Place] | Callable[[R], Sequence[Place]] = (),
        about: Collection[str] = (),
    ) -> tuple[str, R]:
        """Do a step as a run of its own: its id, empty where it wrote nothing, and its result.

        done: places that no longer wait if it wrote something; may be told by what came of it.
        about: documents of which it may change what they give to the memory.
        """
        with self.at_work() as project:
            if self._ahead:
                # Nobody is told to wait once it is saved: they would save a second time.
                self.seen(project)
            project.opens_most = None
            # The memory is filled by whoever looks through the project next; until then what is newer stands beside it.
            with self._since.noting(self._looked if self._ahead else None, about):
                run, result = run_step(project, name, step, fills_memory=self._ahead is None)
            if run.id:
                if self._looked:
                    self._since.note_done(project, self._looked, done(result) if callable(done) else done)
                self._note_ours({_STATE, *(change.path for change in run.files)})
            return run.id, result

    def take_back(self, which: str, places: Collection[Place]) -> UndoResult:
        """Undo a run that was done here; the places wait again.  Raises as `undo`."""
        with self.at_work() as project:
            with self._since.noting(self._looked, {place.document for place in places}):
                run, result = undo(project, which)
            self._since.take_back(places)
            if self._looked:
                back = (self._since.recent(place) for place in places)
                self._looked = self._looked.with_back(one for one in back if one)
            self._note_ours({_STATE, *(change.path for change in run.files)})
            return result

    def look_again(self) -> None:
        """Look through the project as it is now, while requests go on working on what was found before."""
        with self._lock:
            leave_out = self._since.noted()
            self._saved = set()
        if self._is_large:
            self._apart.look()
        marks = marks_of(self._root)
        project = open_project(self._root, self._clock)
        try:
            looked = self._looked_at(project)
            if self._looked is not None:
                looked.warmed(project)
        except BaseException:
            project.close()
            with self._lock:
                self._project.answers.read_again()
            raise
        finally:
            self._is_large = False
        project.progress = Silent()
        # What was read for that is read again by whoever asks next: files change meanwhile.
        project.folder.discard()
        with self._lock:
            before, self._project = self._project, project
            before.close()
            self._looked, self._day = looked, str(project.today)
            self._is_outdated, self._is_all_ours = bool(self._saved), True
            leave_out()
            # Looking writes into the state database, which nobody has to look at for that.
            ours = {_STATE, *self._saved}
            self._marks = {**marks, **{path: mark for path, mark in marks_of(self._root).items() if path in ours}}

    def _looked_at(self, project: Project) -> Looked:
        """What there is; where many documents have to be opened another process does."""
        if self._ahead is None:
            return Looked.at(project, self._codes)
        project.opens_most, project.progress = _OPENED_HERE, Stages(self._reached)
        try:
            return Looked.at(project, self._codes)
        except ManyToOpen:
            self._apart.look()
        finally:
            project.opens_most = None
        # What that process could not keep is found out here.
        project.answers.read_again()
        return Looked.at(project, self._codes)

    def _reached(self, stage: Stage) -> None:
        self._stage = stage
        if self._closed.is_set():
            raise _ENDED

    def _require_looked(self) -> None:
        """Raises StillLooking where the project is being looked through for the first time: once is enough."""
        if self._ahead and not self._has_looked and not self._gave_up:
            self._unsettle()
            raise StillLooking

    def _unsettle(self) -> None:
        if self._closed.is_set():
            raise _ENDED
        self._settled.clear()
        self._wake.set()

    def _forget(self) -> None:
        self._looked = None
        self._since.forget()

    def _note_ours(self, paths: Collection[str]) -> None:
        """Know files as they were just written here."""
        marks = dict(self._marks)
        for path in paths:
            marks.pop(path, None)
            mark(self._root, path, marks)
        self._marks, self._saved, self._is_outdated = marks, self._saved | set(paths), True
        self._wake.set()

    def _look(self) -> None:
        """Note which files others changed, and open the project anew where one did that all texts hang on."""
        self._project.__dict__.pop("today", None)
        day, marks = str(self._project.today), marks_of(self._root)
        if not self._marks:
            self._day, self._marks = day, marks
        if marks == self._marks and day == self._day:
            return
        changed = {path for path, mark in marks.items() if self._marks.get(path) != mark} | self._marks.keys() - marks
        if day != self._day or any(map(_is_ground, changed)):
            self._forget()
            self._project.close()
            self._project = open_project(self._root, self._clock)
        elif self._looked and not self._looked.is_plain:
            self._forget()
        self._day, self._marks, self._is_outdated, self._is_all_ours = day, marks, True, False
        self._wake.set()

    def _look_ahead(self) -> None:
        """Look through the project once at the start, and again after each change once nobody asks for a while."""
        while not self._closed.is_set():
            self._wake.clear()
            was_unknown = self._looked is None
            try:
                self.look_again()
                self._gave_up, self._has_looked = False, True
            except (LocmemError, OSError):
                # What cannot be read is told to whoever asks next.
                self._gave_up = True
            except Exception:
                # A thread that ended would leave everybody waiting.  Whoever asks next meets the same bug, and is told.
                _log.exception("looking through the project")
                self._gave_up = True
            finally:
                self._settled.set()
            if was_unknown and not self._gave_up:
                # Somebody may have waited for it.  Once more, with all that the first text would wait for.
                continue
            self._wake.wait()
            while not self._closed.is_set() and self._settled.is_set() and time.monotonic() - self._asked < _QUIET:
                self._closed.wait(_QUIET / 4)


def _is_ground(path: str) -> bool:
    """Whether all texts hang on a file: settings, markets, tables, what was approved or sent."""
    return path != _STATE and (not path.startswith(_TEXTS) or path.endswith(_TABLES))
