"""How fast and how complete the memory is, against the plain scan anybody could write with rapidfuzz."""

from __future__ import annotations

import cProfile
import os
import pstats
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from locmem.memory.index import kernel
from locmem.memory.index.index import Index, State
from locmem.memory.index.probing import RAW, Probe
from locmem.memory.index.segment import Source
from locmem.memory.store import Memory, open_memory
from tests.benchmarks.memory_data import LANGUAGES, entries, pairs, queries, texts
from tests.benchmarks.memory_recall import built, recall, sides_of
from tests.benchmarks.rows import Row

NAME = "The memory: recall and speed"

_FLOOR = 75.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds for each query, in the order of the queries."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def mean(self) -> float:
        return statistics.fmean(self.seconds)

    def at(self, share_of_all: float) -> float:
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share_of_all * len(self.seconds)))]

    def __str__(self) -> str:
        return f"median {1000 * self.median:.2f} ms, mean {1000 * self.mean:.2f}, p95 {1000 * self.at(0.95):.1f}"


_SIZES = {10_000: "10k", 100_000: "100k", 1_000_000: "1M"}
_MEDIUM = 40_000
_GOALS = {
    "1M": (
        "140x median, 50x mean",
        "110x median, 45x mean; median 1.6 ms, mean 5, p95 15",
        "25x median; mean 17 ms",
    )
}
"""Of an index pass, a complete search, and one without the compiled part."""

_MOST = 10_000_000

_LONGEST = 100_000
"""Characters of a text nobody should have in a memory."""


def measure(quick: bool) -> Iterator[Row]:
    """The rows of the memory at 10k, 100k, 1M; at 10M the index alone.  Quick: up to 100k, with fewer queries."""
    sizes = (10_000, 100_000) if quick else (10_000, 100_000, 1_000_000)
    growth: list[tuple[int, Times]] = []
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes:
            for language in LANGUAGES:
                sides = sides_of(texts(language, count))
                index = built(Path(folder) / "recall", sides)
                yield recall(index, sides, language, _SIZES[count], 20 if count < 1_000_000 else 12)
                shutil.rmtree(Path(folder) / "recall", ignore_errors=True)
            yield from _at(count, Path(folder) / str(count), growth, quick=quick)
            shutil.rmtree(Path(folder) / str(count), ignore_errors=True)
        yield _medium(Path(folder) / "medium.db", quick=quick)
        if not quick:
            yield from _largest(Path(folder) / "largest", growth)
        yield _growth(growth)


def _at(count: int, folder: Path, growth: list[tuple[int, Times]], *, quick: bool) -> Iterator[Row]:
    rows, told = pairs(count)
    asked = queries(60 if quick else 300, rows)
    size = _SIZES[count]
    folder.mkdir()
    index = Index(folder / "raw", "raw")
    sources = [source for source, _ in rows]
    yield _build(index, sources, size, told)
    baseline = _timed(asked[: 20 if quick else 40], partial(_scan, sources))
    yield Row(what=f"{size}: baseline process.extract", value=str(baseline))
    passes = _timed(asked, partial(_pass, index, _FLOOR))
    growth.append((count, passes))
    goals = _GOALS.get(size, ("", "", ""))
    yield _against(f"{size}: index pass, one thread", passes, baseline, goals[0])
    long = [text for text in asked if len(text) > 200]
    times = _timed(long, partial(_pass, index, _FLOOR))
    goal = "p95 15 ms" if size == "1M" else ""
    yield Row(what=f"{size}: index pass, over 200 characters", value=str(times), goal=goal, note=f"n={len(long)}")
    low = _timed(asked[:100], partial(_pass, index, 60.0))
    yield Row(what=f"{size}: index pass, floor 60", value=str(low), goal="mean 60 ms" if size == "1M" else "")
    with open_memory(folder / "memory.db") as memory:
        memory.add(entries(rows), batch="corpus")
        memory.search("Hello.")
        complete = _timed(asked, partial(memory.search, floor=_FLOOR))
        yield _against(f"{size}: complete search", complete, baseline, goals[1])
        # Closed, it forgets what it found before.
        memory.close()
        first = asked[: len(baseline.seconds)]
        with _without_kernel():
            pure = _timed(first, partial(memory.search, floor=_FLOOR))
            spent = shares(f"{size}: where such a search spends its time", partial(_each, memory, first), _BY_NUMPY)
        yield _against(f"{size}: complete search, NumPy and rapidfuzz only", pure, baseline, goals[2])
        yield spent
        yield shares(f"{size}: where a complete search spends its time", partial(_each, memory, asked), _SEARCHING)
        yield _batch(memory, asked, size)
        if count == 100_000:
            yield _toolkit(rows, asked[: 8 if quick else 30], complete, size)
        yield _adding(memory, size)
        endless = _timed(["Endless. " * (_LONGEST // 9)] * 3, memory.search)
        yield Row(what=f"{size}: search for a text of {_LONGEST:,} characters", value=str(endless))
    yield from _cold(folder, size)


def _medium(path: Path, *, quick: bool) -> Row:
    """Complete searches in a memory as a company has it, against going through all of it."""
    rows, told = pairs(_MEDIUM)
    asked = queries(60 if quick else 300, rows)
    baseline = _timed(asked[: 20 if quick else 60], partial(_scan, [source for source, _ in rows]))
    with open_memory(path) as memory:
        memory.add(entries(rows), batch="corpus")
        memory.search("Hello.")
        complete = _timed(asked, partial(memory.search, floor=_FLOOR))
    row = _against(f"{_MEDIUM // 1000}k: complete search over process.extract", complete, baseline, "40x median")
    return replace(row, note=f"{row.note}; process.extract {baseline}; {told}")


def _largest(folder: Path, growth: list[tuple[int, Times]]) -> Iterator[Row]:
    """The index alone at 10M, where the machine has the room."""
    free, room = shutil.disk_usage(folder.parent).free, _memory()
    if free < 12 << 30 or room < 12 << 30:
        told = f"not measured: it needs 12 GB of memory and of disk, here are {room >> 30} and {free >> 30}"
        yield Row(what="10M: recall, English", value="-", goal="0 missed, 0 extra", note=told)
        return
    sides = sides_of(texts("English", _MOST))
    asked = queries(60, [(text, "") for text in sides[0][:2000]])
    index = built(folder, sides)
    yield recall(index, sides, "English", "10M", 3)
    growth.append((_MOST, _timed(asked, partial(_pass, index, _FLOOR))))


def _memory() -> int:
    """The bytes of memory nobody uses."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 0


def _pass(index: Index, floor: float, text: str) -> object:
    return index.find([Probe(text, RAW)], floor)


def _each(memory: Memory, asked: Sequence[str]) -> None:
    for text in asked:
        memory.search(text, floor=_FLOOR)


_SEARCHING = {
    "index": ("index.py", "find"),
    "stored entries": ("stored_sources.py", "load"),
    "whether anybody wrote": ("reading.py", "now"),
    "ranking and repair": ("lookup.py", "matches"),
    "reading the query": ("protect.py", "parse"),
}


_BY_NUMPY = {"bounds": ("segment.py", "near"), "distances": ("segment.py", "owners"), **_SEARCHING}


def shares(what: str, run: Callable[[], object], parts: dict[str, tuple[str, str]]) -> Row:
    """The share of the whole time that some functions take, under a profiler."""
    profile = cProfile.Profile()
    profile.runcall(run)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = sum(row[2] for row in stats.values())
    told = []
    for part, (file, name) in parts.items():
        spent = sum(row[3] for at, row in stats.items() if at[0].endswith(f"/{file}") and at[2] == name)
        told.append(f"{part} {100 * spent / whole:.0f} %")
    return Row(what=what, value=", ".join(told), note="under a profiler, which makes small functions seem slower")


def _build(index: Index, sources: Sequence[str], size: str, told: str) -> Row:
    numbered = [Source(number, text, None) for number, text in enumerate(sources, 1)]
    begun = time.process_time()
    index.refresh(State("bench", len(numbered) + 1, 0, 0), lambda low, high: iter(numbered[max(low, 1) - 1 : high - 1]))
    seconds = time.process_time() - begun
    text = sum(len(source.encode()) for source in sources)
    return Row(
        what=f"{size}: index build",
        value=f"{len(sources) / seconds:,.0f} entries/s, {(index.size - text) / len(sources):.0f} B/entry beside text",
        goal="200k entries/s, 400 B",
        note=told,
    )


def _scan(sources: Sequence[str], text: str) -> object:
    return process.extract(
        text, sources, scorer=Levenshtein.normalized_similarity, processor=None, score_cutoff=0.75, limit=5
    )


def _timed(asked: Sequence[str], search: Callable[[str], object]) -> Times:
    search(asked[0])
    # Time of this thread on a processor: other work on the machine then distorts no ratio.
    moments = [time.thread_time()]
    for text in asked:
        search(text)
        moments.append(time.thread_time())
    return Times(seconds=tuple(after - before for before, after in pairwise(moments)))


def _against(what: str, times: Times, baseline: Times, goal: str) -> Row:
    # The baseline takes long, so it answers the first queries only; the same ones are compared.
    same = Times(seconds=times.seconds[: len(baseline.seconds)])
    ratio = f"{baseline.median / same.median:.0f}x median, {baseline.mean / same.mean:.0f}x mean"
    return Row(what=what, value=ratio, goal=goal, note=f"{times}; ratios over {len(same.seconds)} queries")


class _without_kernel:  # noqa: N801
    """What runs inside does without the compiled part, as where it could not be built."""

    def __enter__(self) -> None:
        os.environ[kernel.OFF] = "1"
        kernel.compiled.cache_clear()

    def __exit__(self, *_: object) -> None:
        del os.environ[kernel.OFF]
        kernel.compiled.cache_clear()


def _batch(memory: Memory, asked: Sequence[str], size: str) -> Row:
    rounds: list[tuple[float, float]] = []
    for _ in range(5):
        # Closed, it forgets what it found before.
        memory.close()
        memory.search("Hello.")
        begun = time.perf_counter(), time.process_time()
        memory.search_many(asked, floor=_FLOOR)
        rounds.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    seconds, worked = min(rounds)
    goal = {"100k": "2,500/s", "1M": "500/s"}.get(size, "")
    note = f"{len(asked)} texts, best of {len(rounds)}; {1000 * worked / len(asked):.2f} ms of all processors each"
    return Row(what=f"{size}: batch of complete searches", value=f"{len(asked) / seconds:,.0f}/s", goal=goal, note=note)


def _toolkit(rows: Sequence[tuple[str, str]], asked: Sequence[str], complete: Times, size: str) -> Row:
    from translate.search import match
    from translate.storage import po

    store = po.pofile()
    for source, target in rows:
        unit = store.addsourceunit(source)
        unit.target = target
    matcher = match.matcher(store, max_candidates=5, min_similarity=75, max_length=1000)
    theirs = _timed(asked, matcher.matches)
    return _against(f"{size}: complete search over translate-toolkit's matcher", complete, theirs, "200x median")


def _adding(memory: Memory, size: str) -> Row:
    rng = random.Random(5)
    new = [(f"A new sentence {rng.random()} about number {number}.", "Nuevo.") for number in range(1000)]
    begun = time.perf_counter()
    memory.add(entries(new))
    found = memory.search(new[500][0])
    seconds = time.perf_counter() - begun
    visible = "visible at once" if found and found[0].percent == 100 else "NOT visible"
    goal = "2 s, visible at once" if size == "1M" else ""
    return Row(what=f"{size}: add 1,000 entries, then search", value=f"{seconds:.2f} s, {visible}", goal=goal)


_FIRST = """
import sys, time
from locmem.memory.store import open_memory
import numpy, rapidfuzz.process, sqlalchemy, locmem.memory.retrieval
begun = time.perf_counter()
with open_memory(sys.argv[1]) as memory:
    memory.search("You can return your order.")
    print(time.perf_counter() - begun)
"""


_COMMAND = (sys.executable, "-c", "from locmem.cli.main import main; main()")


def _cold(folder: Path, size: str) -> Iterator[Row]:
    """A new process: the first answer after the memory is opened, and the command from its start."""
    path = str(folder / "memory.db")
    run = partial(subprocess.run, check=True, capture_output=True, text=True)
    first = min(float(run([sys.executable, "-c", _FIRST, path]).stdout) for _ in range(3))
    yield Row(
        what=f"{size}: first answer after open",
        value=f"{1000 * first:.0f} ms",
        goal="100 ms" if size == "1M" else "",
        note="new process, libraries loaded, warm cache, best of 3",
    )
    project = folder / "project"
    run([*_COMMAND, "init", str(project)])
    (project / ".locmem").mkdir(exist_ok=True)
    (folder / "memory.db").rename(project / ".locmem" / "memory.db")
    (folder / "index").rename(project / ".locmem" / "index")
    command = [*_COMMAND, "memory", "search", "You can return your order.", "--to", "es"]
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        run(command, cwd=project)
        seconds.append(time.perf_counter() - begun)
    yield Row(
        what=f"{size}: `locmem memory search` from a cold process",
        value=f"{min(seconds):.2f} s",
        goal="1 s" if size == "1M" else "",
        note="whole process, warm cache, best of 3",
    )


def _growth(growth: Sequence[tuple[int, Times]]) -> Row:
    curve = ", ".join(f"{count:,}: {1000 * times.mean:.2f} ms" for count, times in growth)
    return Row(what="growth of the index pass, mean", value=curve, goal="sublinear from 100k on")
