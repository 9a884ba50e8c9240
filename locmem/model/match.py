"""A memory entry, and one proposed for a segment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from locmem.model.inline import Inline
from locmem.model.segment import UnitKind


class Trust(Enum):
    """CONFIRMED: from this project's catalogs, by a person.  IMPORTED: a TMX from elsewhere."""

    CONFIRMED = "confirmed"
    IMPORTED = "imported"


class Band(Enum):
    """The bands people count and pay by."""

    CONTEXT_BOTH = "102"
    CONTEXT = "101"
    EXACT = "100"
    HIGH = "95-99"
    GOOD = "85-94"
    FAIR = "75-84"
    LOW = "50-74"
    NEW = "new"


REPETITION = "repetition"
CROSS_FILE = "cross-file repetition"
MACHINE = "machine"
REVIEW = "review"
"""What else a segment may count as: its source stood before in the same document or in another, an engine may draft
it, or it is translated and only waits for somebody to read it."""


EDGE = "\N{END OF TRANSMISSION}"
"""Stands for the start or the end of a document where a neighbour is asked for; unknown is the empty string."""


class MarkPlace(Enum):
    """Where a mark stands in an exchange file: on the unit, on one of its languages, or as the unit's own id."""

    UNIT = "unit"
    SOURCE = "source"
    TARGET = "target"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Mark:
    """A property or note of another tool, kept as it came.  name: the property's type, empty for a note."""

    place: MarkPlace
    name: str
    text: str


MADE_FOR = "x-locmem-made-for"
"""The name of the mark that says which locale a target was made for, where it is offered for another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One stored pair with its provenance.

    document, occurrence: where it came from; empty for imports without them.
    before, after: plain text of the neighbouring sources, EDGE at the ends of a document, empty if unknown.
    origin: `human`, `tm`, `import:<name>` and so on, as in catalogs.
    changed, created: ISO dates of the last change and of the first target, empty if unknown.
    author, creator: who made the last change and the first target, empty if unknown.
    marks: what else the file it came from said of it.
    """

    source: Inline
    target: Inline
    source_locale: str
    locale: str
    trust: Trust = Trust.CONFIRMED
    kind: UnitKind | None = None
    document: str = ""
    occurrence: str = ""
    before: str = ""
    after: str = ""
    origin: str = "human"
    changed: str = ""
    created: str = ""
    author: str = ""
    creator: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def made_for(self) -> str:
        """The locale its target was made for: its own, unless it is offered for another (es-ES for es)."""
        return next((mark.text for mark in self.marks if mark.name == MADE_FOR), self.locale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked up: a segment and the context it stands in (see `Entry` for the fields).

    as_of: ISO date from which the age of entries counts; empty where it does not matter.
    """

    source: Inline
    source_locale: str
    locale: str
    kind: UnitKind | None = None
    document: str = ""
    occurrence: str = ""
    before: str = ""
    after: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """Points taken off a match, and the sentence that says why."""

    name: str
    points: float
    why: str


class Change(Enum):
    """What became of a piece of a text."""

    SAME = "same"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a word difference: words that stayed, that only the old text has, or only the new one."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry proposed for a query, best first in a result.

    raw: percent against the stored source as it is.  percent: after repair and penalties, 0-100.
    target: the entry's target with the query's own codes put in; `left` says which could not be.
    critical: the differences that change the meaning, in words; a match with one is never above 94.
    is_ambiguous: several different targets are stored for this very source.
    difference: the stored source against the query's, word by word; empty where both are the same.
    """

    entry: Entry
    target: Inline
    raw: float
    percent: float
    band: Band
    penalties: tuple[Penalty, ...] = ()
    critical: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    is_ambiguous: bool = False
    difference: tuple[Piece, ...] = ()

    @property
    def source_text(self) -> str:
        """The stored source as it stands in a file."""
        return self.entry.source.native

    @property
    def target_text(self) -> str:
        """The proposed target as it would stand in a file."""
        return self.target.native
