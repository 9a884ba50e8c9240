"""Damage to the state: a cache is named and built anew, a record of the history is named and never used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from locmem.errors import DamagedStore
from locmem.pipelines.health import examine
from locmem.pipelines.undo import undo
from locmem.workspace.memory_cache import remembered
from tests.pipelines.shop import SPANISH, Shop

TEXT = "We answer without delay."


def changed(path: Path, *statements: str) -> None:
    """What a flipped bit would do, done by SQLite itself, so that only the digests can tell."""
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE memory_pairs SET target = replace(target, 'demora', 'dempra')",
        "UPDATE memory_pairs SET locale = 'et' WHERE locale = 'es'",
        "UPDATE memory_pairs SET source_id = 1 WHERE source_id = 2",
        "UPDATE memory_pairs SET trust = 'imported', target = 3",
        "UPDATE memory_sources SET source_locale = 'eo'",
        "UPDATE memory_sources SET key = x'00'",
        "UPDATE memory_sources SET raw = raw || 'x'",
        "UPDATE memory_sources SET id = id + 1000",
        "DELETE FROM memory_sources WHERE source LIKE '%delay%'",
        "DELETE FROM memory_pairs WHERE target LIKE '%demora%'",
        "DELETE FROM memory_sums",
        "UPDATE memory_state SET next_source = 1",
        "DELETE FROM memory_state",
        "DELETE FROM locmem_migrations",
        "UPDATE locmem_migrations SET number = number + 64",
        "DROP TABLE memory_pairs",
    ],
)
def test_a_cache_whose_rows_changed_or_vanished_is_named_and_built_anew(
    shop: Shop, statement: str, caplog: pytest.LogCaptureFixture
) -> None:
    right = tuple(shop.open().memory.entries())
    match = shop.open().memory.search(TEXT, target="es")
    changed(shop.root / ".locmem/memory.db", statement)
    memory = remembered(shop.open())
    assert memory.search(TEXT, target="es") == match
    assert tuple(memory.entries()) == right
    memory.prove()
    [said] = [line for line in caplog.messages if "memory.db" in line]
    assert "damaged" in said
    assert "built anew from the catalogs and content/memory" in said
    assert (shop.root / ".locmem/memory.db.damaged").exists()


def test_a_command_heals_the_cache_and_says_so_in_one_line(shop: Shop) -> None:
    changed(shop.root / ".locmem/memory.db", "UPDATE memory_pairs SET target = replace(target, 'demora', 'dempra')")
    done = shop.command("memory", "search", TEXT, "--to", "es")
    assert (done.returncode, done.stderr.count("damaged (")) == (0, 1), done.stderr
    assert SPANISH[TEXT] in " ".join(done.stdout.split())
    again = shop.command("memory", "search", TEXT, "--to", "es")
    assert (again.returncode, again.stderr, again.stdout) == (0, "", done.stdout)


def test_a_memory_that_is_written_meanwhile_is_no_damaged_one(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    reader, writer = remembered(shop.open()), shop.open().memory
    entries = tuple(writer.entries())
    for number in range(6):
        writer.replace_all(entries[number:])
        assert len(tuple(reader.entries())) == len(entries) - number
        assert reader.search(TEXT, target="es") == writer.search(TEXT, target="es")
        writer.add(entries)
        reader.prove()
    assert caplog.messages == []


def test_an_empty_cache_that_a_kill_left_is_filled(shop: Shop) -> None:
    right = tuple(shop.open().memory.entries())
    (shop.root / ".locmem/memory.db").unlink()
    shop.open().memory.close()
    assert tuple(remembered(shop.open()).entries()) == right


def test_a_damaged_record_is_named_and_only_its_run_cannot_be_undone(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    shop.write("content/articles/new.md", "The lamp glows.\n")
    first = shop.run().id
    shop.write("content/articles/newer.md", "The lamp is off.\n")
    second = shop.run().id
    changed(shop.root / "locmem.db", f"UPDATE run_files SET before = x'0102' WHERE run = '{first}'")
    records = {record.id: record for record in shop.open().journal.runs()}
    assert records[first].status == "damaged"
    assert "content/translations/es/articles/new.md.po" in records[first].summary
    assert records[second].status == "done"
    before = shop.in_git()
    with pytest.raises(DamagedStore, match=rf"locmem\.db: .*{first}.*new\.md\.po.*nothing of it is used"):
        undo(shop.open(), first)
    assert shop.in_git() == before
    undo(shop.open(), second)
    assert not (shop.root / "content/translations/es/articles/newer.md.po").exists()
    done = shop.command("history")
    assert (done.returncode, "damaged" in done.stdout) == (0, True)
    [told] = [one for one in examine(shop.root) if one.name == "history"]
    assert (told.is_fine, "new.md.po" in told.what) == (False, True)
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM run_files", "one may be missing"),
        ("DELETE FROM run_targets", "one may be missing"),
        ("UPDATE run_targets SET after = 'Nunca.'", "#"),
        ("UPDATE runs SET status = 'undone'", "whether it ended"),
        ("DELETE FROM history_state", "the list of all runs"),
    ],
)
def test_every_kind_of_damage_to_the_history_is_named(shop: Shop, statement: str, told: str) -> None:
    # A target whose source changed is stale from then on, which the history records.
    shop.edit("content/articles/paying.md", "We collect the money when", "We take the money when")
    shop.run()
    right = shop.open().journal.confirmations()
    changed(shop.root / "locmem.db", statement)
    journal = shop.open().journal
    assert told in "; ".join(map(str, journal.damage()))
    assert [record.status for record in journal.runs()].count("damaged") >= 1
    assert set(journal.confirmations()) <= set(right)
    # Work goes on, and what is recorded from now on is whole.
    shop.write("content/articles/new.md", "The lamp glows.\n")
    later = shop.run().id
    assert shop.open().journal.status(later) == "done"
    undo(shop.open(), later)


def test_a_run_that_was_cut_off_and_is_damaged_is_told_of_and_not_half_finished(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    shop.write("content/articles/new.md", "The lamp glows.\n")
    project = shop.open()
    journal = project.journal
    run = journal.begin("sync.yaml")
    changes = shop.open().folder
    changes.write("content/one.txt", b"one")
    journal.record(run, changes.pending(), ())
    changed(shop.root / "locmem.db", f"UPDATE run_files SET after = x'00' WHERE run = '{run}'")
    shop.run()
    assert any(run in line and "cannot be finished" in line for line in caplog.messages)
    assert not (shop.root / "content/one.txt").exists()
    caplog.clear()
    shop.run()
    assert caplog.messages == []


def test_doctor_says_that_everything_is_as_written_or_what_is_not(shop: Shop) -> None:
    def told(name: str) -> tuple[bool, str, str]:
        [found] = [one for one in examine(shop.root) if one.name == name]
        return found.is_fine, found.what, found.do

    assert told("memory")[0]
    assert "all as written" in told("memory")[1]
    assert told("history")[0]
    changed(shop.root / ".locmem/memory.db", "UPDATE memory_pairs SET after = after || '.'")
    assert not told("memory")[0]
    assert "memory rebuild" in told("memory")[2]
    assert shop.command("memory", "rebuild").returncode == 0
    assert told("memory")[0]
