"""Facts typed into texts: how many are found, and how often an ordinary sentence is taken for one."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.leaks import typed_in
from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import parse
from locmem.markets.load import load_markets
from locmem.model.inline import Inline, Syntax
from locmem.model.settings import SegmentMode
from locmem.model.tags import LanguageTag
from locmem.segmentation.split import segments as split
from tests.benchmarks.planted_leaks import OPERATORS, Planted, plant
from tests.benchmarks.rows import ROOT, SHARED, Row, cases, share

NAME = "Literal leaks"
TODAY = date(2026, 11, 21)
SEED, OTHER_SEEDS = 20261121, (11, 12, 13, 14, 15)
PLANTED, SENTENCES, IN_TARGETS = 200, 10_000, 3_000


def measure(quick: bool) -> Iterator[Row]:
    """Planted leaks by kind and with other seeds, then alarms on real sentences by kind."""
    markets = load_markets(ROOT / "markets", "markets")
    known = fact_forms(markets, "en", TODAY)
    hosts = real_segments("en", 2_000)
    planted, found, missed = Counter[str](), Counter[str](), list[Planted]()
    for leak in plant(markets, SEED, PLANTED):
        planted[leak.kind] += 1
        if is_found(leak, hosts, known):
            found[leak.kind] += 1
        else:
            missed.append(leak)
    yield Row(
        what="planted leaks found",
        value=share(found.total(), planted.total()),
        goal="95 %",
        note=f"in {len(markets)} markets, English and their own languages, seed {SEED}" + _listed(missed),
    )
    for kind in OPERATORS:
        yield Row(what=f"… {kind}", value=share(found[kind], planted[kind]))
    for seed in () if quick else OTHER_SEEDS:
        more = list(plant(markets, seed, PLANTED))
        left = [leak for leak in more if not is_found(leak, hosts, known)]
        value = share(len(more) - len(left), len(more))
        yield Row(what=f"planted with another seed ({seed})", value=value, goal="95 %", note=_listed(left)[2:])
    for language, count in (("en", SENTENCES), ("es", IN_TARGETS), ("pt-BR", IN_TARGETS), ("ja", IN_TARGETS)):
        real = real_segments(language, count // 10 if quick else count)
        if real:
            yield from _alarms(real, known, language)


def _alarms(real: Sequence[Inline], known: FactForms, language: str) -> Iterator[Row]:
    sure, doubted, by_kind, shown = 0, 0, Counter[str](), list[str]()
    for content in real:
        leaks = typed_in(content, known, language)
        sure += any(leak.is_sure for leak in leaks)
        doubted += bool(leaks) and not any(leak.is_sure for leak in leaks)
        by_kind.update({leak.kind.value for leak in leaks})
        shown += [leak.word for leak in leaks][: 3 if len(shown) < 12 else 0]
    note = "every alarm counts as false, although some sentences do name amounts: " + ", ".join(shown)
    value = share(sure + doubted, len(real), digits=2)
    yield Row(what=f"alarms on real {language} sentences", value=value, goal="2 % at most", note=note)
    yield Row(what=f"… errors in {language}", value=share(sure, len(real), digits=2), note="the others only doubt")
    for kind, count in by_kind.most_common():
        yield Row(what=f"… {kind} in {language}", value=str(count))


def is_found(leak: Planted, hosts: Sequence[Inline], known: FactForms) -> bool:
    """Whether the planted words, behind a real sentence, are reported; what the sentence itself has does not count."""
    host = hosts[len(leak.clause) * 31 % len(hosts)].native if hosts else "Read this first."
    content = parse(f"{host} {leak.clause}", Syntax.MARKDOWN)
    own = {found.word for found in typed_in(parse(host, Syntax.MARKDOWN), known, leak.locale)}
    words = re.sub(r"[*]", "", leak.words)
    if link := re.fullmatch(r"\[.*\]\((.*)\)", words):
        words = link[1]
    return any(
        found.word in words or words in found.word or found.word.strip() in words
        for found in typed_in(content, known, leak.locale)
        if found.word not in own
    )


def real_segments(language: str, count: int) -> tuple[Inline, ...]:
    """Up to `count` real segments, the same ones each time: pages of Markdown first, then lines of the corpus."""
    found: list[Inline] = []
    folder = cases("markdown")
    for path in sorted(folder.glob(f"*/**/{language.lower()}/**/*.md")) if folder else ():
        found += _segments(path, language)
    random = Random(SEED)
    random.shuffle(found)
    if len(found) < count:
        name, column = ("en-es", 0) if language == "en" else (f"en-{language}", 1)
        corpus = SHARED / "corpus" / f"{name}.tsv.gz"
        if corpus.exists():
            with gzip.open(corpus, "rt", encoding="utf-8") as lines:
                rows = [line.split("\t")[column] for line in lines]
            found += [parse(row, Syntax.MARKDOWN) for row in random.sample(rows, min(len(rows), count - len(found)))]
    return tuple(found[:count])


def _segments(path: Path, language: str) -> Iterator[Inline]:
    text = path.read_text(encoding="utf-8")
    try:
        document = KINDS["markdown"].read(text, path.name, ReadOptions())
    except ValueError:
        return
    for number, unit in enumerate(document.units):
        for segment in split(unit, number, LanguageTag(language), SegmentMode.SENTENCE):
            if any(character.isalpha() for character in segment.content.text):
                yield segment.content


def _listed(missed: Sequence[Planted]) -> str:
    shown = ", ".join(f"{leak.kind} of {leak.market} in {leak.locale}: {leak.clause}" for leak in missed[:10])
    return f"; missed: {shown}" if shown else ""
