"""Writing over a file that somebody may be saving at the same time: their save always stands.

The new file and the one that stands there change places, and only then is it looked at what stood there: whatever
was saved up to that moment is in hand and goes back.  Looking first and renaming then would lose what is saved in
between.
"""

from __future__ import annotations

import os
from pathlib import Path

from locmem import textfile
from locmem.errors import ChangedError
from locmem.renaming import swap, take_name


def write_over(path: Path, before: bytes | None, after: bytes | None, shown: str | None = None) -> None:
    """Writes a file that held `before` until now; None stands for no file.

    Atomic and durable as `textfile.write_bytes`.  shown: the name used in messages.
    Raises ChangedError, the file then being what somebody else made of it, where it does not hold `before` or
    somebody has it open for writing; ProjectError where it cannot be written.
    Where the file system cannot swap two files (neither Linux nor macOS, or a network drive), the file is looked at
    right before it is renamed: what is saved within those microseconds is lost.
    """
    place = path.resolve() if path.is_symlink() and after is not None else path
    try:
        is_done = _bytes(place) == before and _done(place, before, after)
    except (FileNotFoundError, FileExistsError):
        is_done = False
    except OSError as error:
        raise textfile.unwritable(path, error) from None
    if not is_done:
        raise ChangedError((shown or str(path),))


def _done(place: Path, before: bytes | None, after: bytes | None) -> bool:
    if after is None:
        return before is None or _is_removed(place, before)
    place.parent.mkdir(parents=True, exist_ok=True)
    with textfile.prepared(place, (after,), durable=True) as new:
        if before is None:
            take_name(new, place)
        elif not _is_replaced(place, new, before, after):
            return False
    textfile.flush_folder(place.parent)
    return True


def _is_replaced(place: Path, new: Path, before: bytes, after: bytes) -> bool:
    if not swap(new, place):
        if _bytes(place) != before:
            return False
        os.replace(new, place)
        return True
    old = new
    if _is_settled(old) and _bytes(old) == before:
        return True
    # Theirs goes back.  Whoever saved once more in the meantime has the last word.
    ours: bytes | None = after
    theirs = _bytes(old)
    while True:
        swap(old, place)
        stood = _bytes(old)
        if stood == ours:
            return False
        ours, theirs = theirs, stood


def _is_removed(place: Path, before: bytes) -> bool:
    if place.is_symlink():
        # Only the link goes; what it leads to stays.
        return textfile.remove(place)
    aside = textfile.free_name(place)
    place.rename(aside)
    if _is_settled(aside) and _bytes(aside) == before:
        return textfile.remove(aside)
    try:
        take_name(aside, place)
    except FileExistsError:
        # Saved once more in the meantime: the last word stands.
        os.unlink(aside)
    return False


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _is_settled(path: Path) -> bool:
    """Whether nobody has the file open for writing; True where the system cannot tell."""
    import fcntl

    if not hasattr(fcntl, "F_SETLEASE"):
        return True
    descriptor = os.open(path, os.O_RDONLY)
    try:
        # A lease for reading is given only where nobody writes.  It is given back at once.
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return False
    except OSError:
        # Not every file system has leases, and only a file's owner may ask for one.
        return True
    finally:
        os.close(descriptor)
    return True
