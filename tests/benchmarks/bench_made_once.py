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
from locmem.formats import po
from locmem.model.finding import Gate
from locmem.pipelines.check import CheckOptions, check
from tests.benchmarks.rows import Row
from tests.pipelines.own_content import copied
from tests.pipelines.shop import Shop

NAME = "Made once"
_REST = 2.5
"""Seconds after which a file that nobody saves counts as at rest; see `locmem.workspace.steady_files`."""


def measure(quick: bool) -> Iterator[Row]:
    """Rows for a check, a first sync and one that changes nothing, on the repository's own content; quick or not."""
    del quick
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


def _ratio(counts: Counter[object]) -> str:
    return f"{sum(counts.values()) / len(counts):.2f}"


def _first(path: object, *_: object) -> object:
    return str(path)


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

    def noted(*arguments: Any) -> Any:
        counts[key(*arguments)] += 1
        return function(*arguments)

    with mock.patch.object(home, name, noted):
        yield counts
