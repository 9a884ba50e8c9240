"""A glossary in a spreadsheet: CSV in and out.

`content/glossary.csv` has one row a term; what is said of the concept stands in any of its rows:

    concept,locale,term,status,markets,note,definition
    refund,en,refund,preferred,,,Money paid back to the customer.
    refund,es,reembolso,preferred,,,
    refund,es,devolución,forbidden,,is a return of goods,

Read are also pairs (`source,locale,target,note,forbidden`) and one column a locale (`source,es,de,note`), where
several terms stand in a cell with ` | ` between, and glossaries of OmegaT: source, target and comment with tabs
between and no headings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from locmem import textfile
from locmem.errors import Location, Problems, input_error
from locmem.formats.glossary_columns import ALWAYS, ORDER, Column, Columns, Layout, Named, columns_of
from locmem.formats.table_cells import Cell, delimiter_of, read_cells, write_cells
from locmem.formats.term_words import part_named, status_named
from locmem.model.tags import market_code, tag_and_more
from locmem.model.term import Concept, Glossary, Term, TermStatus, concept_id
from locmem.textfile import TextFile

_COMMENT = re.compile(r"^#[^\r\n]*", re.MULTILINE)
_BETWEEN = re.compile(r"\s*\|\s*")
_BETWEEN_MARKETS = re.compile(r"[\s,;|]+")
_YES, _NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"", "no", "n", "false", "0"})
_SAID_ONCE = {Column.DOMAIN: "domain", Column.DEFINITION: "definition", Column.CONCEPT_NOTE: "concept_note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """How a table is written, so that one that was read can be written in the same way.

    columns: those that are written besides `ALWAYS` although nothing needs them.
    """

    delimiter: str = ","
    newline: str = "\n"
    file: TextFile = field(default_factory=lambda: TextFile(text=""))
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A glossary that was read.

    left_out: headings of columns that say nothing here, whose cells were not read.
    may_be_cut: whether the last row has no line end: some spreadsheets write none, and a file that was cut has none.
    """

    glossary: Glossary
    layout: Layout = Layout.TERMS
    form: TableForm = field(default_factory=TableForm)
    left_out: tuple[str, ...] = ()
    may_be_cut: bool = False


def read_table(
    data: bytes,
    path: str,
    *,
    source_locale: str,
    locales: Collection[str] = (),
    locale: str = "",
    named: Named | None = None,
) -> ReadTable:
    """The glossary in the bytes of a file; an empty one for an empty file.

    source_locale: the language of terms in the column `source`.  locales: those of the project.
    locale: the language of targets in a file that names none.  named: as in `columns_of`.
    Raises InputErrors with all problems of the file: cells that are missing or too many, words that are no status,
    market or language, what is said of a concept in two ways; a table of which no heading is known.
    """
    file = textfile.decode(data, path)
    newline = "\r\n" if "\r\n" in file.text else "\n"
    problems = Problems()
    # OmegaT begins its glossaries with a comment; the lines stay, so that places are right.
    text = _COMMENT.sub("", file.text) if file.text.startswith("#") else file.text
    delimiter = delimiter_of(text)
    rows = read_cells(text, path, delimiter, problems)
    problems.raise_all()
    form = TableForm(delimiter=delimiter, newline=newline, file=replace(file, text=""))
    if not rows:
        return ReadTable(glossary=Glossary(), form=form)
    columns = columns_of(rows[0], source_locale, {source_locale, *locales}, named)
    if columns is None:
        if delimiter != "\t" or len(rows[0]) not in (2, 3):
            own = ",".join(tag for tag in locales if tag != source_locale) or "es,de"
            do = (
                "Name the columns in the first row: concept, locale, term, status; or source, target, note; or one for "
                f"each language, by its tag ({source_locale},{own}) or its name, such as English, German or Deutsch."
            )
            raise input_error(Location(path=path, line=rows[0][0].line), "no heading of a glossary is known.", do)
        names = (Column.SOURCE, Column.TARGET, Column.NOTE)
        columns = Columns(layout=Layout.PAIRS, known={c: n for n, c in enumerate(names)}, locales={}, unknown=())
        body = [row for row in rows if not row[0].text.startswith("#")]
        width = 0
    else:
        body, width = rows[1:], len(rows[0])
    reader = _Reader(path, columns, source_locale, locale, problems)
    for row in body:
        if width and len(row) != width:
            place = Location(path=path, line=row[0].line, column=row[-1].column)
            what = f"this row has {len(row)} cells, the first row {width}."
            problems.add(place, what, "Put quotes round a cell that holds what stands between cells, or get the file.")
        else:
            reader.take(row)
    problems.raise_all()
    return ReadTable(
        glossary=Glossary(concepts=tuple(one.made() for one in reader.concepts.values())),
        layout=columns.layout,
        form=replace(form, columns=columns.written),
        left_out=columns.unknown,
        may_be_cut=not file.text.endswith(("\n", "\r")),
    )


def write_table(glossary: Glossary, form: TableForm | None = None) -> bytes:
    """The glossary as CSV with one row a term; the same values in the same form always give the same bytes.

    What is said of a concept stands in its first row.
    """
    form = form or TableForm()
    rows = [row for concept in glossary.concepts for row in _rows(concept)]
    columns = [
        column for column in ORDER if column in ALWAYS or column in form.columns or any(row.get(column) for row in rows)
    ]
    heads = [column.value for column in columns]
    cells = [heads, *([row.get(column, "") for column in columns] for row in rows)]
    return form.file.encode(write_cells(cells, form.delimiter, form.newline))


def _rows(concept: Concept) -> Iterator[dict[Column, str]]:
    of_concept = {
        Column.KEEP: "yes" if concept.is_kept else "",
        Column.DOMAIN: concept.domain,
        Column.DEFINITION: concept.definition,
        Column.CONCEPT_NOTE: concept.note,
    }
    for term in concept.terms:
        yield {
            Column.CONCEPT: concept.id,
            Column.LOCALE: term.locale,
            Column.TERM: term.text,
            Column.STATUS: term.status.value,
            Column.PART_OF_SPEECH: term.part_of_speech,
            Column.MARKETS: " ".join(term.markets),
            Column.NOTE: term.note,
            **of_concept,
        }
        of_concept = {}


_TICKS = frozenset(("yes", "no", "y", "n", "true", "false", "x", "1", "0", "-"))
"""What somebody writes who takes a column of words for one to be ticked."""


@dataclass
class _Begun:
    """A concept of which rows are being read.  said: what they say of it, and in which line."""

    id: str
    terms: list[Term] = field(default_factory=list)
    said: dict[Column, tuple[str, int]] = field(default_factory=dict)
    is_kept: bool = False
    notes: list[str] = field(default_factory=list)

    def made(self) -> Concept:
        note, terms = self._text(Column.CONCEPT_NOTE), tuple(self.terms)
        if self.notes and not note and len({*self.notes}) == 1:
            # A note that every row repeats is about the concept.
            note, terms = self.notes[0], tuple(replace(term, note="") for term in terms)
        return Concept(
            id=self.id,
            terms=terms,
            definition=self._text(Column.DEFINITION),
            domain=self._text(Column.DOMAIN),
            note=note,
            is_kept=self.is_kept,
        )

    def _text(self, column: Column) -> str:
        return self.said.get(column, ("", 0))[0]


class _Reader:
    """Rows of a table made into concepts."""

    def __init__(self, path: str, columns: Columns, source_locale: str, locale: str, problems: Problems) -> None:
        self.concepts: dict[str, _Begun] = {}
        self._ids: dict[str, str] = {}
        self._path = path
        self._columns = columns
        self._source_locale = source_locale
        self._locale = locale
        self._problems = problems

    def take(self, row: Sequence[Cell]) -> None:
        layout = self._columns.layout
        if layout is Layout.TERMS:
            self._take_term(row)
        elif layout is Layout.PAIRS:
            self._take_pair(row)
        else:
            self._take_wide(row)

    def _take_term(self, row: Sequence[Cell]) -> None:
        cell = self._cell(row, Column.CONCEPT)
        name, text = _plain(cell), _plain(self._cell(row, Column.TERM))
        if not name:
            self._wrong(
                cell or row[0], "the row names no concept.", "Terms for one meaning have one name in `concept`."
            )
        if not text:
            self._wrong(self._cell(row, Column.TERM), "the row has no term.", "Write one, or remove the row.")
        concept = self._concept(name, row)
        concept.terms.append(self._term(row, self._tag(row), text, note=_kept(self._cell(row, Column.NOTE))))

    def _take_pair(self, row: Sequence[Cell]) -> None:
        concept = self._of_source(row)
        target = _plain(self._cell(row, Column.TARGET))
        cell = self._cell(row, Column.FORBIDDEN)
        forbidden = _several(cell)
        if any(text.casefold() in _TICKS for text in forbidden):
            do = "Write the words themselves here, several with |; whether the target is one says the column `status`."
            self._wrong(cell, "this column holds the words never to write, and no mark.", do)
            return
        note = _kept(self._cell(row, Column.NOTE))
        if concept is None:
            return
        if target or forbidden:
            locale = self._tag(row) if Column.LOCALE in self._columns.known else self._given_locale(row)
            if target:
                concept.terms.append(self._term(row, locale, target, note=note))
                concept.notes.append(note)
            for text in forbidden:
                concept.terms.append(Term(locale=locale, text=text, status=TermStatus.FORBIDDEN, line=row[0].line))
        elif note:
            concept.notes.append(note)

    def _take_wide(self, row: Sequence[Cell]) -> None:
        concept = self._of_source(row)
        if concept is None:
            return
        if note := _kept(self._cell(row, Column.NOTE)):
            concept.notes.append(note)
        for locale, number in self._columns.locales.items():
            for index, text in enumerate(_several(row[number])):
                found = self._term(row, locale, text)
                concept.terms.append(replace(found, status=TermStatus.ADMITTED) if index else found)

    def _of_source(self, row: Sequence[Cell]) -> _Begun | None:
        """The concept of a row whose source term stands in a column of its own."""
        cell = self._cell(row, Column.SOURCE)
        texts = _several(cell)
        if not texts:
            self._wrong(cell, "the row has no source term.", "Write one, or remove the row.")
            return None
        name = _plain(self._cell(row, Column.CONCEPT))
        if not name:
            name = self._ids.setdefault(texts[0], concept_id(texts[0], self.concepts))
        concept = self._concept(name, row)
        for text in texts:
            source = Term(
                locale=self._source_locale,
                text=text,
                status=TermStatus.ADMITTED if text is not texts[0] else TermStatus.PREFERRED,
                part_of_speech=part_named(_plain(self._cell(row, Column.PART_OF_SPEECH))),
                line=row[0].line,
            )
            if not any(one.text == text and one.locale == source.locale for one in concept.terms):
                concept.terms.append(source)
        return concept

    def _concept(self, name: str, row: Sequence[Cell]) -> _Begun:
        concept = self.concepts.setdefault(name, _Begun(name))
        for column, heading in _SAID_ONCE.items():
            cell = self._cell(row, column)
            if cell is None or not (text := _kept(cell)):
                continue
            before, line = concept.said.setdefault(column, (text, cell.line))
            if before != text:
                self._wrong(cell, f"{heading} of {name} is another one in line {line}.", "Keep one of the two.")
        cell = self._cell(row, Column.KEEP)
        said = _plain(cell).casefold()
        if cell and said not in _YES | _NO:
            self._wrong(cell, f"{cell.text!r} says neither yes nor no.", "Write yes, or leave the cell empty.")
        concept.is_kept = concept.is_kept or said in _YES
        return concept

    def _term(self, row: Sequence[Cell], locale: str, text: str, *, note: str = "") -> Term:
        cell = self._cell(row, Column.STATUS)
        status = status_named(cell.text) if cell else TermStatus.PREFERRED
        if cell and status is None:
            words = ", ".join(one.value for one in TermStatus)
            self._wrong(cell, f"{cell.text!r} is no status of a term.", f"Write one of {words}.")
        return Term(
            locale=locale,
            text=text,
            status=status or TermStatus.PREFERRED,
            part_of_speech=part_named(_plain(self._cell(row, Column.PART_OF_SPEECH))),
            markets=self._markets(row),
            note=note,
            line=row[0].line,
        )

    def _markets(self, row: Sequence[Cell]) -> tuple[str, ...]:
        cell = self._cell(row, Column.MARKETS)
        markets = []
        for code in filter(None, _BETWEEN_MARKETS.split(cell.text if cell else "")):
            try:
                markets.append(market_code(code))
            except ValueError as error:
                self._wrong(cell, f"{error}.", "Write codes with a blank between: ES PT.")
        return tuple(dict.fromkeys(markets))

    def _tag(self, row: Sequence[Cell]) -> str:
        cell = self._cell(row, Column.LOCALE)
        try:
            return tag_and_more(_plain(cell))[0]
        except ValueError as error:
            self._wrong(cell, f"{error}.", "Write the locale of the term.")
            return ""

    def _given_locale(self, row: Sequence[Cell]) -> str:
        if not self._locale:
            self._locale = "-"
            self._wrong(row[0], "the file names no language for its targets.", "Say which it is with --locale.")
        return self._locale

    def _cell(self, row: Sequence[Cell], column: Column) -> Cell | None:
        number = self._columns.known.get(column)
        return row[number] if number is not None and number < len(row) else None

    def _wrong(self, cell: Cell | None, what: str, do: str) -> None:
        line, column = (cell.line, cell.column) if cell else (1, 1)
        self._problems.add(Location(path=self._path, line=line, column=column), what, do)


def _plain(cell: Cell | None) -> str:
    """What a cell says on one line."""
    return " ".join(cell.text.split()) if cell else ""


def _kept(cell: Cell | None) -> str:
    """What a cell says, its lines kept."""
    return cell.text.strip() if cell else ""


def _several(cell: Cell | None) -> tuple[str, ...]:
    return tuple(filter(None, _BETWEEN.split(_plain(cell))))
