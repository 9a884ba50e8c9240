"""Rendering: a thousand articles for all our markets, and templates that want to do harm."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from locmem.catalogs.pairs import Pair
from locmem.clock import FixedClock
from locmem.pipelines.publish import PublishOptions, publish
from locmem.workspace.project import open_project
from locmem.workspace.workspace import open_workspace
from locmem.workspace.writing import Run
from tests.benchmarks.hostile_liquid import Ride, ride
from tests.benchmarks.many_pages import build
from tests.benchmarks.rows import Row, share

NAME = "Rendering"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def measure(quick: bool) -> Iterator[Row]:
    """Pages a second with every core, the same again without changes, then the hostile templates."""
    yield from _harmless(list(ride()))
    yield from _pages(40 if quick else 1_000)


def _pages(articles: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        codes = [code for code in build(root, articles) if "-" not in code]
        project = open_project(root, FixedClock(NOON))
        start = time.perf_counter()
        workspace = open_workspace(project)
        workspace.require_all()
        read = time.perf_counter() - start
        catalogs = sum(bool(pair.before.entries) for pair in workspace.pairs)
        yield Row(
            what="sources and catalogs read",
            value=f"{read:.0f} s",
            note=f"{len(workspace.sources):,} articles, {catalogs:,} catalogs of {_locales(workspace.pairs)} locales, "
            "on one core; a run reads them once",
        )
        options = PublishOptions(markets=tuple(codes), folder=str(root / "dist"))
        for what, goal in (("pages rendered and written", "60 s"), ("the same again, nothing changed", "5 s")):
            before, start = _processor(), time.perf_counter()
            result = publish(Run(open_project(root, FixedClock(NOON)), "render"), options)
            seconds = time.perf_counter() - start
            yield Row(
                what=what,
                value=f"{seconds:.0f} s",
                goal=goal if articles >= 1_000 else "",
                note=f"{articles:,} articles x {len(codes)} markets, {len(result.pages):,} pages, "
                f"{result.summary.replace(f'{root}/', '')}; "
                f"{_processor() - before:.0f} s of processor time on {os.cpu_count()} cores",
            )


def _locales(pairs: Iterable[Pair]) -> int:
    return len({pair.locale for pair in pairs})


def _processor() -> float:
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in times)


def _harmless(rides: list[Ride]) -> Iterator[Row]:
    slow = max(rides, key=lambda one: one.seconds)
    large = max(rides, key=lambda one: one.megabytes)
    fine = [one for one in rides if one.seconds < 2 and one.megabytes < 256 and not one.output]
    yield Row(
        what="hostile templates held",
        value=share(len(fine), len(rides)),
        goal="100 %",
        note=f"{len({one.kind for one in rides})} kinds: {', '.join(dict.fromkeys(one.kind for one in rides))}; "
        f"{sum(one.verdict == 'rendered' for one in rides)} rendered, the others refused with a place",
    )
    yield Row(what="slowest", value=f"{slow.seconds:.1f} s", goal="2 s", note=f"{slow.kind}: `{slow.payload[:40]}`")
    yield Row(what="largest growth", value=f"{large.megabytes:.0f} MB", goal="256 MB", note=large.kind)
    read = [one for one in rides if one.output]
    yield Row(what="read a file", value=str(len(read)), goal="0", note=", ".join(one.payload for one in read))
