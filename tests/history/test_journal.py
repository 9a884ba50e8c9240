"""The journal: every run, what it wrote and what it replaced, kept across processes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from locmem.clock import FixedClock
from locmem.database import open_database
from locmem.errors import UsageError
from locmem.history.changes import FileChange, TargetChange
from locmem.history.journal import Journal, merged

SATURDAY = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))
SUNDAY = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


def journal(folder: Path, clock: FixedClock = SATURDAY) -> Journal:
    """The journal as a new process would open it."""
    return Journal(open_database(folder / "locmem.db"), clock)


def target(after: str, *, before: str = "", locale: str = "es") -> TargetChange:
    return TargetChange(
        locale=locale,
        document="articles/a.md",
        occurrence="k3f9xx",
        before=before,
        before_state="draft",
        after=after,
        after_state="translated",
        origin="human",
    )


def test_runs_are_numbered_by_day_and_listed_newest_first(tmp_path: Path) -> None:
    first = journal(tmp_path)
    assert [first.begin("sync.yaml"), first.begin("import")] == ["2026-11-21.1", "2026-11-21.2"]
    assert journal(tmp_path, SUNDAY).begin("sync.yaml") == "2026-11-22.1"
    runs = journal(tmp_path).runs()
    assert [run.id for run in runs] == ["2026-11-22.1", "2026-11-21.2", "2026-11-21.1"]
    assert [run.id for run in journal(tmp_path).runs(limit=1)] == ["2026-11-22.1"]
    assert (runs[1].pipeline, runs[1].started) == ("import", "2026-11-21T12:00:00+00:00")


def test_what_a_run_wrote_comes_back_byte_for_byte_and_in_order(tmp_path: Path) -> None:
    changes = (
        FileChange(path="z.po", before=None, after=bytes(range(256))),
        FileChange(path="a.po", before=b"", after=None),
    )
    more = (FileChange(path="m.po", before=b"x" * 100_000, after=b"y"),)
    run = journal(tmp_path).begin("sync.yaml")
    journal(tmp_path).record(run, changes, [target("Hola")])
    journal(tmp_path).record(run, more, [target("Hola, hola", before="Hola")])
    assert journal(tmp_path).files(run) == (*changes, *more)
    [record] = journal(tmp_path).runs()
    assert (record.files, record.targets) == (3, 2)
    journal(tmp_path).record(run, more, [])
    assert journal(tmp_path).runs()[0].files == 3


def test_a_segments_past_is_told_oldest_first_in_every_locale(tmp_path: Path) -> None:
    book = journal(tmp_path)
    for texts in ("Hola", "Buenas"):
        run = book.begin("import")
        book.record(run, [], [target(texts), target(f"{texts}!", locale="ja")])
    past = journal(tmp_path).targets("articles/a.md", "k3f9xx")
    assert [(run, change.locale, change.after) for run, _, change in past] == [
        ("2026-11-21.1", "es", "Hola"),
        ("2026-11-21.1", "ja", "Hola!"),
        ("2026-11-21.2", "es", "Buenas"),
        ("2026-11-21.2", "ja", "Buenas!"),
    ]
    assert past[0][2].key == "articles/a.md#k3f9xx"
    assert journal(tmp_path).targets("articles/a.md", "other") == ()


def test_a_run_is_interrupted_until_it_is_finished(tmp_path: Path) -> None:
    one, two = journal(tmp_path).begin("sync.yaml"), journal(tmp_path).begin("import")
    assert journal(tmp_path).interrupted() == (one, two)
    journal(tmp_path).finish(one, "done", "3 files")
    assert journal(tmp_path).interrupted() == (two,)
    journal(tmp_path).finish(one, "undone")
    record = journal(tmp_path).runs()[-1]
    assert (record.status, record.summary) == ("undone", "3 files")


def test_a_run_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no run 'x' is known\. `locmem history` lists the runs"):
        journal(tmp_path).files("x")


def test_changes_of_several_steps_are_one_change_a_file() -> None:
    steps = [
        FileChange(path="a", before=b"1", after=b"2"),
        FileChange(path="b", before=None, after=b"x"),
        FileChange(path="a", before=b"2", after=b"3"),
        FileChange(path="b", before=b"x", after=None),
    ]
    assert merged(steps) == (FileChange(path="a", before=b"1", after=b"3"),)
