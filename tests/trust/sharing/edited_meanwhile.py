"""Somebody saves a file at every point of a command between its first look at the disk and its last rename.

The commands run in this process with the calls that touch the disk counted, and again with the save made right
before the n-th of them: by writing another file and renaming it, by writing in place, by writing in place slowly so
that the command comes in between, and by a real `git checkout`.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from unittest import mock

from locmem import overwriting
from locmem.errors import ChangedError, LocmemError
from locmem.history.journal import Journal
from locmem.workspace.folder import Folder
from locmem.workspace.writing import Run
from tests.pipelines.scenes import ACCEPT, CATALOG, SCENES, Scene, build, in_history, into_git, is_confirmed
from tests.pipelines.shop import Shop
from tests.trust.family import Control, Size, Tried

NAME = "Saves made while a command runs"
PROMISE = "What somebody saves while a command runs stands, whatever moment they choose."

_SLOW = 4
"""How many points a slow save takes."""


class Kind(Enum):
    """How a program saves."""

    RENAMED = "written and renamed"
    IN_PLACE = "written in place"
    SLOWLY = "written in place slowly"
    CHECKOUT = "git checkout"


class Outcome(Enum):
    """What became of a save."""

    KEPT = "kept"
    SEEN = "made before the command looked, replaced by its order and in its history"
    REDONE = "done again on the new text"
    REFUSED = "refused"
    LOST = "lost"
    HALF = "refused half way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One command with a save at one point; point: 1 for the first call."""

    scene: str
    path: str
    kind: Kind
    point: int
    outcome: Outcome


class Saver:
    """Somebody who saves `data` in a file at point number `when`, 0 for never.

    points: how many there were.  writing: those at which the command compares, records and writes.
    """

    def __init__(self, place: Path, data: bytes, kind: Kind, when: int) -> None:
        self.place, self.data, self.kind, self.when = place, data, kind, when
        self.points = 0
        self.writing: list[int] = []
        self.is_seen = False
        self._is_busy = False
        self._open: int | None = None

    def pass_by(self, what: object) -> None:
        """Called before each call that touches the disk, with what it is called with."""
        if self._is_busy:
            return
        self.points += 1
        if isinstance(what, Folder | Journal) or str(what).endswith(".locmem-tmp"):
            self.writing.append(self.points)
        # A file that the command had looked at before it was saved is another matter than one it finds saved.
        self.is_seen |= self.points < self.when and str(what) == str(self.place)
        if self.points == self.when:
            self._is_busy = True
            self._save()
            self._is_busy = False
        elif self._open is not None and self.points >= self.when + _SLOW:
            self.finish()

    def finish(self) -> None:
        """Ends a slow save."""
        if self._open is not None:
            os.write(self._open, self.data[len(self.data) // 2 :])
            os.close(self._open)
            self._open = None

    def _save(self) -> None:
        if self.kind is Kind.RENAMED:
            other = self.place.with_name(f"{self.place.name}.swp")
            other.write_bytes(self.data)
            other.replace(self.place)
        elif self.kind is Kind.IN_PLACE:
            self.place.write_bytes(self.data)
        elif self.kind is Kind.SLOWLY:
            self._open = os.open(self.place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.write(self._open, self.data[: len(self.data) // 2])
        else:
            command = ["git", "checkout", "-q", "theirs", "--", self.place.name]
            subprocess.run(command, cwd=self.place.parent, check=True, capture_output=True)


@contextlib.contextmanager
def passing(root: Path, pass_by: Callable[[object], None]) -> Iterator[None]:
    """Has `pass_by` called before every call that touches a file of a project, and around those that write."""

    def watched(function: Callable[..., object], *, always: bool = False) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            is_ours = always or isinstance(args[0], int) or str(args[0]).startswith(str(root))
            if is_ours:
                pass_by(args[0])
            found = function(*args, **options)
            if always:
                pass_by(args[0])
            return found

        return call

    with contextlib.ExitStack() as stack:
        for module, name in (
            (io, "open"),
            (os, "open"),
            (os, "scandir"),
            (os, "fsync"),
            (os, "replace"),
            (os, "rename"),
            (os, "unlink"),
            (os, "chmod"),
            (overwriting, "_bytes"),
            (overwriting, "_is_settled"),
        ):
            stack.enter_context(mock.patch.object(module, name, watched(getattr(module, name))))
        for name in ("swap", "take_name"):
            stack.enter_context(mock.patch.object(overwriting, name, watched(getattr(overwriting, name), always=True)))
        for owner, name in ((Journal, "record"), (Journal, "finish"), (Folder, "verify"), (Folder, "apply")):
            function = watched(getattr(owner, name), always=True)
            stack.enter_context(mock.patch.object(owner, name, _method(function)))
        yield


def _method(function: Callable[..., object]) -> Callable[..., object]:
    return lambda self, *args, **options: function(self, *args, **options)


def trials(
    scene: Scene, kinds: tuple[Kind, ...], chosen: Callable[[Saver], list[int]], folder: Path
) -> Iterator[Trial]:
    """A trial of a scene for each kind of save of each of its files at the points `chosen`."""
    start = build(folder / "start")
    scene.prepare(start)
    for pattern, (old, new) in scene.saves.items():
        [place] = start.root.glob(pattern)
        path = place.relative_to(start.root).as_posix()
        text = place.read_text(encoding="utf-8")
        assert text.count(old) == 1, (scene.name, path, old)
        data = text.replace(old, new).encode()
        ready = start.copy(folder / "ready")
        if Kind.CHECKOUT in kinds:
            into_git(ready, path, data)
        before = ready.in_git()
        for kind in kinds:
            whole = ready.copy(folder / "trial")
            counter = Saver(whole.root / path, data, kind, 0)
            with passing(whole.root, counter.pass_by):
                scene.act(whole)
            assert whole.in_git() != before, f"{scene.name} has nothing to write"
            shutil.rmtree(whole.root)
            for point in chosen(counter):
                shop = ready.copy(folder / "trial")
                saver = Saver(shop.root / path, data, kind, point)
                outcome = _tried(scene, shop, path, saver, before)
                yield Trial(scene=scene.name, path=path, kind=kind, point=point, outcome=outcome)
                shutil.rmtree(shop.root)
        shutil.rmtree(ready.root)


def _tried(scene: Scene, shop: Shop, path: str, saver: Saver, before: dict[str, str]) -> Outcome:
    again = 0
    flush = Run.flush

    def counted(run: Run) -> object:
        nonlocal again
        try:
            return flush(run)
        except ChangedError:
            again += 1
            raise

    is_refused = False
    with mock.patch.object(Run, "flush", counted):
        try:
            with passing(shop.root, saver.pass_by):
                scene.act(shop)
        except LocmemError:
            is_refused = True
    saver.finish()
    if not is_confirmed(shop, path):
        return Outcome.SEEN if not saver.is_seen and in_history(shop, path) else Outcome.LOST
    if is_refused:
        if _but(path, shop.in_git()) != _but(path, before) and scene.name != "sync":
            return Outcome.HALF
        with contextlib.suppress(LocmemError):
            scene.act(shop)
        if not (is_confirmed(shop, path) or in_history(shop, path)):
            return Outcome.LOST
    if path == CATALOG:
        shop.run()
        if not is_confirmed(shop, path):
            return Outcome.LOST
    return Outcome.REFUSED if is_refused else Outcome.REDONE if again else Outcome.KEPT


def _but(path: str, files: dict[str, str]) -> dict[str, str]:
    """What is in git but for one file; what git itself keeps does not count."""
    return {name: digest for name, digest in files.items() if name != path and not name.startswith(".git/")}


def every(undisturbed: Saver) -> list[int]:
    """All points of a command that nobody disturbed."""
    return list(range(1, undisturbed.points + 1))


def sampled(undisturbed: Saver) -> list[int]:
    """A few points, most of them where files are compared and written."""
    return sorted({1, undisturbed.writing[0] // 2, undisturbed.writing[0] - 1, *undisturbed.writing[::3]})


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Every point of every command and kind of program; SHORT: some of one command."""
    del seed
    is_full = size is Size.FULL
    for scene in SCENES if is_full else (ACCEPT,):
        kinds = tuple(Kind) if is_full else (Kind.RENAMED, Kind.SLOWLY)
        with tempfile.TemporaryDirectory() as folder:
            yield tried_of(scene.name, list(trials(scene, kinds, every if is_full else sampled, Path(folder))))


def tried_of(name: str, found: list[Trial]) -> Tried:
    """What the trials of one command gave."""
    counts = {outcome: sum(one.outcome is outcome for one in found) for outcome in Outcome}
    said = ", ".join(f"{count:,} {outcome.value}" for outcome, count in counts.items() if count)
    wrong = (one for one in found if one.outcome in (Outcome.LOST, Outcome.HALF))
    return Tried(
        what=f"{name}: saves",
        tries=len(found),
        wrong=tuple(f"{one.path} {one.kind.value} at point {one.point}: {one.outcome.value}" for one in wrong),
        note=said,
    )


def controls(seed: int) -> Iterator[Control]:
    """The last write wins: nobody looks at what stood there."""
    del seed

    def careless(path: Path, _: bytes | None, after: bytes | None, *__: object) -> None:
        if after is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(after)

    with tempfile.TemporaryDirectory() as folder, mock.patch("locmem.workspace.folder.write_over", careless):
        found = list(trials(ACCEPT, (Kind.RENAMED,), lambda undisturbed: undisturbed.writing, Path(folder)))
    seen = sum(one.outcome in (Outcome.LOST, Outcome.HALF) for one in found)
    yield Control(what="the last write wins", tries=len(found), seen=seen)
