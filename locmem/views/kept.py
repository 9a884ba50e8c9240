"""What is found once and told until a file of the project changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

from locmem.clock import Clock
from locmem.errors import ProjectError
from locmem.views.live import Live

T = TypeVar("T")

Key = tuple[object, ...]


class Kept:
    """Answers that are asked again only once a file of the project, or the day, is another."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._marks: Key = ()
        self._found: dict[Key, object] = {}
        self._told: dict[Key, Future[tuple[int, str, str]]] = {}
        self._lock = Lock()
        # One command at a time: each takes a processor, and whoever works should not wait for that.
        self._commands = ThreadPoolExecutor(1, thread_name_prefix="commands")
        self._running: subprocess.Popen[str] | None = None

    def of(self, key: Key, find: Callable[[], T]) -> T:
        """What `find` gives, for whoever has the project at work."""
        with self._lock:
            self._look()
        if key not in self._found:
            self._found[key] = find()
        return cast(T, self._found[key])

    def told(self, *words: str) -> object:
        """What a command says with `--json`, in a process of its own; the project is free for others meanwhile.

        Raises ProjectError with the command's own words where it could not do what it was asked.
        """
        with self._live.at_work() as project, self._lock:
            self._look()
            if words not in self._told:
                self._told[words] = self._commands.submit(self._run, words, project.root, project.clock)
            asked = self._told[words]
        code, out, error = asked.result()
        if code not in (0, 1):
            raise ProjectError(error.strip() or f"locmem {' '.join(words)} ended with {code}.")
        return json.loads(out)

    def _look(self) -> None:
        # Whoever has the project at work looked at its files a moment ago: they are not gone through a second time.
        if self._live.standing != self._marks:
            self._marks, self._found, self._told = self._live.standing, {}, {}

    def close(self) -> None:
        """End the command that is asked now, and ask no other."""
        self._commands.shutdown(wait=False, cancel_futures=True)
        if self._running:
            self._running.kill()

    def _run(self, words: tuple[str, ...], root: Path, clock: Clock) -> tuple[int, str, str]:
        with subprocess.Popen(
            # -P: a project may hold modules of its own, and they are not ours to run.
            [sys.executable, "-P", "-m", "locmem", *words],
            cwd=root,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(clock.now().timestamp()))},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as self._running:
            out, error = self._running.communicate()
            return self._running.returncode, out, error
