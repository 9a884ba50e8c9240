"""A run that was cut off is finished in the very place where it began to write, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from locmem.clock import FixedClock
from locmem.database import Database, open_database
from locmem.history.journal import Journal
from locmem.history.places import cut_off, make_places, note_place

CLOCK = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "locmem.db") as opened:
        Journal(opened, CLOCK)
        make_places(opened)
        yield opened


def begun(database: Database, status: str, place: str | None) -> str:
    from sqlalchemy import text

    run = Journal(database, CLOCK).begin("sync.yaml")
    with database.write() as connection:
        connection.execute(text("UPDATE runs SET status = :status WHERE id = :id"), {"status": status, "id": run})
        connection.execute(text("DELETE FROM run_places WHERE run = :id"), {"id": run})
        if place is not None:
            note_place(connection, run, place)
    return run


def test_only_runs_that_did_not_end_count_and_each_in_its_own_place(database: Database) -> None:
    here, other = begun(database, "writing", "here"), begun(database, "writing", "there")
    again = begun(database, "writing", "here")
    begun(database, "done", "here")
    nowhere = begun(database, "writing", None)
    with database.read() as connection:
        assert cut_off(connection, "here") == (here, again)
        assert cut_off(connection, "there") == (other,)
        assert cut_off(connection, "here", elsewhere=True) == (other, nowhere)
        assert cut_off(connection, "nowhere") == ()


def test_the_table_is_made_once(database: Database) -> None:
    make_places(database)
    run = begun(database, "writing", "here")
    with database.read() as connection:
        assert cut_off(connection, "here") == (run,)
