"""A piece of work in a process of its own, which strace kills, or whose calls it lets fail, at one place.

The process is forked from this one, so that nothing has to be imported again; what it has to say it writes into memory
that is shared, so that all its calls that write are those of the work.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from locmem.errors import LocmemError
from tests.trust.family import CannotTry

CALLS = (
    "write,pwrite64,writev,pwritev,fsync,fdatasync,sync_file_range,ftruncate,truncate,fallocate,copy_file_range,"
    "sendfile,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,mkdir,mkdirat,chmod,fchmod"
)
"""What changes files or has a disk take them."""

_CALL = re.compile(r"^\d+ +(\w+)\((.*)")
_ROOM = 1 << 20
_PATIENCE = 120.0
"""Seconds after which a process hangs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How the work ended.

    is_done: whether it said that it was.  error: what it raised for a user, else empty.  bug: anything else it raised.
    signal: what killed it, 0 where nothing did.  calls: those of `CALLS` it made, in order, as strace tells them.
    """

    is_done: bool
    error: str
    bug: str
    signal: int
    calls: tuple[str, ...]
    seconds: float

    def places(self) -> Iterator[str]:
        """Each call as strace's `-e inject=` finds it again: it counts the calls of each name apart."""
        seen: Counter[str] = Counter()
        for call in self.calls:
            name = call.partition("(")[0]
            seen[name] += 1
            yield f"{name}:when={seen[name]}"


def require_strace() -> None:
    """Raises CannotTry where there is no strace."""
    if shutil.which("strace") is None:
        raise CannotTry("strace is not installed")


def attempt(act: Callable[[], object], inject: str = "") -> Ended:
    """The work as it ends; inject: what strace does to one of its calls, as its option `-e inject=` takes it."""
    start = time.monotonic()
    with mmap.mmap(-1, _ROOM) as said, tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        process = os.fork()
        if not process:
            _work(act, said)
        try:
            with _watched(process, log, inject):
                status = _waited(process)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        told = json.loads(said[:].rstrip(b"\0") or b"{}")
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    calls = tuple(f"{found[1]}({found[2]}" for found in map(_CALL.match, lines) if found)
    return Ended(
        is_done=bool(told.get("done")),
        error=told.get("error", ""),
        bug=told.get("bug", ""),
        signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        calls=calls,
        seconds=time.monotonic() - start,
    )


def _work(act: Callable[[], object], said: mmap.mmap) -> None:
    """What the forked process does; it never returns."""
    told: dict[str, object] = {}
    try:
        os.setpgid(0, 0)
        sys.dont_write_bytecode = True
        os.kill(os.getpid(), signal.SIGSTOP)
        act()
        told = {"done": True}
    except LocmemError as error:
        told = {"error": str(error) or type(error).__name__}
    except BaseException as error:  # Whatever it is, it is told.
        told = {"bug": f"{type(error).__name__}: {error}"}
    finally:
        data = json.dumps(told).encode()[:_ROOM]
        said[: len(data)] = data
        os._exit(0)


@contextlib.contextmanager
def _watched(process: int, log: Path, inject: str) -> Iterator[None]:
    """The process, which has stopped itself, goes on under strace."""
    os.waitpid(process, os.WUNTRACED)
    command = ["strace", "-f", "-qq", "-y", "-o", str(log), "-e", f"trace={CALLS}", "-e", "signal=none"]
    if inject:
        command += ["-e", f"inject={inject}"]
    with subprocess.Popen([*command, "-p", str(process)], stderr=subprocess.PIPE, text=True) as tracer:
        status = Path(f"/proc/{process}/status")
        while "TracerPid:\t0" in status.read_text():
            if tracer.poll() is not None:
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
                assert tracer.stderr is not None
                raise CannotTry(f"strace cannot watch a process here: {tracer.stderr.read().strip()}")
            time.sleep(0.001)
        os.kill(process, signal.SIGCONT)
        try:
            yield
        finally:
            # It ends with the process that it watches.
            tracer.wait(_PATIENCE)


def _waited(process: int) -> int:
    """How the process ended; one that hangs is killed, which its signal then tells."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.001)
    os.kill(process, signal.SIGABRT)
    return os.waitpid(process, 0)[1]
