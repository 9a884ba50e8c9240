"""What was done to a text when it was confirmed: the draft it began as, what it became, and how.

A record stands for itself: it is counted although the catalog, the document or the engine are long gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from locmem.digests import row_digest
from locmem.history.records import FILE_COLUMNS, TARGET_COLUMNS, WORK_COLUMNS
from locmem.model.translation import OriginKind, State

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


class How(Enum):
    """The way by which a text was confirmed.

    RETURN: it came back from a translator.  EDIT: somebody wrote it into the catalog.  ACCEPT: somebody decided for it
    here.  MEMORY: the memory confirmed it, and nobody read it.  TABLE: it is from a table of aligned pairs.
    """

    RETURN = "return"
    EDIT = "edit"
    ACCEPT = "accept"
    MEMORY = "memory"
    TABLE = "table"


class Place(NamedTuple):
    """Where a text stands."""

    locale: str
    document: str
    occurrence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A target that was confirmed, and what it had been before.

    source: digest of the source.  words: of the source, as people are paid for them.
    origin, percent: where the draft came from (`mt:apertium`, `tm`, `human`) and how near the memory's match was;
        empty and 0 where there was none.
    draft: the text that was offered; empty where nothing was, None where nobody knows it any more.
    before_state, after_state: as of `TargetChange`.
    handoff: that with which it came back; empty where it was not out.
    seen_from: the moment from which somebody could read the draft (its handoff, or the run that wrote it); empty where
        that is not known.
    who: the translator of the handoff, else the login name of whoever confirmed it.
    run, moment: given by the journal.
    """

    locale: str
    document: str
    occurrence: str
    source: str
    words: int
    origin: str
    percent: int
    draft: str | None
    final: str
    before_state: str
    after_state: str
    how: How
    handoff: str = ""
    seen_from: str = ""
    who: str = ""
    run: str = ""
    moment: str = ""

    @property
    def month(self) -> str:
        """The month in which it was confirmed: `2026-11`."""
        return self.moment[:7]

    @property
    def is_revision(self) -> bool:
        """Whether it is another wording of what was confirmed for the same source before."""
        return self.before_state in _CONFIRMED and self.draft != self.final

    @property
    def is_review(self) -> bool:
        """Whether what was confirmed before was confirmed once more as it is."""
        return self.before_state in _CONFIRMED and self.draft == self.final


_CONFIRMED = (State.TRANSLATED.value, State.REVIEWED.value)


def row_of(work: Work, run: Row[Any], number: int) -> tuple[object, ...]:
    """The record of a run, values in the order of the columns."""
    return (
        run.id,
        number,
        run.started,
        work.who or run.who,
        *(getattr(work, name) for name in WORK_COLUMNS[4:15]),
        work.how.value,
        work.handoff,
        work.seen_from,
    )


def work_in(row: Row[Any]) -> Work:
    """What a record says."""
    values = {name: getattr(row, name) for name in WORK_COLUMNS if name != "number"}
    return Work(**{**values, "how": How(values["how"])})


def first_written(connection: Connection, path: str) -> str:
    """When the oldest run began that made a file and stands; empty where there is none."""
    return next((str(row.started) for row in _files(connection, "path = :path AND before IS NULL", path=path)), "")


def contents_of(connection: Connection, path: str) -> Iterator[bytes]:
    """What runs that stand made of a file, packed as it is stored, newest first."""
    made = _files(connection, "path = :path AND after IS NOT NULL", order="DESC", path=path)
    yield from (row.after for row in made)


def removed_below(connection: Connection, start: str) -> Iterator[tuple[str, str, bytes]]:
    """(path, moment, packed content) of files with this beginning that runs that stand took away, oldest first."""
    for row in _files(connection, "after IS NULL AND before IS NOT NULL"):
        if row.path.startswith(start):
            yield row.path, str(row.started), row.before


def _files(connection: Connection, which: str, *, order: str = "ASC", **values: str) -> Iterator[Row[Any]]:
    """The sound records of files by runs that stand, each with when its run began, in the order of the runs.

    which: a condition in SQL, with `values` for its parameters.
    """
    from sqlalchemy import text

    columns = ", ".join(f"run_files.{name}" for name in FILE_COLUMNS)
    query = text(
        f"SELECT {columns}, run_files.digest, started, status FROM run_files JOIN runs ON runs.id = run_files.run "
        f"WHERE {which} ORDER BY runs.number {order}, run_files.number {order}"
    )
    for row in connection.execute(query, values):
        if row.status != "undone" and row.digest == row_digest(*tuple(row)[: len(FILE_COLUMNS)]):
            yield row


class Said(NamedTuple):
    """What a run wrote or took in at a place: from when on, who or what made it, and its state as of `TargetChange`.

    who: the name of the person who answers for it, empty where no person does, or nobody knows.
    """

    moment: str
    text: str
    origin: str
    state: str
    who: str = ""


def texts_at(connection: Connection, place: Place) -> Iterator[Said]:
    """What runs that stand wrote or took in at a place, newest first."""
    from sqlalchemy import text

    found: list[tuple[int, int, Said]] = []
    # Of a return the work names the translator; the run names whoever took it in.
    answering: dict[tuple[int, str], str] = {}
    for table, columns, target, origin in (
        # Earlier versions noted of what somebody wrote into a catalog nothing but the work.
        ("run_work", WORK_COLUMNS, "final", ""),
        ("run_targets", TARGET_COLUMNS, "after", "origin"),
    ):
        names = ", ".join(f"{table}.{name}" for name in columns)
        query = text(
            f"SELECT {names}, {table}.digest, runs.number AS nth, started, status, runs.who AS began FROM {table} "
            f"JOIN runs ON runs.id = {table}.run WHERE document = :document AND occurrence = :occurrence "
            "AND locale = :locale"
        )
        for row in connection.execute(query, place._asdict()):
            said = getattr(row, target)
            if said and row.status != "undone" and row.digest == row_digest(*tuple(row)[: len(columns)]):
                whose = getattr(row, origin) if origin else OriginKind.HUMAN.value
                if not origin:
                    answering[row.nth, said] = "" if row.how == How.MEMORY.value else row.who
                who = answering.get((row.nth, said), row.began if whose == OriginKind.HUMAN.value else "")
                one = Said(str(row.started), str(said), whose, str(row.after_state), who)
                found.append((row.nth, row.number, one))
    yield from (said for *_, said in sorted(found, reverse=True))
