"""A look-up sees one state of the memory, always the newest, and asks the database only for what it does not know."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from locmem import entry_of
from locmem.database import CACHE_KIB
from locmem.errors import DamagedStore
from locmem.memory.index.index import Index
from locmem.memory.reading import Known, Outdated, Reading, read_once
from locmem.memory.schema import read_state
from locmem.memory.store import Memory, open_memory
from locmem.model.match import Entry

TEXTS = [f"Order number {number} is on its way to you." for number in range(40)]


def entry(text: str, target: str = "") -> Entry:
    return entry_of(text, target or f"es: {text}")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add(map(entry, TEXTS))
        memory.search("Something else.")
        yield memory


@contextmanager
def statements(memory: Memory) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(memory._database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(memory._database.engine, "before_cursor_execute", note)


def targets(memory: Memory, text: str, floor: float = 70) -> set[str]:
    return {match.entry.target.text for match in memory.search(text, floor=floor, limit=50)}


def test_a_search_without_a_hit_and_one_that_was_made_before_begin_no_transaction(memory: Memory) -> None:
    with statements(memory) as asked:
        found = memory.search(TEXTS[3])
        assert asked
        asked.clear()
        assert memory.search("Nothing is like this at all.") == ()
        assert memory.search(TEXTS[3]) == found
        assert not asked


@pytest.mark.parametrize(
    ("change", "right"),
    [
        (lambda other: other.add([entry(TEXTS[3], "another")]), {f"es: {TEXTS[3]}", "another"}),
        (lambda other: other.replace_all([entry(TEXTS[3], "another")]), {"another"}),
        (lambda other: other.replace_all([entry(TEXTS[4])]), set()),
        (lambda other: other.forget(""), set()),
    ],
    ids=["another target", "in place of it", "the source went", "all went"],
)
def test_what_another_one_wrote_is_seen_by_the_next_search(
    memory: Memory, change: Callable[[Memory], object], right: set[str]
) -> None:
    assert targets(memory, TEXTS[3], 100) == {f"es: {TEXTS[3]}"}
    assert targets(memory, "A text that comes.", 100) == set()
    with open_memory(memory._database.file or "") as other:
        change(other)
        assert targets(memory, TEXTS[3], 100) == right
        other.add([entry("A text that comes.")])
    assert targets(memory, "A text that comes.", 100) == {"es: A text that comes."}
    assert targets(memory, "A text that came.") == {"es: A text that comes."}


def test_what_the_memory_itself_wrote_is_seen_and_so_it_is_after_it_was_closed(memory: Memory) -> None:
    assert targets(memory, "Mine.", 100) == set()
    memory.add([entry("Mine.")])
    assert targets(memory, "Mine.", 100) == {"es: Mine."}
    memory.close()
    with open_memory(memory._database.file or "") as other:
        other.replace_all([entry("Theirs.")])
    assert targets(memory, "Mine.", 100) == set()
    assert targets(memory, "Theirs.", 100) == {"es: Theirs."}


def test_somebody_who_writes_while_a_search_is_on_its_way_changes_it_whole_or_not_at_all(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, changes = Index.find_groups, [[entry(TEXTS[5], "new")]]

    def and_write(index: Index, *asked: Any) -> Any:
        with open_memory(memory._database.file or "") as other:
            while changes:
                other.replace_all(changes.pop())
        return find(index, *asked)

    monkeypatch.setattr(Index, "find_groups", and_write)
    assert targets(memory, TEXTS[5] + "!") == {"new"}
    assert not changes


@pytest.mark.parametrize("table", ["memory_sources", "memory_pairs"])
def test_rows_that_vanish_after_they_were_known_are_missed(memory: Memory, table: str) -> None:
    assert targets(memory, TEXTS[7], 100)
    with sqlite3.connect(memory._database.file or "") as raw:
        raw.execute(f"DELETE FROM {table}")
    raw.close()
    with pytest.raises(DamagedStore):
        memory.search(TEXTS[7])
    with pytest.raises(DamagedStore):
        memory.search(TEXTS[7])


def test_many_threads_are_answered_as_one_is(memory: Memory) -> None:
    right = {text: targets(memory, text) for text in TEXTS}
    memory.add([entry("One more.")])
    wrong: list[str] = []

    def ask() -> None:
        wrong.extend(text for text in TEXTS if targets(memory, text) != right[text])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_reading_that_knows_something_is_told_when_it_no_longer_holds(memory: Memory) -> None:
    database, known = memory._database, Known(memory._database)
    with Reading(database, known) as reading:
        assert not reading.is_known
        facts = reading.facts
    with Reading(database, known) as reading:
        assert reading.is_known
        assert reading.facts == facts
        memory.add([entry("Meanwhile.")])
        with pytest.raises(Outdated):
            _ = reading.connection
    with Reading(database, known) as reading:
        assert not reading.is_known
        assert reading.facts.next_source == facts.next_source + 1
        assert read_state(reading.connection) == reading.facts
    known.close()


def test_what_was_read_before_an_error_is_forgotten(memory: Memory) -> None:
    known = Known(memory._database)

    def fail() -> None:
        with Reading(memory._database, known) as reading:
            reading.sources(("es",))[1] = None
            assert reading.facts
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (known.facts, known.sources) == (None, {})
    known.close()


def test_without_knowledge_every_reading_asks_the_database(memory: Memory) -> None:
    with Reading(memory._database, None) as reading, statements(memory) as asked:
        assert not reading.is_known
        assert reading.facts == read_state(reading.connection)
        assert reading.sources(("es",)) == {}
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


def test_hardly_a_page_is_kept_while_something_is_read_once(memory: Memory) -> None:
    with memory._database.read() as connection:

        def kept() -> int:
            return int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())

        with read_once(connection):
            assert -CACHE_KIB / 10 < kept() < 0
        assert kept() == -CACHE_KIB


def test_what_is_read_once_may_be_given_up_when_the_connection_is_closed(memory: Memory) -> None:
    with memory._database.engine.connect() as connection:
        connection.detach()
        once = read_once(connection)
        once.__enter__()
    once.__exit__(None, None, None)
