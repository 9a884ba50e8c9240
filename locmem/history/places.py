"""Where each run wrote: a run is finished, after it was cut off, in that very place only.

A database that came with a clone, or that several people share, tells of runs that were cut off elsewhere.  To
finish one of them here would write what a stranger chose, or what a colleague is writing at this moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from locmem.database import Database, migrate

if TYPE_CHECKING:
    from sqlalchemy import Connection


def make_places(database: Database) -> None:
    """Make the table where it is missing.  Raises StoreError."""
    migrate(database, "run_places", (_create,))


def note_place(connection: Connection, run: str, place: str) -> None:
    """Note where a run that begins will write."""
    from sqlalchemy import text

    connection.execute(text("INSERT INTO run_places VALUES (:run, :place)"), {"run": run, "place": place})


def cut_off(connection: Connection, place: str, *, elsewhere: bool = False) -> tuple[str, ...]:
    """The runs that began to write in a place, or in any other one, and did not end, oldest first."""
    from sqlalchemy import text

    query = (
        "SELECT id FROM runs WHERE status = 'writing' AND id "
        f"{'NOT ' if elsewhere else ''}IN (SELECT run FROM run_places WHERE place = :place) ORDER BY number"
    )
    return tuple(row.id for row in connection.execute(text(query), {"place": place}))


def _create(connection: Connection) -> None:
    from sqlalchemy import text

    connection.execute(
        text("CREATE TABLE run_places (run VARCHAR(40) PRIMARY KEY REFERENCES runs (id), place TEXT NOT NULL)")
    )
