"""Writing entries: only what differs from what is stored.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, exists, insert, select, update

from locmem.memory.admission import AddResult, Rejected, admitted
from locmem.memory.schema import PAIR_COLUMNS, PAIRS, SOURCES, STATE, Row, row_of
from locmem.model.match import Entry, Trust

_Item = TypeVar("_Item")

Values = Mapping[Any, Any]

_Known = dict[bytes, tuple[bytes, str]]
"""Content and trust by key."""

_ROWS = 500
"""Rows written or asked for at a time; SQLite and drivers limit the values of one statement."""

_SOURCE_COLUMNS = ("id", "source_locale", "key", "source", "raw", "masked")
_INSERTED = ("key", "content", "source_id", "batch", *PAIR_COLUMNS)


def add(connection: Connection, entries: Iterable[Entry | Rejected], batch: str) -> AddResult:
    """Stores `entries`; an entry stored before keeps its batch, and its trust if a person confirmed it."""
    rejected: list[Rejected] = []
    writer = _Writer(connection)
    for rows in _in_chunks(map(row_of, admitted(entries, rejected))):
        writer.write(rows, _stored(connection, [row.key for row in rows]), batch)
    writer.finish()
    return writer.result(rejected, removed=0)


def replace_all(connection: Connection, entries: Iterable[Entry]) -> AddResult:
    """Makes the memory hold `entries` and nothing else."""
    rejected: list[Rejected] = []
    writer = _Writer(connection)
    columns = (PAIRS.c.key, PAIRS.c.content, PAIRS.c.trust)
    stored = {key: (content, trust) for key, content, trust in connection.execute(select(*columns))}
    unseen = set(stored)
    given: _Known = {}
    for rows in _in_chunks(map(row_of, admitted(entries, rejected))):
        # What was confirmed and is now only imported has lost its person's word: trust follows what is given.
        known = {
            row.key: given[row.key] if row.key in given else (stored[row.key][0], Trust.IMPORTED.value)
            for row in rows
            if row.key in given or row.key in stored
        }
        writer.write(rows, known, "")
        given |= known
        unseen.difference_update(row.key for row in rows)
    for keys in _in_chunks(sorted(unseen)):
        sources = connection.execute(select(PAIRS.c.source_id).where(PAIRS.c.key.in_(keys))).scalars()
        writer.left.update(sources)
        connection.execute(delete(PAIRS).where(PAIRS.c.key.in_(keys)))
    writer.finish()
    return writer.result(rejected, removed=len(unseen))


def forget(connection: Connection, batch: str) -> int:
    """How many entries of `batch` were removed: all of them, their sources with them where nothing else has them."""
    writer = _Writer(connection)
    of_batch = PAIRS.c.batch == batch
    writer.left.update(connection.execute(select(PAIRS.c.source_id).where(of_batch)).scalars())
    removed = connection.execute(delete(PAIRS).where(of_batch)).rowcount
    writer.finish(erases=True)
    return removed


def begin_epoch(connection: Connection) -> None:
    """No index written before this is trusted any more, wherever a copy of it lies."""
    connection.execute(update(STATE).values({STATE.c.epoch: STATE.c.epoch + 1}))


class _Writer:
    """Writes rows and counts what became of them; only one writes at a time.

    left: ids of sources that lost an entry; those that have none any more go at the end.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Locks the row where SQLite's transaction does not lock the database: ids become visible in order.
        row = connection.execute(select(STATE).with_for_update()).one()
        self._first = self._next = int(row.next_source)
        self.left: set[int] = set()
        self._added = self._updated = self._unchanged = 0

    def write(self, rows: Sequence[Row], known: _Known, batch: str) -> None:
        """Writes the rows that are new or differ from what is `known`, which it brings up to date."""
        new: dict[bytes, Row] = {}
        changed: dict[bytes, Row] = {}
        for row in rows:
            content, trust = known.get(row.key, (b"", ""))
            is_weaker = trust == Trust.CONFIRMED.value and not row.is_confirmed
            if content == row.content or is_weaker:
                self._unchanged += 1
                if not is_weaker:
                    known[row.key] = (row.content, row.trust)
                continue
            if content:
                self._updated += 1
            else:
                self._added += 1
            (new if not content or row.key in new else changed)[row.key] = row
            known[row.key] = (row.content, row.trust)
        sources = self._source_ids((*new.values(), *changed.values()))
        if new:
            values = [(row.key, row.content, sources[row.key], batch, *row.pair) for row in new.values()]
            _insert(self._connection, PAIRS, _INSERTED, values)
        if changed:
            self._update(changed, sources)

    def _update(self, changed: dict[bytes, Row], sources: Mapping[bytes, int]) -> None:
        before = select(PAIRS.c.source_id).where(PAIRS.c.key.in_(changed))
        self.left.update(self._connection.execute(before).scalars())
        values = [
            {
                "_key": row.key,
                "content": row.content,
                "source_id": sources[row.key],
                **dict(zip(PAIR_COLUMNS, row.pair, strict=True)),
            }
            for row in changed.values()
        ]
        self._connection.execute(update(PAIRS).where(PAIRS.c.key == bindparam("_key")), values)

    def _source_ids(self, rows: Collection[Row]) -> dict[bytes, int]:
        """The id of each row's source by the row's key; sources that are not there yet are stored."""
        keys = {row.source_key for row in rows}
        columns = (SOURCES.c.source_locale, SOURCES.c.source, SOURCES.c.id)
        found = self._connection.execute(select(*columns).where(SOURCES.c.key.in_(keys))) if keys else ()
        ids = {(locale, source): id_ for locale, source, id_ in found}
        new: list[tuple[object, ...]] = []
        for row in rows:
            if ids.setdefault((row.source_locale, row.source), self._next) == self._next:
                new.append((self._next, row.source_locale, row.source_key, row.source, row.raw, row.masked))
                self._next += 1
        if new:
            _insert(self._connection, SOURCES, _SOURCE_COLUMNS, new)
        return {row.key: ids[row.source_locale, row.source] for row in rows}

    def finish(self, *, erases: bool = False) -> None:
        """Removes the sources no entry has any more and records what an index has to know."""
        removed = 0
        for ids in _in_chunks(sorted(self.left)):
            is_used = exists().where(PAIRS.c.source_id == SOURCES.c.id)
            unused = delete(SOURCES).where(SOURCES.c.id.in_(ids), ~is_used)
            removed += self._connection.execute(unused).rowcount
        if removed or self._next != self._first:
            values = {STATE.c.next_source: self._next, STATE.c.removed: STATE.c.removed + removed}
            if erases:
                values[STATE.c.epoch] = STATE.c.epoch + 1
            self._connection.execute(update(STATE).values(values))

    def result(self, rejected: Sequence[Rejected], removed: int) -> AddResult:
        """What became of the rows written."""
        return AddResult(
            added=self._added,
            updated=self._updated,
            unchanged=self._unchanged,
            rejected=tuple(rejected),
            removed=removed,
        )


def _stored(connection: Connection, keys: Sequence[bytes]) -> _Known:
    columns = (PAIRS.c.key, PAIRS.c.content, PAIRS.c.trust)
    rows = connection.execute(select(*columns).where(PAIRS.c.key.in_(keys)))
    return {key: (content, trust) for key, content, trust in rows}


def _insert(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Inserts rows through the driver where it takes values by place: that is several times as fast."""
    statement = insert(table)
    compiled = statement.compile(dialect=connection.dialect, column_keys=columns)
    if connection.dialect.positional:
        # The order of the values is that of the table's columns, whatever order they are named in.
        order = [columns.index(name) for name in compiled.positiontup or ()]
        connection.exec_driver_sql(str(compiled), [tuple(row[place] for place in order) for row in rows])
    else:
        connection.execute(statement, [dict(zip(columns, row, strict=True)) for row in rows])


def _in_chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, _ROWS)):
        yield chunk
