"""A document beside its translation, row by row, with what is known of each: values that pages are made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from locmem.inline.editable import Pieces
from locmem.model.document import Risk
from locmem.model.match import Piece
from locmem.model.segment import UnitKind
from locmem.reports.coverage import CoverageRow

_LONGEST = 255
"""Bytes that a name of a file may have."""
_END = ".html"


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

    is_first: whether it begins a block.  source, target: in pieces, the target as customers get it, empty where there
        is none.  legend: what numbered codes stand for, a line each.
    source_changes: what changed in the source since the target was confirmed.  target_changes: from the target to the
        text that whoever works on it is shown in its place.  Both word by word, and empty where nothing did.
    state: of what customers get, in a word.  origin: what made it.  inherited: the locale whose wording it is, of a
        variant.  waits: why somebody has to work on it, empty where nobody has.
    doubts, questions: what is noted beside it.
    """

    occurrence: str
    kind: UnitKind
    is_first: bool
    source: Pieces
    target: Pieces
    legend: tuple[str, ...]
    source_changes: tuple[Piece, ...]
    target_changes: tuple[Piece, ...]
    state: str
    origin: str
    inherited: str
    waits: str
    doubts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A document in a locale.  markets: that read it.  flaws: of the whole; those of segments stand with these."""

    document: str
    title: str
    source_locale: str
    locale: str
    content_set: str
    risk: Risk
    markets: tuple[str, ...]
    counts: CoverageRow
    rows: tuple[SegmentRow, ...]
    flaws: tuple[Flaw, ...]

    @property
    def waiting(self) -> int:
        """How many of its segments wait for a person."""
        return sum(bool(row.waits) for row in self.rows)


def place_of(locale: str, document: str) -> str:
    """Where the page of a document in a locale lies, in the folder of such pages."""
    path = PurePosixPath(document)
    name = f"{path.name}{_END}"
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        name = hashlib.sha256(path.name.encode("utf-8", "surrogatepass")).hexdigest() + _END
    return str(PurePosixPath(locale) / path.with_name(name))
