"""How long the pages of a server that was just started take, and how much memory it has, as users start it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.error import HTTPError

from tests.benchmarks.rows import Row

PAGES = ("/", "/queue", "/edit", "/documents", "/memory", "/markets", "/runs")
_GOAL = 1_000
"""Milliseconds until there is a page."""
_OFTEN, _TIMES = 0.1, 5
_PATIENCE = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server.  seconds: from its start until it says its address."""

    address: str
    process: int
    seconds: float

    def ask(self, path: str) -> tuple[float, int, bytes]:
        """Seconds until the answer is there, its status and its body."""
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(self.address + path, timeout=_PATIENCE) as answer:
                status, body = answer.status, answer.read()
        except HTTPError as error:
            status, body = error.code, error.read()
        return time.perf_counter() - start, status, body

    def opened(self, path: str) -> tuple[float, float]:
        """Seconds until a browser shows something, and until it shows the page itself."""
        start = time.perf_counter()
        first, status, _ = self.ask(path)
        while status == 503:
            while not json.loads(self.ask("/api/looking")[2])["done"]:
                time.sleep(_OFTEN)
            _, status, _ = self.ask(path)
        assert status == 200, path
        return first, time.perf_counter() - start

    def settle(self) -> float:
        """Seconds until its first look at the project is done."""
        return self.ask("/api/queue?limit=1")[0]

    @property
    def megabytes(self) -> int:
        """What it holds of the machine's memory; 0 where the system does not say."""
        told = Path(f"/proc/{self.process}/status")
        found = re.search(r"VmRSS:\s+(\d+)", told.read_text()) if told.exists() else None
        return int(found[1]) // 1024 if found else 0


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """A server of the project in a folder."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "locmem", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        address = re.findall(r"http://\S+?(?=/)", process.stderr.readline())
        try:
            yield Served(address=address[0], process=process.pid, seconds=time.perf_counter() - start)
        finally:
            process.terminate()


def page_rows(root: Path) -> Iterator[Row]:
    """Each page without caches, with those of before, and once all was looked through."""
    warm: dict[str, str] = {}
    with served(root) as server:
        server.settle()
        for path in PAGES:
            server.opened(path)
        for path in PAGES:
            warm[path] = f"{1000 * median(server.ask(path)[0] for _ in range(_TIMES)):.0f} ms"
    for path in PAGES:
        with served(root) as server:
            first, whole = server.opened(path)
        shutil.rmtree(root / ".locmem")
        with served(root) as server:
            bare_first, bare = server.opened(path)
            server.settle()
        yield Row(
            what=f"`{path}` right after the start",
            value=f"{1000 * first:.0f} ms",
            goal=f"{_GOAL} ms",
            note=f"the page itself after {whole:.1f} s; without `.locmem` {1000 * bare_first:.0f} ms and {bare:.1f} s; "
            f"later {warm[path]}",
        )
