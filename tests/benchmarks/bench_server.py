"""How long people wait at the pages of the server: all of them right after its start, the queue, the editor, checks
while typing, saving, and suggestions of a large memory.

A project of a thousand articles with a locale in which nothing is translated yet, so that its texts wait; requests are
made as a browser makes them, one after the other, with a breath between texts.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import urlencode

from starlette.testclient import TestClient

from locmem.formats.tmx import pieces
from locmem.memory.tmx_entries import unit
from locmem.server.access import ThisUser
from locmem.server.app import create_app
from locmem.views.live import Live
from tests.benchmarks.large_project import build, build_waiting
from tests.benchmarks.memory_data import entries, pairs, queries
from tests.benchmarks.rows import Row
from tests.benchmarks.served_pages import page_rows, served

NAME = "The pages of the server"
_ARTICLES, _QUICK = 1_000, 40
_TEXTS = 20
_ENTRIES, _QUERIES = 1_000_000, 200
_HOST = "server.test"
_BREATH, _SETTLED = 0.3, 10
"""Seconds between two texts, and until all is looked through for the first time."""
_WORDS = [
    "kissa",
    "istuu",
    "talossa",
    "odottaa",
    "kunnes",
    "ovi",
    "avautuu",
    "hitaasti",
    "aamulla",
    "vanha",
    "mies",
    "kantaa",
    "puuta",
    "metsästä",
    "kotiin",
]


def measure(quick: bool) -> Iterator[Row]:
    """Milliseconds until a page is there, or an answer."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "large"
        build_waiting(root, _QUICK if quick else _ARTICLES)
        live = Live(root, looks_ahead=True)
        with TestClient(create_app(live, {_HOST}, ThisUser()), base_url=f"http://{_HOST}") as client:
            yield from _asked(client)
        live.close()
        yield from page_rows(root)
        yield from _suggestions(Path(folder) / "remembering", 2_000 if quick else _ENTRIES)


def _suggestions(root: Path, count: int) -> Iterator[Row]:
    """A small project with a large memory, which comes from a TMX file beside it."""
    root.mkdir()
    build(root, _QUICK, ("es", "de"))
    stored, told = pairs(count)
    tmx = root / "content" / "memory" / "es.tmx"
    tmx.parent.mkdir()
    with tmx.open("wb") as file:
        file.writelines(pieces(map(unit, entries(stored)), source_locale="en"))
    asked = queries(_QUERIES, stored)
    with served(root) as server:
        bare = server.settle()
    with served(root) as server:
        ready = server.settle()
        seconds = []
        for text in ["warm", *asked]:
            took, status, _ = server.ask(f"/api/memory/search?{urlencode({'q': text, 'to': 'es'})}")
            assert status == 200
            seconds.append(took)
        found = sorted(seconds[1:])
        yield Row(
            what=f"suggestions of a memory of {count:,} entries",
            value=f"{1000 * median(found):.0f} ms",
            goal="150 ms",
            note=f"95 % within {1000 * found[int(len(found) * 0.95)]:.0f} ms; {told}",
        )
        yield Row(
            what=f"until a server with {count:,} entries has looked through its project",
            value=f"{server.seconds + ready:.1f} s",
            note=f"{bare:.0f} s where the memory is filled first; it holds {server.megabytes:,} MB",
        )


def _asked(client: TestClient) -> Iterator[Row]:
    client.get("/api/queue?limit=1")
    first = client.get("/queue").text
    [waiting] = re.findall(r"<b>([\d,]+)</b> texts", first)
    [token] = re.findall('name="locmem-token" content="(.*?)"', first)
    time.sleep(_SETTLED)
    seconds: dict[str, list[float]] = {name: [] for name in ("queue", "editor", "item", "judge", "save", "confirm")}

    def timed(name: str, address: str, body: dict[str, Any] | None = None) -> Any:
        start = time.perf_counter()
        headers = {"x-locmem-token": token}
        answer = client.get(address) if body is None else client.post(address, json=body, headers=headers)
        seconds[name].append(time.perf_counter() - start)
        return answer

    for _ in range(5):
        timed("queue", "/queue?locale=fi-FI")
        page = timed("editor", "/edit?locale=fi-FI").text
    [data] = re.findall(r'id="item">(.*?)</script>', page, re.DOTALL)
    item, chance, words = json.loads(data), Random(17), " ".join(_WORDS).split()
    for _ in range(_TEXTS):
        place = {"key": item["key"], "locale": item["locale"]}
        source = "".join(text for text, _ in item["source"])
        text = re.sub(r"(?<![\w(./])[A-Za-z]{2,}(?![\w)./])", lambda _: chance.choice(words), source)
        for typed in (text[: len(text) // 2], text):
            timed("judge", "/api/judge", {**place, "text": typed})
        saved = timed("save", "/api/save?locale=fi-FI", {**place, "text": text, "seen": item["seen"]}).json()
        following = saved["next"]
        address = f"/api/item?key={following['key'].replace('#', '%23')}&in={following['locale']}&locale=fi-FI"
        item = timed("item", address).json()
        seconds["confirm"].append(seconds["save"][-1] + seconds["item"][-1])
        time.sleep(_BREATH)
    goals = {"queue": 1_000, "editor": 1_000, "judge": 100, "confirm": 300}
    what = {
        "queue": "a page of the queue",
        "editor": "the editor on the first text",
        "judge": "a check while typing",
        "save": "saving a text",
        "item": "the next text with its suggestions",
        "confirm": "from confirming to the next text",
    }
    for name, label in what.items():
        found = sorted(seconds[name])
        worst = found[int(len(found) * 0.95)]
        yield Row(
            what=label,
            value=f"{1000 * median(found):.0f} ms",
            goal=f"{goals[name]} ms" if name in goals else "",
            note=f"{waiting} texts wait; 95 % within {1000 * worst:.0f} ms",
        )
