"""Segmentation: golden rules, sentences of support texts, speed; ours beside the plain library."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.segment import Unit, UnitKind
from locmem.model.settings import SegmentMode
from locmem.segmentation.sentences import sentence_ends
from locmem.segmentation.split import segments
from tests.benchmarks.corpus import corpus
from tests.benchmarks.rows import ROOT, Row, cases, share

NAME = "Segmentation"
GOLDEN_LANGUAGES = ("en", "es", "de", "ja", "it")
SENTENCES = ROOT / "tests/segmentation/cases/support-sentences.tsv"

Splitter = Callable[[str, str], list[str]]


def measure(quick: bool) -> Iterator[Row]:
    """Rows on the golden rules where they are, and on our own sentences always."""
    plain = SrxDocument(ruleset=DEFAULT_SRX_RULESET)

    def theirs(text: str, locale: str) -> list[str]:
        return list(SrxTextIterator(plain, f"{locale}_two", text))

    yield from _golden(theirs)
    yield from _support(theirs)
    yield _speed(theirs, quick)


def _ours(text: str, locale: str) -> list[str]:
    ends = sentence_ends(text, locale, line_ends=False)
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _golden(theirs: Splitter) -> Iterator[Row]:
    folder = cases("srx")
    if folder is None:
        yield Row(what="golden rules", value="not measured", note="the rules are not here")
        return
    text = (folder / "golden-rules" / "golden_rules.json").read_text(encoding="utf-8")
    rules = [rule for rule in json.loads(text) if rule["lang"] in GOLDEN_LANGUAGES]
    missed = [rule for rule in rules if not _agrees(_ours, rule)]
    languages = Counter(rule["lang"] for rule in rules)
    left = Counter(rule["lang"] for rule in missed)
    shown = ", ".join(f"{language} {count - left[language]}/{count}" for language, count in languages.items())
    yield Row(
        what="golden rules",
        value=f"{len(rules) - len(missed)} of {len(rules)}",
        goal="75 of 91",
        note=f"{shown}; white space aside, a line break inside a paragraph being a blank; "
        f"missed: {', '.join(rule['name'].rpartition(' ')[2] for rule in missed)}",
    )
    good = sum(_agrees(theirs, rule) for rule in rules)
    yield Row(what="golden rules, plain library", value=f"{good} of {len(rules)}", note="the same comparison")


def _agrees(split: Splitter, rule: dict[str, object]) -> bool:
    expected = rule["expected"]
    assert isinstance(expected, list)
    return _bare(split(str(rule["text"]), str(rule["lang"]))) == _bare(expected)


def _bare(sentences: Sequence[str]) -> list[str]:
    return ["".join(sentence.split()) for sentence in sentences if sentence.strip()]


def paragraphs() -> list[tuple[str, list[str]]]:
    """The locale and the sentences of every paragraph of the file of support sentences."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    grouped = groupby(rows, key=lambda row: (row[0], row[1]))
    return [(locale, [row[2] for row in group]) for (locale, _), group in grouped]


def _support(theirs: Splitter) -> Iterator[Row]:
    sentences = good = 0
    plain_good = 0
    worse: list[str] = []
    missed: list[str] = []
    for locale, expected in paragraphs():
        text = ("" if locale == "ja" else " ").join(expected)
        unit = Unit(kind=UnitKind.PARAGRAPH, content=parse(text, Syntax.MARKDOWN), start=0, end=len(text), line=1)
        found = {segment.content.native for segment in segments(unit, 0, locale, SegmentMode.SENTENCE)}
        plain = {sentence.strip() for sentence in theirs(text, locale)}
        sentences += len(expected)
        good += sum(sentence in found for sentence in expected)
        plain_good += sum(sentence in plain for sentence in expected)
        lost = [sentence for sentence in expected if sentence not in found]
        missed += (f"{locale} {sentence[:30]!r}" for sentence in lost)
        worse += (sentence for sentence in lost if sentence in plain)
    note = f"missed: {'; '.join(missed)}" if missed else "none missed"
    yield Row(what="support sentences", value=share(good, sentences), goal="no new wrong split", note=note)
    yield Row(what="right in the plain library, wrong in ours", value=str(len(worse)), goal="0", note="; ".join(worse))
    yield Row(what="support sentences, plain library", value=share(plain_good, sentences), note="without codes")


def _speed(theirs: Splitter, quick: bool) -> Row:
    texts = [
        (unit.content.text, sample.locale)
        for sample in corpus(quick).of_kind("markdown")
        for unit in sample.document().units
        if unit.kind is UnitKind.PARAGRAPH
    ]
    size = sum(len(text) for text, _ in texts)
    figures = []
    for split in (_ours, theirs):
        for text, locale in texts:
            split(text, locale)
        start = time.process_time()
        for text, locale in texts:
            split(text, locale)
        figures.append(size / (time.process_time() - start) / 1e6)
    ours, plain = figures
    return Row(
        what="paragraphs, million characters a second",
        value=f"{ours:.2f}",
        note=f"the library's own iterator with fewer rules: {plain:.2f}; {len(texts):,} paragraphs",
    )
