"""How long it takes to read a large returned XLIFF, and to take it in, against the bare parse of translate-toolkit.

A project of pages with texts of their own is handed out, every text of it is translated as `large_project` does, and
all files come back as one: of pages of twenty segments, and of pages about as long as any that is read.  Each
measurement is a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from locmem.formats import xliff2, xliff12
from locmem.formats.xliff12 import XliffFile, XliffUnit
from locmem.model.inline import Inline, inline
from tests.benchmarks.large_project import SETTINGS, page, sentence, translated, words
from tests.benchmarks.rows import Row

NAME = "Speed of returned XLIFF"

_SEGMENTS_A_PAGE = 19.8
_LONGEST = 6_250
_QUICK, _USUAL = 2_000, 50_000
_GOAL_READ, _GOAL_TIMES, _GOAL_MEMORY = 3, 3, 300
_RUNS = 3

Write = Callable[[Iterable[XliffFile]], bytes]
_FORMATS: dict[str, tuple[Callable[[bytes, str], tuple[XliffFile, ...]], Write, str]] = {
    "xliff": (xliff12.read, xliff12.write, "xliff"),
    "xliff2": (xliff2.read, xliff2.write, "xliff2"),
}
"""By the name of the export: what reads and writes it here, and the module of translate-toolkit."""

_RUN = """
import json, re, resource, sys, time
from pathlib import Path
what, file, kind = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
if what == "toolkit":
    if kind == "xliff2":
        from translate.storage.xliff2 import Xliff2File as Store
    else:
        from translate.storage.xliff import xlifffile as Store
    data = file.read_bytes()
    used = time.process_time()
    store = Store.parsestring(data)
    count = len(store.units)
elif what == "read":
    from locmem.exchange.incoming import read_return
    from locmem.inline import protect
    data = file.read_bytes()
    used = time.process_time()
    count = sum(len(one.answers) for one in read_return(data, "a.xlf"))
else:
    import locmem
    from locmem.pipelines.bring_back import bring_back
    from locmem.pipelines.run import run_step
    used = time.process_time()
    with locmem.open_project(".") as project:
        _, result = run_step(project, "import", lambda run: bring_back(run, [file]))
    count = result.counts["accepted"]
used = time.process_time() - used
other = resource.getrusage(resource.RUSAGE_CHILDREN)
status = Path("/proc/self/status")
most = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) if status.exists() else 0
print(json.dumps([count, used + other.ru_utime + other.ru_stime, most // 1024, other.ru_maxrss // 1024]))
"""


def measure(quick: bool) -> Iterator[Row]:
    """Rows for each version of XLIFF: what it takes to read a file, and to take it in."""
    count = _QUICK if quick else _USUAL
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        for shape, build in (("many pages", _many_pages), ("long pages", _long_pages)):
            root = Path(name) / shape.replace(" ", "-")
            build(root, count)
            for format_ in _FORMATS:
                yield from _measured(root, shape, format_)


def _measured(root: Path, shape: str, format_: str) -> Iterator[Row]:
    returned = _returned(root, format_)
    version = "2.0" if format_ == "xliff2" else "1.2"
    size = f"{returned.stat().st_size / 1e6:.1f} MB"
    _, theirs, most, _ = min(_run(root, "toolkit", returned, format_) for _ in range(_RUNS))
    told = f"{size}; translate-toolkit's parse {theirs:.2f} s, {most} MB"
    count, ours, most, _ = min(_run(root, "read", returned, format_) for _ in range(_RUNS))
    yield Row(
        what=f"XLIFF {version} of {shape}: {count:,} units read",
        value=f"{ours:.2f} s of processor, {ours / theirs:.1f}x, {most} MB",
        goal=f"{_GOAL_READ}x, {_GOAL_MEMORY} MB",
        note=told,
    )
    copy = root.with_name("copy")
    shutil.copytree(root, copy)
    count, ours, most, other = _run(copy, "import", returned, format_)
    shutil.rmtree(copy)
    yield Row(
        what=f"XLIFF {version} of {shape}: {count:,} units taken in",
        value=f"{ours:.1f} s of processor, all cores, {ours / theirs:.0f}x, {most} MB",
        goal=f"{_GOAL_TIMES}x, {_GOAL_MEMORY} MB",
        note=f"{1e6 * ours / max(count, 1):.0f} µs a unit; {told}" + (f"; other processes {other} MB" if other else ""),
    )


def _run(root: Path, what: str, path: Path, format_: str) -> tuple[int, float, int, int]:
    """How many, seconds of the processor, and MB of the process and of the largest that it began."""
    command = [sys.executable, "-c", _RUN, what, str(path), format_]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    count, used, most, other = json.loads(done.stdout.splitlines()[-1])
    return count, used, most, other


def _many_pages(root: Path, count: int) -> None:
    pages = round(count / _SEGMENTS_A_PAGE)
    known = words()
    _project(root, {f"page-{number:04d}": page(number, pages, known) for number in range(pages)})


def _long_pages(root: Path, count: int) -> None:
    known, chance = words(), random.Random(1)
    pages = {}
    for number in range(-(-count // _LONGEST)):
        sentences = min(_LONGEST, count - number * _LONGEST)
        paragraphs = (" ".join(sentence(chance, known, 1) for _ in range(2)) for _ in range(sentences // 2))
        head = f"---\ntitle: Everything {number}\nslug: page-{number:04d}\n---"
        pages[f"page-{number:04d}"] = "\n\n".join((head, *paragraphs)) + "\n"
    _project(root, pages)


def _project(root: Path, pages: dict[str, str]) -> None:
    folder = root / "content" / "articles"
    folder.mkdir(parents=True)
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (root / "pipelines").mkdir()
    (root / "pipelines" / "sync.yaml").write_text("steps: [collect]\n", encoding="utf-8")
    (root / "locmem.yaml").write_text(SETTINGS.format(locales="es"), encoding="utf-8")
    _locmem(root, "sync")


def _returned(root: Path, format_: str) -> Path:
    """What a translator sends back: all texts of the project in one file."""
    out = root.with_name(f"{root.name}-{format_}")
    _locmem(root, "export", "--format", format_, "--again", "--to", str(out))
    read, write, _ = _FORMATS[format_]
    files = [file for path in sorted(out.rglob("*.xlf")) for file in read(path.read_bytes(), path.name)]
    path = out.with_suffix(".xlf")
    path.write_bytes(write([replace(file, units=tuple(map(_translated, file.units))) for file in files]))
    return path


def _translated(unit: XliffUnit) -> XliffUnit:
    return replace(unit, target=_backwards(unit.source), state="translated")


def _backwards(content: Inline) -> Inline:
    return inline([translated(part, "es") if isinstance(part, str) else part for part in content.parts], content.syntax)


def _locmem(root: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "locmem", *arguments], cwd=root, check=True, capture_output=True)
