"""A project as the pages of a server see it: opened once, looked at again where any of its files changed.

One request at a time works on it.  Whoever saves does so as a command does, as a run with a lock, a journal and an
undo, so that other commands and git may work on the same files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

from locmem.clock import Clock
from locmem.model.fact import Market
from locmem.pages.guidance import Surroundings, surroundings
from locmem.pages.waiting_queue import Found, found_waiting
from locmem.pipelines.jobs import StepResult
from locmem.pipelines.run import run_step
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.workspace.project import Project, open_project
from locmem.workspace.writing import Run

T = TypeVar("T")
R = TypeVar("R", bound=StepResult)

_LOOKED_AT = ("content", "markets", "approvals", "handoffs", "reviews", "locmem.yaml", "locmem.db")
"""What pages are made from, in the project's folder."""

Marks = Mapping[str, tuple[int, int]]
"""What stands for the files of a project as they are: size and time of each."""


class Live:
    """Gives requests the project, and keeps what was found in it until a file changes.

    root: the project's folder.  clock: for tests; the machine's own otherwise.
    """

    def __init__(self, root: Path, clock: Clock | None = None) -> None:
        self._root, self._clock = root, clock
        self._lock = RLock()
        self._project = open_project(root, clock)
        self._settings: bytes | None = None
        self._marks: Marks = {}
        self._day = ""
        self._kept: dict[str, object] = {}
        self._done: set[Place] = set()

    def close(self) -> None:
        """Close the project, once no request works on it any more."""
        with self._lock:
            self._project.close()

    @contextmanager
    def at_work(self) -> Iterator[Project]:
        """The project for the time of a request; everybody else waits.  Raises as `open_project`."""
        with self._lock:
            self._look()
            try:
                yield self._project
            finally:
                self._project.folder.discard()

    def markets(self, project: Project) -> tuple[Market, ...]:
        """The launched markets; those that cannot be read are left out and named by the project."""
        return self._once("markets", lambda: project.markets)

    def found(self, project: Project, wanted: Wanted | None = None) -> Found:
        """What waits for a person, as far as it is wanted, as the project's files are now."""
        everything = self._once("found", lambda: found_waiting(project, self.markets(project), Wanted()))
        return everything.within(wanted) if wanted else everything

    def around(self, project: Project) -> Surroundings:
        """What is known of all documents."""
        return self._once("around", lambda: surroundings(project, self.found(project).surveyed))

    def next_after(self, project: Project, place: Place, wanted: Wanted) -> Ordered | None:
        """The item that follows in the order the reader has seen, or the first one; None where nothing is left.

        The order is that of before the last save: what somebody just confirmed must not make them wait for a new one.
        """
        before = self._kept.get("before")
        found = before.within(wanted) if isinstance(before, Found) else self.found(project, wanted)
        places = [one.place for one in found.items]
        start = places.index(place) + 1 if place in places else 0
        order = [*found.items[start:], *found.items[:start]]
        return next((one for one in order if one.place not in self._done and one.place != place), None)

    def save(self, name: str, step: Callable[[Run], R], done: Sequence[Place] = ()) -> tuple[str, R]:
        """Do a step as a run of its own: its id, empty where it wrote nothing, and its result.

        done: places that no longer wait if it wrote something.
        """
        with self._lock:
            self._look()
            before = self._kept.get("before") or self._kept.get("found")
            run, result = run_step(self._project, name, step)
            self._look()
            if before is not None:
                self._kept["before"] = before
            if run.id:
                self._done.update(done)
            return run.id, result

    def _once(self, name: str, find: Callable[[], T]) -> T:
        """What `find` gave since a file changed last."""
        if name not in self._kept:
            self._kept[name] = find()
            if name == "found":
                self._kept.pop("before", None)
                self._done.clear()
        return cast(T, self._kept[name])

    def _look(self) -> None:
        """Forget what was found where a file changed, and open the project anew where its settings did."""
        settings = (self._root / "locmem.yaml").read_bytes()
        if self._settings is not None and settings != self._settings:
            self._project.close()
            self._project = open_project(self._root, self._clock)
        self._settings = settings
        self._project.__dict__.pop("today", None)
        day, marks = str(self._project.today), marks_of(self._root)
        if (marks, day) != (self._marks, self._day):
            before = self._kept.get("before") or self._kept.get("found")
            self._kept = {} if before is None else {"before": before}
            self._marks, self._day = marks, day
            self._project.forget_markets()


def marks_of(root: Path) -> Marks:
    """Sizes and times of the files that pages are made from, by path."""
    found: dict[str, tuple[int, int]] = {}
    for name in _LOOKED_AT:
        _mark(str(root / name), name, found)
    return found


def _mark(place: str, path: str, found: dict[str, tuple[int, int]]) -> None:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _mark(entry.path, f"{path}/{entry.name}", found)
                else:
                    with suppress(FileNotFoundError):
                        state = entry.stat(follow_symlinks=False)
                        found[f"{path}/{entry.name}"] = state.st_size, state.st_mtime_ns
    except NotADirectoryError:
        state = Path(place).stat()
        found[path] = state.st_size, state.st_mtime_ns
    except FileNotFoundError:
        return
