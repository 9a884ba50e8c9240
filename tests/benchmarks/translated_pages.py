"""Real pages beside their translations: OpenTelemetry's at the commit each names, the CNCF glossary's as they are."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import is_translatable
from locmem.model.document import Document
from locmem.model.segment import Segment
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import segments
from locmem.textfile import read
from tests.benchmarks.rows import cases

OPENTELEMETRY, CNCF = "opentelemetry.io", "cncf-glossary"
_OPTIONS = ReadOptions(fields=("title", "linkTitle", "description"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a collection in one locale: its translation, the English it was made from and the newest one.

    is_changed: whether its English really changed since, None where nobody knows.
    """

    collection: str
    locale: str
    path: str
    source: Path
    translation: Path
    head: Path
    is_changed: bool | None


def pages() -> Iterator[Page]:
    """All pages that have a translation; none where the real cases are not there."""
    folder = cases("markdown")
    if folder is None:
        return
    site = folder / OPENTELEMETRY
    with (site / "map.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            locale, path = row["lang"], row["path"]
            head = site / "en_head" / path
            old = site / f"en_at_translation_{locale}" / path
            yield Page(
                collection=OPENTELEMETRY,
                locale=locale,
                path=path,
                source=old if old.is_file() else head,
                translation=site / f"{locale}_head" / path,
                head=head,
                is_changed={"True": True, "False": False}.get(row["en_changed_since"]),
            )
    glossary = folder / CNCF
    for language in sorted(one.name for one in glossary.iterdir() if one.is_dir() and one.name != "en"):
        for translation in sorted((glossary / language).rglob("*.md")):
            name = translation.relative_to(glossary / language).as_posix()
            source = glossary / "en" / name
            if source.is_file():
                yield Page(
                    collection=CNCF,
                    locale=language,
                    path=name,
                    source=source,
                    translation=translation,
                    head=source,
                    is_changed=None,
                )


def document(path: Path, name: str) -> Document:
    """The page in a file."""
    return KINDS["markdown"].read(read(path).text, name, _OPTIONS)


def all_segments(page: Document, locale: str) -> tuple[Segment, ...]:
    """The segments of a page."""
    return tuple(
        segment
        for index, unit in enumerate(page.units)
        for segment in segments(unit, index, locale, SegmentMode.SENTENCE)
    )


def texts(page: Document, locale: str) -> tuple[Segment, ...]:
    """The segments of a page that are translated."""
    return tuple(segment for segment in all_segments(page, locale) if is_translatable(segment.content))
