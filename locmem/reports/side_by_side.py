"""A document beside its translation, row by row, with what is known of each: values that pages are made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from locmem.model.segment import UnitKind
from locmem.reports.coverage import CoverageRow

_LONGEST = 255
"""Bytes that a name of a file may have."""
_END = ".html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a text: words, or a code as the file has it."""

    text: str
    is_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What the release gate says; level: error, warning or note.  market: it holds for, empty for all that read it."""

    level: str
    check: str
    what: str
    do: str
    market: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow:
    """A segment beside its translation.

    is_first: whether it begins a block.  target: as customers get it; empty where there is none.
    before: the source that a stale target was made for.  proposed: what is shown in place of a stale target.
    state: in a word.  origin: what made the target.  inherited: the locale whose wording it is, of a variant.
    """

    occurrence: str
    kind: UnitKind
    is_first: bool
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    before: str
    proposed: str
    state: str
    origin: str
    inherited: str
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A document in a locale.  markets: that read it.  flaws: of the whole; those of segments stand with these."""

    document: str
    source_locale: str
    locale: str
    content_set: str
    markets: tuple[str, ...]
    counts: CoverageRow
    rows: tuple[SegmentRow, ...]
    flaws: tuple[Flaw, ...]


def place_of(locale: str, document: str) -> str:
    """Where the page of a document in a locale lies, in the folder of such pages."""
    path = PurePosixPath(document)
    name = f"{path.name}{_END}"
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        name = hashlib.sha256(path.name.encode("utf-8", "surrogatepass")).hexdigest() + _END
    return str(PurePosixPath(locale) / path.with_name(name))
