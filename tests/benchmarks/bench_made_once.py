"""Made once: how often the same target is read, the same catalog parsed and the same file read within one command."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from locmem import textfile
from locmem.catalogs import pairs
from locmem.formats import po, tmx
from locmem.model.finding import Gate
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.collect import collect
from locmem.workspace import remembering
from locmem.workspace.remembering import kept_path
from locmem.workspace.workspace import open_workspace
from locmem.workspace.writing import Run
from tests.benchmarks.rows import Row
from tests.pipelines.own_content import copied
from tests.pipelines.shop import PIPELINES, SETTINGS, Shop

NAME = "Made once"
_REST = 2.5
"""Seconds after which a file that nobody saves counts as at rest; see `locmem.workspace.steady_files`."""
_RETIRED = 238
"""Articles that go at once; as many went in a real knowledge base."""


def measure(quick: bool) -> Iterator[Row]:
    """Rows for a check, a first sync and one that changes nothing, on the repository's own content, and for articles
    that are retired; quick retires fewer.
    """
    with TemporaryDirectory() as folder:
        shop = copied(Path(folder))
        time.sleep(_REST)
        with _counted(po, "read", _path) as parsed, _counted(textfile, "read_bytes", _first) as read:
            shop.run()
        yield from _synced("first sync", shop, parsed, read)
        time.sleep(_REST)
        with _counted(po, "read", _path) as parsed, _counted(textfile, "read_bytes", _first) as read:
            shop.run()
        yield from _synced("a sync that changes nothing", shop, parsed, read)
        rows: list[pairs.Row] = []
        with _counted(pairs.Row.target, "func", lambda row: _kept(row, rows)) as made:
            check(shop.open(), CheckOptions(gate=Gate.RELEASE))
        yield Row(
            what="check: targets read as marked-up text, for each row",
            value=_ratio(made),
            goal="1.0",
            note=f"{len(made):,} rows of both gates' checks; made anew for each check it was 4.3 to 6.5",
        )
    with TemporaryDirectory() as folder:
        yield _retired(Shop(Path(folder)), _RETIRED // 4 if quick else _RETIRED)


def _synced(what: str, shop: Shop, parsed: Counter[object], read: Counter[object]) -> Iterator[Row]:
    catalogs = len(list(shop.root.glob("content/translations/**/*.po")))
    yield Row(
        what=f"{what}: catalogs parsed, for each catalog",
        value=f"{sum(parsed.values()) / catalogs:.2f}",
        goal="1.0",
        note=f"{sum(parsed.values())} of {catalogs} catalogs; those a run writes itself are not parsed",
    )
    yield Row(
        what=f"{what}: reads of a file, for each file",
        value=_ratio(read),
        goal="at most 2",
        note=f"{sum(read.values())} reads of {len(read)} files; a file saved a moment ago is read again each time",
    )


def _retired(shop: Shop, articles: int) -> Row:
    """How often a locale's kept pairs are read and written when so many translated articles go at once."""
    shop.write("locmem.yaml", SETTINGS)
    shop.write("pipelines/collect.yaml", PIPELINES["collect"])
    for number in range(articles):
        text = "\n\n".join(f"## Part {part} of {number}\n\nThis is text {part} of {number}." for part in range(8))
        shop.write(f"content/articles/{number}.md", f"---\ntitle: Article {number}\n---\n\n{text}\n")
    shop.run("collect")
    for locale in ("es", "ja"):
        sources = {e.source for pair in open_workspace(shop.open()).pairs_of(locale) for e in pair.catalog.entries}
        shop.translate(locale, {source: f"{source} ({locale})" for source in sources})
    shop.write(kept_path("es"), tmx.write((), source_locale="en").decode())
    shop.remove("content/articles")
    run = Run(shop.open(), "retire")
    seconds = time.process_time()
    with _counted(remembering, "read_entries", _second) as read, _counted(tmx, "write", _one) as written:
        kept = collect(run).kept
        run.flush()
    seconds = time.process_time() - seconds
    return Row(
        what="articles retired: reads and writes of a file of kept pairs, for each file",
        value=f"{sum(read.values())} and {sum(written.values()) / 2:.2f}",
        goal="1 and 1.0",
        note=f"{articles} articles in 2 locales, one of which had such a file: {kept:,} pairs kept in {seconds:.1f} s "
        "of processor time; a sync that retired 238 articles took 155 s when the file was written for each, now 4 s",
    )


def _ratio(counts: Counter[object]) -> str:
    return f"{sum(counts.values()) / len(counts):.2f}"


def _first(path: object, *_: object) -> object:
    return str(path)


def _second(_: object, path: object, *__: object) -> object:
    return path


def _one(*_: object) -> object:
    return None


def _path(_: bytes, path: str) -> object:
    return path


def _kept(row: pairs.Row, rows: list[pairs.Row]) -> object:
    rows.append(row)  # A number stands for one row only as long as that lives.
    return id(row)


@contextmanager
def _counted(home: Any, name: str, key: Callable[..., object]) -> Iterator[Counter[object]]:
    """How often a function is called, by what `key` makes of its arguments."""
    counts: Counter[object] = Counter()
    function = getattr(home, name)

    def noted(*arguments: Any, **named: Any) -> Any:
        counts[key(*arguments)] += 1
        return function(*arguments, **named)

    with mock.patch.object(home, name, noted):
        yield counts
