"""The backlog as triage: how near its order is to a person's, how much of it is first, and what scoring takes."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.backlog.items import BacklogItem, backlog
from locmem.backlog.work import PageWork, Words
from locmem.model.backlog_rules import BacklogRules
from locmem.model.document import Risk
from locmem.model.priority import Priority
from locmem.pages.overview import overview
from locmem.render.policy import Show
from locmem.workspace.project import open_project
from tests.benchmarks import large_project
from tests.benchmarks.ranked_items import order_of, ranked_items, tau
from tests.benchmarks.rows import ROOT, Row, share
from tests.pipelines.own_content import copied

NAME = "Backlog"
_DAY = date(2026, 11, 30)
_SHUFFLES = 20


def measure(quick: bool) -> Iterator[Row]:
    """Rows for the order, the share of priority 1 on three contents, and the time; quick makes smaller ones."""
    yield from _order()
    with TemporaryDirectory() as folder:
        yield _first("this repository's content", copied(Path(folder)).root)
    with TemporaryDirectory() as folder:
        root = copied(Path(folder)).root
        shutil.rmtree(root / "content" / "translations")
        yield _first("the same without any translation", root)
    with TemporaryDirectory() as folder:
        pages = 60 if quick else 240
        large_project.build(Path(folder), pages, ("es", "de", "fr", "pt-PT"))
        _let_lie(Path(folder), random.Random(7))
        yield _first(f"{pages} pages in four markets, of which many changed", Path(folder))
    yield _time(2_000 if quick else 20_000)


def _order() -> Iterator[Row]:
    items = ranked_items()
    rules = BacklogRules()
    even = [item for item in items if item.rank % 2 == 0]
    both = f"{tau([one.rank for one in items], order_of(items, rules)):.2f}"
    half = f"{tau([one.rank for one in even], order_of(even, rules)):.2f}"
    yield Row(
        what="order of items ranked by hand, Kendall's tau",
        value=both,
        goal="at least 0.7",
        note=f"{len(items)} situations with reasons, ranked before any was scored: tests/backlog/ranked_by_hand.csv; "
        f"{half} on every second one, which the first weights were not chosen by; 0.71 on all with the weights of the "
        "first day",
    )


def _first(what: str, root: Path) -> Row:
    project = open_project(root)
    items = overview(project, project.markets).backlog
    must = [item for item in items if item.scored.priority is Priority.MUST]
    capped = sum("after the more pressing" in reason for item in items for reason in item.scored.reasons)
    return Row(
        what=f"of priority 1: {what}",
        value=share(len(must), len(items)),
        goal="at most 25 %",
        note=f"{capped} more have a cause to be, and come after them",
    )


def _let_lie(root: Path, chance: random.Random) -> None:
    """Change a sentence on half of the pages, and lose the catalogs of a tenth in each locale."""
    pages = sorted((root / "content" / "articles").glob("*.md"))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if chance.random() < 0.5:
            number = f" It takes {chance.randint(2, 90)} days." if chance.random() < 0.5 else " It is done."
            head, mark, rest = text.partition(".\n")
            page.write_text(f"{head}.{number}{mark[1:]}{rest}", encoding="utf-8")
    for catalog in sorted((root / "content" / "translations").rglob("*.po")):
        if chance.random() < 0.1:
            catalog.unlink()

    def count(most: int) -> int:
        return int(chance.paretovariate(1) * most)

    rows = (
        f"articles/{page.name},{market},2026-10,{count(60)},{count(4)},0\n"
        for page in pages
        for market in large_project.MARKETS
    )
    header = "document,market,period,views,tickets,unhelpful\n"
    (root / "content" / "kpi.csv").write_text(header + "".join(rows), encoding="utf-8")


def _time(count: int) -> Row:
    markets = open_project(ROOT).markets
    work = [
        PageWork(
            document=f"articles/{number}.md",
            locale=str(market.locales[0].content),
            market=market.code,
            topic="complaints" if number % 9 == 0 else "",
            is_answer=number % 5 == 0,
            risk=list(Risk)[number % 3],
            counts=(number % 4, number % 3, 0, number % 2 + 1),
            stale_since=_DAY,
            figures=number % 2,
            words=Words(new=number % 300, draft=number % 70),
            shown=list(Show)[number % 4],
        )
        for number in range(count // len(markets))
        for market in markets
    ]
    expected: tuple[BacklogItem, ...] = ()
    seconds, same = [], 0
    chance = random.Random(3)
    for _ in range(_SHUFFLES):
        chance.shuffle(work)
        start = time.process_time()
        found = backlog(work, markets, (), {}, BacklogRules(), _DAY)
        seconds.append(time.process_time() - start)
        expected = expected or found
        same += found == expected
    return Row(
        what="the same order whatever order the work comes in",
        value=share(same, _SHUFFLES),
        goal="100 %",
        note=f"{len(work):,} items shuffled; scored and put in order in {min(seconds):.2f} s of CPU",
    )
