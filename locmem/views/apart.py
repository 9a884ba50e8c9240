"""Looking through a project in a process of its own, which leaves what it found in the project's caches.

Opening a thousand documents keeps a processor busy for half a minute.  Within a server everything else would wait for
that, and it could not be shared out among the machine's processors (`locmem.processors`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from locmem.clock import Clock
from locmem.errors import LocmemError
from locmem.views.looked import Looked
from locmem.views.overview import overview_page
from locmem.workspace.project import open_project

_MAIN = "from locmem.views.apart import look; look()"

Stage = tuple[str, int, int]
"""What is being done, how many pieces of it are, and of how many; of 0 where nobody knows."""


class Apart:
    """A process that looks through the project in `root`, at most one at a time.

    told: hears of each stage.
    """

    def __init__(self, root: Path, clock: Clock, told: Callable[[Stage], None]) -> None:
        self._root, self._clock, self._told = root, clock, told
        self._running: subprocess.Popen[str] | None = None

    def look(self) -> None:
        """Wait until all is looked through; what goes wrong is found again by whoever needs it."""
        with subprocess.Popen(
            # -P: a project may hold modules of its own, and they are not ours to run.
            [sys.executable, "-P", "-c", _MAIN],
            cwd=self._root,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(self._clock.now().timestamp()))},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as self._running:
            for line in self._running.stdout or ():
                what, done, total = line.rstrip("\n").split("\t")
                self._told((what, int(done), int(total)))

    def close(self) -> None:
        """End it."""
        if self._running:
            self._running.kill()


def look() -> None:
    """What the process does: ask of the project of the current folder what pages ask of all of it."""
    with suppress(LocmemError, OSError), open_project() as project:
        project.progress = Stages(_tell)
        overview_page(project)
        Looked.at(project)


class Stages:
    """Progress as stages.  told: hears of each."""

    def __init__(self, told: Callable[[Stage], None]) -> None:
        self._told = told
        self._open: list[Stage] = []

    def start(self, what: str, total: int) -> None:
        """A stretch begins."""
        self._open.append((what, 0, total))
        self._told(self._open[-1])

    def advance(self, count: int = 1) -> None:
        """More of it is done."""
        what, done, total = self._open.pop()
        self._open.append((what, done + count, total))
        self._told(self._open[-1])

    def finish(self) -> None:
        """It is over."""
        self._open.pop()


def _tell(stage: Stage) -> None:
    with suppress(OSError):
        sys.stdout.write("\t".join(map(str, stage)) + "\n")
        sys.stdout.flush()
