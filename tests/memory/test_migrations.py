"""A memory of an earlier shape is brought up to date with all it holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert, text

from locmem.database import migrate, open_database
from locmem.inline.protect import parse
from locmem.memory import inline_json
from locmem.memory.migrations import _ENTRIES, MIGRATIONS
from locmem.memory.store import open_memory
from locmem.model.inline import Syntax, plain
from locmem.model.match import Entry


def test_entries_of_the_first_shape_keep_everything_and_are_found(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with open_database(path) as database:
        migrate(database, "memory", MIGRATIONS[:1])
        with database.write() as connection:
            for number, batch in enumerate(["", "import:a.tmx"]):
                words = parse(f"Pay **{{{{ total }}}}** in {number} days.", Syntax.MARKDOWN)
                row = {
                    "key": str(number), "source_locale": "en", "locale": "es", "source_key": "", "content": "",
                    "raw": "", "masked": "", "source": inline_json.dump(words), "target": inline_json.dump(words),
                    "kind": "item", "document": "a.md", "occurrence": "k3f9", "before": "Before.", "after": "",
                    "trust": "imported", "origin": "import:a", "changed": "2026-01-01", "batch": batch,
                }  # fmt: skip
                connection.execute(insert(_ENTRIES).values(row))
    with open_memory(path) as memory:
        stored = sorted(memory.entries(), key=lambda entry: entry.source.native)
        assert [entry.source.native for entry in stored] == [f"Pay **{{{{ total }}}}** in {n} days." for n in (0, 1)]
        assert {(entry.document, entry.before, entry.changed) for entry in stored} == {
            ("a.md", "Before.", "2026-01-01")
        }
        assert [(batch.name, batch.entries) for batch in memory.batches()] == [("import:a.tmx", 1)]
        assert len(memory.search("Pay **{{ total }}** in 7 days.")) == 2


def test_a_memory_without_authors_gets_the_columns_and_keeps_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    entry = Entry(source=plain("Pay."), target=plain("Paga."), source_locale="en", locale="es")
    with open_memory(path) as memory:
        memory.add([entry])
    with open_database(path) as database, database.write() as connection:
        for name in ("author", "more"):
            connection.execute(text(f"ALTER TABLE memory_pairs DROP COLUMN {name}"))
        connection.execute(text("DELETE FROM locmem_migrations WHERE name = 'memory' AND number = 3"))
    with open_memory(path) as memory:
        assert list(memory.entries()) == [entry]
        memory.add([replace(entry, author="ana")])
        assert [one.author for one in memory.entries()] == ["ana"]
