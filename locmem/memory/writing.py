"""Writing entries: only what differs from what is stored.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from locmem.memory.admission import AddResult, Rejected, admitted
from locmem.memory.schema import ENTRIES, REVISION, Row, row_of
from locmem.model.match import Entry, Trust

_Item = TypeVar("_Item")

_Known = dict[str, tuple[str, str]]
"""Content and trust by key."""

_ROWS = 500
"""Rows written or asked for at a time; SQLite and drivers limit the values of one statement."""


def add(connection: Connection, entries: Iterable[Entry | Rejected], batch: str) -> AddResult:
    """Stores `entries`; an entry stored before keeps its batch, and its trust if a person confirmed it."""
    rejected: list[Rejected] = []
    counts = _Counts()
    for rows in _in_chunks(map(row_of, admitted(entries, rejected))):
        _write(connection, rows, _stored(connection, [row.key for row in rows]), batch, counts)
    return _finish(connection, counts, rejected, removed=0)


def replace_all(connection: Connection, entries: Iterable[Entry]) -> AddResult:
    """Makes the memory hold `entries` and nothing else."""
    rejected: list[Rejected] = []
    counts = _Counts()
    columns = (ENTRIES.c.key, ENTRIES.c.content, ENTRIES.c.trust)
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
        _write(connection, rows, known, "", counts)
        given |= known
        unseen.difference_update(row.key for row in rows)
    for keys in _in_chunks(sorted(unseen)):
        connection.execute(delete(ENTRIES).where(ENTRIES.c.key.in_(keys)))
    return _finish(connection, counts, rejected, removed=len(unseen))


def forget(connection: Connection, batch: str) -> int:
    """How many entries of `batch` were removed: all of them."""
    removed = connection.execute(delete(ENTRIES).where(ENTRIES.c.batch == batch)).rowcount
    if removed:
        _new_revision(connection)
    return removed


class _Counts:
    def __init__(self) -> None:
        self.added = self.updated = self.unchanged = 0


def _stored(connection: Connection, keys: Sequence[str]) -> _Known:
    columns = (ENTRIES.c.key, ENTRIES.c.content, ENTRIES.c.trust)
    rows = connection.execute(select(*columns).where(ENTRIES.c.key.in_(keys)))
    return {key: (content, trust) for key, content, trust in rows}


def _write(connection: Connection, rows: Sequence[Row], known: _Known, batch: str, counts: _Counts) -> None:
    """Writes the rows that are new or differ from what is `known`, which it brings up to date."""
    new: dict[str, dict[str, Any]] = {}
    changed: dict[str, dict[str, Any]] = {}
    for row in rows:
        content, trust = known.get(row.key, ("", ""))
        is_weaker = trust == Trust.CONFIRMED.value and not row.is_confirmed
        if content == row.content or is_weaker:
            counts.unchanged += 1
            if not is_weaker:
                known[row.key] = (row.content, row.values["trust"])
            continue
        if content:
            counts.updated += 1
        else:
            counts.added += 1
        if not content or row.key in new:
            new[row.key] = {**row.values, "batch": batch}
        else:
            changed[row.key] = {**row.values, "_key": row.key}
        known[row.key] = (row.content, row.values["trust"])
    if new:
        connection.execute(insert(ENTRIES), list(new.values()))
    if changed:
        of_key = update(ENTRIES).where(ENTRIES.c.key == bindparam("_key"))
        connection.execute(of_key, list(changed.values()))


def _finish(connection: Connection, counts: _Counts, rejected: list[Rejected], removed: int) -> AddResult:
    if counts.added or counts.updated or removed:
        _new_revision(connection)
    return AddResult(
        added=counts.added,
        updated=counts.updated,
        unchanged=counts.unchanged,
        rejected=tuple(rejected),
        removed=removed,
    )


def _new_revision(connection: Connection) -> None:
    connection.execute(update(REVISION).values(number=REVISION.c.number + 1))


def _in_chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, _ROWS)):
        yield chunk
