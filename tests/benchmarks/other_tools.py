"""What other tools need to bring the catalogs of the same pages up to date: translate-toolkit and po4a, if there.

translate-toolkit makes a template of each page (`md2po -P`) and updates each catalog from it (`pot2po`); with `-S` it
leaves out what is newer than its source.  Their catalogs are then filled by `podebug`, as those of the project are
full.  po4a does both from a list of the pages; its catalogs hold no translations, which spares it work.  It gets a
tenth of the pages: all of them take it more than half an hour.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.rows import Row

_FEWER = 10


def measure(root: Path, locales: Sequence[str], note: str, runs: int) -> Iterator[Row]:
    """Rows for each tool on the pages of a project."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(root / "content/articles", folder / "articles")
        tags = [locale.replace("-", "_") for locale in locales]
        if all(map(shutil.which, ("md2po", "pot2po", "podebug"))):
            yield from _toolkit(folder, tags, note, runs)
        else:
            yield Row(what="translate-toolkit: md2po and pot2po", value="not installed")
        if shutil.which("po4a"):
            pages = sorted((folder / "articles").iterdir())
            for page in pages[len(pages) // _FEWER :]:
                page.unlink()
            yield from _po4a(folder, tags, f"a tenth of {note}", runs)
        else:
            yield Row(what="po4a", value="not installed")


def _toolkit(folder: Path, tags: Sequence[str], note: str, runs: int) -> Iterator[Row]:
    quiet = ("--progress=none",)

    def updated(*options: str) -> None:
        _run(folder, "md2po", *quiet, *options, "-P", "articles", "pot")
        for tag in tags:
            there = ("-t", f"po-{tag}") if (folder / f"po-{tag}").exists() else ()
            _run(folder, "pot2po", *quiet, *options, *there, "pot", f"po-{tag}")

    what = "md2po and pot2po"
    yield Row(what=f"{what}: first", value=f"{_seconds(updated):.1f} s", note=note)
    for tag in tags:
        _run(folder, "podebug", *quiet, "--rewrite=flipped", f"po-{tag}", f"full-{tag}")
        shutil.rmtree(folder / f"po-{tag}")
        (folder / f"full-{tag}").rename(folder / f"po-{tag}")
    yield Row(what=f"{what}: everything again", value=f"{_seconds(updated):.1f} s", note=note)
    again = median(_seconds(updated, "-S") for _ in range(runs))
    yield Row(what=f"{what} -S: nothing changed", value=f"{again:.2f} s", note=f"{note}; median of {runs}")
    _edit(folder)
    yield Row(what=f"{what} -S: one page changed", value=f"{_seconds(updated, '-S'):.2f} s", note=note)


def _po4a(folder: Path, tags: Sequence[str], note: str, runs: int) -> Iterator[Row]:
    lines = [f"[po4a_langs] {' '.join(tags)}", "[po4a_paths] po/$master.pot $lang:po/$lang/$master.po"]
    for page in sorted((folder / "articles").iterdir()):
        options = f'opt:"-o markdown -o neverwrap" pot={page.stem}'
        lines.append(f"[type: text] articles/{page.name} $lang:out/$lang/{page.name} {options}")
    (folder / "po4a.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "po").mkdir()

    def updated() -> None:
        _run(folder, "po4a", "--no-translations", "-q", "po4a.cfg")

    yield Row(what="po4a: first", value=f"{_seconds(updated):.1f} s", note=note)
    again = median(_seconds(updated) for _ in range(runs))
    yield Row(what="po4a: nothing changed", value=f"{again:.2f} s", note=f"{note}; median of {runs}")
    _edit(folder)
    yield Row(what="po4a: one page changed", value=f"{_seconds(updated):.2f} s", note=note)


def _edit(folder: Path) -> None:
    page = folder / "articles/page-0001.md"
    page.write_text(page.read_text("utf-8") + "\nOne more line.\n", encoding="utf-8")


def _run(folder: Path, *words: str) -> None:
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


def _seconds(work: Callable[..., None], *given: str) -> float:
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start
