"""The file in which somebody decides on texts that were kept aside: a table that spreadsheet programs open.

The first column is to be filled: `take` (or `theirs`) confirms the returned text, `drop` (or `ours`) keeps the one that
stands here, and what is left empty waits on.  Every other column is there to be read; the second says which of these
words can be done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from locmem.errors import Problems
from locmem.exchange.decision_rows import DECISION, LOCALE, SEGMENT, read_rows, write_rows
from locmem.exchange.manifest import Aside
from locmem.formats.table import Column

_EITHER, _DROP_ONLY = "take or drop", "drop only"
_COLUMNS = (
    DECISION,
    Column(name="possible", width=13),
    LOCALE,
    SEGMENT,
    Column(name="why", width=24),
    Column(name="source", width=44),
    Column(name="here", width=44),
    Column(name="returned", width=44),
    Column(name="handoff", width=22, is_aside=True),
)
_NEEDED = frozenset(("decision", "locale", "segment", "returned", "here"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One text that nobody decided on yet.

    handoff: the batch that it came back with; empty for one of another branch.  key: `document#segment`.
    source: what it translates.  here: the target that stands here now, empty for none.
    is_for_another_source: whether the segment's source changed since it was sent, or the segment is gone.
    reason: why it could not be taken, of one that was rejected.
    remedy: what can be done instead of taking it, where it cannot be taken as it is; empty where it can.
    """

    handoff: str
    locale: str
    key: str
    why: Aside
    source: str
    returned: str
    here: str
    is_for_another_source: bool
    reason: str = ""
    remedy: str = ""

    @property
    def in_words(self) -> str:
        """Why it waits."""
        reason = f" ({self.reason})" if self.reason else ""
        return f"{self.why.sentence}{reason}{'; its source is no longer the one here' * self.is_for_another_source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What somebody decided on one text.  returned, here: it and the one that stands here, as the table has them."""

    locale: str
    key: str
    returned: str
    here: str
    is_taken: bool


def write_table(rows: Iterable[Waiting], name: str) -> bytes:
    """The table, the first column empty; as CSV or as a workbook of Excel, as the file's name ends.

    Raises UsageError for any other ending, and for a text that no cell of a workbook can hold.
    """
    texts = (
        ("", _DROP_ONLY if row.remedy else _EITHER, row.locale, row.key, _why(row), *_texts(row), row.handoff)
        for row in rows
    )
    otherwise = "Write a table that ends in .csv, or decide with `locmem conflicts take` and `drop`."
    return write_rows(_COLUMNS, texts, name, otherwise)


def _why(row: Waiting) -> str:
    return f"{row.in_words}. Instead of taking it: {row.remedy}." if row.remedy else row.in_words


def _texts(row: Waiting) -> tuple[str, str, str]:
    return row.source, row.here, row.returned


def read_table(data: bytes, path: str) -> tuple[Decided, ...]:
    """What was decided in the table, CSV or a workbook, as any spreadsheet program saves it.

    Rows without a decision are left out.  Raises InputErrors, with all of them, for a file that is no such table, for
    words that are no decision, and for a text that is taken in one row and dropped in another.
    """
    what, do = (
        "this is no table of texts that were kept aside.",
        "Make one with `locmem conflicts list --to FILE.xlsx`.",
    )
    problems = Problems()
    found: dict[tuple[str, str, str], Decided] = {}
    for row in read_rows(data, path, _COLUMNS, _NEEDED, what, do):
        if row.is_taken is None:
            continue
        locale, key = row.text("locale").strip(), row.text("segment").strip()
        decided = Decided(
            locale=locale, key=key, returned=row.text("returned"), here=row.text("here"), is_taken=row.is_taken
        )
        earlier = found.setdefault((locale, key, decided.returned), decided)
        if earlier.is_taken is not decided.is_taken:
            problems.add(row.place, f"{key} is taken in one row and dropped in another.", "Keep one of them.")
    problems.raise_all()
    return tuple(found.values())
