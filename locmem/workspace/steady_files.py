"""Files that are read once for as long as they stay the same, as git's index knows it.

A file is the same where its place, size and times are.  That proves nothing of a file that was saved a moment
before it was read: it can be saved once more without any of them changing.  Such a file is read again each time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile

_MOMENT = 2_000_000_000
"""Nanoseconds; the coarsest times of a file system in use (FAT) are two seconds apart."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells two states of a file apart: the device and the node that hold it, bytes, nanoseconds."""

    device: int
    node: int
    size: int
    modified: int
    changed: int


class SteadyFiles:
    """The bytes of files.  now: the time in nanoseconds, by the clock that the file system goes by."""

    def __init__(self, now: Callable[[], int] = time.time_ns) -> None:
        self._now = now
        self._read: dict[str, tuple[_Stamp, bytes]] = {}

    def read(self, place: Path, shown: str) -> bytes:
        """The file's bytes.  shown: how messages name it.  Raises InputErrors when it cannot be read."""
        before = _stamp(place)
        known = self._read.get(shown)
        if known is not None and known[0] == before:
            return known[1]
        data = textfile.read_bytes(place, shown)
        is_steady = before is not None and self._now() - max(before.modified, before.changed) > _MOMENT
        if before is not None and is_steady and _stamp(place) == before:
            self._read[shown] = before, data
        else:
            self._read.pop(shown, None)
        return data


def _stamp(place: Path) -> _Stamp | None:
    try:
        found = place.stat()
    except OSError:
        return None
    return _Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
