"""The project's folder with changes held back until a step writes them.

A step reads and writes through a `Folder`.  A dry run throws the changes away, a real one writes them: both go
through the same code, which is why a plan equals what is done.

People go on working meanwhile.  A folder therefore remembers every answer a step got from the disk, and `verify` asks
all of it once more before anything is written: what a step makes of one state of the project must not be written
into another, which a save or a `git checkout` has made since.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Protocol, TypeVar, cast

from locmem.errors import ChangedError, InputErrors, Location, ProjectError, input_error
from locmem.globs import matches
from locmem.history.changes import FileChange
from locmem.overwriting import write_over
from locmem.ownfiles import is_version_control, require_file
from locmem.workspace.steady_files import KnownDigests, SteadyFiles, digest_of, stamp_of

A = TypeVar("A")
G = TypeVar("G", bound="Growing")

_UNASKED = object()

_Question = tuple[Callable[[str], object], str]


class Growing(Protocol):
    """What becomes a file of which a step adds part after part."""

    def written(self) -> bytes | None:
        """The file's bytes with all that was added, None for no file."""


class Folder:
    """Files under `root` by posix path, with pending changes on top.

    What cannot be looked at, and what leads out of the project by a symbolic link or `..`, or into a folder of
    version control, raises InputErrors: a folder without rights must not look like one without files.

    known: what files held when another process looked at them, so that only those are read that were saved since.
    """

    def __init__(self, root: Path, known: KnownDigests | None = None) -> None:
        self.root = root
        self._real_root = os.path.realpath(root)
        self._files = SteadyFiles(known=known)
        # Where folders really are, found out once for a step and once more when it is verified.
        self._real_folders: dict[str, str] = {}
        self._pending: dict[str, bytes | None] = {}
        self._growing: dict[str, Growing] = {}
        self._answers: dict[_Question, object] = {}
        self._pinned: dict[_Question, object] = {}
        # What was answered in two ways already.
        self._unsteady: set[str] = set()

    def pin(self, path: str, data: bytes) -> None:
        """Remember what a file held that is read once for as long as the project is open."""
        self._pinned[self._digest, path] = _digest(data)

    def read(self, path: str) -> bytes | None:
        """The file's bytes as they will be, None where there is no such file."""
        self._grown(path)
        if path in self._pending:
            return self._pending[path]
        data = self._on_disk(path)
        self._note(self._digest, path, _digest(data))
        return data

    def digest(self, path: str) -> bytes | None:
        """What stands for the file's bytes as they will be, None where there is no such file.

        A file that the step has read already is not read again: `verify` asks whether it is still as it was.
        """
        self._grown(path)
        if path in self._pending:
            return _digest(self._pending[path])
        first = self._answers.get((self._digest, path), _UNASKED)
        if first is _UNASKED:
            return self._note(self._digest, path, self._digest(path))
        return first if isinstance(first, bytes) else None

    def peek(self, path: str) -> bytes | None:
        """The bytes of a cache, which nothing is made from: it may change at any time."""
        return self._on_disk(path)

    def exists(self, path: str) -> bool:
        """Whether there will be such a file; never raises: what leads out of the project does not exist here."""
        self._grown(path)
        if path in self._pending:
            return self._pending[path] is not None
        return self._note(self._is_there, path, self._is_there(path))

    def write(self, path: str, data: bytes | None) -> bool:
        """Whether this changes the file; None removes it."""
        changed = self.digest(path) != _digest(data)
        if changed:
            self._pending[path] = data
        return changed

    def growing(self, path: str, begin: Callable[[bytes | None], G]) -> G:
        """What the file is made of while a step adds to it; `begin` makes it of the bytes it has before.

        The bytes are made when somebody asks for them or the step ends: a file that grows by a part for every
        document is not written anew for each.  Whoever uses a path in this way always uses it with one type.
        """
        found = self._growing.get(path)
        if found is None:
            found = begin(self.read(path))
            self._growing[path] = found
        return cast(G, found)

    def files(self, pattern: str) -> tuple[str, ...]:
        """Paths that fit a glob (see `locmem.settings.matches`), as they will be, sorted."""
        self._all_grown()
        found = set(self._note(self._listing, pattern, self._listing(pattern)))
        for path, data in self._pending.items():
            if data is None:
                found.discard(path)
            elif matches(path, pattern):
                found.add(path)
        return tuple(sorted(found))

    def pending(self) -> tuple[FileChange, ...]:
        """What would be written, by path."""
        self._all_grown()
        changes = (
            FileChange(path=path, before=self._on_disk(path), after=data)
            for path, data in sorted(self._pending.items())
        )
        return tuple(change for change in changes if change.before != change.after)

    def verify(self, changes: Sequence[FileChange]) -> None:
        """Ask everything once more that the step asked which made these changes.

        Raises ChangedError, naming the files, where an answer is another now, or a file was another when `changes`
        were taken.
        """
        found = set(self._unsteady)
        self._real_folders.clear()
        for (ask, path), answer in {**self._answers, **self._pinned}.items():
            found |= _differing(path, answer, ask(path))
        for change in changes:
            found |= _differing(change.path, self._answers[self._digest, change.path], _digest(change.before))
        if found:
            raise ChangedError(sorted(found))

    def is_as_found(self, path: str) -> bool:
        """Whether a file holds what it held when it was first asked for in this step."""
        first = self._answers.get((self._digest, path), _UNASKED)
        return path in self._pending or first is _UNASKED or self._digest(path) == first

    @property
    def is_outdated(self) -> bool:
        """Whether a file changed that is read once for as long as the project is open."""
        return any(ask(path) != answer for (ask, path), answer in self._pinned.items())

    def apply(self, change: FileChange) -> None:
        """Write one file.  Raises ChangedError, nothing being written, where it holds anything but `before`."""
        # Asked of the disk once more: what is written must not go where a folder led a moment ago.
        self._real_folders.pop(change.path.rpartition("/")[0], None)
        self._inside(change.path)
        write_over(self.root / change.path, change.before, change.after, change.path)

    def output(self, name: str) -> Path:
        """The folder called `name`, for files that are no part of a run's changes.

        Raises ProjectError where it is named as a folder of the project and is reached through a symbolic link: what
        lies there, in the project or outside, is not ours to replace.
        """
        place = Path(os.path.normpath(self.root / name))
        if not place.is_relative_to(self.root):
            return place
        inside = place.relative_to(self.root)
        if is_version_control(inside.as_posix()):
            raise ProjectError(f"{place}: is for version control. Name another folder with --to.")
        leads, straight = Path(os.path.realpath(place)), Path(self._real_root, inside)
        if leads != straight:
            where = "in" if leads.is_relative_to(self._real_root) else "out of"
            do = "Remove it, or name where it leads with --to."
            raise ProjectError(f"{place}: is a link {where} the project, or below one. {do}")
        return place

    def named(self, file: Path) -> Path:
        """`file` itself, which the user named, to be read or written as it is.

        Raises InputErrors where it lies in the project by its name, and a link there leads out: the user meant the
        project's own.
        """
        place = Path.cwd() / file
        normal = Path(os.path.normpath(place))
        if normal.is_relative_to(self.root):
            self._inside(normal.relative_to(self.root).as_posix())
        return file

    def discard(self) -> None:
        """Forget everything pending, and what was read for it."""
        self._pending.clear()
        self._growing.clear()
        self._answers.clear()
        self._unsteady.clear()
        self._real_folders.clear()

    @property
    def known(self) -> KnownDigests:
        """What was learned of files that have rested."""
        return self._files.known

    def _grown(self, path: str) -> None:
        """Make the bytes of a file that was added to."""
        if (found := self._growing.pop(path, None)) is not None:
            self.write(path, found.written())

    def _all_grown(self) -> None:
        for path in tuple(self._growing):
            self._grown(path)

    def _note(self, ask: Callable[[str], A], path: str, answer: A) -> A:
        self._unsteady |= _differing(path, self._answers.setdefault((ask, path), answer), answer)
        return answer

    def _digest(self, path: str) -> bytes | None:
        if (known := self._known_digest(path)) is not None:
            return known
        place = self._inside(path)
        require_file(place, path)
        return self._files.digest(place, path) if _is_file(place) else None

    def _known_digest(self, path: str) -> bytes | None:
        """The digest of a plain file in the project that is as it was when it was last read; one look at the disk."""
        if ".." in path or path.startswith("/") or is_version_control(path):
            return None
        try:
            found = os.lstat(f"{self._real_root}/{path}")
        except (OSError, ValueError):
            return None
        digest = self._files.known.of(path, stamp_of(found)) if stat.S_ISREG(found.st_mode) else None
        return digest if digest is not None and _is_below(self._real(path, is_link=False), self._real_root) else None

    def _is_there(self, path: str) -> bool:
        try:
            return _is_file(self._inside(path))
        except (InputErrors, ValueError):
            return False

    def _listing(self, pattern: str) -> frozenset[str]:
        """The files on disk that fit a pattern."""
        fixed = "/".join(takewhile(lambda name: not set(name) & set("*?["), pattern.split("/")[:-1]))
        return frozenset(path for path in _walk(self._inside(fixed), fixed) if matches(path, pattern))

    def _on_disk(self, path: str) -> bytes | None:
        place = self._inside(path)
        require_file(place, path)
        return self._files.read(place, path) if _is_file(place) else None

    def _inside(self, path: str) -> Path:
        place = self.root / path
        # A symbolic link or a `..` in a name must not lead a write out of the project.
        if not _is_below(self._real(path), self._real_root):
            raise input_error(
                Location(path=path), "leads out of the project's folder.", "Remove the link or rename the file."
            )
        if is_version_control(path):
            raise input_error(Location(path=path), "lies in a folder of version control.", "Move the file.")
        return place

    def _real(self, path: str, *, is_link: bool | None = None) -> str:
        """Where a path of the project really leads.  is_link: whether it is one itself, None where nobody looked."""
        if path.startswith("/"):
            return os.path.realpath(path)
        folder, _, name = path.rpartition("/")
        place = f"{self._real_root}/{path}"
        if name in ("", ".", "..") or (_is_link(place) if is_link is None else is_link):
            return os.path.realpath(place)
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(f"{self._real_root}/{folder}")
        return f"{self._real_folders[folder]}/{name}"


def _is_link(place: str) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(place).st_mode)
    except (OSError, ValueError):
        return False


def _is_below(place: str, folder: str) -> bool:
    return place == folder or place.startswith(f"{folder.rstrip('/')}/")


def _differing(path: str, first: object, now: object) -> set[str]:
    """The paths on which two answers to one question differ."""
    if isinstance(first, frozenset) and isinstance(now, frozenset):
        return set(first ^ now)
    return set() if first == now else {path}


def _digest(data: bytes | None) -> bytes | None:
    return None if data is None else digest_of(data)


def _is_file(place: Path) -> bool:
    try:
        return place.is_file()
    except PermissionError:
        # Whether it is there, and why it cannot be read, comes out when it is read.
        return True
    except OSError:
        return False


def _walk(folder: Path, name: str) -> Iterator[str]:
    """The files below a folder, by their path from the project's; links to folders are not followed.

    What is neither file nor folder is among them: it must not look as if it were not there.
    """
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        problem = f"the folder cannot be looked into ({error.strerror})."
        raise input_error(Location(path=name or "."), problem, "Check its rights.") from None
    for entry in entries:
        path = f"{name}/{entry.name}" if name else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), path)
        elif not entry.is_symlink() or _is_meant(entry):
            yield path


def _is_meant(entry: os.DirEntry[str]) -> bool:
    """Whether a link may stand for a file; links to folders do not, nor do those by which Emacs locks a file."""
    try:
        return not entry.is_dir() and not entry.name.startswith(".#")
    except OSError:
        return True
