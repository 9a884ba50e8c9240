"""What one run did to targets."""

from __future__ import annotations

import sqlite3

import pytest

from locmem.database import Database
from locmem.errors import UsageError
from locmem.history.run_changes import changes_of
from tests.pipelines.shop import Shop


def database_of(shop: Shop) -> Database:
    project = shop.open()
    assert project.journal
    return project.database


def test_the_texts_that_a_run_changed_are_told_in_order(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "We collect the money when the parcel leaves us.", "We collect it later.")
    shop.run()
    project = shop.open()
    newest = project.journal.runs(1)[0]
    found = changes_of(project.database, newest.id)
    assert not found.damaged
    assert found.run == newest
    assert len(found.targets) == newest.targets > 0
    assert {one.locale for one in found.targets} == {"es", "ja"}


def test_a_run_that_nobody_knows_is_named(shop: Shop) -> None:
    with pytest.raises(UsageError, match="no run 'x' is known"):
        changes_of(database_of(shop), "x")


def test_a_record_that_is_not_what_was_written_is_left_out_and_said(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "We collect the money when the parcel leaves us.", "We collect it later.")
    shop.run()
    run = shop.open().journal.runs(1)[0]
    with sqlite3.connect(shop.root / "locmem.db") as connection:
        connection.execute("UPDATE run_targets SET after = 'another' WHERE run = ? AND locale = 'es'", (run.id,))
    found = changes_of(database_of(shop), run.id)
    assert found.damaged
    assert found.run.status == "damaged"
    assert "another" not in [one.after for one in found.targets]
