"""Writing entries: only what differs from what is stored.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Table,
    TextClause,
    bindparam,
    delete,
    exists,
    insert,
    select,
    text,
    update,
)

from locmem.database import Database
from locmem.memory.admission import AddResult, Rejected, admitted
from locmem.memory.changed_sources import MOST, Change, Sought
from locmem.memory.given import Given
from locmem.memory.schema import (
    ENTRY_COLUMNS,
    PAIR_COLUMNS,
    PAIRS,
    SOURCES,
    Row,
    entry_of,
    pair_digest,
    place_of_key,
    read_state,
    row_of,
    source_digest,
    write_state,
)
from locmem.memory.sums import Changes, chunks, stamp
from locmem.model.match import Entry, Trust

Values = Mapping[Any, Any]

_Known = dict[bytes, tuple[bytes, str]]
"""Content and trust by key."""

_SOURCE_COLUMNS = ("digest", "pairs", "place", "id", "source_locale", "key", "source", "raw", "masked")
_INSERTED = ("digest", "key", "content", "source_id", "batch", *PAIR_COLUMNS)
_LEAVING = (PAIRS.c.key, PAIRS.c.source_id, PAIRS.c.locale, PAIRS.c.digest)


def add(connection: Connection, entries: Iterable[Entry | Rejected], batch: str) -> AddResult:
    """Stores `entries`; an entry stored before keeps its batch, and its trust if a person confirmed it."""
    rejected: list[Rejected] = []
    return add_rows(connection, chunks(map(row_of, admitted(entries, rejected))), rejected, batch)


def add_rows(
    connection: Connection, some_rows: Iterable[Sequence[Row]], rejected: Sequence[Rejected], batch: str
) -> AddResult:
    """What `add` gives for rows that come some at a time; what is rejected is on the list when the last have come."""
    writer = Writer(connection)
    for rows in some_rows:
        writer.write(rows, writer.stored(rows), batch)
    writer.finish()
    return writer.result(rejected, removed=0)


class Replaced(NamedTuple):
    """What became of entries that are now all there are, and the sources of which something changed.

    sources: None where they are too many to be told.
    """

    result: AddResult
    sources: tuple[Sought, ...] | None


def replace_all(connection: Connection, entries: Iterable[Entry]) -> Replaced:
    """Makes the memory hold `entries` and nothing else."""
    rejected: list[Rejected] = []
    writer = Writer(connection)
    columns = (PAIRS.c.key, PAIRS.c.content, PAIRS.c.trust)
    stored = {key: (content, trust) for key, content, trust in connection.execute(select(*columns))}
    unseen = set(stored)
    given: _Known = {}
    for rows in chunks(map(row_of, admitted(entries, rejected))):
        # What was confirmed and is now only imported has lost its person's word: trust follows what is given.
        earlier = {
            row.key: given[row.key] if row.key in given else (stored[row.key][0], Trust.IMPORTED.value)
            for row in rows
            if row.key in given or row.key in stored
        }
        writer.write(rows, earlier, "")
        given |= earlier
        unseen.difference_update(row.key for row in rows)
    for keys in chunks(sorted(unseen)):
        writer.remove(PAIRS.c.key.in_(keys))
    sources = writer.changed_sources()
    writer.finish()
    return Replaced(writer.result(rejected, removed=len(unseen)), sources)


def changed(database: Database, replace: Callable[[Connection], Replaced]) -> Change:
    """What `replace` changed of the memory in a database, in one transaction."""
    with database.write() as connection:
        before = stamp(connection)
        sources = replace(connection).sources
        return Change(before, stamp(connection), sources)


def forget(connection: Connection, batch: str) -> int:
    """How many entries of `batch` were removed: all of them, their sources with them where nothing else has them."""
    writer = Writer(connection)
    removed = writer.remove(PAIRS.c.batch == batch)
    writer.finish(erases=True)
    return removed


def file_anew(connection: Connection, sources: Collection[int]) -> None:
    """The entries of some sources stored again, under the keys that they have today; nothing else changes."""
    of_sources = PAIRS.c.source_id.in_(sources)
    joined = PAIRS.join(SOURCES, PAIRS.c.source_id == SOURCES.c.id)
    rows = connection.execute(select(*ENTRY_COLUMNS).select_from(joined).where(of_sources).order_by(PAIRS.c.key)).all()
    by_batch: dict[str, list[Entry]] = {}
    for row in rows:
        by_batch.setdefault(row.batch, []).append(entry_of(tuple(row)))
    writer = Writer(connection)
    writer.remove(of_sources)
    writer.finish()
    for batch, entries in by_batch.items():
        writer = Writer(connection)
        writer.write([row_of(entry) for entry in entries], {}, batch)
        writer.finish()


def begin_epoch(connection: Connection) -> None:
    """No index written before this is trusted any more, wherever a copy of it lies."""
    facts = read_state(connection, locked=True)
    write_state(connection, facts._replace(epoch=facts.epoch + 1))


class Writer:
    """Writes rows and counts what became of them; only one writes at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Locks the row where SQLite's transaction does not lock the database: ids become visible in order.
        self._facts = read_state(connection, locked=True)
        self._next = self._facts.next_source
        self._sums = Changes()
        # The sources that lost an entry; those that have none any more go at the end.
        self._left: set[int] = set()
        self._met: set[int] = set()
        self._added = self._updated = self._unchanged = 0
        # Into a memory in which nothing was ever written only this writer has put anything.
        is_first = self._facts.next_source == 1 and not self._facts.filled
        self._pairs_given = Given() if is_first else None
        self._sources_given = Given() if is_first else None

    def stored(self, rows: Sequence[Row]) -> _Known:
        """What is stored under the keys of some rows."""
        keys = [row.key for row in rows]
        if self._pairs_given is not None:
            keys = self._pairs_given.again(keys)
        columns = (PAIRS.c.key, PAIRS.c.content, PAIRS.c.trust)
        found = self._connection.execute(select(*columns).where(PAIRS.c.key.in_(keys))) if keys else ()
        return {key: (content, trust) for key, content, trust in found}

    def write(self, rows: Sequence[Row], earlier: _Known, batch: str) -> None:
        """Writes the rows that are new or differ from those in `earlier`, which it brings up to date."""
        new: dict[bytes, Row] = {}
        changed: dict[bytes, Row] = {}
        for row in rows:
            content, trust = earlier.get(row.key, (b"", ""))
            is_weaker = trust == Trust.CONFIRMED.value and not row.is_confirmed
            if content == row.content or is_weaker:
                self._unchanged += 1
                if not is_weaker:
                    earlier[row.key] = (row.content, row.trust)
                continue
            if content:
                self._updated += 1
            else:
                self._added += 1
            (new if not content or row.key in new else changed)[row.key] = row
            earlier[row.key] = (row.content, row.trust)
        sources, fresh = self._source_ids((*new.values(), *changed.values()))
        name = batch.encode("utf-8", "surrogatepass")
        inserted = [self._pair(row, sources[row.key], batch, name) for row in new.values()]
        updated = self._changed(changed, sources)
        if fresh:
            # After its pairs are counted, so that the sum is written at once.
            rows_of = [
                (digest, self._sums.pairs_of_new(id_), place_of_key(key), id_, locale, key, *texts)
                for digest, id_, locale, key, *texts in fresh
            ]
            _insert(self._connection, SOURCES, _SOURCE_COLUMNS, rows_of)
        if inserted:
            _insert(self._connection, PAIRS, _INSERTED, inserted)
        if updated:
            self._connection.execute(update(PAIRS).where(PAIRS.c.key == bindparam("_key")), updated)

    def _pair(self, row: Row, source_id: int, batch: str, name: bytes) -> tuple[object, ...]:
        """The values of _INSERTED, counted in the sums.  name: the bytes of `batch`."""
        digest = pair_digest(row, source_id, name)
        self._sums.new_pair(row.key, source_id, row.pair[0].encode(), digest)
        return (digest, row.key, row.content, source_id, batch, *row.pair)

    def _changed(self, changed: dict[bytes, Row], sources: Mapping[bytes, int]) -> list[dict[str, object]]:
        """The new values of pairs that stay in their batch."""
        columns = (*_LEAVING, PAIRS.c.batch)
        before = self._connection.execute(select(*columns).where(PAIRS.c.key.in_(changed))) if changed else ()
        values: list[dict[str, object]] = []
        for key, source_id, locale, digest, batch in before:
            self._sums.pair(key, source_id, locale, digest, -1)
            self._left.add(source_id)
            name = batch.encode("utf-8", "surrogatepass")
            new = dict(zip(_INSERTED, self._pair(changed[key], sources[key], batch, name), strict=True))
            values.append({"_key": new.pop("key"), **new})
        return values

    def remove(self, which: ColumnElement[bool]) -> int:
        """How many pairs were removed."""
        leaving = self._connection.execute(select(*_LEAVING).where(which)).all()
        for key, source_id, locale, digest in leaving:
            self._sums.pair(key, source_id, locale, digest, -1)
            self._left.add(source_id)
        self._connection.execute(delete(PAIRS).where(which))
        return len(leaving)

    def _source_ids(self, rows: Collection[Row]) -> tuple[dict[bytes, int], list[tuple[Any, ...]]]:
        """The id of each row's source by the row's key, and the sources that are not there yet."""
        keys: Collection[bytes] = {row.source_key for row in rows}
        if self._sources_given is not None:
            keys = self._sources_given.again(keys)
        wanted: dict[str, object] = {}
        for number, key in enumerate(keys):
            wanted |= {f"place{number}": place_of_key(key), f"key{number}": key}
        found = self._connection.execute(_of_keys(len(keys)), wanted) if keys else ()
        ids = {(locale, source): id_ for locale, source, id_ in found}
        new: list[tuple[Any, ...]] = []
        for row in rows:
            if ids.setdefault((row.source_locale, row.source), self._next) == self._next:
                digest = source_digest(self._next, row)
                new.append((digest, self._next, row.source_locale, row.source_key, row.source, row.raw, row.masked))
                self._sums.new_source(self._next, row.source_key, digest)
                self._next += 1
        found_ids = {row.key: ids[row.source_locale, row.source] for row in rows}
        if len(self._met) <= MOST:
            self._met.update(found_ids.values())
        return found_ids, new

    def changed_sources(self) -> tuple[Sought, ...] | None:
        """The sources of which something was written or removed, before `finish`; None where they are too many."""
        ids = self._left | self._met
        if len(ids) > MOST:
            return None
        columns = (SOURCES.c.key, SOURCES.c.raw, SOURCES.c.masked)
        found = self._connection.execute(select(*columns).where(SOURCES.c.id.in_(ids)).order_by(SOURCES.c.id))
        return tuple(Sought(key, raw, raw if masked is None else masked) for key, raw, masked in found)

    def finish(self, *, erases: bool = False) -> None:
        """Removes the sources no entry has any more and records what an index has to know."""
        removed = 0
        columns = (SOURCES.c.id, SOURCES.c.key, SOURCES.c.digest)
        is_used = exists().where(PAIRS.c.source_id == SOURCES.c.id)
        for ids in chunks(sorted(self._left)):
            unused = self._connection.execute(select(*columns).where(SOURCES.c.id.in_(ids), ~is_used)).all()
            for id_, key, digest in unused:
                self._sums.source(id_, key, digest, -1)
                self._sums.forget(id_)
            self._connection.execute(delete(SOURCES).where(SOURCES.c.id.in_([row.id for row in unused])))
            removed += len(unused)
        self._sums.write(self._connection)
        facts = self._facts
        now = facts._replace(
            next_source=self._next,
            removed=facts.removed + removed,
            epoch=facts.epoch + (erases and (removed > 0 or self._next != facts.next_source)),
            filled=1,
        )
        if now != facts:
            write_state(self._connection, now)

    def result(self, rejected: Sequence[Rejected], removed: int) -> AddResult:
        """What became of the rows written."""
        return AddResult(
            added=self._added,
            updated=self._updated,
            unchanged=self._unchanged,
            rejected=tuple(rejected),
            removed=removed,
        )


def _insert(connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    """Inserts rows through the driver where it takes values by place: that is several times as fast."""
    if connection.dialect.positional:
        statement, ordered = _compiled(connection.dialect, table, columns)
        connection.exec_driver_sql(statement, list(map(ordered, rows)))
    else:
        connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in rows])


@lru_cache(maxsize=1_000)
def _of_keys(count: int) -> TextClause:
    """Asks for the sources under so many keys, each looked for in the index.

    Of `(place, key) IN (…)` SQLite makes a scan of the whole table.
    """
    wanted = ", ".join(f"(:place{number}, :key{number})" for number in range(count))
    return text(
        f"WITH wanted (place, key) AS (VALUES {wanted}) SELECT source_locale, source, id FROM wanted "
        "JOIN memory_sources ON memory_sources.place = wanted.place AND memory_sources.key = wanted.key"
    )


@lru_cache(maxsize=8)
def _compiled(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> tuple[str, itemgetter[Any]]:
    """An INSERT, and what puts the values of a row into its order: that of the table's columns."""
    compiled = insert(table).compile(dialect=dialect, column_keys=columns)
    return str(compiled), itemgetter(*(columns.index(name) for name in compiled.positiontup or ()))
