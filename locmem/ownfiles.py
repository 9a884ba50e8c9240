"""The files locmem keeps for itself in a project: plain files in plain folders, or refused.

A clone is made by somebody else, and git carries symbolic links: one called `.locmem/lock` would lead what is
written there into any file its user may write.  So nothing of our own is reached through a link, wherever it
leads, and nothing is opened that is a pipe, a device or a socket.  Git cannot carry hard links, and locmem does not
look for them.

What is looked at by name can be changed by another process before it is opened by name, as SQLite does; that
process then has the user's rights already.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from locmem.errors import Location, ProjectError, input_error

VERSION_CONTROL = frozenset({".git", ".hg", ".jj", ".svn"})
"""Folders that hold programs and settings of version control: nothing of a project is read or written there."""

SQLITE_COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite puts beside a database, by the end of the name."""

_KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISREG, "a file"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def is_version_control(path: str) -> bool:
    """Whether a posix path leads into a folder of version control; some file systems know no case."""
    return any(name.casefold() in VERSION_CONTROL for name in path.split("/"))


def require_file(place: Path, shown: str) -> None:
    """Raises InputErrors where something stands at a place of the project that is no file; nothing at all is fine.

    A link counts as what it leads to.  Nothing is opened: a pipe would keep its reader waiting for ever.
    shown: how messages name the place.
    """
    kind = ""
    try:
        mode = place.stat().st_mode
        kind = "" if stat.S_ISREG(mode) else _kind(mode)
    except PermissionError:
        # Whether it is there, and why it cannot be read, comes out when it is read.
        return
    except OSError:
        kind = "a symbolic link that leads nowhere" if place.is_symlink() else ""
    if kind:
        fault = f"is {kind}, where a file belongs; it was not opened."
        raise input_error(Location(path=shown), fault, "Put the file in its place, or remove it.")


def _kind(mode: int) -> str:
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "a device")


def own_file(root: Path, name: str) -> Path:
    """The place of our file `name`, a posix path below `root`: a plain file in plain folders, or not there yet.

    Raises ProjectError, naming what stands in the way and what to do.
    """
    folder, _, _ = name.rpartition("/")
    if _are_folders(root, folder):
        _is(root / name, stat.S_ISREG, "a file")
    return root / name


def own_database(root: Path, name: str) -> Path:
    """As `own_file`, for an SQLite database with the files SQLite puts beside it."""
    for end in SQLITE_COMPANIONS:
        own_file(root, f"{name}{end}")
    return own_file(root, name)


def own_folder(root: Path, name: str) -> Path:
    """The place of our folder `name` below `root`, with everything in it a plain file or folder.

    Raises ProjectError as `own_file` does; what is not there yet is fine.
    """
    if _are_folders(root, name):
        _inspect(root / name)
    return root / name


def open_own_file(root: Path, name: str) -> int:
    """A descriptor of our file `name` for reading and writing, made with its folder where it is not there.

    Every step goes from the folder that was just opened, so that no link can be slipped in on the way.
    Raises ProjectError as `own_file` does, and OSError where rights or the disk stand in the way.
    """
    own_file(root, name)
    *folders, last = name.split("/")
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for step in folders:
            with contextlib.suppress(FileExistsError):
                os.mkdir(step, dir_fd=folder)
            inner = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        # A pipe would keep a reader waiting for ever; it is opened without waiting, and then refused.
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
        descriptor = os.open(last, flags, 0o666, dir_fd=folder)
    finally:
        os.close(folder)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _refused(root / name, "no file", "a file")
    return descriptor


def _are_folders(root: Path, name: str) -> bool:
    """Whether every step of `name` is there, which then is a folder."""
    place = root
    for step in name.split("/") if name else ():
        place = place / step
        if not _is(place, stat.S_ISDIR, "a folder"):
            return False
    return True


def _inspect(folder: Path) -> None:
    # Another process may delete caches at any time.
    entries: list[os.DirEntry[str]] = []
    with contextlib.suppress(FileNotFoundError):
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _inspect(Path(entry.path))
        else:
            _is(Path(entry.path), stat.S_ISREG, "a file")


def _is(place: Path, is_wanted: Callable[[int], bool], wanted: str) -> bool:
    """Whether something is there, which then is what is wanted."""
    try:
        mode = os.lstat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not is_wanted(mode):
        raise _refused(place, _kind(mode), wanted)
    return True


def _refused(place: Path, kind: str, wanted: str) -> ProjectError:
    leads = f" to {place.readlink()}" if kind == "a symbolic link" else ""
    return ProjectError(
        f"{place}: is {kind}{leads}, where locmem keeps {wanted} of its own; it was not opened. "
        "Remove it (what a link leads to stays), then run the command again."
    )
