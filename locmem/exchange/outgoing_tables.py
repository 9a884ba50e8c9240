"""Tables for translators who work in a spreadsheet program: one table a document, one row a segment.

The texts stand as in PO: Markdown and Liquid verbatim, codes of HTML as `<g1>…</g1>`.  What a table has no place for:
matches as such (only the text proposed and what is known of it in words), and more characters than a cell can hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from locmem.catalogs.pairs import Row
from locmem.catalogs.states import one_line
from locmem.errors import Location, Problems
from locmem.exchange.outgoing import Outgoing
from locmem.exchange.table_columns import columns, key_of, proof_of
from locmem.formats import table_csv, xlsx
from locmem.formats.table import MOST_CHARACTERS, Runs, Table, TableRow, is_too_long
from locmem.inline import protect
from locmem.model.inline import Inline
from locmem.model.translation import CatalogEntry
from locmem.model.wording import shortened

_MOST_GUIDE = 8_000
"""Characters of what is told beside a text; more nobody reads in a cell."""


def write_csv(outgoing: Outgoing, *, handoff: str) -> bytes:
    """The document as CSV.  Raises InputErrors, with each of them, for texts that no cell can hold."""
    return table_csv.write(table_of(outgoing, handoff))


def write_xlsx(outgoing: Outgoing, *, handoff: str) -> bytes:
    """The document as a workbook.  Raises InputErrors, with each of them, for texts that no cell can hold."""
    return xlsx.write(table_of(outgoing, handoff))


def table_of(outgoing: Outgoing, handoff: str) -> Table:
    """The document as a table.  Raises InputErrors as `write_csv` does."""
    problems = Problems()
    for row in outgoing.rows:
        for text in (row.entry.source, row.entry.shown):
            if is_too_long(text):
                place = Location(path=outgoing.document, key=row.entry.occurrence)
                what = f"“{shortened(text, 40)}” has more than the {MOST_CHARACTERS:,} characters a cell can hold."
                problems.add(place, what, "Hand the document out as po, xliff or xliff2.")
    problems.raise_all()
    return Table(
        columns=columns(outgoing.source_locale, outgoing.locale),
        rows=tuple(_row(row, outgoing, handoff, place) for place, row in enumerate(outgoing.rows, 1)),
        facts=(
            ("handoff", handoff),
            ("document", outgoing.document),
            ("source locale", outgoing.source_locale),
            ("locale", outgoing.locale),
            ("segments", str(len(outgoing.rows))),
        ),
    )


def _row(row: Row, outgoing: Outgoing, handoff: str, place: int) -> TableRow:
    entry, is_locked = row.entry, outgoing.lock is not None
    return TableRow(
        cells=(
            (entry.kind.value,),
            _runs(row.segment.content, entry.source),
            _runs(row.shown, entry.shown) if entry.shown else ("",),
            ("locked" if is_locked else _state(entry),),
            ("",),
            (_shortened(_guide(row, outgoing)),),
            (key_of(outgoing.document, entry.occurrence),),
            (handoff,),
            (str(proof_of(entry, place)),),
        ),
        is_locked=is_locked,
    )


def _state(entry: CatalogEntry) -> str:
    """What stands in the column for the state: nothing where a person is still to say it."""
    return entry.state.value if entry.is_current else ""


def _guide(row: Row, outgoing: Outgoing) -> Iterator[str]:
    """What is told beside a text, a line each: what its codes stand for, what it is now, what to look at.

    The legend comes first, and is read back where the source has changed here meanwhile.
    """
    entry = row.entry
    yield from entry.legend
    yield from (note.in_xliff for note in outgoing.notes_of(row))
    if entry.is_stale and entry.previous_source:
        yield f"Source before: {entry.previous_source}"
    yield from (f"Noted before: {remark}" for remark in entry.questions)


def _shortened(lines: Iterator[str]) -> str:
    """Lines as one text that a cell can hold."""
    text = "\n".join(one_line(line) for line in lines)
    return text if len(text) <= _MOST_GUIDE else f"{text[: _MOST_GUIDE - 1].rstrip()}…"


def _runs(content: Inline, text: str) -> Runs:
    """A text in pieces, its codes apart; in one where it is not certain where they stand."""
    runs = [""]
    for part in content.parts:
        is_code = not isinstance(part, str) and not part.is_text
        shown = protect.to_editable(Inline(syntax=content.syntax, parts=(part,)))
        if is_code == (len(runs) % 2 == 0):
            runs[-1] += shown
        else:
            runs.append(shown)
    return tuple(runs) if "".join(runs) == text else (text,)
