"""Records of what was done to texts: kept as they were said, proven, erased, and missed where they vanish."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from locmem.database import migrate, open_database
from locmem.digests import row_digest, stored_sum
from locmem.history import records
from locmem.history.changes import DamagedRecord, FileChange
from locmem.history.journal import Journal
from locmem.history.work import How, Place, Work
from tests.history.test_journal import SATURDAY, SUNDAY, journal, target
from tests.history.test_records import spoil
from tests.works import RETURNED

ONE = RETURNED
UNKNOWN = replace(ONE, occurrence="k4f9xx", draft=None, handoff="", seen_from="", how=How.EDIT, who="")
FILE = FileChange(path="handoffs/one.json", before=None, after=b"1")


def recorded(folder: Path, *work: Work, status: str = "done") -> str:
    book = journal(folder, SATURDAY)
    run = book.begin("import", "bo")
    book.record(run, [FILE], [target("Hola")], work)
    book.finish(run, status)
    return run


def test_what_was_recorded_is_told_with_its_run_and_moment(tmp_path: Path) -> None:
    run = recorded(tmp_path, ONE, UNKNOWN)
    moment = SATURDAY.now().isoformat()
    told = journal(tmp_path).work()
    assert told == (
        replace(ONE, run=run, moment=moment),
        replace(UNKNOWN, run=run, moment=moment, who="bo"),
    )
    assert told[0].month == "2026-11"


def test_undone_work_is_not_told(tmp_path: Path) -> None:
    recorded(tmp_path, ONE, status="undone")
    assert journal(tmp_path).work() == ()


def test_work_that_was_retracted_is_gone_and_nothing_is_missed(tmp_path: Path) -> None:
    run = recorded(tmp_path, ONE)
    book = journal(tmp_path)
    book.record(run, [], [], [UNKNOWN])
    book.retract(run, 0, 0, 1)
    assert [one.occurrence for one in book.work()] == [ONE.occurrence]
    assert book.damage() == ()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE run_work SET words = 3000", "articles/a.md#k3f9xx in es"),
        ("DELETE FROM run_work", "the list of its work: one may be missing"),
    ],
    ids=["changed", "vanished"],
)
def test_damage_is_named_and_not_counted(tmp_path: Path, statement: str, what: str) -> None:
    run = recorded(tmp_path, ONE)
    spoil(tmp_path, statement)
    assert journal(tmp_path).work() == ()
    assert journal(tmp_path).damage() == (DamagedRecord(run=run, what=what),)


@pytest.mark.parametrize("text", [b"Hola mundo", b"Hola, mundo"], ids=["draft", "final"])
def test_work_is_erased_with_its_texts(tmp_path: Path, text: bytes) -> None:
    recorded(tmp_path, ONE, replace(UNKNOWN, final="Adiós"))
    book = journal(tmp_path)
    assert book.erase(lambda path, data: path.endswith("es/articles/a.md.po") and data == text) == 1
    assert [one.final for one in book.work()] == ["Adiós"]
    assert book.damage() == ()


def test_an_older_journal_is_brought_up_to_date_and_its_damage_stays_damage(tmp_path: Path) -> None:
    database = open_database(tmp_path / "locmem.db")
    migrate(database, "history", records.MIGRATIONS[:3])
    with database.write() as connection:
        for number in (1, 2):
            columns = "id, number, pipeline, started, status, summary, who, files, targets, digest"
            row = (f"2026-11-0{number}.1", number, "sync", "2026-11-01T00:00:00+00:00", "done", "", "bo")
            sums = (stored_sum(0),) * 2
            digest = row_digest(*row, *sums)
            marks = ", ".join("?" * 10)
            connection.exec_driver_sql(f"INSERT INTO runs ({columns}) VALUES ({marks})", (*row, *sums, digest))
            records.add_to_runs(connection, digest)
    database.close()
    spoil(tmp_path, "UPDATE runs SET pipeline = 'import' WHERE number = 1")
    book = journal(tmp_path)
    assert [(run.id, run.status) for run in book.runs()] == [("2026-11-01.1", "damaged"), ("2026-11-02.1", "done")]
    assert book.damage() == (DamagedRecord(run="2026-11-01.1", what="what it was and whether it ended"),)


def test_the_texts_of_a_place_are_told_newest_first(tmp_path: Path) -> None:
    recorded(tmp_path, ONE)
    later: Journal = journal(tmp_path, SUNDAY)
    run = later.begin("sync")
    later.record(run, [], [target("Buenas")])
    place = Place("es", "articles/a.md", "k3f9xx")
    first, last = SATURDAY.now().isoformat(), SUNDAY.now().isoformat()
    assert tuple(one[:4] for one in later.texts(place)) == (
        (last, "Buenas", "human", "translated"),
        (first, "Hola, mundo", "human", "translated"),
        (first, "Hola", "human", "translated"),
    )
    # The translator of a return, not whoever took it in; of a text that a run alone wrote, whoever began that.
    assert [one.who for one in later.texts(place)] == ["", ONE.who, "bo"]
    assert later.texts(Place("ja", "articles/a.md", "k3f9xx")) == ()


def test_nobody_answers_for_what_the_memory_confirmed(tmp_path: Path) -> None:
    recorded(tmp_path, replace(ONE, final="Hola", how=How.MEMORY, who=""))
    assert {one.who for one in journal(tmp_path).texts(Place("es", "articles/a.md", "k3f9xx"))} == {""}


def test_the_first_day_of_a_file_is_told(tmp_path: Path) -> None:
    recorded(tmp_path, ONE)
    later: Journal = journal(tmp_path, SUNDAY)
    first = SATURDAY.now().isoformat()
    assert (later.began("handoffs/one.json"), later.began("handoffs/two.json")) == (first, "")


def test_what_runs_made_of_a_file_is_told_newest_first_but_for_undone_runs(tmp_path: Path) -> None:
    book: Journal = journal(tmp_path, SATURDAY)
    runs: list[str] = []
    for before, after in ((None, b"one"), (b"one", b"two"), (b"two", b"three"), (b"three", None)):
        runs.append(book.begin("sync"))
        book.record(runs[-1], [FileChange(path="a.po", before=before, after=after)], [])
        book.finish(runs[-1], "done")
    assert tuple(book.contents("a.po")) == (b"three", b"two", b"one")
    book.mark_undone(runs[1])
    assert tuple(book.contents("a.po")) == (b"three", b"one")
    assert tuple(book.contents("b.po")) == ()
    assert tuple(book.removed("a")) == (("a.po", SATURDAY.now().isoformat(), b"three"),)
    assert tuple(book.removed("b")) == ()
    book.mark_undone(runs[3])
    assert tuple(book.removed("a")) == ()
