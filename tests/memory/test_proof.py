"""A memory in which anything was changed or is missing is never counted as whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from locmem.digests import DamagedRow
from locmem.memory.proof import prove_all
from locmem.memory.store import open_memory
from locmem.model.inline import plain
from locmem.model.match import Entry


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("memory") / "memory.db"
    with open_memory(file) as memory:
        memory.add(
            Entry(
                source=plain(f"Source {number // 2}"),
                target=plain(f"Destino {number}"),
                source_locale="en",
                locale=("es", "pt")[number % 2],
            )
            for number in range(20)
        )
    return file


@pytest.fixture
def file(whole: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "memory.db"
    copy.write_bytes(whole.read_bytes())
    return copy


def proven_after(file: Path, statement: str) -> None:
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.begin() as connection:
            if statement:
                assert connection.execute(text(statement)).rowcount == 1
            prove_all(connection)
    finally:
        engine.dispose()


def test_what_was_written_is_whole(file: Path) -> None:
    proven_after(file, "")


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE memory_sources SET raw = raw || 'x' WHERE id = 3", "a source is not what was written"),
        ("UPDATE memory_sources SET place = place - 1 WHERE id = 3", "a source is not what was written"),
        ("UPDATE memory_sources SET pairs = zeroblob(16) WHERE id = 3", "translations are missing or changed"),
        ("DELETE FROM memory_sources WHERE id = 3", "sources or translations are missing or changed"),
        (
            "UPDATE memory_pairs SET target = target || 'x' WHERE rowid = 1",
            "a translation is not what was written",
        ),
        ("DELETE FROM memory_pairs WHERE rowid = 1", "translations are missing or changed"),
        (
            "DELETE FROM memory_sums WHERE place = (SELECT min(place) FROM memory_sums)",
            "sources or translations are missing or changed",
        ),
        (
            "UPDATE memory_sums SET sum = zeroblob(16) WHERE place = 0",
            "sources or translations are missing or changed",
        ),
        (
            "INSERT INTO memory_sums VALUES (777, randomblob(16))",
            "sources or translations are missing or changed",
        ),
        ("UPDATE memory_state SET next_source = next_source + 1", "its own record of itself"),
        ("DELETE FROM memory_state", "its own record of itself"),
    ],
)
def test_whatever_is_changed_or_missing_is_named(file: Path, statement: str, what: str) -> None:
    with pytest.raises(DamagedRow, match=what):
        proven_after(file, statement)
