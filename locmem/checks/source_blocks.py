"""The texts of a source block by block, as a reader sees them, with where each begins."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.catalogs.pairs import Source
from locmem.checks.texts.text import Text, shown
from locmem.model.segment import Segment


def blocks_of(source: Source) -> Iterator[tuple[Segment, Text]]:
    """The texts of a source in order, each as a text that was made for none, with its first segment.

    Sentences are not looked at one by one: a remark in brackets may be several sentences long.
    """
    units: dict[int, Segment] = {}
    for segment in source.catalog_segments:
        units.setdefault(segment.unit, segment)
    for unit, segment in units.items():
        content = source.document.units[unit].content
        text = Text(
            source="",
            target=shown(content),
            source_locale=source.locale,
            locale=source.locale,
            kind=segment.kind,
            syntax=content.syntax,
            native=content.native,
        )
        yield segment, text
