"""The sheets of a workbook that came back, whichever program saved it (Excel, LibreOffice, Google Sheets, Numbers).

The parts of the package are read with the hardened XML parser and within limits, because a workbook is a zip archive
from a stranger.  Texts are those a reader sees: fonts within a cell do not matter, phonetic guides are left out, and
`_x000D_` is the character it stands for.  What is no text (a number, a date, a formula, an error) is named as a fault
of its cell, and never turned into one; what is struck out is named too.

Not supported: `.xls`, `.xlsb`, encrypted workbooks.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from locmem.errors import InputErrors, Location, input_error
from locmem.formats.table import MOST_COLUMNS, CellComment, Grid, GridRow, place_of, without_empty_ends
from locmem.formats.xlsx import FACTS
from locmem.model.wording import shortened
from locmem.xmlfile import Element, children, local_name, parse

_MOST_BYTES = 100_000_000
"""Bytes of all parts of a package that are read; more is no table of texts."""
_MOST_MERGED = 1_000
_NOTES, _THREADS = "comments", "threadedComment"
"""How the relations to a sheet's notes and comments are called."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SHAPES = {
    "b": "the word TRUE or FALSE of a program",
    "d": "a date",
    "e": "an error of a formula",
    "n": "a number or a date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The sheets that people see, in order, and what the hidden sheet of ours says, empty where it is gone."""

    sheets: tuple[Grid, ...]
    facts: tuple[tuple[str, str], ...] = ()


def read(data: bytes, path: str) -> Workbook:
    """The workbook in `data`; `path` is used in messages.

    Raises InputErrors where the package is cut, damaged, encrypted, too large, or holds no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Package(archive, path).workbook()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError, ValueError, zlib.error) as error:
        raise _damaged(path, str(error)) from None


def _damaged(path: str, said: str) -> InputErrors:
    what = f"the workbook is cut off or damaged ({said})."
    return input_error(Location(path=path), what, "Ask for the file again.")


class _Package:
    """The parts of one package."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self.archive, self.path = archive, path
        self.left = _MOST_BYTES
        self.names = {name.lstrip("/").casefold(): name for name in archive.namelist()}

    def workbook(self) -> Workbook:
        place = next((target for type_, target in self.relations("") if type_ == "officeDocument"), "xl/workbook.xml")
        root = self.part(place)
        if root is None or local_name(root) != "workbook":
            what = "this is no workbook of Excel."
            raise input_error(Location(path=self.path), what, "Save the table as an Excel workbook (.xlsx).")
        relations = list(self.relations(place))
        strings = self.strings(next((target for type_, target in relations if type_ == "sharedStrings"), ""))
        struck = self.struck_styles(next((target for type_, target in relations if type_ == "styles"), ""))
        targets = self.targets(place)
        sheets: list[Grid] = []
        facts: tuple[tuple[str, str], ...] = ()
        for sheet in (one for group in children(root, "sheets") for one in children(group, "sheet")):
            id_ = next((value for name, value in sheet.items() if str(name).endswith("}id")), "")
            part = self.part(targets.get(str(id_), ""))
            # A sheet of charts has another root, and no cells.
            if part is None or local_name(part) != "worksheet":
                continue
            name = str(sheet.get("name", ""))
            rows = tuple(without_empty_ends(_rows(part, strings, struck)))
            comments = tuple(self.comments(targets.get(str(id_), "")))
            grid = Grid(rows=rows, name=name, is_whole=True, comments=comments)
            if name == FACTS:
                facts = tuple((row.text(0), row.text(1)) for row in grid.rows)
            else:
                sheets.append(grid)
        return Workbook(sheets=tuple(sheets), facts=facts)

    def part(self, place: str) -> Element | None:
        """The root of a part; None where there is none."""
        name = self.names.get(place.casefold())
        if name is None:
            return None
        with self.archive.open(name) as opened:
            data = opened.read(self.left + 1)
        self.left -= len(data)
        if self.left < 0:
            what = f"the workbook has more than {_MOST_BYTES // 1_000_000} MB."
            raise input_error(Location(path=self.path), what, "Split the table.")
        try:
            return parse(data, f"{self.path}/{name}")
        except InputErrors as error:
            raise _damaged(self.path, f"{name}: {error.problems[0].what.rstrip('.')}") from None

    def strings(self, place: str) -> tuple[_Pieces, ...]:
        root = self.part(place) if place else None
        return tuple(_pieces(item) for item in children(root, "si")) if root is not None else ()

    def comments(self, place: str) -> Iterator[CellComment]:
        """What somebody noted on the cells of a sheet: comments as they are now, notes as they always were.

        Excel writes a note beside each comment for programs that know no comments (MS-XLSX, section 2.1.26).
        """
        threads: list[Element] = []
        notes: list[Element] = []
        for type_, at in self.relations(place):
            root = self.part(at) if type_ in (_THREADS, _NOTES) else None
            if root is not None and type_ == _THREADS:
                threads += children(root, "threadedComment")
            elif root is not None:
                notes += (note for group in children(root, "commentList") for note in children(group, "comment"))
        threaded = {str(one.get("ref", "")) for one in threads}
        for one in (*threads, *(note for note in notes if str(note.get("ref", "")) not in threaded)):
            cell = place_of(str(one.get("ref", "")))
            text = "".join(piece for said in children(one, "text") for piece in (said.text or "", _text(said)))
            if cell and text.strip():
                yield CellComment(row=cell[0], column=cell[1], text=text)

    def struck_styles(self, place: str) -> frozenset[str]:
        """The styles of cells, by their numbers, in which text is struck out (ECMA-376 part 1, 18.8.10 and 18.8.22)."""
        root = self.part(place) if place else None
        if root is None:
            return frozenset()
        fonts = [font for group in children(root, "fonts") for font in children(group, "font")]
        struck = {str(number) for number, font in enumerate(fonts) if _is_struck(font)}
        styles = [style for group in children(root, "cellXfs") for style in children(group, "xf")]
        return frozenset(str(number) for number, style in enumerate(styles) if style.get("fontId", "0") in struck)

    def relations(self, place: str) -> Iterator[tuple[str, str]]:
        """What a part leads to: the last word of the type, and the place in the package."""
        for relation, target in self._relations(place):
            yield str(relation.get("Type", "")).rpartition("/")[2], target

    def targets(self, place: str) -> Mapping[str, str]:
        """Where the parts lie that a part leads to, by their ids."""
        return {str(relation.get("Id", "")): target for relation, target in self._relations(place)}

    def _relations(self, place: str) -> Iterator[tuple[Element, str]]:
        folder, _, name = place.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in children(root, "Relationship") if root is not None else ():
            target = str(relation.get("Target", ""))
            yield relation, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


_Pieces = tuple[tuple[str, bool | None], ...]
"""A text in pieces, and whether each is struck out; None where its cell says so."""


def _pieces(item: Element) -> _Pieces:
    """The text of a string with or without runs; guides to its pronunciation are left out."""
    found: list[tuple[str, bool | None]] = []
    for child in item:
        if local_name(child) == "t":
            found.append((_unescaped(child.text or ""), None))
        elif local_name(child) == "r":
            look = next(iter(children(child, "rPr")), None)
            text = "".join(one.text or "" for one in children(child, "t"))
            found.append((_unescaped(text), None if look is None else _is_struck(look)))
    return tuple(found)


def _text(item: Element) -> str:
    return "".join(text for text, _ in _pieces(item))


def _is_struck(look: Element) -> bool:
    """Whether a font, or the look of a run, strikes its text out."""
    return any(one.get("val", "1").casefold() in ("1", "true", "on") for one in children(look, "strike"))


def _struck_out(pieces: _Pieces, *, is_cell_struck: bool) -> str:
    """The words that are struck out, as a fault of their cell; empty where none are."""
    gone = [text for text, is_struck in pieces if (is_cell_struck if is_struck is None else is_struck)]
    words = " ".join(" ".join(gone).split())
    if not words:
        return ""
    what = "its text" if words == " ".join(" ".join(text for text, _ in pieces).split()) else "a part of its text"
    return f"{what} is struck out: “{shortened(words, 60)}”"


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _rows(sheet: Element, strings: Sequence[_Pieces], struck: frozenset[str]) -> Iterator[GridRow]:
    merged = _merged(sheet)
    number = 0
    for row in (one for data in children(sheet, "sheetData") for one in children(data, "row")):
        written = str(row.get("r", ""))
        number = int(written) if written.isascii() and written.isdigit() and len(written) < 8 else number + 1
        cells: dict[int, str] = {}
        faults: dict[int, str] = {}
        struck_out: dict[int, str] = {}
        column = -1
        for cell in children(row, "c"):
            place = place_of(str(cell.get("r", "")))
            column = place[1] if place else column + 1
            if column >= MOST_COLUMNS:
                continue
            pieces, fault = _content(cell, strings)
            cells[column] = "".join(text for text, _ in pieces)
            if fault:
                faults[column] = fault
            if gone := _struck_out(pieces, is_cell_struck=cell.get("s") in struck):
                struck_out[column] = gone
        for (first, left), (last, right), name in merged:
            if first <= number <= last:
                faults.update((place, f"it is merged with others ({name})") for place in range(left, right + 1))
        width = max(cells, default=-1) + 1
        yield GridRow(
            number=number,
            cells=tuple(cells.get(place, "") for place in range(width)),
            faults=tuple(sorted(faults.items())),
            struck_out=tuple(struck_out.items()),
        )


def _content(cell: Element, strings: Sequence[_Pieces]) -> tuple[_Pieces, str]:
    """The text of a cell, and what it holds instead of one."""
    kind = str(cell.get("t", "n"))
    value = next((one.text or "" for one in children(cell, "v")), "")
    whole: _Pieces = ((value, None),)
    if children(cell, "f"):
        return whole, "it holds a formula"
    if kind == "inlineStr":
        return tuple(piece for one in children(cell, "is") for piece in _pieces(one)), ""
    if kind == "s":
        known = value.isascii() and value.isdigit() and int(value) < len(strings)
        return (strings[int(value)], "") if known else ((), "its text is missing in the workbook")
    if kind == "str":
        return ((_unescaped(value), None),), ""
    return whole, f"it holds {_SHAPES.get(kind, 'no text')} ({value}), not a text" if value else ""


def _merged(sheet: Element) -> list[tuple[tuple[int, int], tuple[int, int], str]]:
    """The corners of ranges of merged cells, within the columns that are read, and their names."""
    found = []
    for one in (cell for group in children(sheet, "mergeCells") for cell in children(group, "mergeCell")):
        name = str(one.get("ref", ""))
        first, last = (place_of(corner) for corner in (name.partition(":")[0], name.partition(":")[2]))
        if first and last and first[1] < MOST_COLUMNS:
            found.append((first, (last[0], min(last[1], MOST_COLUMNS - 1)), name))
    if len(found) > _MOST_MERGED:
        raise ValueError(f"more than {_MOST_MERGED:,} ranges of merged cells")
    return found
