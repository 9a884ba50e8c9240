"""Usefulness: how near the first proposal is to what a person wrote for the text."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.inline.protect import parse
from locmem.memory.store import Memory, open_memory
from locmem.model.inline import Syntax
from locmem.model.match import Entry, Query
from locmem.similarity import similarity
from tests.benchmarks.intervals import interval, mean
from tests.benchmarks.matchers import Proposal, Propose, tf_idf, toolkit, toolkit_with_placeholders, weblate
from tests.benchmarks.rows import SHARED, Row

NAME = "Usefulness of proposals"
FLOOR = 75
LOWEST = 50
_BUCKETS = ((100, 100), (95, 99), (90, 94), (85, 89), (80, 84), (75, 79), (70, 74))
"""Whole percents of proposals, of which the curve of percent against real likeness has a point each."""
_SETS = (("es", "python+python-docs-es@3.10"), ("ja", "python+python-docs-ja@3.8"))
_SEED = 20_261_121


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Queries from an older version of documents, and a memory that holds none of that version."""

    locale: str
    queries: tuple[tuple[str, str], ...]
    memory: tuple[tuple[str, str], ...]


def measure(quick: bool) -> Iterator[Row]:
    """Coverage, nearness and saved work, for locmem and four others on the same queries; what our percents mean."""
    folder = SHARED / "corpus"
    if not folder.exists():
        yield Row(what="proposals", value="not measured", note="the shared corpus is not here")
        return
    for locale, older in _SETS[: 1 if quick else None]:
        case = _case(folder / f"en-{locale}.tsv.gz", locale, older, quick=quick)
        with TemporaryDirectory() as scratch, open_memory(Path(scratch) / "memory.db", durable=False) as memory:
            memory.add(_entries(case))
            yield from _rows(case, memory)


def _case(path: Path, locale: str, older: str, *, quick: bool) -> Case:
    """Old rows whose documents are in the memory too; the memory takes those documents first when it is small."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    old = [row for row in rows if row[2].startswith(f"{older}:")]
    rest = [row for row in rows if not row[2].startswith(f"{older}:")]
    kept = {_document(row[2]) for row in rest}
    old = [row for row in old if _document(row[2]) in kept and "changelog" not in row[2]]
    chance = random.Random(_SEED)
    queries = chance.sample(old, min(300 if quick else 500, len(old)))
    wanted = {_document(row[2]) for row in queries}
    chance.shuffle(rest)
    rest.sort(key=lambda row: _document(row[2]) not in wanted)
    return Case(
        locale=locale,
        queries=tuple((row[0], row[1]) for row in queries),
        memory=tuple((row[0], row[1]) for row in rest[: 20_000 if quick else 60_000]),
    )


def _document(origin: str) -> str:
    project, _, path = origin.partition(":")
    return f"{project.partition('@')[0]}:{path}"


def _entries(case: Case) -> Iterator[Entry]:
    for source, target in case.memory:
        yield Entry(
            source=parse(source, Syntax.PLAIN),
            target=parse(target, Syntax.PLAIN),
            source_locale="en",
            locale=case.locale,
        )


def _rows(case: Case, memory: Memory) -> Iterator[Row]:
    note = f"en-{case.locale}, {len(case.queries):,} queries, {len(case.memory):,} entries"
    others: dict[str, Callable[[Sequence[tuple[str, str]], int], Propose]] = {
        "translate-toolkit": toolkit,
        "translate-toolkit with {n}": toolkit_with_placeholders,
        "Weblate's rule": weblate,
        "tf-idf": tf_idf,
    }
    found = {"locmem": _own(case, memory)}
    for name, make in others.items():
        found[name] = _asked(make(case.memory, LOWEST), case)
    most = max(sum(_reaches(proposal, FLOOR) for proposal in proposals) for proposals in found.values())
    share = f"{100 * most / len(case.queries):.0f} %"
    saved: dict[str, list[float]] = {}
    alike: dict[str, list[float]] = {}
    near_of: dict[str, list[float]] = {}
    for name, proposals in found.items():
        near = [
            0.0 if proposal is None else float(similarity(proposal.target, truth))
            for proposal, (_, truth) in zip(proposals, case.queries, strict=True)
        ]
        near_of[name] = near
        reached = [_reaches(proposal, FLOOR) for proposal in proposals]
        saved[name] = [value * is_reached for value, is_reached in zip(near, reached, strict=True)]
        # Scores of different rules do not mean the same: as many proposals of each, its best ones, do.
        first = set(sorted(range(len(near)), key=lambda number: -_percent(proposals[number]))[:most])
        alike[name] = [value if number in first else 0.0 for number, value in enumerate(near)]
        for what, values in (
            (f"coverage at {FLOOR}", [100.0 * is_reached for is_reached in reached]),
            (
                "similarity of what is proposed",
                [value for value, is_there in zip(near, reached, strict=True) if is_there],
            ),
            ("work saved", saved[name]),
            (f"work saved by its best {share}", alike[name]),
        ):
            yield Row(what=f"{name}: {what}", value=mean(values), note=note)
    yield from _curve(found["locmem"], near_of["locmem"], note)
    for what, values_of in ((f"at {FLOOR}", saved), (f"at equal coverage, {share}", alike)):
        yield _gain(what, values_of, note)


def _curve(proposals: Sequence[Proposal | None], near: Sequence[float], note: str) -> Iterator[Row]:
    """What a percent promises: how near the targets of each bucket are to those a person wrote."""
    for low, high in _BUCKETS:
        values = [
            value for proposal, value in zip(proposals, near, strict=True) if low <= int(_percent(proposal)) <= high
        ]
        yield Row(
            what=f"locmem: similarity of targets at {low if low == high else f'{low}-{high}'} %",
            value=mean(values) if values else "none proposed",
            note=f"{len(values)} proposals; {note}",
        )


def _gain(what: str, saved: dict[str, list[float]], note: str) -> Row:
    best = max((name for name in saved if name != "locmem"), key=lambda name: sum(saved[name]))
    gain = [own - other for own, other in zip(saved["locmem"], saved[best], strict=True)]
    low, high = interval(gain)
    return Row(
        what=f"locmem's work saved over the best other, {what}",
        value=f"{sum(gain) / len(gain):+.1f} [{low:+.1f}, {high:+.1f}]",
        goal="above 0",
        note=f"{best}; paired; {note}",
    )


def _percent(proposal: Proposal | None) -> float:
    return 0.0 if proposal is None else proposal.percent


def _reaches(proposal: Proposal | None, floor: float) -> bool:
    return _percent(proposal) >= floor


def _own(case: Case, memory: Memory) -> list[Proposal | None]:
    queries = [
        Query(source=parse(source, Syntax.PLAIN), source_locale="en", locale=case.locale) for source, _ in case.queries
    ]
    return [
        Proposal(target=found[0].target_text, percent=found[0].percent) if found else None
        for found in memory.lookup_many(queries, floor=LOWEST, limit=1)
    ]


def _asked(propose: Propose, case: Case) -> list[Proposal | None]:
    return [propose(source) for source, _ in case.queries]
