"""Stored sources are read once, with their entries in the locales asked for, and nothing damaged is taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from locmem import entry_of
from locmem.database import Database, open_database
from locmem.digests import DamagedRow
from locmem.memory.schema import source_key
from locmem.memory.store import Memory
from locmem.memory.stored_sources import Found, Stored

ENTRIES = [
    entry_of("Pay by card.", "Pague con tarjeta."),
    entry_of("Pay by card.", "Mit Karte zahlen.", target="de"),
    entry_of("Pay by **bank**.", "Pague por **banco**."),
]
KEYS = [source_key(entry.source) for entry in ENTRIES]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "memory.db")
    Memory(database).add(ENTRIES)
    yield database
    database.close()


def stored(connection: Connection, *locales: str, known: dict[int, Found | None] | None = None) -> Stored:
    return Stored(lambda: connection, locales, {} if known is None else known)


def test_the_sources_with_a_key_have_the_entries_of_the_locales_asked_for(database: Database) -> None:
    with database.read() as connection:
        for locales, right in ((("es",), ENTRIES[:1]), (("de", "es"), ENTRIES[:2]), (("fr",), [])):
            some = stored(connection, *locales)
            some.load_same({KEYS[0]})
            assert sorted(some.same(KEYS[0]), key=lambda entry: entry.locale, reverse=True) == right
            assert list(some.same(KEYS[2])) == []


def test_of_the_sources_that_may_have_a_key_those_that_have_it_are_taken(database: Database) -> None:
    with database.read() as connection:
        some = stored(connection, "es")
        some.load_numbered({KEYS[0]: [1, 2], KEYS[2]: [], b"none": [2]})
        assert list(some.same(KEYS[0])) == ENTRIES[:1]
        assert list(some.same(KEYS[2])) == list(some.same(b"none")) == []


def test_what_is_known_is_not_read_again_and_what_was_removed_is_known_as_such(database: Database) -> None:
    known: dict[int, Found | None] = {}
    Memory(database).replace_all(ENTRIES[1:])
    with database.read() as connection:
        stored(connection, "es", known=known).load([1, 2])

    def refuse() -> Connection:
        raise AssertionError

    some = Stored(refuse, ("es",), known)
    some.load([1, 2])
    assert [found.entries for found in some.near([2, 1])] == [ENTRIES[2:]]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE memory_sources SET raw = 'Pay by cash.' WHERE id = 1",
        "UPDATE memory_pairs SET target = '[\"plain\",\"Nunca.\"]' WHERE source_id = 1 AND locale = 'es'",
        "UPDATE memory_pairs SET source_id = 2 WHERE locale = 'de'",
        "DELETE FROM memory_pairs WHERE locale = 'de'",
        "DELETE FROM memory_sources WHERE id = 1",
    ],
    ids=["a source", "a target", "a pair elsewhere", "a pair gone", "a source gone"],
)
@pytest.mark.parametrize("by", ["number", "key"])
def test_damage_is_named(database: Database, damage: str, by: str) -> None:
    with sqlite3.connect(database.file or "") as raw:
        raw.execute(damage)
    raw.close()
    with database.engine.connect() as connection:
        some = stored(connection, "es")
        with pytest.raises(DamagedRow):
            some.load([1, 2]) if by == "number" else some.load_same(set(KEYS))
