from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from locmem import database as database_module
from locmem.database import CACHE_KIB, Database, has_wal_reset_bug, migrate, open_database, sqlite_report
from locmem.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "state" / "locmem.db") as opened:
        migrate(opened, "notes", [make_notes])
        yield opened


def make_notes(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE notes (words TEXT)"))


def add_note(connection: Connection, words: str) -> None:
    connection.execute(text("INSERT INTO notes VALUES (:words)"), {"words": words})


def notes(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(text("SELECT words FROM notes ORDER BY words")).scalars())


def pragma(database: Database, name: str) -> object:
    with database.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_versions_of_sqlite_with_the_wal_reset_bug_are_known(version: tuple[int, int, int], expected: bool) -> None:
    assert has_wal_reset_bug(version) is expected


def test_the_report_says_what_an_open_database_does(database: Database) -> None:
    report = sqlite_report()
    assert report.version == sqlite3.sqlite_version
    assert pragma(database, "journal_mode") == report.journal_mode


def test_an_acknowledged_commit_survives_a_power_cut_by_the_settings_known_to_keep_it(
    database: Database,
) -> None:
    settings = (pragma(database, "journal_mode"), pragma(database, "synchronous"))
    full, extra = 2, 3
    assert settings in {("delete", extra), ("wal", full)}
    assert pragma(database, "foreign_keys") == 1
    assert pragma(database, "secure_delete") == 1


def test_what_is_written_is_there_when_opened_again(tmp_path: Path) -> None:
    for address in (tmp_path / "a.db", str(tmp_path / "b.db"), f"sqlite:///{tmp_path}/c.db"):
        with open_database(address) as database:
            migrate(database, "notes", [make_notes])
            with database.write() as connection:
                add_note(connection, "kept")
        with open_database(address) as database:
            assert notes(database) == ["kept"]


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.write() as connection:
            add_note(connection, "half")
            connection.execute(text("CREATE TABLE more (words TEXT)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert notes(database) == []
    with database.read() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'more'")).all()
    assert tables == []


def test_a_process_that_dies_in_a_write_leaves_nothing(database: Database) -> None:
    program = f"""
import os
from sqlalchemy import text
from locmem.database import open_database
with open_database({database.name!r}) as database, database.write() as connection:
    for number in range(5000):
        connection.execute(text("INSERT INTO notes VALUES (:words)"), {{"words": "x" * 1000}})
    os._exit(9)
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(database_module.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=False)
    assert done.returncode == 9
    assert notes(database) == []


def test_a_reader_sees_one_state_throughout(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0)
    with open_database(database.name) as other, database.read() as connection:
        count = text("SELECT count(*) FROM notes")
        before = connection.execute(count).scalar_one()
        try:
            with other.write() as writing:
                add_note(writing, "later")
        except StoreError:
            # With a rollback journal a writer has to wait for readers.
            assert sqlite_report().journal_mode == "delete"
        assert connection.execute(count).scalar_one() == before


def test_a_second_writer_is_told_of_the_lock_before_it_has_read_anything(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0)
    with open_database(database.name) as other, database.write() as connection:
        add_note(connection, "first")
        entered = False

        def write_too() -> None:
            nonlocal entered
            with other.write():
                entered = True

        with pytest.raises(StoreError, match="another process kept the database locked"):
            write_too()
        assert not entered
    assert notes(database) == ["first"]


def test_a_damaged_state_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "locmem.db"
    path.write_bytes(b"these are not the bytes of a database" * 100)
    with pytest.raises(StoreError, match=r"locmem\.db.*no SQLite database.*damaged.*put a backup in its place"):
        open_database(path)
    assert path.read_bytes().startswith(b"these are not")


def test_a_page_damaged_in_the_middle_is_told_of_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "locmem.db"
    with open_database(path) as database:
        migrate(database, "notes", [make_notes])
        with database.write() as connection:
            for _ in range(100):
                add_note(connection, "x" * 1000)
    data = bytearray(path.read_bytes())
    data[3 * 4096 : 8 * 4096] = b"\xff" * (5 * 4096)
    path.write_bytes(data)
    with open_database(path) as database, pytest.raises(StoreError, match="damaged"):
        notes(database)


def test_a_damaged_cache_is_set_aside_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    path.write_bytes(b"rubbish" * 1000)
    (tmp_path / "cache.db-journal").write_bytes(b"rubbish")
    with open_database(path, durable=False) as database:
        migrate(database, "notes", [make_notes])
        assert notes(database) == []
    assert (tmp_path / "cache.db.damaged").read_bytes().startswith(b"rubbish")


def test_an_address_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not installed"):
        open_database("nosuchserver://host/name")
    with pytest.raises(StoreError, match="not a database address"):
        open_database("://nothing")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="folder cannot be made"):
        open_database(tmp_path / "file" / "locmem.db")
    with pytest.raises(StoreError, match="cannot be used"):
        open_database(tmp_path)


def test_passwords_are_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        open_database("nosuchserver://ann:canary@host/name")
    assert "canary" not in str(caught.value)


def test_migrations_run_once_each_and_in_order(database: Database) -> None:
    ran: list[int] = []
    steps = [make_notes, lambda _: ran.append(2), lambda _: ran.append(3)]
    migrate(database, "notes", steps[:2])
    migrate(database, "notes", steps)
    migrate(database, "notes", steps)
    assert ran == [2, 3]


def test_tables_of_different_names_are_numbered_apart(database: Database) -> None:
    ran: list[str] = []
    migrate(database, "history", [lambda _: ran.append("history")])
    migrate(database, "notes", [make_notes])
    assert ran == ["history"]


def test_a_migration_that_fails_leaves_the_one_before(database: Database) -> None:
    def fail(connection: Connection) -> None:
        add_note(connection, "half")
        raise RuntimeError

    def mend(connection: Connection) -> None:
        add_note(connection, "whole")

    with pytest.raises(RuntimeError):
        migrate(database, "notes", [make_notes, fail])
    assert notes(database) == []
    migrate(database, "notes", [make_notes, mend])
    assert notes(database) == ["whole"]


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    migrate(database, "notes", [make_notes, lambda _: None])
    with pytest.raises(StoreError, match=r"newer locmem.*Update locmem"):
        migrate(database, "notes", [make_notes])


def test_sqlalchemy_is_imported_only_when_a_database_is_opened() -> None:
    program = "import sys, locmem.database, locmem.memory.store; print('sqlalchemy' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(database_module.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_a_database_that_nobody_holds_any_more_is_closed(tmp_path: Path) -> None:
    database = open_database(tmp_path / "locmem.db")
    closed: list[object] = []
    event.listen(database.engine, "close", lambda connection, _record: closed.append(connection))
    del database
    gc.collect()
    assert len(closed) == 1


def test_as_many_pages_are_kept_as_a_large_import_goes_back_to(database: Database) -> None:
    assert pragma(database, "cache_size") == -CACHE_KIB
