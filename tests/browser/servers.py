"""Servers that start in a moment, each a process of its own: copies of one that has loaded what `serve` needs.

Half of the time of these tests would go into loading the same modules and rules again.  What is copied has read no
project that is still open and runs no thread; from there on it is `locmem serve` as anybody starts it.

As a program it reads a line of JSON for each server (folder, port, log, environment), answers with its process id, and
for `{"ended": ID}` once that process is over.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path


class Servers:
    """Starts servers.  A test's own process starts none of them, and so cannot wait for one: `ended` does."""

    def __init__(self) -> None:
        self._first: subprocess.Popen[str] | None = None

    def start(self, folder: Path, port: int, log: Path, environment: dict[str, str]) -> int:
        """The id of the process that serves the project of a folder."""
        return self._ask({"folder": str(folder), "port": port, "log": str(log), "environment": environment})

    def ended(self, process: int) -> None:
        """Wait until it is over."""
        self._ask({"ended": process})

    def _ask(self, what: dict[str, object]) -> int:
        if self._first is None:
            command = [sys.executable, __file__, str(Path(__file__).parents[2])]
            self._first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            atexit.register(self._close)
        assert self._first.stdin
        assert self._first.stdout
        self._first.stdin.write(f"{json.dumps(what)}\n")
        self._first.stdin.flush()
        return int(self._first.stdout.readline())

    def _close(self) -> None:
        if self._first and self._first.stdin:
            self._first.stdin.close()
            self._first.wait()


def _serve(folder: str, port: int, log: str, environment: dict[str, str]) -> None:
    """Become `locmem serve`."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, file in enumerate((nothing, written, written)):
        os.dup2(file, number)
    from locmem.cli.main import main

    sys.argv = ["locmem", "serve", "--port", str(port)]
    main()


def _load(folder: str) -> None:
    """Load and compile what every server would for itself; of a project that is looked at nothing is kept."""
    for name in ("cli.main", "cli.serve", "server.app", "pipelines.post_edit", "pipelines.undo"):
        import_module(f"locmem.{name}")
    for name in ("protocols.http.h11_impl", "loops.asyncio", "lifespan.on"):
        import_module(f"uvicorn.{name}")
    from locmem.views.looked import Looked
    from locmem.workspace.project import open_project

    with open_project(folder, keeps_answers=False) as project:
        project.leaves_no_trace = True
        Looked.at(project).warmed(project)
    # A copy has one thread, and would wait for ever for what another one held.
    assert threading.active_count() == 1


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    is_loaded = False
    for line in sys.stdin:
        asked = json.loads(line)
        if "ended" in asked:
            found, _ = os.waitpid(asked["ended"], 0)
        else:
            if not is_loaded:
                _load(asked["folder"])
                is_loaded = True
            found = os.fork()
            if not found:
                try:
                    _serve(**asked)
                finally:
                    os._exit(0)
        sys.stdout.write(f"{found}\n")
        sys.stdout.flush()
