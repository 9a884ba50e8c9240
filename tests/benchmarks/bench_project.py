"""Whole commands on a large project: cold, again with nothing changed, and after some pages were edited."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks import other_tools
from tests.benchmarks.large_project import LOCALES, build
from tests.benchmarks.rows import ROOT, Row

NAME = "A large project"
_RUNS = 3
_SHOWN = {
    "sync": ("1.5 s", "60 s"),
    "status": ("3 s", ""),
    "check --gate release": ("3 s", "60 s"),
    "backlog": ("3 s", ""),
    "render --market ES": ("", "20 s"),
}
"""Commands with the goals of a run in which nothing changed, and of one without any cache, at full size."""

_A_DAY = 86_400
_WAITING = "fi"


def measure(quick: bool) -> Iterator[Row]:
    """Rows for each command, and for other tools on the same tree; quick takes a tenth of the pages, three locales."""
    pages, locales = (100, LOCALES[:3]) if quick else (1_000, LOCALES)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "project"
        root.mkdir()
        build(root, pages, locales)
        note = f"{pages:,} pages x {len(locales)} locales"
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        yield _clone(root, note)
        for words, (goal, cold_goal) in _SHOWN.items():
            shutil.rmtree(root / ".locmem/answers")
            shutil.rmtree(root / "dist", ignore_errors=True)
            cold, used = _timed(root, words)
            yield Row(
                what=f"locmem {words}: nothing kept",
                value=f"{cold:.1f} s",
                goal="" if quick else cold_goal,
                note=f"{note}; {used:.1f} s of processor, all cores; one run",
            )
            again = [_timed(root, words) for _ in range(_RUNS)]
            yield Row(
                what=f"locmem {words}: nothing changed",
                value=f"{median(seconds for seconds, _ in again):.2f} s",
                goal="" if quick else goal,
                note=f"{note}; {median(used for _, used in again):.2f} s of processor; median of {_RUNS}",
            )
        yield _next_day(root, note)
        yield _listed(root, note)
        yield from other_tools.measure(root, locales, note, _RUNS)
        for number in range(10):
            path = root / f"content/articles/page-{number * 7:04d}.md"
            path.write_text(path.read_text("utf-8").replace(" the ", " this ", 1) + "\nOne more line.\n", "utf-8")
        both = [_timed(root, words) for words in ("sync", "check --gate release")]
        yield Row(
            what="ten pages edited: sync and check",
            value=f"{sum(seconds for seconds, _ in both):.1f} s",
            goal="" if quick else "6 s",
            note=f"{note}; {sum(used for _, used in both):.1f} s of processor; one run",
        )
        yield from _waiting(root, note, quick=quick)


def _waiting(root: Path, note: str, *, quick: bool) -> Iterator[Row]:
    """Rows for a project in which a whole locale waits: all of it is asked for once, then what changed."""
    settings = root / "locmem.yaml"
    settings.write_text(settings.read_text("utf-8").replace("locales: [", f"locales: [{_WAITING}, "), "utf-8")
    note = f"{note}, and every segment of another locale waits"

    def row(what: str, words: str, goal: str) -> Row:
        seconds, used = _timed(root, words)
        shown = "" if quick else goal
        return Row(what=what, value=f"{seconds:.1f} s", goal=shown, note=f"{note}; {used:.1f} s of processor; one run")

    yield row("sync: a new locale", "sync", "")
    page = root / "content/articles/page-0001.md"
    page.write_text(page.read_text("utf-8") + "\nAnother line is here.\n", "utf-8")
    yield row("sync: one sentence added", "sync", "2 s")
    catalog = root / f"content/translations/{_WAITING}/articles/page-0002.md.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace('msgstr ""\n\n', 'msgstr "Jotain uutta."\n\n', 10), "utf-8")
    yield row("sync: ten sentences translated", "sync", "2 s")
    for words in ("analyze", "queue next"):
        _timed(root, words)
        yield row(f"{words}: nothing changed", words, "1.5 s")


def _clone(root: Path, note: str) -> Row:
    """The first sync of somebody who has nothing but the files in git."""
    for path in (root / ".locmem", root / "locmem.db"):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    seconds, used = _timed(root, "sync")
    what = "locmem sync: first one of a clone, with the memory"
    return Row(what=what, value=f"{seconds:.1f} s", note=f"{note}; {used:.1f} s of processor, all cores; one run")


def _next_day(root: Path, note: str) -> Row:
    words = ("sync", "status", "check --gate release")
    for one in words:
        _timed(root, one)
    seconds, _ = zip(*(_timed(root, one, days=1) for one in words), strict=True)
    shown = ", ".join(f"{one:.2f} s" for one in seconds)
    return Row(what=f"{', '.join(words)}: nothing changed, a day later", value=shown, note=f"{note}; one run each")


def _timed(root: Path, words: str, days: int = 0) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, that a command takes as a process of its own, some days from now."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "locmem", *words.split()],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": str(int(time.time()) + days * _A_DAY)},
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    assert done.returncode in (0, 1), done.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _listed(root: Path, note: str) -> Row:
    """What git needs to find that nothing changed in the same tree."""
    for words in (("init", "-q"), ("add", "content")):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        subprocess.run(["git", "status", "--short", "content"], cwd=root, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return Row(what="git status on the same tree", value=f"{median(times):.2f} s", note=f"{note}; median of {_RUNS}")
