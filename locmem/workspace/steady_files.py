"""Files that are read once for as long as they stay the same, as git's index knows it.

A file is the same where its place, size and times are.  That proves nothing of a file that was saved a moment
before it was read: it can be saved once more without any of them changing.  Such a file is read again each time.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from locmem import textfile

_MOMENT = 2_000_000_000
"""Nanoseconds; the coarsest times of a file system in use (FAT) are two seconds apart."""


class Stamp(NamedTuple):
    """What tells two states of a file apart: the device and the node that hold it, bytes, nanoseconds."""

    device: int
    node: int
    size: int
    modified: int
    changed: int


@dataclass(slots=True)
class KnownDigests:
    """What files held when they were last looked at, by path: stamps and the digests of their bytes.

    is_new: whether something was learned that was not known before.
    """

    digests: dict[str, tuple[Stamp, bytes]] = field(default_factory=dict)
    is_new: bool = False

    def of(self, path: str, stamp: Stamp) -> bytes | None:
        """The digest of the file in the state of this stamp, None where that is not known."""
        found = self.digests.get(path)
        return found[1] if found is not None and found[0] == stamp else None

    def learn(self, path: str, stamp: Stamp, digest: bytes) -> None:
        """Remember what a steady file holds."""
        if self.of(path, stamp) != digest:
            self.digests[path] = stamp, digest
            self.is_new = True


class SteadyFiles:
    """The bytes of files, and the digests of files that need not be read for that.

    known: digests from earlier processes.  now: the time in nanoseconds, by the clock that the file system goes by.
    """

    def __init__(self, now: Callable[[], int] = time.time_ns, known: KnownDigests | None = None) -> None:
        self._now = now
        self._read: dict[str, tuple[Stamp, bytes]] = {}
        self.known = known or KnownDigests()

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
            self.known.learn(shown, before, digest_of(data))
        else:
            self._read.pop(shown, None)
        return data

    def digest(self, place: Path, shown: str) -> bytes:
        """The digest of the file's bytes; read only where nobody did since it was saved.  Raises as `read`."""
        stamp = _stamp(place)
        found = self.known.of(shown, stamp) if stamp is not None else None
        return digest_of(self.read(place, shown)) if found is None else found


def digest_of(data: bytes) -> bytes:
    """What stands for the bytes of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file that was looked at."""
    return Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _stamp(place: Path) -> Stamp | None:
    try:
        return stamp_of(place.stat())
    except OSError:
        return None
