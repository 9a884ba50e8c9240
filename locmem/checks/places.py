"""Where in a source file a finding is, so that people can jump there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair, Row, Source
from locmem.content.source_findings import excerpt
from locmem.content.view import line_span
from locmem.errors import Location
from locmem.inline.liquid import Tag, scan
from locmem.model.finding import Finding, Gate, Rewording, Severity
from locmem.model.segment import Segment
from locmem.model.translation import CatalogEntry
from locmem.render.regions import regions
from locmem.textfile import position


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a source with the line it stands on and carets below it."""

    location: Location
    excerpt: str


def spot(source: Source, start: int, length: int = 1) -> Spot:
    """The place of `length` characters from an offset in the source's text."""
    return spot_at(source, *position(source.document.text, start), length)


def spot_at(source: Source, line: int, column: int, length: int = 1) -> Spot:
    """The place of `length` characters from a line and column on, both from 1."""
    location = Location(path=source.file, line=line, column=column)
    return Spot(location=location, excerpt=excerpt(source.document.text, line, column, length))


def segment_location(source: Source, segment: Segment, key: str = "") -> Location:
    """The place where a segment begins."""
    return Location(path=source.file, line=segment.line, column=segment.column, key=key)


def entry_location(pair: Pair, entry: CatalogEntry) -> Location:
    """The entry in its catalog, by key; its line is looked up for what is reported (`workspace/catalog_lines.py`)."""
    return Location(path=pair.file_of(entry), key=pair.key(entry))


def source_finding(at: Spot, check: str, severity: Severity, what: str, do: str) -> Finding:
    """What the change gate says of a place in a source."""
    return Finding(
        check=check,
        gate=Gate.CHANGE,
        severity=severity,
        location=at.location,
        what=what,
        do=do,
        excerpt=at.excerpt,
    )


def row_finding(
    pair: Pair, row: Row, check: str, severity: Severity, what: str, do: str, mended: Rewording | None = None
) -> Finding:
    """What the release gate says of a translation that customers may read; `mended` as of `Finding`."""
    return Finding(
        check=check,
        gate=Gate.RELEASE,
        severity=severity,
        location=entry_location(pair, row.entry),
        locale=pair.locale,
        what=what,
        do=do,
        mended=mended,
    )


class WordSpots:
    """The places of words of one segment; a word that is asked for often is looked for once."""

    def __init__(self, source: Source, segment: Segment) -> None:
        self._source = source
        self._start = line_span(source.document.text, segment.line)[0] + segment.column - 1
        self._text = source.document.text[self._start : source.document.units[segment.unit].end]
        self._found: dict[str, list[tuple[int, int]]] = {}

    def of(self, word: str, nth: int) -> Spot:
        """The place of a word, counted from 0 where it stands there more than once.

        Where the file spells the word in another way (an entity, an escape) it is the place of the segment.
        """
        if word not in self._found:
            spaced = r"\s+".join(map(re.escape, word.split()))
            self._found[word] = [match.span() for match in re.finditer(spaced, self._text)]
        places = self._found[word]
        if nth >= len(places):
            return spot(self._source, self._start)
        first, last = places[nth]
        return spot(self._source, self._start + first, last - first)


def our_tags(source: Source) -> Iterator[tuple[Tag, Spot]]:
    """The Liquid tags of every template in the file, each with its place."""
    document = source.document
    for region in regions(document.text, document.path, source.content_set.kind)[0]:
        for tag in scan(region.template).tags:
            start, last = region.origin(tag.start), region.origin(tag.end - 1)
            yield tag, spot(source, start, last + 1 - start)
