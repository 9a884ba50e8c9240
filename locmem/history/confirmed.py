"""How many texts somebody confirmed since a moment, of that time's records alone: an editor asks after each text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from locmem.database import Database
from locmem.digests import row_digest
from locmem.history.records import WORK_COLUMNS
from locmem.history.work import Work, work_in

if TYPE_CHECKING:
    from sqlalchemy import Connection


def confirmed_since(database: Database, who: str, since: str) -> int:
    """How many places somebody confirmed a text for since a moment (ISO, UTC), each once."""
    with database.read() as connection:
        found = _sound(connection, who=who, since=since)
        return len({(one.locale, one.document, one.occurrence) for one in found})


def _sound(connection: Connection, **values: str) -> Iterator[Work]:
    """The records of somebody in runs that stand, without those that are not what was written."""
    from sqlalchemy import text

    columns = ", ".join(WORK_COLUMNS)
    runs = "SELECT id FROM runs WHERE started >= :since AND status <> 'undone'"
    asked = f"SELECT {columns}, digest FROM run_work WHERE run IN ({runs}) AND who = :who"
    for row in connection.execute(text(asked), values):
        if row.digest == row_digest(*tuple(row)[:-1]):
            yield work_in(row)
