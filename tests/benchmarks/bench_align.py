"""Align: how many pairs are sure, and how many of those are right."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from locmem.content.align import SURE, AlignedPair, align, same_shape
from locmem.inline.compare import Damage, code_problems
from locmem.inline.protect import from_editable, to_editable
from locmem.model.segment import Segment
from tests.benchmarks.rows import Row, share
from tests.benchmarks.translated_pages import CNCF, OPENTELEMETRY, Page, all_segments, document, pages, texts

NAME = "Align"
SAMPLE = Path(__file__).with_name("align") / "sample.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A page with what was found for each of its segments."""

    page: Page
    is_same_shape: bool
    segments: tuple[Segment, ...]
    pairs: tuple[AlignedPair, ...]

    def sure(self) -> Iterator[tuple[Segment, AlignedPair]]:
        for pair in self.pairs:
            if pair.source is not None and pair.target is not None and pair.confidence >= SURE:
                yield self.segments[pair.source], pair


def measure(quick: bool) -> Iterator[Row]:
    """Rows on all pages; on the sampled ones and every fifth of the others when quick."""
    sample = _sample()
    sampled = {(row["collection"], row["locale"], row["path"]) for row in sample}
    chosen = [
        page
        for number, page in enumerate(pages())
        if not quick or number % 5 == 0 or (page.collection, page.locale, page.path) in sampled
    ]
    if not chosen:
        yield Row(what="sure pairs", value="not measured", note="the real cases are not here")
        return
    found = {(page.collection, page.locale, page.path): _aligned(page) for page in chosen}
    yield from _precision(sample, found)
    everything = list(found.values())
    for collection, goal, note in (
        (OPENTELEMETRY, "90 %", "segments with a sure pair, against the English each page names"),
        (
            CNCF,
            "",
            "against the newest English: the pages name no commit, many translate an older text or a part; "
            "88 of 110 sampled were judged to have a translation, 11 to have none",
        ),
    ):
        yield _coverage(collection, goal, note, [one for one in everything if one.page.collection == collection])
    yield from _onboarding([one for one in everything if one.page.collection == OPENTELEMETRY])


def _aligned(page: Page) -> Aligned:
    source, target = document(page.source, page.path), document(page.translation, page.path)
    here, there = texts(source, "en"), all_segments(target, page.locale)
    return Aligned(
        page=page,
        is_same_shape=same_shape(source, target),
        segments=here,
        pairs=align(source, target, here, there, page.locale),
    )


def _sample() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\"))


def _precision(sample: list[dict[str, str]], found: dict[tuple[str, str, str], Aligned]) -> Iterator[Row]:
    """Sure pairs of the sample that are right; one whose target is not the judged one counts as wrong."""
    counts: Counter[tuple[str, str]] = Counter()
    translated: Counter[tuple[str, bool]] = Counter()
    failures: list[str] = []
    for row in sample:
        outcome = _verdict(row, found[row["collection"], row["locale"], row["path"]])
        counts[row["collection"], outcome] += 1
        if row["verdict"] in ("right", "missed"):
            translated[row["collection"], outcome == "right"] += 1
        if outcome in ("wrong", "not judged"):
            failures.append(f"{row['locale']} {row['path']}: {row['source'][:30]!r} ({outcome})")
    for collections, goal in (((OPENTELEMETRY, CNCF), "98 %"), ((OPENTELEMETRY,), "98 %"), ((CNCF,), "")):
        here = Counter[str]()
        for (collection, outcome), count in counts.items():
            here[outcome] += count if collection in collections else 0
        sure = here["right"] + here["wrong"] + here["not judged"]
        yield Row(
            what=f"sure pairs right, {' and '.join(collections)}",
            value=share(here["right"], sure),
            goal=goal,
            note=f"of {sum(here.values())} sampled; not sure: {here['not sure']}, no longer a segment: {here['gone']}"
            + (f"; {'; '.join(failures)}" if len(collections) == 2 and failures else ""),
        )
    for collection in (OPENTELEMETRY, CNCF):
        has = translated[collection, True] + translated[collection, False]
        judged = [row["verdict"] for row in sample if row["collection"] == collection]
        yield Row(
            what=f"translated segments found, {collection}",
            value=share(translated[collection, True], has),
            goal="90 %",
            note=f"sure and right, of those judged to have a translation; of {len(judged)} sampled not counted: "
            f"{judged.count('none')} without one, {judged.count('wrong')} whose first proposal was wrong",
        )


def _verdict(row: dict[str, str], aligned: Aligned) -> str:
    seen = 0
    for index, segment in enumerate(aligned.segments):
        seen += _digest(to_editable(segment.content)) == row["source_digest"]
        if seen == int(row["nth"]):
            pair = next(one for one in aligned.pairs if one.source == index)
            if pair.target is None or pair.confidence < SURE:
                return "not sure"
            is_judged = _digest(to_editable(pair.target)) == row["found_digest"]
            return row["verdict"] if is_judged else "not judged"
    return "gone"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _coverage(collection: str, goal: str, note: str, found: list[Aligned]) -> Row:
    total = sum(len(one.segments) for one in found)
    sure = sum(1 for one in found for _ in one.sure())
    fitting = sum(_has_its_codes(segment, pair) for one in found for segment, pair in one.sure())
    return Row(
        what=f"segments covered, {collection}",
        value=share(sure, total),
        goal=goal,
        note=f"{note}; with all codes, so that they enter a catalog: {share(fitting, total)}",
    )


def _has_its_codes(segment: Segment, pair: AlignedPair) -> bool:
    assert pair.target is not None
    target = from_editable(to_editable(pair.target), segment.content)
    return all(problem.kind is Damage.LINK_CHANGED for problem in code_problems(segment.content, target))


def _onboarding(found: list[Aligned]) -> Iterator[Row]:
    shaped = [one for one in found if one.is_same_shape]
    rest = [one for one in found if not one.is_same_shape]
    yield Row(
        what="pages imported by shape",
        value=share(len(shaped), len(found)),
        goal="186 of 210" if len(found) == 210 else "",
        note=f"OpenTelemetry; of their segments sure: {_share_sure(shaped)}",
    )
    partly = sum(any(True for _ in one.sure()) for one in rest)
    yield Row(
        what="other pages aligned in part",
        value=share(partly, len(rest)),
        goal="all",
        note=f"of their segments sure: {_share_sure(rest)}",
    )


def _share_sure(found: list[Aligned]) -> str:
    return share(sum(1 for one in found for _ in one.sure()), sum(len(one.segments) for one in found))
