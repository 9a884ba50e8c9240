"""The columns of a bilingual table: what they are called, what they hold, and how they are found again.

A table is sorted, filtered, cut apart and put together again by people, so that each row says by itself what it is of:
its key, its handoff, and a proof: where it stood, and the digests of the source and the target that were sent in it.
The proof stands behind the texts, so that a row of CSV of which it is whole was not cut before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locmem.catalogs.states import digest
from locmem.formats.table import Column
from locmem.model.inline import Syntax
from locmem.model.translation import CatalogEntry

PLACE = "Place"
SOURCE = "Source"
TRANSLATION = "Translation"
STATE = "State"
NOTE = "Your note"
GUIDE = "About this text"
KEY = "Key"
HANDOFF = "Handoff"
PROOF = "Proof"

CHOICES = ("translated", "reviewed", "draft")
"""What a translator may choose as the state of a text; an empty cell says that it is translated where it changed."""

_ABOUT_TRANSLATION = (
    "Write the translation here. Leave {{ … }}, {% … %} and tags such as <g1>…</g1> as they are; they may move within "
    "the sentence. Leave the cell empty where nothing is done."
)
_ABOUT_STATE = (
    f"{', '.join(CHOICES[:-1])} or {CHOICES[-1]}. Empty: translated where you changed the text, else not answered. "
    "Any other word, also one of another language, counts as a draft."
)

_NAMES = (PLACE, SOURCE, TRANSLATION, STATE, NOTE, GUIDE, KEY, HANDOFF, PROOF)
_KNOWN = {name.casefold(): name for name in _NAMES}
_NOTES = frozenset(("note", "notes", "comment", "comments", "remark", "remarks"))
"""What people call a column of their own in which they write notes."""
_NAME = re.compile(r"\s*([^()]*?)\s*(?:\(([^()]*)\))?\s*\Z")
_WITH_WITNESS = re.compile(rf"\s*{PROOF}\b", re.IGNORECASE)
_PROOF = re.compile(r"(?:(\d{1,7})\.)?(markdown|html|plain)\.([0-9a-f]{12})\.([0-9a-f]{12}|-)")


def columns(source_locale: str, locale: str) -> tuple[Column, ...]:
    """The columns of a table that is handed out, in the order in which people read them."""
    return (
        Column(name=PLACE, width=12),
        Column(name=f"{SOURCE} ({source_locale})", width=52),
        Column(name=f"{TRANSLATION} ({locale})", width=52, is_editable=True, prompt=_ABOUT_TRANSLATION),
        Column(name=STATE, width=11, is_editable=True, choices=CHOICES, prompt=_ABOUT_STATE),
        Column(name=NOTE, width=24, is_editable=True),
        Column(name=GUIDE, width=36),
        Column(name=KEY, width=22, is_aside=True),
        Column(name=HANDOFF, width=12, is_aside=True, is_hidden=True),
        Column(name=PROOF, width=12, is_aside=True, is_hidden=True),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the columns of a table stand that came back, counted from 0.

    places: of those of ours.  notes: the columns in which people wrote notes.  others: the names of those that
    nobody here knows.  twice: names of ours that more than one column has.
    source_locale, locale: as the names of the columns say them, empty where they do not.
    width: how many columns have a name, or stand before one that has.
    """

    places: Mapping[str, int]
    notes: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    source_locale: str = ""
    locale: str = ""
    width: int = 0

    def place(self, name: str) -> int:
        """Where a column of ours stands; -1 where it is gone."""
        return self.places.get(name, -1)


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row has names of our columns: the translation, and one by which its rows are known."""
    found = header_of(cells).places
    return TRANSLATION in found and bool(found.keys() & {KEY, SOURCE})


def header_of(cells: Sequence[str]) -> Header:
    """What the cells of a header say; capitals, blanks and the order of the columns do not matter."""
    places: dict[str, int] = {}
    locales: dict[str, str] = {}
    notes: list[int] = []
    others: list[str] = []
    twice: list[str] = []
    for place, cell in enumerate(cells):
        found = _NAME.match(cell)
        said, locale = (found[1], (found[2] or "").strip()) if found else (cell.strip(), "")
        name = PROOF if _WITH_WITNESS.match(cell) else _KNOWN.get(" ".join(said.split()).casefold(), "")
        if name == NOTE or said.casefold() in _NOTES:
            notes.append(place)
        elif name and name in places:
            twice.append(name)
        elif name:
            places[name] = place
            locales[name] = locale
        elif cell.strip():
            others.append(cell.strip())
    return Header(
        places=places,
        notes=tuple(notes),
        others=tuple(others),
        twice=tuple(dict.fromkeys(twice)),
        source_locale=locales.get(SOURCE, ""),
        locale=locales.get(TRANSLATION, ""),
        width=max((place for place, cell in enumerate(cells) if cell.strip()), default=-1) + 1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a row says of itself as it was sent.

    place: which row of its table it was, from 1; 0 in tables that were sent before they said so.
    source, target: digests of both texts, the second empty where there was none.  syntax: what the source is in.
    """

    place: int
    syntax: Syntax
    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.place}.{self.syntax.value}.{self.source}.{self.target or '-'}"


def proof_of(entry: CatalogEntry, place: int) -> Proof:
    """The proof of a row that holds the entry, and where it stands in its table, from 1."""
    target = digest(entry.shown) if entry.shown else ""
    return Proof(place=place, syntax=entry.syntax, source=digest(entry.source), target=target)


def read_proof(cell: str) -> Proof | None:
    """The proof in a cell; None where it is not whole."""
    found = _PROOF.fullmatch(cell.strip())
    if not found:
        return None
    return Proof(
        place=int(found[1] or 0),
        syntax=Syntax(found[2]),
        source=found[3],
        target="" if found[4] == "-" else found[4],
    )


def holds_proof(text: str) -> bool:
    """Whether a proof stands in a text, which no translation has."""
    return bool(_PROOF.search(text))


def key_of(document: str, occurrence: str) -> str:
    """What names a segment in a table, and everywhere else: `articles/refunds.md#k3f9xx`."""
    return f"{document}#{occurrence}"


def read_key(cell: str) -> tuple[str, str]:
    """Document and occurrence; both empty where the cell holds no key."""
    document, mark, occurrence = cell.strip().rpartition("#")
    return (document, occurrence) if mark and document and occurrence else ("", "")
