"""What the memory holds, counted by people's own measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import DamagedStore
from locmem.memory.statistics import PairCount
from locmem.memory.store import open_memory
from locmem.model.inline import plain
from locmem.model.match import Entry, Trust


def entry(source: str, target: str, locale: str = "es", **fields: object) -> Entry:
    known = {"source": plain(source), "target": plain(target), "source_locale": "en", "locale": locale}
    return Entry(**{**known, **fields})  # type: ignore[arg-type]


def test_pairs_sources_words_and_repetitions_are_counted_by_language_and_trust(tmp_path: Path) -> None:
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add(
            [
                entry("Pay it now.", "Paga ya.", document="a.md", occurrence="1"),
                entry("Pay it now.", "Pague ya.", document="a.md", occurrence="2"),
                entry("Pay it now.", "Paga ya.", document="b.md", occurrence="1"),
                entry("Go.", "Ve."),
                entry("Go.", "Vai.", "pt-BR"),
                entry("One two.", "Uno.", trust=Trust.IMPORTED),
            ]
        )
        assert memory.stats() == (
            PairCount(source_locale="en", locale="es", trust="confirmed", entries=4, sources=2, words=4, repeated=50.0),
            PairCount(source_locale="en", locale="es", trust="imported", entries=1, sources=1, words=2, repeated=0.0),
            PairCount(
                source_locale="en", locale="pt-BR", trust="confirmed", entries=1, sources=1, words=1, repeated=0.0
            ),
        )


def test_an_empty_memory_holds_nothing(tmp_path: Path) -> None:
    with open_memory(tmp_path / "memory.db") as memory:
        assert memory.stats() == ()


def test_a_damaged_memory_is_not_counted(tmp_path: Path) -> None:
    import sqlite3

    file = tmp_path / "memory.db"
    with open_memory(file) as memory:
        memory.add([entry("Pay it now.", "Paga ya."), entry("Go.", "Ve.")])
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM memory_pairs WHERE rowid = 1")
    connection.commit()
    connection.close()
    with open_memory(file) as memory, pytest.raises(DamagedStore):
        memory.stats()
