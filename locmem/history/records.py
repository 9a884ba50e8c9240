"""The journal's tables and their rows, each with a digest, so that a damaged record is known as such.

A run carries the sums of its records of files and of targets, and one row the sum of all runs: what vanished is
missed.  What is damaged stays as it is and is never used; only a backup can mend it.

This module imports SQLAlchemy when it is asked for something, not before.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from locmem.digests import DamagedRow, row_digest, stored_sum, sum_of
from locmem.history.changes import DamagedRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

FILE_COLUMNS = ("run", "number", "path", "before", "after")
TARGET_COLUMNS = (
    "run",
    "number",
    "locale",
    "document",
    "occurrence",
    "before",
    "before_state",
    "after",
    "after_state",
    "origin",
)
WORK_COLUMNS = (
    "run",
    "number",
    "moment",
    "who",
    "locale",
    "document",
    "occurrence",
    "source",
    "words",
    "origin",
    "percent",
    "draft",
    "final",
    "before_state",
    "after_state",
    "how",
    "handoff",
    "seen_from",
)
_FIRST_RUN_COLUMNS = ("id", "number", "pipeline", "started", "status", "summary", "who", "files", "targets")
_RUN_COLUMNS = (*_FIRST_RUN_COLUMNS, "work")
_MANY = 50
"""Runs for which all records are read at once."""

_FIRST_TABLES = {"files": ("run_files", FILE_COLUMNS), "targets": ("run_targets", TARGET_COLUMNS)}
_TABLES = {**_FIRST_TABLES, "work": ("run_work", WORK_COLUMNS)}
KINDS = tuple(_TABLES)
"""The kinds of records that a run has."""


def _create_tables(connection: Connection) -> None:
    from sqlalchemy import text

    connection.execute(
        text(
            "CREATE TABLE runs (id VARCHAR(40) PRIMARY KEY, number INTEGER NOT NULL, pipeline TEXT NOT NULL, "
            "started TEXT NOT NULL, status VARCHAR(10) NOT NULL, summary TEXT NOT NULL)"
        )
    )
    blob = _blob(connection)
    connection.execute(
        text(
            "CREATE TABLE run_files (run VARCHAR(40) NOT NULL REFERENCES runs (id), number INTEGER NOT NULL, "
            f"path TEXT NOT NULL, before {blob}, after {blob}, PRIMARY KEY (run, number))"
        )
    )
    connection.execute(
        text(
            "CREATE TABLE run_targets (run VARCHAR(40) NOT NULL REFERENCES runs (id), number INTEGER NOT NULL, "
            "locale VARCHAR(20) NOT NULL, document TEXT NOT NULL, occurrence VARCHAR(20) NOT NULL, "
            "before TEXT NOT NULL, before_state VARCHAR(20) NOT NULL, after TEXT NOT NULL, "
            "after_state VARCHAR(20) NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (run, number))"
        )
    )
    connection.execute(text("CREATE INDEX run_targets_place ON run_targets (document, occurrence)"))


def _add_who(connection: Connection) -> None:
    from sqlalchemy import text

    connection.execute(text("ALTER TABLE runs ADD COLUMN who TEXT NOT NULL DEFAULT ''"))


def _add_digests(connection: Connection) -> None:
    from sqlalchemy import text

    blob = _blob(connection)
    for table, name in (
        ("run_files", "digest"),
        ("run_targets", "digest"),
        ("runs", "files"),
        ("runs", "targets"),
        ("runs", "digest"),
    ):
        connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {name} {blob}"))
    for table, columns in _FIRST_TABLES.values():
        keys = connection.execute(text(f"SELECT run, number FROM {table}")).all()
        of_key = text(f"SELECT {', '.join(columns)} FROM {table} WHERE run = :run AND number = :number")
        give = text(f"UPDATE {table} SET digest = :digest WHERE run = :run AND number = :number")
        for run, number in keys:
            key = {"run": run, "number": number}
            connection.execute(give, {**key, "digest": row_digest(*connection.execute(of_key, key).one())})
    for row in connection.execute(text("SELECT * FROM runs")).all():
        sums = {
            name: stored_sum(
                sum_of(
                    connection.execute(text(f"SELECT digest FROM {table} WHERE run = :run"), {"run": row.id}).scalars()
                )
            )
            for name, (table, _) in _FIRST_TABLES.items()
        }
        write_run(connection, {**row._asdict(), **sums}, _FIRST_RUN_COLUMNS)
    connection.execute(text(f"CREATE TABLE history_state (runs {blob} NOT NULL)"))
    total = sum_of(connection.execute(text("SELECT digest FROM runs")).scalars())
    connection.execute(text("INSERT INTO history_state VALUES (:runs)"), {"runs": stored_sum(total)})


def _add_work(connection: Connection) -> None:
    from sqlalchemy import text

    blob = _blob(connection)
    connection.execute(
        text(
            "CREATE TABLE run_work (run VARCHAR(40) NOT NULL REFERENCES runs (id), number INTEGER NOT NULL, "
            "moment TEXT NOT NULL, who TEXT NOT NULL, locale VARCHAR(20) NOT NULL, document TEXT NOT NULL, "
            "occurrence VARCHAR(20) NOT NULL, source VARCHAR(20) NOT NULL, words INTEGER NOT NULL, "
            "origin TEXT NOT NULL, percent INTEGER NOT NULL, draft TEXT, final TEXT NOT NULL, "
            "before_state VARCHAR(20) NOT NULL, after_state VARCHAR(20) NOT NULL, how VARCHAR(10) NOT NULL, "
            f"handoff TEXT NOT NULL, seen_from TEXT NOT NULL, digest {blob}, PRIMARY KEY (run, number))"
        )
    )
    connection.execute(text("CREATE INDEX run_work_place ON run_work (document, occurrence)"))
    connection.execute(text(f"ALTER TABLE runs ADD COLUMN work {blob}"))
    names = ", ".join((*_FIRST_RUN_COLUMNS, "digest"))
    for row in connection.execute(text(f"SELECT {names} FROM runs")).all():
        # What is damaged must stay known as damaged: a new digest would vouch for it.
        if row.digest == row_digest(*tuple(row)[:-1]):
            add_to_runs(connection, write_run(connection, {**row._asdict(), "work": stored_sum(0)}), gone=row.digest)


MIGRATIONS = (_create_tables, _add_who, _add_digests, _add_work)
"""How the tables came to their shape; steps are added to the end and never changed."""


def _blob(connection: Connection) -> str:
    return "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"


def write_run(connection: Connection, run: dict[str, Any], columns: tuple[str, ...] = _RUN_COLUMNS) -> bytes:
    """The digest of a run's row, whose values are replaced by those of `run`."""
    from sqlalchemy import text

    values = {name: run[name] for name in columns}
    values["digest"] = row_digest(*values.values())
    names = [name for name in values if name != "id"]
    changes = ", ".join(f"{name} = :{name}" for name in names)
    connection.execute(text(f"UPDATE runs SET {changes} WHERE id = :id"), values)
    return bytes(values["digest"])


@dataclass(slots=True)
class Book:
    """All runs as they are recorded: those that are what was written, oldest first, and what is not.

    known: every id there is, damaged ones too.
    """

    runs: list[Row[Any]] = field(default_factory=list)
    damaged: list[DamagedRecord] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    highest: int = 0


def read_book(connection: Connection) -> Book:
    """Every run, proven."""
    from sqlalchemy import text

    book = Book()
    digests: list[object] = []
    for row in connection.execute(text(f"SELECT {', '.join(_RUN_COLUMNS)}, digest FROM runs ORDER BY number")):
        book.known.add(str(row.id))
        book.highest = max(book.highest, row.number if isinstance(row.number, int) else 0)
        digests.append(row.digest)
        if row.digest == row_digest(*tuple(row)[:-1]):
            book.runs.append(row)
        else:
            book.damaged.append(DamagedRecord(run=str(row.id), what="what it was and whether it ended"))
    try:
        whole = stored_sum(sum_of(digests))
    except DamagedRow:
        return book
    if connection.execute(text("SELECT runs FROM history_state")).scalars().all() != [whole]:
        book.damaged.append(DamagedRecord(run="", what="the list of all runs: one may be missing"))
    return book


def proven(
    connection: Connection, kind: str, runs: Iterable[Row[Any]], damaged: list[DamagedRecord]
) -> Iterator[Row[Any]]:
    """The records of some runs that are what was written, by run; what is not is put on the list.

    kind: one of `KINDS`.
    """
    for run, rows in _records(connection, kind, {run.id: run for run in runs}):
        wrong: list[DamagedRecord] = []
        for row in rows:
            if row.digest == row_digest(*tuple(row)[:-1]):
                yield row
            else:
                wrong.append(DamagedRecord(run=run.id, what=str(_place(row))))
        if not wrong and getattr(run, kind) != stored_sum(sum_of(row.digest for row in rows)):
            wrong.append(DamagedRecord(run=run.id, what=f"the list of its {kind}: one may be missing"))
        damaged += wrong


def _records(connection: Connection, kind: str, runs: dict[str, Row[Any]]) -> Iterator[tuple[Row[Any], list[Row[Any]]]]:
    """Each run with its records, in order; all records are read at once where many are asked for."""
    from sqlalchemy import text

    table, columns = _TABLES[kind]
    select = f"SELECT {', '.join(columns)}, digest FROM {table}"
    if len(runs) < _MANY:
        of_run = text(f"{select} WHERE run = :run ORDER BY number")
        for run in runs.values():
            yield run, list(connection.execute(of_run, {"run": run.id}))
        return
    waiting = dict(runs)
    for id_, rows in groupby(connection.execute(text(f"{select} ORDER BY run, number")), lambda row: row.run):
        run_of = waiting.pop(id_, None)
        if run_of is not None:
            yield run_of, list(rows)
    yield from ((run, []) for run in waiting.values())


def _place(row: Row[Any]) -> object:
    values = row._asdict()
    return values["path"] if "path" in values else f"{values['document']}#{values['occurrence']} in {values['locale']}"


def insert(connection: Connection, kind: str, rows: list[tuple[object, ...]], run: Row[Any]) -> bytes:
    """The run's sum of these records after `rows`, values in the order of the columns, are stored."""
    from sqlalchemy import text

    table, columns = _TABLES[kind]
    digests = [row_digest(*row) for row in rows]
    names_of = (*columns, "digest")
    values = [dict(zip(names_of, (*row, digest), strict=True)) for row, digest in zip(rows, digests, strict=True)]
    if values:
        names, marks = ", ".join(names_of), ", ".join(f":{name}" for name in names_of)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)
    return stored_sum(sum_of([getattr(run, kind), *digests]))


def last(connection: Connection, kind: str, run: str, count: int) -> list[Row[Any]]:
    """The last so many records of a run, as they are stored."""
    from sqlalchemy import text

    table, columns = _TABLES[kind]
    query = f"SELECT {', '.join(columns)}, digest FROM {table} WHERE run = :run ORDER BY number DESC LIMIT :count"
    return list(connection.execute(text(query), {"run": run, "count": count}))


def remove(connection: Connection, kind: str, rows: list[Row[Any]], run: Row[Any]) -> bytes:
    """The run's sum of these records after `rows` are gone."""
    from sqlalchemy import text

    gone = text(f"DELETE FROM {_TABLES[kind][0]} WHERE run = :run AND number = :number")
    for row in rows:
        connection.execute(gone, {"run": row.run, "number": row.number})
    return stored_sum(sum_of([getattr(run, kind)]) - sum_of(row.digest for row in rows))


def changed(connection: Connection, run: Row[Any], **values: object) -> None:
    """Replaces some values of a proven run, and brings the sum of all runs up to date."""
    add_to_runs(connection, write_run(connection, {**run._asdict(), **values}), gone=run.digest)


def add_to_runs(connection: Connection, digest: bytes, gone: bytes | None = None) -> None:
    """Adds a run's digest to the sum of all runs, in place of another one's.

    A sum that is damaged stays so: the list of runs is then known not to be proven.
    """
    from sqlalchemy import text

    total = connection.execute(text("SELECT runs FROM history_state")).scalars().first()
    with contextlib.suppress(DamagedRow):
        new = stored_sum(sum_of([total, digest]) - sum_of([gone] if gone else []))
        connection.execute(text("UPDATE history_state SET runs = :runs"), {"runs": new})
