"""Tables that came back, read into answers, one a row.

People sort, filter, cut and join tables, and programs save them in their own way, so nothing is known by where it
stands: columns by their names, rows by their keys, and what was sent by the proof in each row.  A row that does not
hold together is rejected by itself, with its place; the others are taken.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from locmem.catalogs.states import digest
from locmem.catalogs.texts import is_explained, source_inline
from locmem.errors import InputErrors, Location, input_error
from locmem.exchange.answers import Answer, Return
from locmem.exchange.claims import is_blank, table_claim
from locmem.exchange.kinds import Kind
from locmem.exchange.table_columns import (
    GUIDE,
    HANDOFF,
    KEY,
    PROOF,
    SOURCE,
    STATE,
    TRANSLATION,
    Header,
    Proof,
    header_of,
    holds_proof,
    is_header,
    read_key,
    read_proof,
)
from locmem.formats import table_csv, xlsx_sheets
from locmem.formats.table import Grid, GridRow, fills_its_cell, letters_of
from locmem.model.inline import Inline, Syntax
from locmem.model.segment import UnitKind
from locmem.model.translation import CatalogEntry
from locmem.model.wording import listed

_FEWEST_SORTED = 6
"""Translations that must stand in alphabetical order before nobody believes that they do by chance: 2 in 720."""

_FEWEST_MOVED = 2
_ASK = "Ask for the table as it was sent back, or pass --whole if it is all of it"


def read_csv(data: bytes, path: str, *, whole: bool) -> tuple[Return, ...]:
    """The documents in a table as CSV.

    whole: the sender says that nothing was cut off.  Raises InputErrors as `table_csv.read` does, and for a header in
    which a column stands twice.
    """
    grid = table_csv.read(data, path, is_header)
    return _returns(replace(grid, is_whole=whole), (), path)


def read_xlsx(data: bytes, path: str) -> tuple[Return, ...]:
    """The documents in a workbook.

    Raises InputErrors as `xlsx_sheets.read` does, where no sheet has the names of our columns or two hold one document,
    and for a header in which a column stands twice.
    """
    book = xlsx_sheets.read(data, path)
    found = [sheet for sheet in book.sheets if _header_row(sheet) is not None]
    if not found:
        what = "no sheet has the names of the columns that were sent."
        raise input_error(Location(path=path), what, "Send the table back with its first row as it was.")
    sheets = [replace(sheet, rows=table_csv.without_guards(sheet.rows, is_header)) for sheet in found]
    # The facts on the hidden sheet are those of one document.
    facts = book.facts if len(sheets) == 1 else ()
    returns = [(sheet.name, one) for sheet in sheets for one in _returns(sheet, facts, path)]
    sheets_of: dict[tuple[str, str], list[str]] = {}
    for name, one in returns:
        sheets_of.setdefault((one.handoff, one.document), []).append(name)
    if twice := next((names for names in sheets_of.values() if len(names) > 1), ()):
        what = f"more than one sheet holds the same document: {listed(tuple(twice))}."
        raise input_error(Location(path=path), what, "Keep the one that is finished, and delete the others.")
    return tuple(one for _, one in returns)


def is_strange_workbook(data: bytes) -> bool:
    """Whether a workbook certainly holds no table of ours; one that cannot be read may hold one."""
    try:
        book = xlsx_sheets.read(data, "")
    except InputErrors:
        return False
    return all(_header_row(sheet) is None for sheet in book.sheets)


def _header_row(grid: Grid) -> int | None:
    """The place of the header among the rows."""
    return next((n for n, row in enumerate(grid.rows[: table_csv.WHERE_HEADERS_STAND]) if is_header(row.cells)), None)


def _returns(grid: Grid, facts: Sequence[tuple[str, str]], path: str) -> tuple[Return, ...]:
    place = _header_row(grid)
    assert place is not None, "the reader has looked for it"
    cells = grid.rows[place].cells
    header = header_of(cells)
    if PROOF not in header.places and not facts and not table_csv.is_witnessed(cells):
        # Nothing tells any more whether cells have guards; hardly a text begins as one that has.
        grid = replace(grid, rows=tuple(map(table_csv.unguarded_row, grid.rows)))
    if header.twice:
        what = f"more than one column is called {listed(header.twice)}."
        do = "Keep one of them, and give the other another name."
        raise input_error(Location(path=path, line=grid.rows[place].number), what, do)
    known = dict(facts)
    rows = _Rows(grid, header, cells, grid.rows[place + 1 :], path)
    answers: dict[tuple[str, str], list[Answer]] = {}
    default = rows.most(HANDOFF) or known.get("handoff", ""), rows.document or known.get("document", "")
    for row in rows.all:
        of = row.handoff or default[0], row.document or default[1]
        answers.setdefault(of, []).append(rows.answer(row))
    others = (*header.others, *rows.nameless)
    left_out = (f"left out, no columns of ours: {listed(others)}.",) if others else ()
    notes = (*left_out, *rows.comments_elsewhere)
    return tuple(
        Return(
            path=path,
            kind=Kind.XLSX if grid.is_whole else Kind.CSV,
            handoff=handoff,
            # A table from which the keys were cut still has the name of its file.
            document=document or str(PurePath(path).with_suffix("")),
            locale=header.locale or known.get("locale", ""),
            answers=tuple(found),
            is_whole=grid.is_whole,
            notes=notes,
        )
        for (handoff, document), found in (answers or {default: []}).items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row, as far as it says of itself what it is."""

    row: GridRow
    document: str
    occurrence: str
    handoff: str
    source: str
    target: str
    proof: Proof | None


class _Rows:
    """The rows of a table, below its header, and what only all of them together tell."""

    def __init__(self, grid: Grid, header: Header, names: Sequence[str], rows: Sequence[GridRow], path: str) -> None:
        self.grid, self.header, self.path, self._names = grid, header, path, names
        self.all = tuple(self._row(row) for row in rows if any(row.text(n).strip() for n in self._ours))
        self.place_of_source = {row.proof.source: row for row in self.all if row.proof}

    @cached_property
    def _comments(self) -> Mapping[int, tuple[str, ...]]:
        """What somebody noted on cells, by the numbers of their rows."""
        found: dict[int, tuple[str, ...]] = {}
        for one in self.grid.comments:
            found[one.row] = (*found.get(one.row, ()), " ".join(one.text.split()))
        return found

    @property
    def comments_elsewhere(self) -> tuple[str, ...]:
        """The comments on cells of no segment, each with its cell."""
        rows = {row.row.number for row in self.all}
        return tuple(
            f"note from the translator on {letters_of(one.column)}{one.row}: {' '.join(one.text.split())}"
            for one in self.grid.comments
            if one.row not in rows
        )

    @property
    def _ours(self) -> tuple[int, ...]:
        return (*self.header.places.values(), *self.header.notes)

    @property
    def nameless(self) -> tuple[str, ...]:
        """What columns are called in which something stands below no name."""
        named = {place for place, cell in enumerate(self._names) if cell.strip()}
        found = {place for row in self.all for place, text in enumerate(row.row.cells) if text.strip()}
        return tuple(f"column {letters_of(place)}" for place in sorted(found - named))

    def _is_overfull(self, row: GridRow) -> bool:
        """Whether something stands to the right of the header, so that nobody knows which cell is which.

        Not in a workbook, where no cell is found by those before it, and not where the proof shows that they all are
        in their places: then it is a remark that somebody wrote beside the table.
        """
        if self.grid.name or not any(row.text(place).strip() for place in range(self.header.width, len(row.cells))):
            return False
        proof = read_proof(row.text(self.header.place(PROOF)))
        source = row.text(self.header.place(SOURCE))
        return proof is None or digest(_as_proven(source, proof)) != proof.source

    def _row(self, row: GridRow) -> _Row:
        if self._is_overfull(row):
            target = row.text(self.header.place(TRANSLATION))
            return _Row(row=row, document="", occurrence="", handoff="", source="", target=target, proof=None)
        document, occurrence = read_key(row.text(self.header.place(KEY)))
        proof = read_proof(row.text(self.header.place(PROOF)))
        return _Row(
            row=row,
            document=document,
            occurrence=occurrence,
            handoff=row.text(self.header.place(HANDOFF)).strip(),
            source=_as_proven(row.text(self.header.place(SOURCE)), proof),
            target=row.text(self.header.place(TRANSLATION)).replace("\r\n", "\n"),
            proof=proof,
        )

    def most(self, name: str) -> str:
        """What most rows have in a column; empty where the column is gone."""
        texts = Counter(text for row in self.all if (text := row.row.text(self.header.place(name)).strip()))
        return max(texts, key=lambda text: texts[text], default="")

    @property
    def document(self) -> str:
        """The document that most keys name."""
        found = Counter(row.document for row in self.all if row.document)
        return max(found, key=lambda name: found[name], default="")

    def answer(self, row: _Row) -> Answer:
        """What a row says."""
        header, proof = self.header, row.proof
        column = header.place(TRANSLATION)
        has_source = header.place(SOURCE) >= 0
        is_as_sent = proof is not None and digest(row.target) == proof.target
        text, source = row.target, digest(row.source) if has_source else proof.source if proof else ""
        if proof is not None and self._is_exchanged(row):
            text, source = row.source, proof.source
        claim, doubt = table_claim(row.target, row.row.text(header.place(STATE)), is_as_sent=is_as_sent)
        return Answer(
            # What has no key may still be known by its source.
            occurrence=row.occurrence or f"row {row.row.number}",
            source=self._source(row),
            source_digest=source,
            text=text,
            content=None,
            claim=claim,
            location=Location(path=self.path, line=row.row.number, column=column + 1),
            # Where nothing was said, only what was sent tells whether somebody wrote the text.
            keeps_state=not row.row.text(header.place(STATE)).strip(),
            is_row=True,
            place=proof.place if proof else 0,
            problem=self._problem(row),
            remarks=tuple(
                " ".join(line.split())
                for place in header.notes
                for line in row.row.text(place).splitlines()
                if line.strip()
            )
            + self._comments.get(row.row.number, ()),
            doubt=doubt,
        )

    def _source(self, row: _Row) -> Inline | None:
        """The source as the row has it; None where the table lost it, or what its codes stand for."""
        lines = row.row.text(self.header.place(GUIDE)).splitlines()
        entry = CatalogEntry(
            occurrence="",
            kind=UnitKind.PARAGRAPH,
            source=row.source,
            syntax=row.proof.syntax if row.proof else Syntax.MARKDOWN,
            legend=tuple(line for line in lines if line.startswith(("<g", "<x"))),
        )
        return source_inline(entry) if row.source and is_explained(entry) else None

    def _problem(self, row: _Row) -> str:
        """Why the target of a row must not be taken, whatever is in it."""
        cells, header = row.row, self.header
        named = ((TRANSLATION, "the cell of the translation"), (SOURCE, "the cell of the source"), (KEY, "the key"))
        for name, called in named:
            if fault := cells.fault(header.place(name)):
                return f"{called} cannot be read as it was meant: {fault}; write it as text"
        if is_blank(row.target):
            return ""
        if self._is_exchanged(row):
            return (
                "the source that was sent stands in the cell of the translation, and another text in that of the "
                "source: the two columns seem to be exchanged; exchange them again"
            )
        if struck := cells.struck(header.place(TRANSLATION)):
            return f"{struck}; delete what is not meant, or take the mark off"
        if self._is_overfull(cells):
            return "the row has more cells than the header: a quotation mark or a separator was lost in it"
        if holds_proof(row.target):
            return "the end of a row stands in the cell: a quotation mark was lost"
        if fills_its_cell(row.target):
            return "the cell is as full as a cell can be, so that the program may have cut the text"
        is_source_lost = row.proof and "?" in row.source and digest(row.source) != row.proof.source
        if self.grid.is_lossy and (is_source_lost or row.target.count("?") > row.source.count("?")):
            return "the table was saved in windows-1252, and “?” may stand for a letter that was lost; save it as UTF-8"
        if moved := self._moved(row):
            return moved
        if not self.grid.is_whole and row is self.all[-1] and not self._is_ended(row):
            return f"this is the last row of the table, and it may have been cut. {_ASK}"
        return ""

    def _is_exchanged(self, row: _Row) -> bool:
        """Whether the source that was sent stands as the translation, and something else as the source."""
        proof = row.proof
        if proof is None or self.header.place(SOURCE) < 0 or digest(row.source) == proof.source:
            return False
        return digest(_as_proven(row.target, proof)) == proof.source

    def _moved(self, row: _Row) -> str:
        """Where a column was sorted or moved by itself, so that texts stand beside the keys of others."""
        if self._is_alphabetical:
            return "all translations stand in alphabetical order, and no sources do: the column was sorted by itself"
        proof = row.proof
        if proof is None:
            return ""
        said = digest(row.source)
        if self.header.place(SOURCE) >= 0 and said != proof.source and said in self.place_of_source:
            return (
                f"its source is that of row {self.place_of_source[said].row.number}: a column was sorted or moved by "
                "itself; sort whole rows"
            )
        if row.row.number in self._displaced:
            return (
                "its translation is the one that was sent in another row, and so it is in others: a column was sorted "
                "or moved by itself; sort whole rows"
            )
        return ""

    @cached_property
    def _displaced(self) -> frozenset[int]:
        """Numbers of rows whose target was sent in another row that has lost it, where that holds of several."""
        proven = [(row.row.number, digest(row.target), row.proof.target) for row in self.all if row.proof]
        kept = {sent for _, said, sent in proven if said == sent}
        lost = Counter(sent for _, said, sent in proven if sent and sent not in kept)
        found = [number for number, said, sent in proven if said != sent and lost[said] == 1]
        return frozenset(found) if len(found) >= _FEWEST_MOVED else frozenset()

    @cached_property
    def _is_alphabetical(self) -> bool:
        """Whether the translations were put into the order of the alphabet, in which texts of a page never stand.

        Nothing else tells it where the cells were empty when they were sent.
        """
        rows = [row for row in self.all if not is_blank(row.target)]
        targets, sources = [_sorting(row.target) for row in rows], [_sorting(row.source) for row in rows]
        if len(set(targets)) < _FEWEST_SORTED:
            return False
        return _is_sorted(targets) and not _is_sorted(sources) and not self._are_sorted_by_translation(rows)

    def _are_sorted_by_translation(self, rows: Sequence[_Row]) -> bool:
        """Whether whole rows certainly were: they stand neither as they were sent nor as another column sorts them.

        Programs leave rows as they stood in which the sorted cells are equal.  Tables that do not say where their rows
        stood prove nothing.
        """
        places = [row.proof.place if row.proof else 0 for row in rows]
        if not all(places) or _is_sorted(places):
            return False
        columns = (place for name, place in self.header.places.items() if name != TRANSLATION)
        cells = ([_sorting(row.row.text(column)) for row in rows] for column in columns)
        return not any(_is_sorted_stably(one, places) for one in cells)

    def _is_ended(self, row: _Row) -> bool:
        """Whether something stands whole behind all that a translator writes, so that nothing before it was cut."""
        header = self.header
        last = max((header.place(TRANSLATION), header.place(STATE), *header.notes))
        if row.proof and header.place(PROOF) > last:
            return True
        others = {one.handoff for one in self.all if one is not row}
        return header.place(HANDOFF) > last and row.handoff in others


def _sorting(text: str) -> str:
    """What a spreadsheet program puts into order: letters without case and accents, signs left aside."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter.isspace())


def _is_sorted(keys: Sequence[str] | Sequence[int]) -> bool:
    pairs: list[tuple[Any, Any]] = list(pairwise(keys))
    return all(one <= other for one, other in pairs) or all(one >= other for one, other in pairs)


def _is_sorted_stably(keys: Sequence[str], places: Sequence[int]) -> bool:
    """Whether the keys are in order, upwards or downwards, and the places of equal ones too."""
    together = pairwise(zip(keys, places, strict=True))
    return _is_sorted(keys) and all(one[0] != other[0] or one[1] < other[1] for one, other in together)


def _as_proven(source: str, proof: Proof | None) -> str:
    """The source as it was sent, where a program changed nothing but how its lines end."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    spellings = (source, lines, lines.replace("\n", "\r\n"))
    return next((text for text in spellings if proof and digest(text) == proof.source), source)
