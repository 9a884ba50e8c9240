"""The rows of a table of pairs that a person must look at: what is written of each, and what is read of it again.

Such a table lies about for weeks, and is sorted, cut and corrected by people.  So each row ends in a proof: where it
stood, and what stands for its segment, its source, what stood here and what was proposed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from locmem.catalogs.states import digest, one_line
from locmem.errors import Location, Problems
from locmem.exchange.decision_rows import DECISION, LOCALE, SEGMENT, DecidedRow, read_rows, write_rows
from locmem.formats.table import Column

_TARGET, _HERE, _SOURCE, _PROOF = "proposed target", "stands here", "source", "proof"
_COLUMNS = (
    DECISION,
    LOCALE,
    SEGMENT,
    Column(name=_SOURCE, width=44),
    Column(name=_TARGET, width=44, is_editable=True),
    Column(name=_HERE, width=30),
    Column(name="reason", width=30),
    Column(name="confidence", width=10),
    Column(name="document", width=24),
    Column(name="line", width=6),
    Column(name="translation", width=24),
    Column(name="from", width=12, is_aside=True),
)
_LAST = Column(name=_PROOF, width=12, is_aside=True)
_NEEDED = frozenset((DECISION.name, LOCALE.name, SEGMENT.name, _TARGET, _PROOF))
_WHAT = "this is no table of pairs to look at."
_DO = "Name the file that `locmem content align` or `locmem pull zendesk` wrote."
_AGAIN = "Get the whole file again: `locmem undo`, git or a backup have it as it was written."
_NAME = re.compile(r"[\w.-]+\Z")
_WHOLE_PROOF = re.compile(
    r"(\d{1,7})of(\d{1,7})\.([0-9a-f]{12})\.([0-9a-f]{12}|-)\.([0-9a-f]{12}|-)(\+?)\.([0-9a-f]{12}|-)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProof:
    """What a row says of itself as it was written.

    place, rows: which row it was, from 1, of how many.  segment: stands for locale and key together.
    source, here, target: stand for the source, whatever blanks are in it, for what stood in the catalog then and for
    what was proposed; empty where there was none.  was_confirmed: whether what stood here was confirmed.
    """

    place: int
    rows: int
    segment: str
    source: str
    here: str
    was_confirmed: bool
    target: str

    def __str__(self) -> str:
        here = f"{self.here or '-'}{'+' * self.was_confirmed}"
        return f"{self.place}of{self.rows}.{self.segment}.{self.source or '-'}.{here}.{self.target or '-'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A segment with the target proposed for it, either of the two empty where there is none.

    key: the segment's key as commands take it.  line: of the segment in its document, 0 where there is none.
    here: the target that stood in the catalog then; was_confirmed: for that source, by a person.
    confidence: 0 to 1.  translation: the file the target was found in.  name: whom it comes from, `agency` of the
    origin `import:agency`.  is_taken: what was decided on it, None for nothing yet.
    proof, place, is_lossy, others: of a row that was read: what it was when it was written, which row it is, whether
    `?` may stand for lost letters in it, and what somebody wrote into columns of their own.
    """

    locale: str
    document: str
    translation: str
    target: str
    confidence: float
    reason: str
    name: str
    key: str = ""
    line: int = 0
    source: str = ""
    here: str = ""
    was_confirmed: bool = False
    is_taken: bool | None = None
    others: tuple[tuple[str, str], ...] = ()
    is_lossy: bool = False
    proof: RowProof | None = field(default=None, compare=False)
    place: Location | None = field(default=None, compare=False)

    @property
    def as_written(self) -> RowProof:
        """What the row was when it was written; of a new one, what it is now."""
        return self.proof or RowProof(
            place=0,
            rows=0,
            segment=segment_digest(self.locale, self.key),
            source=source_digest(self.source),
            here=text_digest(self.here),
            was_confirmed=self.was_confirmed,
            target=text_digest(self.target),
        )

    @property
    def is_as_proposed(self) -> bool:
        """Whether nobody corrected the target."""
        return text_digest(self.target) == self.as_written.target

    @property
    def is_worked_on(self) -> bool:
        """Whether a person decided something in the row, corrected it or wrote something beside it."""
        return self.is_taken is not None or not self.is_as_proposed or any(text.strip() for _, text in self.others)


def segment_digest(locale: str, key: str) -> str:
    """What stands for a segment in one locale."""
    return digest(f"{locale}\n{key}")


def source_digest(source: str) -> str:
    """What stands for a source, whatever blanks a spreadsheet program made of its own; empty for none."""
    return text_digest(one_line(source))


def text_digest(text: str) -> str:
    """What stands for a target; empty for none."""
    return digest(text) if text else ""


def write_review(rows: Sequence[ReviewRow], name: str) -> bytes:
    """The table, CSV or a workbook as the file's name ends, with the columns that people added.

    Raises UsageError as `write_rows` does.
    """
    others = _other_columns(rows)
    columns = (*_COLUMNS, *(Column(name=title, width=24, is_editable=True) for title, _ in others), _LAST)
    cells = (
        (*_cells(row), *_others(row, others), str(replace(row.as_written, place=place, rows=len(rows))))
        for place, row in enumerate(rows, 1)
    )
    return write_rows(columns, cells, name, "Name a file that ends in .csv with --review.")


def read_review(data: bytes, path: str) -> tuple[ReviewRow, ...]:
    """The rows of a table, as any spreadsheet program saved it.

    Raises InputErrors, with all of them, for a file that is no such table, that was cut or whose rows lost their proof,
    for words that are no decision, and for targets to be taken that nobody can read for certain.
    """
    problems = Problems()
    found: list[ReviewRow] = []
    for row in read_rows(data, path, (*_COLUMNS, _LAST), _NEEDED, _WHAT, _DO):
        proof = _read_proof(row.text(_PROOF))
        if proof is None:
            what = "the row has no whole proof in its last column: the file was cut off, or cells of it were lost."
            problems.add(row.place, what, _AGAIN)
        elif row.may_be_cut_in(_TARGET):
            what = "nothing stands behind the proposed target in the last row, so that it may be cut."
            problems.add(row.place, what, "Move that column before the others, or get the whole file again.")
        elif row.is_taken and (fault := row.fault(_TARGET)):
            problems.add(row.place, f"the proposed target cannot be read: {fault}.", "Write it as a text.")
        elif row.is_taken and row.is_lossy and "?" in row.text(_TARGET):
            what = "the file was saved in a character set without all letters, and a `?` may stand for one of them."
            problems.add(row.place, what, "Save it as CSV UTF-8 (Excel: “CSV UTF-8 (Comma delimited)”).")
        else:
            found.append(_row(row, proof))
    problems.raise_all()
    return tuple(found)


def rows_gone(rows: Iterable[ReviewRow]) -> int:
    """How many rows a table had that are in it no more."""
    places: dict[int, set[int]] = {}
    for row in rows:
        if row.proof:
            places.setdefault(row.proof.rows, set()).add(row.proof.place)
    return sum(max(0, count - len(found)) for count, found in places.items())


def _read_proof(cell: str) -> RowProof | None:
    found = _WHOLE_PROOF.fullmatch(cell.strip())
    if not found:
        return None
    source, here, target = ("" if one == "-" else one for one in (found[4], found[5], found[7]))
    return RowProof(
        place=int(found[1]),
        rows=int(found[2]),
        segment=found[3],
        source=source,
        here=here,
        was_confirmed=bool(found[6]),
        target=target,
    )


def _row(row: DecidedRow, proof: RowProof) -> ReviewRow:
    line, confidence, name = row.text("line").strip(), row.text("confidence").strip(), row.text("from").strip()
    is_number = re.fullmatch(r"[01]([.,]\d+)?", confidence)
    target, here = (row.text(column).replace("\r\n", "\n") for column in (_TARGET, _HERE))
    return ReviewRow(
        locale=row.text(LOCALE.name).strip(),
        document=row.text("document"),
        translation=row.text("translation"),
        target=target,
        confidence=float(confidence.replace(",", ".")) if is_number else 0.0,
        reason=row.text("reason"),
        name=name if _NAME.match(name) else "aligned",
        key=row.text(SEGMENT.name).strip(),
        line=int(line) if line.isdecimal() else 0,
        source=row.text(_SOURCE),
        here=here,
        was_confirmed=proof.was_confirmed,
        is_taken=row.is_taken,
        others=row.others,
        is_lossy=row.is_lossy,
        proof=proof,
        place=row.place,
    )


def _cells(row: ReviewRow) -> tuple[str, ...]:
    return (
        "" if row.is_taken is None else "take" if row.is_taken else "drop",
        row.locale,
        row.key,
        row.source,
        row.target,
        row.here,
        row.reason,
        f"{math.floor(row.confidence * 100) / 100:.2f}",
        row.document,
        str(row.line or ""),
        row.translation,
        row.name,
    )


def _other_columns(rows: Iterable[ReviewRow]) -> tuple[tuple[str, int], ...]:
    """The columns that people added, each with how many before it have its name; nameless ones as far as used."""
    used: dict[tuple[str, int], bool] = {}
    for row in rows:
        for column, text in _numbered(row):
            used[column] = used.get(column, False) or bool(column[0] or text)
    return tuple(column for column, is_used in used.items() if is_used)


def _others(row: ReviewRow, columns: Iterable[tuple[str, int]]) -> Iterator[str]:
    cells = dict(_numbered(row))
    return (cells.get(column, "") for column in columns)


def _numbered(row: ReviewRow) -> Iterator[tuple[tuple[str, int], str]]:
    before: dict[str, int] = {}
    for title, text in row.others:
        yield (title, before.get(title, 0)), text
        before[title] = before.get(title, 0) + 1
