"""Text files exactly as they are: encodings, newlines, and the only writer of files.

A file is decoded and encoded without touching a character: newlines stay `\\r\\n` or `\\n` as they are and a
byte order mark is kept.  Writing is atomic: a kill, a full disk or an I/O error leaves the old file or the
new one, never something between.
"""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from locmem.errors import Location, ProjectError, input_error

MAX_BYTES = 20_000_000
"""Larger files are refused: no article, catalog or profile is of this size, a stray dump is."""

_LEFTOVER = re.compile(r"\..{1,40}\.[0-9a-f]{16}\.locmem-tmp", re.DOTALL)
"""The names of our temporary files, which no other program and no person gives to a file."""
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A file's text and what is needed to write it back to the same bytes."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    def encode(self, text: str | None = None) -> bytes:
        """The bytes of `text` (or of the file's own text) in the file's encoding, with its byte order mark."""
        return self.mark + (self.text if text is None else text).encode(self.encoding)


def decode(data: bytes, path: str) -> TextFile:
    """The text of `data`: UTF-8, or UTF-16 where a byte order mark says so.

    Raises InputErrors, with the line of the first bad byte, for anything else: guessing an encoding would
    store damaged text as if it were right.
    """
    if len(data) > MAX_BYTES:
        raise input_error(Location(path=path), f"the file has {len(data):,} bytes.", "Split it or leave it out.")
    mark, encoding = next((pair for pair in _BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    text = _strict(data[len(mark) :], encoding, path)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise input_error(
            Location(path=path, line=line),
            "a NUL character stands in the text.",
            "Save the file as UTF-8; binary files do not belong here.",
        )
    return TextFile(text=text, encoding=encoding, mark=mark)


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise input_error(
            Location(path=path, line=line, column=column),
            f"byte 0x{data[error.start]:02x} is not valid {encoding.upper()}.",
            "Save the file as UTF-8.",
        ) from None


def read(path: Path, shown: str | None = None) -> TextFile:
    """The text of the file at `path`; `shown` is the name used in messages.

    Raises InputErrors when it cannot be read or is not valid text.
    """
    return decode(read_bytes(path, shown), shown or str(path))


def read_bytes(path: Path, shown: str | None = None) -> bytes:
    """The bytes of the file at `path`.  Raises InputErrors when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise input_error(
            Location(path=shown or str(path)), f"cannot be read ({error.strerror}).", "Check the name and the rights."
        ) from None


def write_bytes(path: Path, data: bytes, *, durable: bool = True, is_private: bool = False) -> bool:
    """Whether the file changed: nothing is written where it already holds `data`.

    Writes a temporary file beside the target, flushes it to disk, renames it and flushes the folder.
    durable: False for a cache that proves what it reads; it is then not flushed, which can take long.
    is_private: nobody but the file's owner may read it.
    Raises ProjectError naming the file when the disk is full or not writable; the old file then stands.
    """
    try:
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path.resolve() if path.is_symlink() else path, (data,), durable, is_private)
    except OSError as error:
        raise unwritable(path, error) from None
    return True


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file piece by piece, so that it need not fit into memory; otherwise as `write_bytes`.

    Where making a piece raises, the old file stands.
    """
    _tidy(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path.resolve() if path.is_symlink() else path, pieces, durable=True)
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> ProjectError:
    """What to say where a file could not be written."""
    return ProjectError(f"{path}: cannot be written ({error.strerror}). The old file, if any, is unchanged.")


def below(folder: Path, name: str) -> Path:
    """The place of a file called `name`, a relative path, in an output folder.

    Raises ProjectError where a symbolic link inside the folder leads out of it: what lies there is not ours to
    overwrite.
    """
    place = folder / name
    if not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(folder)):
        raise ProjectError(f"{place}: a symbolic link leads out of {folder}. Remove the link.")
    return place


def write_text(path: Path, text: str) -> bool:
    """Whether the file changed; as `write_bytes`, in UTF-8."""
    _tidy(path)
    return write_bytes(path, text.encode("utf-8"))


def remove(path: Path) -> bool:
    """Whether a file was there to remove.  Raises ProjectError when it cannot be removed."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ProjectError(f"{path}: cannot be removed ({error.strerror}).") from None
    flush_folder(path.parent)
    return True


def leftovers(path: Path) -> tuple[Path, ...]:
    """What writers that were killed left beside the file at `path`, sorted."""
    start = _start(path)
    return tuple(sorted(one for one in _abandoned(path.parent) if one.name.startswith(start)))


def sweep(folder: Path, *, deep: bool = True) -> None:
    """Remove what writers that were killed left in a folder and, with `deep`, below it.

    Temporary files of ours alone: none that a writer still holds, and none behind a symbolic link.  What cannot be
    looked at or removed stays where it is: whatever comes next says so where it matters.
    """
    if folder.is_symlink():
        return
    for leftover in _abandoned(folder):
        with contextlib.suppress(OSError):
            leftover.unlink()
    if deep:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for inner in [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]:
                sweep(inner)


def _tidy(path: Path) -> None:
    """Remove what killed writers left beside one file; for files of which a folder may hold many, `sweep` does it."""
    for leftover in leftovers(path):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _abandoned(folder: Path) -> Iterator[Path]:
    """Our temporary files in a folder that nobody is writing any more."""
    import fcntl

    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _LEFTOVER.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
                continue
            with contextlib.suppress(OSError):
                descriptor = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW)
                try:
                    # A writer holds its file locked, and the system frees it when the writer dies.
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    yield Path(entry.path)
                finally:
                    os.close(descriptor)


def free_name(path: Path) -> Path:
    """A name for a temporary file beside the one at `path`, on the same file system, that nothing else has."""
    return path.with_name(f"{_start(path)}{secrets.token_hex(4)}.locmem-tmp")


def _start(path: Path) -> str:
    """How the names of temporary files of one file begin; a long name is cut, its digest is not."""
    return f".{path.name[:40]}.{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]}"


@contextlib.contextmanager
def prepared(path: Path, pieces: Iterable[bytes], *, durable: bool, is_private: bool = False) -> Iterator[Path]:
    """A temporary file beside the one at `path`, with its rights, ready to be renamed; gone at the end if not."""
    file, name = _locked(path)
    try:
        with file:
            file.writelines(pieces)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            os.chmod(name, 0o600 if is_private else _mode(path))
            yield name
    finally:
        with contextlib.suppress(OSError):
            name.unlink()


def _locked(path: Path) -> tuple[BinaryIO, Path]:
    """A new temporary file beside `path`, open for writing and locked, so that nobody takes it for abandoned."""
    import fcntl

    while True:
        name = free_name(path)
        file = os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb")
        fcntl.flock(file, fcntl.LOCK_EX)
        if name.exists():
            return file, name
        # Somebody swept it away between its making and its locking.
        file.close()


def _replace(path: Path, pieces: Iterable[bytes], durable: bool, is_private: bool = False) -> None:
    with prepared(path, pieces, durable=durable, is_private=is_private) as name:
        os.replace(name, path)
    if durable:
        flush_folder(path.parent)


def _mode(path: Path) -> int:
    """The file's own permissions, or those a new file gets from the process's mask."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def flush_folder(folder: Path) -> None:
    """Make renames in a folder last."""
    # Without this a rename can be lost on power failure although the file's data is on disk.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character offset in `text`."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1
