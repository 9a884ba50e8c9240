"""Blanks of sources that nobody sees on the page and everybody gets in their catalogs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from locmem.catalogs.pairs import Source
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import segment_location, spot
from locmem.content.view import line_span
from locmem.model.finding import Finding, Gate, Severity, fix_in
from locmem.model.inline import Inline, Syntax
from locmem.model.segment import Segment
from locmem.model.wording import shortened

DOUBLE = "source-double-space"

_RUN = re.compile(r"(?<=[^\s\d.!?:;]) {2,}(?=[^\s\d|])")
"""Between words: two blanks behind the end of a sentence are a custom, and beside figures they may be a layout."""


def doubled_blanks(context: CheckContext) -> Iterator[Finding]:
    """Two blanks in a row inside a sentence of a source that is read as Markdown or HTML, which show one."""
    for source in context.workspace.sources:
        free: dict[int, str] | None = None
        for number, segment in enumerate(source.catalog_segments):
            runs = () if segment.content.syntax is Syntax.PLAIN else tuple(_runs(segment.content))
            if runs and free is None:
                free = _untranslated(context, source)
            for start, end in runs:
                yield _finding(source, segment, start, end, (free or {}).get(number))


def _runs(content: Inline) -> Iterator[tuple[int, int]]:
    """Where runs of blanks stand in the words of a text, by offsets of its native form."""
    native = content.native
    if "  " not in native:
        return
    words: list[tuple[int, int]] = []
    at = 0
    for part in content.parts:
        length = len(part if isinstance(part, str) else part.original)
        if isinstance(part, str):
            words.append((at, at + length))
        at += length
    for found in _RUN.finditer(native):
        if any(first <= found.start() and found.end() <= last for first, last in words):
            yield found.span()


def _untranslated(context: CheckContext, source: Source) -> dict[int, str]:
    """The segments that no locale has any text for, by their place, each with its key.

    With its source a translation becomes stale; where not all locales are looked at, none is known to have no text.
    """
    pairs = [pair for pair in context.workspace.pairs if pair.source is source]
    if {pair.locale for pair in pairs} != set(source.locales):
        return {}
    keys = [pairs[0].key(entry) if pairs else "" for entry in (pairs[0].catalog.entries if pairs else ())]
    keys = keys or [""] * len(source.translatable)
    return {
        number: key for number, key in enumerate(keys) if not any(pair.catalog.entries[number].shown for pair in pairs)
    }


def _finding(source: Source, segment: Segment, start: int, end: int, key: str | None) -> Finding:
    text = source.document.text
    first = line_span(text, segment.line)[0] + segment.column - 1
    # What stands in quotations or keys may be written in another way than it is read.
    is_verbatim = text.startswith(segment.content.native, first)
    place = spot(source, first + start, end - start) if is_verbatim else None
    location = place.location if place else segment_location(source, segment)
    return Finding(
        check=DOUBLE,
        gate=Gate.CHANGE,
        severity=Severity.NOTE,
        location=replace(location, key=key or ""),
        what=f"“{shortened(segment.content.text, 60)}” has two blanks in a row.",
        do="Write one blank.",
        excerpt=place.excerpt if place else "",
        fix=fix_in(text, first + start, first + end, " ") if is_verbatim and key is not None else None,
    )


CHECKS = (
    Listed(
        name=DOUBLE,
        family="source_blanks",
        gate=Gate.CHANGE,
        severity=Severity.NOTE,
        check=doubled_blanks,
        why="Translators copy them into every language, where some channels show them.",
        example="Open  the page.",
        do="Write one blank, best before anybody translates the sentence: afterwards its translations become stale.",
        mends="writes one blank in sentences that no locale has a text for",
    ),
)
