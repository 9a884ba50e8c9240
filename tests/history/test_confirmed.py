"""Which texts somebody confirmed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from locmem.database import open_database
from locmem.history.confirmed import confirmed_last_by, confirmed_since
from tests.history.test_journal import SATURDAY, SUNDAY, journal
from tests.history.test_records import spoil
from tests.history.test_work import ONE, recorded

OTHER = replace(ONE, occurrence="k9x", who="", handoff="")


def test_each_place_counts_once_and_what_was_undone_does_not(tmp_path: Path) -> None:
    recorded(tmp_path, OTHER, replace(OTHER, occurrence="k8x"))
    recorded(tmp_path, OTHER)
    undone = recorded(tmp_path, replace(OTHER, occurrence="k7x"))
    journal(tmp_path).finish(undone, "undone")
    database = open_database(tmp_path / "locmem.db")
    assert len(confirmed_since(database, "bo", str(SATURDAY.now().date()))) == 2
    assert len(confirmed_since(database, "bo", str(SUNDAY.now().date()))) == 0
    assert len(confirmed_since(database, "ana", str(SATURDAY.now().date()))) == 0


def test_a_record_that_is_not_what_was_written_says_nothing(tmp_path: Path) -> None:
    recorded(tmp_path, ONE)
    spoil(tmp_path, "UPDATE run_work SET who = 'eve'")
    assert len(confirmed_since(open_database(tmp_path / "locmem.db"), "eve", str(SATURDAY.now().date()))) == 0


def test_whoever_confirmed_last_answers_for_a_text(tmp_path: Path) -> None:
    recorded(tmp_path, OTHER, replace(OTHER, occurrence="k8x"))
    recorded(tmp_path, replace(OTHER, occurrence="k8x", who="eve", handoff="some"))
    database = open_database(tmp_path / "locmem.db")
    assert {one.occurrence for one in confirmed_last_by(database, "Bo")} == {"k9x"}
    assert {one.occurrence for one in confirmed_last_by(database, "eve")} == {"k8x"}
