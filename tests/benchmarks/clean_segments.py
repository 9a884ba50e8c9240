"""Production translations as the checks see a project: the corpus, published pages, and our own."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from random import Random

from locmem.catalogs.pairs import Pair, Source, Workspace
from locmem.checks.model import CheckContext
from locmem.content.kinds import KINDS, ReadOptions
from locmem.formats import po
from locmem.model.document import Risk
from locmem.model.segment import Segment, UnitKind
from locmem.model.settings import ContentSet, RiskPolicy, SegmentMode, Settings
from locmem.model.tags import LanguageTag
from locmem.model.translation import HUMAN, Catalog, CatalogEntry, State
from locmem.segmentation.split import segments
from tests.benchmarks.rows import ROOT, SHARED
from tests.benchmarks.translated_pages import document, pages

SEED, TODAY = 20261130, date(2026, 11, 21)
SOURCE = LanguageTag("en")
LOCALES = ("es", "ja", "de", "fr", "pt-BR")
_TOGETHER = 40
"""Segments of one document, as many as an article has."""

_SET = ContentSet(name="texts", pattern="texts/*.md", kind="markdown", segment=SegmentMode.UNIT)

Texts = Sequence[tuple[str, str]]


def context_of(texts: Texts, locale: str) -> tuple[CheckContext, int]:
    """A project of these sources and confirmed targets, and how many of them it holds.

    What is no single paragraph of Markdown, and targets whose codes do not fit, are left out: they would be no
    confirmed text.
    """
    tag = LanguageTag(locale)
    whole = [pair for pair in texts if _is_paragraph(pair[0])]
    pairs = [_pair(number, whole[number : number + _TOGETHER], tag) for number in range(0, len(whole), _TOGETHER)]
    settings = Settings(
        name="Clean",
        source_locale=SOURCE,
        locales=tuple(map(LanguageTag, LOCALES)),
        content_sets=(_SET,),
        risks={risk: RiskPolicy(required=State.TRANSLATED) for risk in Risk},
    )
    context = CheckContext(
        workspace=Workspace(settings=settings, sources=tuple(pair.source for pair in pairs), pairs=tuple(pairs)),
        markets=(),
        all_markets=(),
        day=TODAY,
        settings=settings,
    )
    return context, sum(len(pair.rows) for pair in pairs)


def _is_paragraph(text: str) -> bool:
    units = KINDS["markdown"].read(text, "one.md", ReadOptions()).units
    return len(units) == 1 and units[0].kind is UnitKind.PARAGRAPH and units[0].end - units[0].start == len(text)


def _pair(number: int, texts: Texts, locale: LanguageTag) -> Pair:
    def made(some: Texts) -> Pair:
        name = f"texts/{number}.md"
        read = KINDS["markdown"].read("\n\n".join(source for source, _ in some), name, ReadOptions())
        found = tuple(
            segment
            for index, unit in enumerate(read.units)
            for segment in segments(unit, index, SOURCE, SegmentMode.UNIT)
        )
        targets = dict(some)
        entries = tuple(_entry(place, one, targets[one.content.native]) for place, one in enumerate(found))
        source = Source(
            document=read,
            content_set=_SET,
            segments=found,
            translatable=tuple(range(len(found))),
            risk=Risk.STANDARD,
            locale=SOURCE,
            locales=(locale,),
        )
        catalog = Catalog(document=name, source_locale=SOURCE, locale=locale, entries=entries)
        return Pair(source=source, locale=locale, path=f"{locale}/{name}.po", before=catalog, catalog=catalog)

    damaged = {row.segment.content.native for row in made(texts).rows if row.serious_problems}
    return made([pair for pair in texts if pair[0] not in damaged])


def _entry(place: int, segment: Segment, target: str) -> CatalogEntry:
    entry = CatalogEntry(occurrence=f"k{place:05}", kind=segment.kind, source=segment.content.native)
    return entry.with_target(target, State.TRANSLATED, HUMAN)


def corpus(locale: str, count: int) -> list[tuple[str, str]]:
    """Real sources with their translations: of programs and their documentation."""
    file = SHARED / "corpus" / f"en-{locale}.tsv.gz"
    if not file.exists():
        return []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [line.split("\t") for line in lines]
    return [(row[0], row[1]) for row in Random(SEED).sample(rows, min(count, len(rows)))]


@cache
def real_pages(locale: str) -> tuple[tuple[str, str], ...]:
    """Sources and translations of published pages, unit beside unit where both have the same blocks."""
    found: dict[str, str] = {}
    for page in pages():
        if page.locale not in (locale, locale.lower(), locale.partition("-")[0]):
            continue
        there, here = document(page.source, page.path), document(page.translation, page.path)
        if [one.kind for one in there.units] == [one.kind for one in here.units]:
            found.update(
                (one.content.native, other.content.native)
                for one, other in zip(there.units, here.units, strict=True)
                if one.content.native != other.content.native
            )
    return tuple(found.items())


def own(locale: str) -> Iterator[tuple[str, str]]:
    """Sources and confirmed targets of this project's own catalogs."""
    for file in sorted((ROOT / "content/translations" / locale).rglob("*.po")):
        for entry in po.read(file.read_bytes(), file.name).entries:
            if entry.target and entry.context and not entry.is_fuzzy:
                yield entry.source, entry.target
