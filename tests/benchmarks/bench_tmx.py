"""How fast a TMX comes into the memory and goes out of it, against the least that parsing and storing take."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from locmem.inline.markup import holds_no_code
from locmem.memory.store import open_memory
from locmem.memory.tmx_entries import read_entries
from locmem.model.match import Entry, Trust
from tests.benchmarks.bench_memory import shares
from tests.benchmarks.memory_data import pairs
from tests.benchmarks.rows import Row, share

NAME = "TMX files in and out of the memory"

_QUICK, _USUAL, _LARGE = 20_000, 200_000, 1_000_000
_SEED = 20261129
_GOAL = "25,000 units/s, 350 MB"

_RUN = """
import json, re, resource, sys, time
from pathlib import Path
from locmem.formats import tmx
from locmem.memory.store import open_memory
from locmem.memory.tmx_entries import unit
what, file, database = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
with open_memory(database.with_suffix(".first")) as memory:
    memory.search("What is loaded once is not the file's doing.")
begun, used = time.perf_counter(), time.process_time()
given = rejected = 0
with open_memory(database) as memory:
    if what == "import":
        result = memory.import_tmx(file)
        given, rejected = result.given, len(result.rejected)
    elif what == "search":
        memory.search("You can return your order.")
    else:
        with file.open("wb") as out:
            for piece in tmx.pieces(map(unit, memory.entries()), source_locale="en"):
                given += 1
                out.write(piece)
seconds, processor = time.perf_counter() - begun, time.process_time() - used
# A second process may have read the file: it counts in time and memory, though it shares what it was begun with.
other = resource.getrusage(resource.RUSAGE_CHILDREN)
theirs, shared = other.ru_utime + other.ru_stime, other.ru_maxrss
status = Path("/proc/self/status")
# What the system tells of a process's most memory counts in that of the process it was started by.
most = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) if status.exists() else 0
print(json.dumps([given, rejected, seconds, processor, theirs, (most + shared) // 1024]))
"""


def measure(quick: bool) -> Iterator[Row]:
    """The rows of real documentation, of 200,000 units and of a million.  Quick: of 20,000."""
    with tempfile.TemporaryDirectory() as folder:
        for count in (_QUICK,) if quick else (_USUAL, _LARGE):
            rows, told = _plain(count)
            yield from _at(Path(folder) / str(count), rows, "plain units", told)
        rows, told = pairs(_QUICK if quick else 98_000)
        yield from _at(Path(folder) / "marked", rows, "units of documentation", f"{told}, most with codes")


def _plain(count: int) -> tuple[list[tuple[str, str]], str]:
    """Pairs of texts without codes, all with different sources, and a sentence about where they come from."""
    found, told = pairs(98_000)
    real = [(source, target) for source, target in found if holds_no_code(source) and holds_no_code(target)]
    rng = random.Random(_SEED)
    words = sorted({word for source, _ in real for word in source.split(" ")})
    rows = dict(real[:count])
    while len(rows) < count:
        source, target = real[rng.randrange(len(real))]
        parts = source.split(" ")
        for place in rng.sample(range(len(parts)), max(1, len(parts) // 3)):
            parts[place] = words[rng.randrange(len(words))]
        rows.setdefault(" ".join(parts), target)
    return list(
        rows.items()
    ), f"{min(count, len(real)):,} {told.split(',')[0]}, the rest word-level edits (seed {_SEED})"


def _at(folder: Path, rows: Sequence[tuple[str, str]], what: str, told: str) -> Iterator[Row]:
    """A file brought in, searched and written out again by processes of their own."""
    folder.mkdir()
    path, database = folder / "import.tmx", folder / "memory.db"
    _write(path, rows)
    given, rejected, seconds, used, theirs, most = _run("import", path, database)
    yield Row(
        what=f"import of {given:,} {what}",
        value=f"{given / seconds:,.0f} units/s, {given / max(used, theirs):,.0f} a second of the busier of two "
        f"processors, {most} MB",
        goal=_GOAL,
        note=f"{told}; {path.stat().st_size / len(rows):.0f} bytes a unit, {share(rejected, given)} rejected; "
        "memory of both processes, what they share counted twice",
    )
    parsing, storing = _parsing(path), _storing(database, folder / "bare.db")
    yield Row(
        what=f"import of {given:,} {what}: times of the processor",
        value=f"{theirs / parsing:.1f}x bare lxml iterparse in the one that reads, {used / storing:.1f}x bare "
        "executemany of the same rows in the one that writes",
        note=f"{1e6 * theirs / given:.0f} and {1e6 * used / given:.0f} µs a unit; "
        f"bare {1e6 * parsing / given:.0f} and {1e6 * storing / given:.0f}",
    )
    *_, used, _, most = _run("search", path, database)
    yield Row(
        what=f"{given:,} {what}: the first search after it", value=f"{1e6 * used / given:.0f} µs a unit, {most} MB"
    )
    written, _, seconds, used, _, most = _run("export", folder / "export.tmx", database)
    yield Row(
        what=f"export of {written:,} {what}",
        value=f"{written / seconds:,.0f} units/s, {written / used:,.0f} a second of the processor, {most} MB",
    )
    if given <= _QUICK:
        with open_memory(folder / "profiled.db") as memory:
            entries = (one for one in read_entries(path, str(path), "en", Trust.IMPORTED) if isinstance(one, Entry))
            what = f"import of {given:,} {what} by one process: where the time goes"
            yield shares(what, lambda: memory.add(entries), _IMPORTING)


_IMPORTING = {
    "XML": ("tmx.py", "read"),
    "Markdown": ("protect.py", "parse"),
    "codes compared": ("admission.py", "objection"),
    "rows made": ("schema.py", "row_of"),
    "rows written": ("writing.py", "write"),
}


def _write(path: Path, rows: Sequence[tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en"/><body>\n')
        for number, (source, target) in enumerate(rows):
            file.write(
                f'<tu tuid="{number}"><prop type="x-project">docs</prop><tuv xml:lang="en"><seg>{escape(source)}</seg>'
                f'</tuv><tuv xml:lang="es" changedate="20250102T030405Z"><seg>{escape(target)}</seg></tuv></tu>\n'
            )
        file.write("</body></tmx>\n")


def _run(what: str, path: Path, database: Path) -> tuple[int, int, float, float, float, int]:
    """Units given and rejected, seconds, those of the processor here and in a second process, and MB."""
    command = [sys.executable, "-c", _RUN, what, str(path), str(database)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    given, rejected, seconds, used, theirs, most = json.loads(done.stdout)
    return given, rejected, seconds, used, theirs, most


def _parsing(path: Path) -> float:
    """Seconds of the processor for going through the file with lxml and reading its texts."""
    begun = time.process_time()
    for _, element in etree.iterparse(path, tag="tu"):
        for segment in element.iter("seg"):
            _ = segment.text
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return time.process_time() - begun


def _storing(database: Path, bare: Path) -> float:
    """Seconds of the processor for putting the same rows into the same tables with the driver alone."""
    used = 0.0
    tables = ("memory_sources", "memory_pairs")
    with sqlite3.connect(database) as theirs, sqlite3.connect(bare, isolation_level=None) as ours:
        ours.execute("PRAGMA synchronous = EXTRA")
        for (statement,) in theirs.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name IN (?, ?) AND sql > ''", tables
        ):
            ours.execute(statement)
        ours.execute("BEGIN IMMEDIATE")
        for table in tables:
            found = theirs.execute(f"SELECT * FROM {table} ORDER BY rowid")
            places = ",".join("?" * len(found.description))
            while rows := found.fetchmany(500):
                begun = time.process_time()
                ours.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
                used += time.process_time() - begun
        begun = time.process_time()
        ours.execute("COMMIT")
    return used + time.process_time() - begun
