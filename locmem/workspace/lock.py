"""One writer at a time in a project; the next one waits."""

from __future__ import annotations

import math
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from locmem.errors import BusyError, ProjectError, UsageError
from locmem.ownfiles import open_own_file, own_folder

FILE_NAME = ".locmem/lock"
VARIABLE = "LOCMEM_WAIT"
WAIT_SECONDS = 60.0

_EVERY_SECONDS = 0.1
_SIGNATURE = re.compile(r"(process \d{1,10})(?: \(([^\n]{1,200})\))?")

_UNNAMED = "another process is writing to this project"

_held: set[int] = set()


def patience() -> float:
    """The seconds a writer waits for another: what the variable LOCMEM_WAIT says, else 60.  Raises UsageError."""
    said = os.environ.get(VARIABLE, "").strip()
    try:
        seconds = float(said) if said else WAIT_SECONDS
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds >= 0):
        raise UsageError(f"{VARIABLE} is {said!r}. Write seconds, such as 300, or 0 for no waiting.")
    return seconds


@contextmanager
def writing(
    root: Path,
    command: str = "",
    *,
    told: Callable[[str], None] = lambda text: None,
    seconds: float | None = None,
) -> Iterator[bool]:
    """Holds the project's lock; gives whether another process had to be waited for.

    The system frees it when the process ends in whatever way, so it can never be left behind.  A process that is
    stopped keeps it.  command: how others call this process.  told: hears once of each process that is waited for.
    seconds: how long to wait; None for `patience`.
    Linux and macOS only.  Between machines that share a network drive it holds only where the drive passes locks on.
    Raises BusyError, naming the holder, when the waiting took longer, and ProjectError when the lock's file cannot be
    written or is no file of ours.
    """
    import fcntl

    own_folder(root, FILE_NAME.split("/")[0])
    advice = f" Run the command again later; with {VARIABLE}=600 it waits ten minutes." if seconds is None else ""
    descriptor, has_waited = _locked(root, told, patience() if seconds is None else seconds, advice)
    _held.add(descriptor)
    try:
        _sign(root, descriptor, command)
        yield has_waited
    finally:
        _held.discard(descriptor)
        os.ftruncate(descriptor, 0)
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _sign(root: Path, descriptor: int, command: str) -> None:
    signature = f"process {os.getpid()} ({' '.join(command.split())[:200] or 'locmem'})"
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, signature.encode(), 0)
    except OSError as error:
        raise _unwritable(root, error) from None


def _locked(root: Path, told: Callable[[str], None], seconds: float, advice: str) -> tuple[int, bool]:
    """The descriptor that holds the lock, and whether it had to be waited for."""
    import fcntl

    start = time.monotonic()
    named, has_waited = "", False
    while True:
        descriptor = _opened(root)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever deleted the caches meanwhile deleted the lock, too, and others make a new one.
            if _is_in_place(root, descriptor):
                return descriptor, has_waited
            os.close(descriptor)
            continue
        except BlockingIOError:
            holder = _holder(descriptor)
            os.close(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise ProjectError(
                f"{root / FILE_NAME}: this drive cannot lock files ({error.strerror}). "
                "Work in a copy of the project on a drive that can."
            ) from None
        waited = time.monotonic() - start
        has_waited = True
        if waited >= seconds:
            raise BusyError(
                f"{root}: {holder}. It was not done after {seconds:g} seconds; nothing was written.{advice}"
            )
        # One that has just begun or is about to end is not named in its file.
        if holder != named and (holder != _UNNAMED or waited > 1):
            told(f"Waiting up to {seconds:g} seconds: {holder}.")
            named = holder
        time.sleep(_EVERY_SECONDS)


def _opened(root: Path) -> int:
    try:
        descriptor = open_own_file(root, FILE_NAME)
    except OSError as error:
        raise _unwritable(root, error) from None
    said = _said(descriptor)
    if said and not _SIGNATURE.fullmatch(said):
        os.close(descriptor)
        raise ProjectError(f"{root / FILE_NAME}: holds something that locmem did not write. Move it away.")
    return descriptor


def _unwritable(root: Path, error: OSError) -> ProjectError:
    return ProjectError(
        f"{root / FILE_NAME}: cannot be written ({error.strerror}). "
        "Check the rights and the room on the disk; `--dry-run` and reports write nothing."
    )


def _is_in_place(root: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.lstat(root / FILE_NAME), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _said(descriptor: int) -> str:
    return os.pread(descriptor, 1000, 0).decode("utf-8", errors="replace")


def _holder(descriptor: int) -> str:
    """Who holds the lock, and since when: it signs the file when it begins."""
    said = _said(descriptor)
    if not said:
        return _UNNAMED
    since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC)
    signed = _SIGNATURE.fullmatch(said)
    who, command = (signed[1], signed[2]) if signed else ("a process", None)
    return f"{who} is writing to this project ({command or 'locmem'}, since {since:%H:%M:%S} UTC)"


def _let_go() -> None:
    # A forked worker shares the lock: it would keep it alive after its parent was killed.
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)
