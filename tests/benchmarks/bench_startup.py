"""How long the program takes before it does anything, beside Python doing nothing; and the demo as a whole."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock

from locmem.workspace.kept_answers import KeptAnswers
from locmem.workspace.kept_markets import markets_in
from tests.benchmarks.rows import ROOT, Row

NAME = "Start-up"
_PROGRAM = str(Path(sys.executable).parent / "locmem")
_SHOWN: dict[str, tuple[str, ...]] = {
    "import locmem": (sys.executable, "-c", "import locmem"),
    "locmem --version": (_PROGRAM, "--version"),
    "locmem status --help": (_PROGRAM, "status", "--help"),
}
"""What is measured, in milliseconds of processor time; the first two have the goal."""

_GOALS = ("import locmem", "locmem --version")
_ALLOWED_FACTOR, _ALLOWED_MORE = 1.5, 80


def measure(quick: bool) -> Iterator[Row]:
    """Rows for Python alone, each of the commands and the markets, least of many runs; quick leaves the demo out."""
    runs = 5 if quick else 20
    alone = _least((sys.executable, "-c", "pass"), runs)
    yield Row(what="python -c pass", value=f"{alone:.0f} ms", note=f"processor time, least of {runs} runs, as below")
    goal = f"{_ALLOWED_FACTOR * alone + _ALLOWED_MORE:.0f} ms"
    for what, words in _SHOWN.items():
        has_goal = what in _GOALS
        yield Row(
            what=what,
            value=f"{_least(words, runs):.0f} ms",
            goal=goal if has_goal else "",
            note=f"the goal is {_ALLOWED_FACTOR:g} times Python alone and {_ALLOWED_MORE} ms" if has_goal else "",
        )
    yield from _markets(runs)
    if not quick:
        start, before = time.perf_counter(), _used()
        subprocess.run([sys.executable, "tools/demo.py"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        note = f"after installation; {_used() - before:.0f} s of processor"
        yield Row(what="make demo", value=f"{seconds:.0f} s", goal="25 s", note=note)


def _markets(runs: int) -> Iterator[Row]:
    """Reading the project's own profiles anew, as each command did once, and taking them from what is kept."""
    with tempfile.TemporaryDirectory() as name, mock.patch.dict(os.environ, XDG_STATE_HOME=f"{name}/state"):
        root = Path(name)
        shutil.copytree(ROOT / "markets", root / "markets")
        answers = KeptAnswers(root)
        start = time.process_time()
        count = len(markets_in(root, "markets", answers, with_planned=True))
        parsed = time.process_time() - start
        answers.keep()
        known = []
        for _ in range(runs):
            start = time.process_time()
            markets_in(root, "markets", KeptAnswers(root), with_planned=True)
            known.append(time.process_time() - start)
    note = (
        f"least of {runs} runs; read and parsed anew: {1000 * parsed:.0f} ms, {parsed / min(known):.0f} times as much"
    )
    yield Row(what=f"markets, {count} profiles", value=f"{1000 * min(known):.0f} ms", note=note)


def _least(words: Sequence[str], runs: int) -> float:
    """Milliseconds of processor time of the cheapest of some runs."""
    found = []
    for _ in range(runs):
        before = _used()
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        found.append(_used() - before)
    return 1000 * min(found)


def _used() -> float:
    """Seconds of processor time that all processes used which were started from here and ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
