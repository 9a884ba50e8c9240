"""A memory in PostgreSQL gives what one in a file gives: with `LOCMEM_POSTGRESQL`, the address of an empty database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from locmem import entry_of
from locmem.memory.store import Memory, open_memory
from locmem.model.match import Entry

ADDRESS = os.environ.get("LOCMEM_POSTGRESQL", "")
TEXTS = [f"Order number {number} is on its way to {'you' if number % 3 else 'us'}." for number in range(700)]

pytestmark = pytest.mark.skipif(not ADDRESS, reason="LOCMEM_POSTGRESQL names no database")


@pytest.fixture
def memories(tmp_path: Path) -> Iterator[tuple[Memory, Memory]]:
    with open_memory(tmp_path / "memory.db") as here, open_memory(ADDRESS) as there:
        there.replace_all(())
        yield here, there


def entries(texts: list[str], target: str) -> list[Entry]:
    return [entry_of(text, f"{target} {number}") for number, text in enumerate(texts)]


def test_what_is_added_changed_forgotten_and_found_is_the_same(memories: tuple[Memory, Memory]) -> None:
    told: list[list[object]] = []
    for memory in memories:
        answers: list[object] = [
            memory.add(entries(TEXTS[:600], "es"), "first"),
            # Of these some are there, and are looked for by their keys.
            memory.add([*entries(TEXTS[400:], "otro"), *entries(TEXTS[:5], "es")], "second"),
            memory.search(TEXTS[450], floor=60, limit=20),
            memory.search("Order number 12 is on its way.", floor=60),
            list(memory.entries()),
            memory.batches(),
            memory.forget("first"),
            memory.replace_all(entries(TEXTS[500:650], "nuevo")),
            memory.stats(),
            memory.search(TEXTS[520]),
        ]
        memory.prove()
        told.append(answers)
    assert told[0] == told[1]


def test_a_tmx_brought_in_is_the_same(memories: tuple[Memory, Memory], tmp_path: Path) -> None:
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>{text}</seg></tuv><tuv xml:lang="es"><seg>{number}</seg></tuv></tu>\n'
        for number, text in enumerate(TEXTS)
    )
    path = tmp_path / "agency.tmx"
    path.write_text(f'<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>', encoding="utf-8")
    results = [(memory.import_tmx(path), memory.import_tmx(path), list(memory.entries())) for memory in memories]
    assert results[0] == results[1]
    assert results[0][0].added == len(TEXTS)
