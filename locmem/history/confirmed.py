"""Which texts somebody confirmed: since a moment, of that time's records alone, or as the last to do so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from locmem.database import Database
from locmem.digests import row_digest
from locmem.history.records import WORK_COLUMNS
from locmem.history.work import Place, Work, work_in

if TYPE_CHECKING:
    from sqlalchemy import Connection


_COLUMNS = ", ".join(f"run_work.{name}" for name in (*WORK_COLUMNS, "digest"))
_STANDING = f"SELECT {_COLUMNS} FROM run_work JOIN runs ON runs.id = run_work.run WHERE runs.status <> 'undone'"
_ORDER = " ORDER BY runs.number, run_work.number"


def confirmed_since(database: Database, who: str, since: str) -> tuple[Work, ...]:
    """What somebody confirmed since a moment (ISO, UTC), the last of each place, newest first."""
    with database.read() as connection:
        asked = f"{_STANDING} AND runs.started >= :since AND run_work.who = :who{_ORDER}"
        found = list(_sound(connection, asked, who=who, since=since))
    newest: dict[Place, Work] = {}
    for one in reversed(found):
        newest.setdefault(_place(one), one)
    return tuple(newest.values())


def confirmed_last_by(database: Database, who: str) -> frozenset[Place]:
    """The places for whose text somebody answers, as nobody confirmed another one after them."""
    with database.read() as connection:
        last = {_place(one): one.who.casefold() for one in _sound(connection, f"{_STANDING}{_ORDER}")}
    return frozenset(place for place, name in last.items() if name == who.casefold())


def _place(one: Work) -> Place:
    return Place(one.locale, one.document, one.occurrence)


def _sound(connection: Connection, asked: str, **values: str) -> Iterator[Work]:
    """The records that are asked for, without those that are not what was written."""
    from sqlalchemy import text

    for row in connection.execute(text(asked), values):
        if row.digest == row_digest(*tuple(row)[:-1]):
            yield work_in(row)
