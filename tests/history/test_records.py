"""The journal's rows prove themselves: what is damaged or missing is named, left out, and never used."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from locmem.clock import FixedClock
from locmem.database import open_database
from locmem.errors import DamagedStore, StoreError
from locmem.history import journal as journal_file
from locmem.history import records
from locmem.history.changes import DamagedRecord, FileChange
from locmem.history.journal import Journal
from locmem.history.past import UNDOING
from tests.history.test_journal import SATURDAY, SUNDAY, journal, target

ONE = FileChange(path="handoffs/one.json", before=None, after=b"1")
TWO = FileChange(path="content/two.md", before=b"2", after=b"3")


def spoil(folder: Path, statement: str, **values: object) -> None:
    """Change the database as damage, or a stranger, would."""
    with closing(sqlite3.connect(folder / "locmem.db")) as connection:
        connection.execute(statement, values)
        connection.commit()


def recorded(folder: Path, *files: FileChange, clock: FixedClock = SATURDAY, status: str = "done") -> str:
    book = journal(folder, clock)
    run = book.begin("sync.yaml")
    book.record(run, files, [target(f"Hola {run}")])
    book.finish(run, status)
    return run


def test_a_whole_journal_has_no_damage(tmp_path: Path) -> None:
    recorded(tmp_path, ONE)
    assert journal(tmp_path).damage() == ()


def test_a_changed_file_record_damages_its_run_alone(tmp_path: Path) -> None:
    spoilt, whole = recorded(tmp_path, ONE, TWO), recorded(tmp_path, TWO)
    spoil(tmp_path, "UPDATE run_files SET path = 'elsewhere' WHERE path = :path", path=ONE.path)
    book = journal(tmp_path)
    with pytest.raises(DamagedStore, match=r"this run is damaged \(.*elsewhere.*\), and nothing of it is used"):
        book.files(spoilt)
    assert book.files(whole) == (TWO,)
    newest, oldest = book.runs()
    assert (newest.status, newest.files, newest.targets) == ("done", 1, 1)
    assert (oldest.status, oldest.summary) == ("damaged", f"damaged in {tmp_path / 'locmem.db'}: elsewhere")
    assert book.damage() == (DamagedRecord(run=spoilt, what="elsewhere"),)


def test_a_changed_target_is_named_by_its_place_and_told_nowhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spoilt, whole = recorded(tmp_path), recorded(tmp_path)
    spoil(tmp_path, "UPDATE run_targets SET after = 'Adios' WHERE run = :run", run=spoilt)
    with caplog.at_level(logging.WARNING, "locmem"):
        assert [one.run for one in journal(tmp_path).confirmations()] == [whole]
    assert "damaged records are left out" in caplog.text
    assert "articles/a.md#k3f9xx in es" in caplog.text


@pytest.mark.parametrize(("table", "what"), [("run_files", "files"), ("run_targets", "targets")])
@pytest.mark.parametrize("many", [0, records._MANY], ids=["few runs", "many runs"])
def test_a_record_that_vanished_is_missed(tmp_path: Path, table: str, what: str, many: int) -> None:
    run = recorded(tmp_path, ONE)
    book = journal(tmp_path)
    for _ in range(many):
        book.begin("import")
    spoil(tmp_path, f"DELETE FROM {table}")
    assert book.damage() == (DamagedRecord(run=run, what=f"the list of its {what}: one may be missing"),)


def test_records_are_the_same_however_many_runs_are_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [recorded(tmp_path, ONE), recorded(tmp_path, TWO, ONE), recorded(tmp_path)]
    monkeypatch.setattr(records, "_MANY", len(runs))
    assert [(one.files, one.targets) for one in journal(tmp_path).runs()] == [(0, 1), (2, 1), (1, 1)]
    # Two of three runs are read one by one; both ways give the same.
    assert [(one.files, one.targets) for one in journal(tmp_path).runs(limit=2)] == [(0, 1), (2, 1)]
    assert journal(tmp_path).damage() == ()


def test_a_run_that_vanished_is_missed_by_the_list_of_all_runs(tmp_path: Path) -> None:
    recorded(tmp_path)
    gone = journal(tmp_path).begin("import")
    spoil(tmp_path, "DELETE FROM runs WHERE id = :run", run=gone)
    lost = DamagedRecord(run="", what="the list of all runs: one may be missing")
    assert journal(tmp_path).damage() == (lost,)
    first = journal(tmp_path).runs()[0]
    assert (first.id, first.status, first.files, first.targets) == ("?", "damaged", 0, 0)
    with pytest.raises(DamagedStore, match=f"the record of the run {gone} is damaged or missing"):
        journal(tmp_path).status(gone)


def test_a_damaged_run_keeps_its_id_and_its_number(tmp_path: Path) -> None:
    first = recorded(tmp_path)
    spoil(tmp_path, "UPDATE runs SET status = 'undone' WHERE id = :run", run=first)
    second = journal(tmp_path).begin("import")
    assert second == "2026-11-21.2"
    assert [record.run for record in journal(tmp_path).damage()] == [first]
    with pytest.raises(DamagedStore):
        journal(tmp_path).finish(first, "done")


def test_only_five_damaged_records_are_told_at_once(tmp_path: Path) -> None:
    files = [FileChange(path=f"{number}.po", before=None, after=b"") for number in range(7)]
    run = recorded(tmp_path, *files)
    spoil(tmp_path, "UPDATE run_files SET after = NULL")
    with pytest.raises(DamagedStore, match=r"\(.*: 0\.po.*4\.po and 2 more\)") as refused:
        journal(tmp_path).files(run)
    assert "5.po" not in str(refused.value)


@pytest.mark.parametrize(
    ("stored", "problem"),
    [(b"no packed bytes", "cannot be unpacked"), ("a text", "cannot be unpacked"), ("cut", "is cut off")],
)
def test_what_cannot_be_unpacked_is_no_file(stored: object, problem: str) -> None:
    packed = journal_file._packed(b"lamp" * 100)
    assert packed is not None
    with pytest.raises(StoreError, match=f"the history holds a file that {problem}.*Put a backup"):
        journal_file._unpacked(packed[:-3] if stored == "cut" else stored)  # type: ignore[arg-type]


def test_a_file_too_large_for_the_history_stops_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_file, "MAX_BYTES", 1000)
    run = journal(tmp_path).begin("sync.yaml")
    journal(tmp_path).record(run, [FileChange(path="a", before=None, after=b"x" * 1000)], [])
    with pytest.raises(StoreError, match=r"a file of 1,001 bytes is too large for the history\. Nothing was written"):
        journal(tmp_path).record(run, [FileChange(path="b", before=None, after=b"x" * 1001)], [])
    assert [one.path for one in journal(tmp_path).files(run)] == ["a"]
    monkeypatch.setattr(journal_file, "MAX_BYTES", 999)
    with pytest.raises(StoreError, match="unpacks to more than it may"):
        journal(tmp_path).files(run)


def test_undoing_goes_down_the_chain_of_undone_undoings(tmp_path: Path) -> None:
    book = journal(tmp_path)
    run = recorded(tmp_path)
    undoing = book.begin(f"{UNDOING}{run}")
    book.mark_undone(run)
    assert book.status(run) == "undone"
    again = book.begin(f"{UNDOING}{undoing}")
    book.mark_undone(undoing)
    assert (book.status(run), book.status(undoing)) == ("done", "undone")
    book.mark_undone(again)
    assert (book.status(run), book.status(undoing), book.status(again)) == ("undone", "done", "undone")
    assert journal(tmp_path).damage() == ()


def test_confirmations_are_those_of_runs_that_stand(tmp_path: Path) -> None:
    recorded(tmp_path, status="undone")
    book = journal(tmp_path, SUNDAY)
    run = book.begin("import", "Ana")
    book.record(run, [], [target("Uno"), replace(target("Dos", locale="ja"), after_state="draft")])
    [found] = book.confirmations()
    assert (found.run, found.started, found.locale, found.target, found.origin) == (
        run,
        "2026-11-22T12:00:00+00:00",
        "es",
        "Uno",
        "human",
    )
    assert [one.who for one in book.runs()] == ["Ana", ""]


def test_writers_are_the_runs_that_stand_below_a_folder(tmp_path: Path) -> None:
    first = recorded(tmp_path, ONE, TWO)
    recorded(tmp_path, ONE, status="undone")
    beside = FileChange(path="handoffs-old/one.json", before=None, after=b"1")
    last = recorded(tmp_path, ONE, beside)
    assert journal(tmp_path).writers("handoffs") == ((ONE.path, first), (ONE.path, last))


def test_retracted_records_are_the_last_ones_and_leave_the_run_whole(tmp_path: Path) -> None:
    book = journal(tmp_path)
    run = book.begin("sync.yaml")
    book.record(run, [ONE, TWO], [target("Uno"), target("Dos")])
    book.retract(run, 1, 1)
    assert book.files(run) == (ONE,)
    assert [change.after for _, _, change in book.targets("articles/a.md", "k3f9xx")] == ["Uno"]
    assert book.damage() == ()


def test_erased_is_what_holds_a_text_and_nothing_else(tmp_path: Path) -> None:
    book = journal(tmp_path)
    run = book.begin("sync.yaml")
    secret = FileChange(path="a.md", before=b"Ana Diaz", after=b"")
    book.record(run, [secret, TWO], [target("Ana Diaz"), target("Dos", before="nothing"), target("x", before="Ana")])
    other = recorded(tmp_path, TWO)
    asked: list[str] = []

    def holds(path: str, data: bytes) -> bool:
        asked.append(path)
        return b"Ana" in data

    assert book.erase(holds) == 3
    assert "content/translations/es/articles/a.md.po" in asked
    assert book.files(run) == (TWO,)
    assert [change.after for of, _, change in book.targets("articles/a.md", "k3f9xx") if of == run] == ["Dos"]
    assert book.files(other) == (TWO,)
    assert book.damage() == ()
    assert book.erase(holds) == 0


def test_what_cannot_be_erased_because_it_is_damaged_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    recorded(tmp_path, ONE)
    spoil(tmp_path, "UPDATE run_files SET path = 'elsewhere'")
    with caplog.at_level(logging.WARNING, "locmem"):
        assert journal(tmp_path).erase(lambda path, data: path == "elsewhere" or data == b"1") == 0
    assert "elsewhere" in caplog.text


def test_runs_of_other_places_are_not_ours_to_finish(tmp_path: Path) -> None:
    def at(place: str) -> Journal:
        return Journal(open_database(tmp_path / "locmem.db"), SATURDAY, lambda: place)

    mine = at("here").begin("sync.yaml")
    theirs = at("there").begin("sync.yaml")
    assert at("here").interrupted() == (mine,)
    assert at("here").interrupted(elsewhere=True) == (theirs,)


def test_fifty_runs_are_listed_unless_more_are_asked_for(tmp_path: Path) -> None:
    book = journal(tmp_path)
    for _ in range(51):
        book.begin("import")
    assert len(book.runs()) == 50
    assert len(book.runs(limit=60)) == 51
