"""SQLite files of strangers: refused before SQLite changes, plays back or runs anything of theirs."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from locmem.database import migrate, open_database
from locmem.errors import StoreError
from locmem.sqlitefile import APPLICATION_ID

UNFINISHED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE notes SET words = 'later ' || words")
os._exit(9)
"""


def made(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def make_notes(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE notes (words TEXT)"))


def ours(path: Path, *statements: str) -> Path:
    with open_database(path) as database:
        migrate(database, "notes", [make_notes])
    return made(path, *statements)


def files(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


STRANGERS = {
    "their tables": ("CREATE TABLE moz_places (url TEXT)",),
    "their log": ("PRAGMA journal_mode = wal", "CREATE TABLE moz_places (url TEXT)"),
    "their id": ("PRAGMA application_id = 1196444487", "CREATE TABLE locmem_migrations (name TEXT)"),
    "their view": ("CREATE VIEW things AS SELECT 1",),
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_another_programs_database_is_refused_and_not_a_byte_of_it_changes(tmp_path: Path, kind: str) -> None:
    path = made(tmp_path / "places.db", *STRANGERS[kind])
    before = files(tmp_path)
    with pytest.raises(StoreError, match=r"places\.db: belongs to another program.*Name another file"):
        open_database(path)
    assert files(tmp_path) == before


def test_tables_that_stand_in_a_log_only_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE moz_places (url TEXT)")
        before = path.read_bytes()
        with pytest.raises(StoreError, match="belongs to another program"):
            open_database(path)
        assert path.read_bytes() == before


def test_our_databases_say_that_they_are_ours(tmp_path: Path) -> None:
    path = ours(tmp_path / "ours.db")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    open_database(path).close()
    # One of an earlier version says nothing there.
    made(path, "PRAGMA application_id = 0")
    open_database(path).close()
    made(tmp_path / "new.db", "VACUUM")
    open_database(tmp_path / "new.db").close()


@pytest.mark.parametrize("replaced", [b"\xabotes", b"\xff\xfe\xab\xab\xab"])
@pytest.mark.parametrize("number", [0, 1])
def test_names_that_are_no_text_are_damage_and_not_a_bug(tmp_path: Path, replaced: bytes, number: int) -> None:
    path = ours(tmp_path / "ours.db")
    places = [found.start() for found in re.finditer(b"notes", path.read_bytes())]
    data = bytearray(path.read_bytes())
    data[places[number] : places[number] + len(replaced)] = replaced
    path.write_bytes(bytes(data))
    with pytest.raises(StoreError), open_database(path) as database:
        database.check()


PROGRAMS = {
    "trigger": "CREATE TRIGGER evil AFTER INSERT ON notes BEGIN DELETE FROM notes; END",
    "view": "CREATE VIEW evil AS SELECT load_extension('evil')",
    "virtual table": "CREATE VIRTUAL TABLE evil USING fts4(words)",
}


@pytest.mark.parametrize("kind", PROGRAMS)
def test_programs_in_a_database_are_refused_before_they_can_run(tmp_path: Path, kind: str) -> None:
    path = ours(tmp_path / "ours.db", PROGRAMS[kind])
    before = files(tmp_path)
    with pytest.raises(StoreError, match=f"holds the {kind} 'evil.*', which locmem did not make"):
        open_database(path)
    assert files(tmp_path) == before


def test_a_cache_with_programs_is_set_aside_and_begun_anew(tmp_path: Path) -> None:
    path = ours(tmp_path / "cache.db", PROGRAMS["trigger"])
    with open_database(path, durable=False) as database, database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
    assert (tmp_path / "cache.db.damaged").exists()


def test_a_database_is_opened_as_one_that_strangers_made(tmp_path: Path) -> None:
    with open_database(tmp_path / "ours.db") as database, database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA trusted_schema").scalar_one() == 0
        assert connection.exec_driver_sql("PRAGMA cell_size_check").scalar_one() == 1


@pytest.mark.parametrize("number", ["'many'", "-1", "x'00ff'", "1.5", "'9'"])
def test_a_record_of_steps_that_makes_no_sense_is_told(tmp_path: Path, number: str) -> None:
    path = ours(tmp_path / "ours.db")
    made(
        path,
        "DROP TABLE locmem_migrations",
        "CREATE TABLE locmem_migrations (name, number)",
        f"INSERT INTO locmem_migrations VALUES ('notes', {number})",
    )
    with open_database(path) as database, pytest.raises(StoreError, match="the record of its steps is damaged"):
        migrate(database, "notes", [lambda _: None])


def cut_off(path: Path) -> Path:
    """A database of ours whose last writer was killed: its journal is played back when it is opened next."""
    words = "x" * 500
    ours(path, "BEGIN", *(f"INSERT INTO notes VALUES ('{words}')" for _ in range(50)), "COMMIT")
    subprocess.run([sys.executable, "-c", UNFINISHED, str(path)], check=False)
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size > 1000
    return journal


def later(path: Path) -> int:
    with open_database(path) as database, database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM notes WHERE words LIKE 'later%'").scalar_one())


def test_a_journal_of_ours_is_played_back(tmp_path: Path) -> None:
    cut_off(tmp_path / "ours.db")
    assert later(tmp_path / "ours.db") == 0


@pytest.mark.parametrize("is_cache", [False, True])
def test_a_journal_in_a_clone_deletes_no_file_of_the_user(tmp_path: Path, is_cache: bool) -> None:
    journal = cut_off(tmp_path / "ours.db")
    victim = tmp_path / "victim.txt"
    victim.write_text("precious\n")
    name = os.fsencode(victim)
    # https://sqlite.org/fileformat.html: the name of a super-journal at the end of a rollback journal, which
    # SQLite deletes when no journal that it lists is there.
    record = struct.pack(">I", 0) + name + struct.pack(">II", len(name), sum(name)) + bytes.fromhex("d9d505f920a163d7")
    with journal.open("ab") as opened:
        opened.write(record)
    if is_cache:
        open_database(tmp_path / "ours.db", durable=False).close()
        assert not journal.exists()
    else:
        with pytest.raises(StoreError, match=r"ours\.db-journal: names a second journal"):
            open_database(tmp_path / "ours.db")
        assert journal.exists()
    assert victim.read_text() == "precious\n"


def test_a_pipe_is_no_database(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ours.db")
    with pytest.raises(StoreError, match="is no file but a pipe"):
        open_database(tmp_path / "ours.db")


def test_looking_at_a_file_frees_no_lock_that_this_process_holds_on_it(tmp_path: Path) -> None:
    path = ours(tmp_path / "ours.db")
    ask = f"import sqlite3; sqlite3.connect({str(path)!r}, timeout=0).execute('BEGIN IMMEDIATE')"
    with open_database(path) as database, database.write():
        open_database(path).close()
        second = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert "database is locked" in second.stderr
