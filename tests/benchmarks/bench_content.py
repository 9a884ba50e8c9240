"""Content: identity, coverage, edits that stay in their span, structure under translation, speed."""

from __future__ import annotations

import html
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from markdown_it import MarkdownIt

from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.reader_text import words
from locmem.content.verify import shown, verify
from locmem.inline.protect import is_translatable, to_editable
from locmem.model.document import Document
from locmem.model.inline import Code, CodeType, Inline, inline
from locmem.model.segment import Segment
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import join, segments
from tests.benchmarks.corpus import Corpus, Sample, corpus
from tests.benchmarks.rows import ROOT, Row, share
from tests.content.second_reader import OTHER_TEXTS, structure_problem, visible_words, with_other_text

NAME = "Content"
SEED = 20261121

_ATTRIBUTE = re.compile(r"""\b(?:alt|title|aria-label|placeholder)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}", re.DOTALL)
_DEFINITION = re.compile(r"^[ \t>]*\[[^\]]+\]:.*$", re.MULTILINE)
_REFERENCE = re.compile(r"(?:link|image) \[(.*)\]\Z", re.DOTALL)
_WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_](?:[\w'’]*\w)?")

_ACCENTED = str.maketrans("aeiouycnsAEIOUYCNS", "àéîõüÿçñšÀÉÎÕÜŸÇÑŠ")
# A capital inside a word would make a name of it, which is no text in a tag.
_LONGER = str.maketrans({letter: letter + letter.lower() * 2 for letter in "aeiouAEIOU"})
_HEBREW = {letter: chr(0x5D0 + number % 27) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
_RIGHT_TO_LEFT = str.maketrans(_HEBREW | {letter.upper(): sign for letter, sign in _HEBREW.items()})
_STOP = re.compile(r"[.,:;!?](?=[ \n]|\Z)")
PSEUDO: dict[str, Callable[[str], str]] = {
    "accented": lambda text: text.translate(_ACCENTED),
    "longer": lambda text: text.translate(_LONGER),
    "right to left": lambda text: _STOP.sub("\\g<0>\u200f", text.translate(_RIGHT_TO_LEFT)),
}


def measure(quick: bool) -> Iterator[Row]:
    """Rows on the whole corpus; every fifth real file when quick."""
    found = corpus(quick)
    yield from _identity_and_coverage(found)
    yield _edits(found, 100 if quick else 1000)
    yield from _structure(found)
    yield from _second_reader(found)
    yield _join(found)
    yield from _speed(found, quick)


def _identity_and_coverage(found: Corpus) -> Iterator[Row]:
    identical = seen = extracted = 0
    different: list[str] = []
    missed: Counter[str] = Counter()
    for sample in found.samples:
        proof = verify(sample.text, str(sample.path), sample.kind, sample.options)
        is_same = proof.is_identical and sample.file.encode() == sample.path.read_bytes()
        identical += is_same
        if not is_same:
            different.append(sample.path.name)
        seen, extracted = seen + proof.words_seen, extracted + proof.words_extracted
        missed.update(_kinds_of(sample, proof.missed))
    refused = f"; {len(found.refused)} refused: {'; '.join(found.refused)}" if found.refused else "; none refused"
    note = found.note + refused + (f"; different: {', '.join(different[:5])}" if different else "")
    yield Row(what="files identical", value=share(identical, len(found.samples)), goal="100 %", note=note)
    kinds = ", ".join(f"{count} {kind}" for kind, count in missed.most_common())
    yield Row(
        what="words extracted",
        value=share(extracted, seen, digits=2),
        goal="99 %",
        note=f"Markdown and HTML bodies, against markdown-it-py and html.parser; left: {kinds or 'none'}",
    )


def _kinds_of(sample: Sample, missed: Sequence[str]) -> Iterator[str]:
    """Where each word stands that no unit holds."""
    text = html.unescape(sample.text)
    codes = (code for unit in sample.document().units for code in unit.content.codes)
    places = {
        "names of placeholders": " ".join(code.original for code in codes if code.type is CodeType.VARIABLE),
        "in attributes": " ".join("".join(found.groups("")) for found in _ATTRIBUTE.finditer(text)),
        "in shortcodes": " ".join(_SHORTCODE.findall(text)),
        "in link definitions": " ".join(_DEFINITION.findall(text)),
    }
    words = {kind: Counter(_WORD.findall(place)) for kind, place in places.items()}
    for word in missed:
        kind = next((kind for kind, known in words.items() if known[word]), "elsewhere")
        if kind != "elsewhere":
            words[kind][word] -= 1
        yield kind


def _split(document: Document, locale: str) -> list[tuple[Segment, ...]]:
    return [segments(unit, index, locale, SegmentMode.SENTENCE) for index, unit in enumerate(document.units)]


def _edits(found: Corpus, count: int) -> Row:
    """Random segments changed, one at a time."""
    random_ = random.Random(SEED)
    good = 0
    bad: list[str] = []
    samples = [sample for sample in found.samples if sample.document().units]
    for _ in range(count):
        sample = random_.choice(samples)
        document = sample.document()
        index = random_.randrange(len(document.units))
        parts = segments(document.units[index], index, sample.locale, SegmentMode.SENTENCE)
        number = random_.choice([n for n, part in enumerate(parts) if is_translatable(part.content)])
        if _only_its_span(sample, document, parts, index, number):
            good += 1
        else:
            bad.append(f"{sample.path.name} {parts[number].content.text[:30]!r}")
    return Row(
        what="one segment changed, nothing else",
        value=share(good, count),
        goal="100 %",
        note=f"seeded random segments; also read again{'; not: ' + '; '.join(bad[:3]) if bad else ''}",
    )


def _only_its_span(sample: Sample, document: Document, parts: Sequence[Segment], index: int, number: int) -> bool:
    unit = document.units[index]
    new = _changed(parts[number].content, PSEUDO["accented"], suffix="zz")
    contents = [new if n == number else part.content for n, part in enumerate(parts)]
    # A text left in English on a Japanese page keeps its blanks only when joined as English.
    joined = join(parts, contents, sample.locale if _WIDE.search(unit.content.text) else "en")
    text = KINDS[sample.kind].write(document, {index: joined})
    start, end = unit.place.scalar or (0, 0)
    if unit.place.scalar is None:
        start = unit.start + sum(len(part.content.native + part.after) for part in parts[:number])
        end = start + len(parts[number].content.native)
    tail = len(document.text) - end
    again = KINDS[sample.kind].read(text, str(sample.path), sample.options)
    return (
        text[:start] == document.text[:start]
        and text[len(text) - tail :] == document.text[end:]
        and len(again.units) == len(document.units)
        and all(
            (_seen(one, document) == _seen(joined, document)) if n == index else to_editable(one) == to_editable(before)
            for n, (one, before) in enumerate(zip(_contents(again), _contents(document), strict=True))
        )
    )


def _contents(document: Document) -> list[Inline]:
    return [unit.content for unit in document.units]


def _seen(content: Inline, document: Document) -> tuple[str, list[tuple[str, str]]]:
    """What a reader sees of a content, and its codes."""
    return " ".join(content.text.split()), _codes(content, document)


def _changed(content: Inline, change: Callable[[str], str], suffix: str = "") -> Inline:
    """The content with its words changed and its codes as they are."""
    parts = [change(part) if isinstance(part, str) else part for part in content.parts]
    place = next((n for n, part in enumerate(parts) if isinstance(part, str) and part[-1:].isalnum()), None)
    if suffix and place is not None:
        parts[place] = f"{parts[place]}{suffix}"
    return inline(parts, content.syntax)


def _structure(found: Corpus) -> Iterator[Row]:
    for name, change in PSEUDO.items():
        good = 0
        bad: list[str] = []
        for sample in found.samples:
            if _keeps_structure(sample, change):
                good += 1
            else:
                bad.append(sample.path.name)
        note = "every segment changed: same blocks, same codes in every unit"
        yield Row(
            what=f"structure kept, {name}",
            value=share(good, len(found.samples)),
            goal="100 %",
            note=f"{note}{'; not: ' + ', '.join(bad[:5]) if bad else ''}",
        )


def _keeps_structure(sample: Sample, change: Callable[[str], str]) -> bool:
    kind = KINDS[sample.kind]
    document = sample.document()
    contents = {
        index: join(parts, [_changed(part.content, change) for part in parts], sample.locale)
        for index, parts in enumerate(_split(document, sample.locale))
    }
    text = kind.write(document, contents)
    again = kind.read(text, str(sample.path), sample.options)
    return (
        again.structure == document.structure
        and len(again.units) == len(document.units)
        and all(
            _codes(one.content, document) == _codes(other.content, document)
            for one, other in zip(again.units, document.units, strict=True)
        )
    )


def _second_reader(found: Corpus) -> Iterator[Row]:
    """Blocks, lines and words as marko sees them, which shares no code with what reads them here."""
    # Hostile files are nested more deeply than it can read.
    samples = [sample for sample in found.of_kind("markdown") if "hostile" not in sample.path.parts]
    for way in OTHER_TEXTS:
        bad = [sample for sample in samples if _second_problem(sample, way)]
        yield Row(
            what=f"structure kept for a second reader, {way}",
            value=share(len(samples) - len(bad), len(samples)),
            goal="100 %",
            note="every segment another text: kinds of blocks, shapes of lines, formulas"
            + "".join(f"; {sample.path.name}: {_second_problem(sample, way)}" for sample in bad[:3]),
        )
    folders: dict[Path, list[Sample]] = {}
    # Names in placeholders are words to it, and small files of notations hold what no other reader knows.
    for sample in (one for one in samples if not one.options.dialects and ROOT not in one.path.parents):
        folders.setdefault(sample.path.parent, []).append(sample)
    if not folders:
        return
    shares = sorted((_seen_of(some), folder) for folder, some in folders.items())
    low = [f"{folder.name} {part:.1f} %" for part, folder in shares if part < 99]
    yield Row(
        what="words seen in the worst folder",
        value=f"{shares[0][0]:.2f} %",
        goal="99 %",
        note=f"{len(folders)} folders, against marko; below 99 %: {', '.join(low) or 'none'}",
    )


def _second_problem(sample: Sample, way: str) -> str:
    document = KINDS[sample.kind].read(sample.text, str(sample.path), ReadOptions(fields=()))
    return structure_problem(sample.text, with_other_text(document, sample.kind, way, sample.locale))


def _seen_of(samples: Sequence[Sample]) -> float:
    """Percent of the words that the second reader shows which stand in units."""
    seen = extracted = 0
    for sample in samples:
        there = Counter(visible_words(sample.text))
        ours = Counter(word for unit in sample.document().units for word in words(shown(unit.content)))
        seen, extracted = seen + there.total(), extracted + (there & ours).total()
    return 100 * extracted / seen if seen else 100.0


def _codes(content: Inline, document: Document) -> list[tuple[str, str]]:
    """The codes of a content; words in brackets that no definition makes a link are left out."""
    return [(code.identity, code.role.value) for code in content.codes if not _is_in_brackets(code, document.text)]


def _is_in_brackets(code: Code, text: str) -> bool:
    found = _REFERENCE.match(code.identity)
    if not found:
        return False
    label = r"\s+".join(re.escape(word) for word in found[1].split())
    return not re.search(rf"^[ \t>]*\[\s*{label}\s*\]:", text, re.MULTILINE | re.IGNORECASE)


def _join(found: Corpus) -> Row:
    exact = total = 0
    for sample in found.samples:
        document = sample.document()
        total += 1
        exact += all(
            join(parts, [part.content for part in parts], sample.locale) == document.units[index].content
            for index, parts in enumerate(_split(document, sample.locale))
        )
    return Row(what="segments joined again exactly", value=share(exact, total), goal="100 %", note="files")


def _speed(found: Corpus, quick: bool) -> Iterator[Row]:
    samples = found.of_kind("markdown")
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    size = sum(len(sample.text) for sample in samples)

    def bare() -> None:
        for sample in samples:
            parser.parse(sample.text)

    def ours() -> None:
        for sample in samples:
            _read_and_split(sample.text, sample.locale)

    start = time.process_time()
    ours()
    first = time.process_time() - start
    rounds = [(_seconds(bare), _seconds(ours)) for _ in range(3 if quick else 7)]
    ratio = median(mine / theirs for theirs, mine in rounds)
    theirs, mine = (median(column) for column in zip(*rounds, strict=True))
    yield Row(
        what="read and segmented / bare parse",
        value=f"{ratio:.1f} x",
        goal="4 x",
        note=f"{size / 1e6:.1f} M characters of Markdown: {mine:.2f} s and {theirs:.2f} s of CPU, median of "
        f"{len(rounds)} rounds after a first one of {first:.2f} s, in which rules are compiled",
    )
    yield _linear(samples, (0.1, 1.0) if quick else (0.1, 1.0, 5.0))


def _linear(samples: Sequence[Sample], sizes: Sequence[float]) -> Row:
    """Time per million characters of files made of the samples' bodies."""
    bodies = [re.sub(r"\A---\n.*?\n---\n", "", sample.text, flags=re.DOTALL) for sample in samples]
    whole = "\n\n".join(body for body, sample in zip(bodies, samples, strict=True) if sample.locale == "en")
    figures = []
    for size in sizes:
        wanted = int(size * 1e6)
        text = ((whole + "\n\n") * (wanted // len(whole) + 1))[:wanted]
        figures.append(median(_seconds(partial(_read_and_split, text, "en")) for _ in range(3)) / size)
    shown = ", ".join(f"{figure:.2f} s at {size:g}" for figure, size in zip(figures, sizes, strict=True))
    return Row(
        what="seconds per million characters",
        value=f"{figures[-1] / figures[0]:.2f} x",
        goal="about 1 x",
        note=f"{shown} million, one file; the largest to the smallest",
    )


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _read_and_split(text: str, locale: str) -> None:
    _split(KINDS["markdown"].read(text, "a.md", ReadOptions()), locale)
