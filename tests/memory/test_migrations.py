"""A memory of an earlier shape is brought up to date with all it holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from locmem.database import migrate, open_database
from locmem.inline.protect import parse
from locmem.memory import inline_json, writing
from locmem.memory.migrations import _ENTRIES, MIGRATIONS
from locmem.memory.store import open_memory
from locmem.model.inline import Syntax, plain
from locmem.model.match import Entry, Query, Trust


def test_entries_of_the_first_shape_keep_everything_and_are_found(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with open_database(path) as database:
        migrate(database, "memory", MIGRATIONS[:1])
        with database.write() as connection:
            for number, batch in enumerate(["", "import:a.tmx"]):
                words = parse(f"Pay **{{{{ total }}}}** in {number} days.", Syntax.MARKDOWN)
                row = {
                    "key": str(number),
                    "source_locale": "en",
                    "locale": "es",
                    "source_key": "",
                    "content": "",
                    "raw": "",
                    "masked": "",
                    "source": inline_json.dump(words),
                    "target": inline_json.dump(words),
                    "kind": "item",
                    "document": "a.md",
                    "occurrence": "k3f9",
                    "before": "Before.",
                    "after": "",
                    "trust": "imported",
                    "origin": "import:a",
                    "changed": "2026-01-01",
                    "batch": batch,
                }
                connection.execute(insert(_ENTRIES).values(row))
    with open_memory(path) as memory:
        stored = sorted(memory.entries(), key=lambda entry: entry.source.native)
        assert [entry.source.native for entry in stored] == [f"Pay **{{{{ total }}}}** in {n} days." for n in (0, 1)]
        assert {(entry.document, entry.before, entry.changed) for entry in stored} == {
            ("a.md", "Before.", "2026-01-01")
        }
        assert [(batch.name, batch.entries) for batch in memory.batches()] == [("import:a.tmx", 1)]
        assert len(memory.search("Pay **{{ total }}** in 7 days.")) == 2


SECOND_SHAPE = """
    DROP TABLE memory_entries;
    DROP TABLE memory_revision;
    CREATE TABLE memory_sources (id INTEGER PRIMARY KEY NOT NULL, source_locale VARCHAR(20) NOT NULL,
        key BLOB NOT NULL, source TEXT NOT NULL, raw TEXT NOT NULL, masked TEXT);
    CREATE INDEX memory_sources_by_key ON memory_sources (key);
    CREATE TABLE memory_pairs (key BLOB NOT NULL PRIMARY KEY, source_id INTEGER NOT NULL, locale VARCHAR(20) NOT NULL,
        content BLOB NOT NULL, target TEXT NOT NULL, kind VARCHAR(20) NOT NULL, document TEXT NOT NULL,
        occurrence TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, trust VARCHAR(20) NOT NULL,
        origin TEXT NOT NULL, changed VARCHAR(40) NOT NULL, batch TEXT NOT NULL);
    CREATE INDEX memory_pairs_by_source ON memory_pairs (source_id);
    CREATE INDEX memory_pairs_by_batch ON memory_pairs (batch);
    CREATE TABLE memory_state (identity VARCHAR(32) PRIMARY KEY NOT NULL, next_source INTEGER NOT NULL,
        removed BIGINT NOT NULL, epoch INTEGER NOT NULL);
    INSERT INTO memory_state VALUES ('drawn', 2, 0, 0);
    INSERT INTO memory_sources VALUES (1, 'en', X'00', '["plain","Pay."]', 'Pay.', NULL);
    INSERT INTO memory_pairs VALUES (X'01', 1, 'es', X'02', '["plain","Paga."]', '', '', '', '', '', 'imported',
        'import:a', '', 'import:a.tmx');
    INSERT INTO locmem_migrations VALUES ('memory', 2);
"""


def test_a_memory_without_authors_and_digests_gets_them_and_keeps_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with open_database(path) as database:
        migrate(database, "memory", MIGRATIONS[:1])
        with database.write() as connection:
            for statement in SECOND_SHAPE.split(";\n"):
                if statement.strip():
                    connection.execute(text(statement))
    entry = Entry(
        source=plain("Pay."),
        target=plain("Paga."),
        source_locale="en",
        locale="es",
        trust=Trust.IMPORTED,
        origin="import:a",
    )
    with open_memory(path) as memory:
        assert list(memory.entries()) == [entry]
        assert [(batch.name, batch.entries) for batch in memory.batches()] == [("import:a.tmx", 1)]
        memory.add([replace(entry, author="ana")])
        assert [one.author for one in memory.entries()] == ["ana"]
        memory.prove()


def test_brackets_are_filed_as_they_stand_and_found_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "memory.db"
    entry = Entry(
        source=parse("Use the [new address] to log in.", Syntax.MARKDOWN),
        target=parse("Use la [nueva dirección] para entrar.", Syntax.MARKDOWN),
        source_locale="en",
        locale="es",
    )
    other = replace(entry, source=plain("Pay."), target=plain("Paga."))
    with open_database(path) as database:
        migrate(database, "memory", MIGRATIONS[:4])
        # The key as it was: brackets stood in it as a link.
        with monkeypatch.context() as earlier, database.write() as connection:
            earlier.setattr("locmem.inline.compare.label_of", lambda identity: "")
            writing.add(connection, [entry, other], "import:a.tmx")
    with open_memory(path) as memory:
        asked = parse("Use the [new address] to log in.", Syntax.MARKDOWN, labels=())
        [match] = memory.lookup(Query(source=asked, source_locale="en", locale="es"))
        assert match.raw == 100
        assert sorted(memory.entries(), key=lambda one: one.source.native) == [other, entry]
        assert [(batch.name, batch.entries) for batch in memory.batches()] == [("import:a.tmx", 2)]
        memory.prove()
