"""The ten interactions of the editor in the browser, as whoever works with keys alone waits for them.

On the server as users start it, in Debian's chromium, on a small project and on one of a thousand articles in five
locales in which twenty thousand texts wait.  A time begins with the key and ends when the page shows what it asked for.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from locmem.pipelines.run import run_pipeline
from locmem.workspace.project import open_project
from tests.benchmarks.large_project import build_waiting
from tests.benchmarks.rows import Row
from tests.benchmarks.served_pages import served
from tests.browser.desk import CHROMIUM, chromium, text_of, type_anew

NAME = "Ten interactions in the browser"
_SIZES = {"small": 40, "large": 1_000}
_TIMES = 12
_FIRST = re.compile(r"^([A-Z][a-z]+) ", re.MULTILINE)
_CHANGED = 30
"""Pages in which a sentence changes after it was translated: its text is stale, and the memory has a suggestion."""


def measure(quick: bool) -> Iterator[Row]:
    """Milliseconds from a key to what it asked for."""
    if not CHROMIUM:
        yield Row(what="all of them", value="not measured", note="there is no chromium")
        return
    for name, pages in _SIZES.items():
        if quick and name == "large":
            continue
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "project"
            build_waiting(root, pages)
            _change_sources(root)
            with served(root) as server, chromium() as browser:
                server.settle()
                contexts = [browser.new_context(viewport={"width": 1280, "height": 900}) for _ in range(2)]
                one, other = (context.new_page() for context in contexts)
                for row in _Desk(one, other, server.address).rows():
                    yield Row(what=f"{row.what}, {pages:,} articles", value=row.value, goal=row.goal, note=row.note)


def _change_sources(root: Path) -> None:
    for path in sorted((root / "content" / "articles").glob("*.md"))[:_CHANGED]:
        head, mark, body = path.read_text(encoding="utf-8").partition("\n---\n\n")
        changed = _FIRST.sub(r"\1 now ", body, count=1)
        path.write_text(f"{head}{mark}{changed}", encoding="utf-8")
    with open_project(root) as project:
        run_pipeline(project, Path("collect"))


class _Desk:
    """Two browsers at a server.  one: whose waiting is measured."""

    def __init__(self, one: Any, other: Any, address: str) -> None:
        self._one, self._other, self._address = one, other, address
        self._seconds: dict[str, list[float]] = {}

    def rows(self) -> Iterator[Row]:
        """A row for each interaction."""
        self._drafting()
        jump = self._neighbours()
        self._stale()
        self._together()
        goals = {"4. check while typing": 100, "8. the page with what is typed": 300}
        for what, seconds in self._seconds.items():
            found = sorted(seconds)
            yield Row(
                what=what,
                value=f"{1000 * median(found):.0f} ms",
                goal=f"{goals[what]} ms" if what in goals else "",
                note=f"{len(found)} times, slowest {1000 * found[-1]:.0f} ms",
            )
        yield Row(what="6. how far the current text moved", value=f"{jump:.0f} px", goal="0 px")

    def _drafting(self) -> None:
        page = self._one
        self._open(page, "locale=fi-FI")
        for number in range(_TIMES):
            source = page.inner_text("#source")
            with self._timed("3. the source by a key"):
                page.keyboard.press("Alt+0")
                page.wait_for_function(
                    "source => document.querySelector('.cm-content').innerText.length > 0", arg=source
                )
            text = f"{text_of(page)} {number}"
            type_anew(page, text[: len(text) // 2])
            page.keyboard.press("Control+a")
            with self._timed("4. check while typing"):
                page.keyboard.insert_text(text)
                page.wait_for_function("text => document.getElementById('problems').dataset.judged === text", arg=text)
            where = page.inner_text("#where")
            with self._timed("1. from confirming to the next text"):
                page.keyboard.press("Control+Enter")
                self._moved(where)
        type_anew(page, "Kesken")
        with self._timed("5. what was typed is back after loading again"):
            page.reload()
            page.wait_for_selector("#kept:not([hidden])")
        with self._timed("9. the list of keys"):
            page.keyboard.press("F1")
            page.wait_for_selector("#help-keys[open]")
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+p")
        for number in range(_TIMES):
            word = f"esikatselu{number}"
            with self._timed("8. the page with what is typed"):
                type_anew(page, f"Kesken {word}")
                page.wait_for_function(
                    "word => document.querySelector('iframe.preview').srcdoc.includes(word)", arg=word
                )
        page.keyboard.press("Alt+p")

    def _neighbours(self) -> float:
        tops = []
        for _ in range(_TIMES):
            where = self._one.inner_text("#where")
            self._one.keyboard.press("Alt+ArrowDown")
            self._moved(where)
            tops.append(self._one.locator(".work").bounding_box()["y"])
        return float(max(tops) - min(tops))

    def _stale(self) -> None:
        page = self._one
        for _ in range(_TIMES):
            with self._timed("7. a stale text with what changed"):
                self._open(page, "locale=es&state=stale")
                page.wait_for_selector("#changed ins")
            proposed = page.locator("#suggestions .proposed").first
            if proposed.count():
                text = proposed.inner_text()
                with self._timed("2. taking a suggestion"):
                    page.keyboard.press("Alt+1")
                    page.wait_for_function(
                        "text => document.querySelector('.cm-content').innerText.trim() === text", arg=text.strip()
                    )
            where = page.inner_text("#where")
            with self._timed("7. from “still valid” to the next text"):
                page.keyboard.press("Alt+v")
                page.keyboard.insert_text("holds")
                page.keyboard.press("Enter")
                self._moved(where)

    def _together(self) -> None:
        for number in range(3):
            for page, more in ((self._one, ""), (self._other, " 2")):
                self._open(page, "locale=fi-FI")
                page.keyboard.press("Alt+0")
                type_anew(page, f"{text_of(page)} {number}{more}")
            where = self._other.inner_text("#where")
            assert self._one.inner_text("#where") == where
            self._other.keyboard.press("Control+Enter")
            self._moved(where, self._other)
            with self._timed("10. another text that stands there by now"):
                self._one.keyboard.press("Control+Enter")
                self._one.wait_for_selector("#conflict:not([hidden])")

    def _open(self, page: Any, query: str) -> None:
        page.goto(f"{self._address}/edit?{query}")
        page.wait_for_selector("#problems[data-judged]", state="attached")

    def _moved(self, where: str, page: Any = None) -> None:
        another = "where => (document.getElementById('where')?.textContent ?? where) !== where"
        (page or self._one).wait_for_function(another, arg=where)

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._seconds.setdefault(what, []).append(time.perf_counter() - start)
