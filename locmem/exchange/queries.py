"""What translators ask, and what authors answered: `content/queries.csv`.

A translator asks beside a text (`# …` in PO, a note in XLIFF, a column of a table), and what is asked is kept in the
catalog.  An answer is given once for a segment, whichever locale asked, and goes along with every later handoff of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from locmem.errors import Location, Problems, input_error
from locmem.formats.table_cells import delimiter_of
from locmem.model.wording import shortened

QUERIES_FILE = "content/queries.csv"
COLUMNS = ("document", "segment", "locale", "question", "answer", "by", "on")
_QUOTED = 80
"""Characters of a question that are quoted with its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a translator noted beside a segment and nobody settled yet.

    line: of the segment in its source file.  source: its text.
    """

    document: str
    occurrence: str
    locale: str
    line: int
    source: str
    question: str

    @property
    def key(self) -> str:
        """The segment as commands take it: `articles/refunds.md#k3f9xx`."""
        return f"{self.document}#{self.occurrence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A query that somebody settled.  answer: empty where it needed none.  on: an ISO date."""

    document: str
    occurrence: str
    locale: str
    question: str
    answer: str
    by: str
    on: str

    @property
    def key(self) -> str:
        """The segment as commands take it."""
        return f"{self.document}#{self.occurrence}"


def read_settled(text: str, path: str = QUERIES_FILE) -> tuple[Settled, ...]:
    """The rows of the file, in its order.

    Raises InputErrors with the line of every row that lacks something, and for what is no CSV.
    """
    # Whoever answers in a spreadsheet program may save it with other separators.
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    problems = Problems()
    found: list[Settled] = []
    if marked := next((n for n, line in enumerate(text.splitlines(), start=1) if line.startswith("<<<<<<< ")), 0):
        do = "Keep the rows of both sides, without the lines that git wrote."
        raise input_error(Location(path=path, line=marked), "git could not merge two branches here.", do)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            do = f"Write the header {','.join(COLUMNS)}."
            raise input_error(Location(path=path, line=1), f"the columns {', '.join(missing)} are missing.", do)
        for row in reader:
            values = [(row[name] or "").strip() for name in COLUMNS]
            document, occurrence, locale, question, answer, by, on = values
            if not all((document, occurrence, locale, question)):
                place = Location(path=path, line=reader.line_num)
                problems.add(place, "document, segment, locale and question must be there.", "Mend the row.")
            found.append(
                Settled(
                    document=document,
                    occurrence=occurrence,
                    locale=locale,
                    question=question,
                    answer=answer,
                    by=by,
                    on=on,
                )
            )
    except csv.Error as error:
        what = f"this is not CSV ({error})."
        raise input_error(Location(path=path, line=reader.line_num), what, "Mend the quotes of the row.") from None
    problems.raise_all()
    return tuple(found)


def write_settled(rows: Iterable[Settled]) -> str:
    """The file, a row a line in order of place, so that two branches seldom change one line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda one: (one.document, one.occurrence, one.locale, one.question)):
        writer.writerow((row.document, row.occurrence, row.locale, row.question, row.answer, row.by, row.on))
    return out.getvalue()


def unsettled(queries: Iterable[Query], settled: Iterable[Settled]) -> tuple[Query, ...]:
    """The queries nobody settled; of a note that went on since, all of it is open again."""
    done = {(one.key, one.locale, one.question) for one in settled}
    return tuple(query for query in queries if (query.key, query.locale, query.question) not in done)


def answers(settled: Iterable[Settled]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """What was answered to questions about each (document, occurrence), each once and with the first that asked."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in settled:
        if one.answer:
            found.setdefault((one.document, one.occurrence), {}).setdefault(one.answer, one.question)
    return {
        place: tuple(f"{answer} (“{shortened(asked, _QUOTED)}”)" for answer, asked in texts.items())
        for place, texts in found.items()
    }
