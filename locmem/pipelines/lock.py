"""One writer at a time in a project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from locmem.errors import ProjectError

FILE_NAME = ".locmem/lock"


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Holds the project's lock.  The system frees it when the process dies, so it can never be left behind.

    Raises ProjectError, naming the holder, when another process is writing, and when the lock's file cannot be
    written.  Linux and macOS only.
    """
    import fcntl

    path = root / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise ProjectError(
            f"{path}: cannot be written ({error.strerror}). Check the rights; `--dry-run` and reports write nothing."
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise ProjectError(
                f"{root}: {holder} is writing to this project. Wait until it is done, then run the command again."
            ) from None
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}")
        file.flush()
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
