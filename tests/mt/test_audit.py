"""Each call is in the log before it is made, without a word of its texts, and nobody touches the log unseen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from locmem.clock import FixedClock
from locmem.database import Database, open_database
from locmem.errors import EngineError
from locmem.model.inline import plain
from locmem.mt.answers import Answers
from locmem.mt.audit import AuditLog, Call, Calls, Grounds, Permission
from locmem.mt.drafting import Drafted, Drafter
from locmem.mt.engine import MtEngine, Question, Traits
from locmem.mt.outcomes import Outcome

CLOCK = FixedClock(datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
GROUNDS = Grounds(
    command="sync",
    permissions=(Permission(market="ES", region="EU", reviewed_on=date(2026, 11, 1)), Permission(market="MX")),
    per_million=Decimal(20),
    unit="EUR",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "state.db") as database:
        yield database


@pytest.fixture
def log(database: Database) -> AuditLog:
    return AuditLog(database, CLOCK)


def call(engine: str = "deepl", characters: int = 100) -> Call:
    return Call(
        engine=engine,
        version="2",
        host="api.deepl.com",
        source_locale="en",
        locale="es",
        texts=3,
        characters=characters,
        beside=7,
        hidden={"name": 2, "email": 1},
    )


def test_what_is_logged_is_read_again(log: AuditLog) -> None:
    calls = log.calls(GROUNDS)
    calls.ended(calls.sent(call(), 100), answered=2)
    (row,) = log.rows()
    assert (row.call, row.command, row.permissions) == (call(), "sync", GROUNDS.permissions)
    assert (row.cost, row.unit) == (Decimal("0.002"), "EUR")
    assert (row.outcome, row.answered) == (Outcome.ANSWERED, 2)
    assert row.time == "2026-11-21T09:30:00+00:00"
    assert log.verify() == ()


def test_a_call_is_open_until_it_has_ended(log: AuditLog) -> None:
    calls = log.calls(Grounds())
    number = calls.sent(call(), 100)
    assert [row.outcome for row in log.rows()] == [Outcome.OPEN]
    calls.ended(number, Outcome.FAILED)
    assert [row.outcome for row in log.rows()] == [Outcome.FAILED]
    assert log.rows()[0].cost is None


@pytest.mark.parametrize(
    ("outcome", "cost"),
    [
        (Outcome.ANSWERED, "0.002"),
        (Outcome.FAILED, "0.002"),
        (Outcome.TURNED_AWAY, "0"),
        (Outcome.NOT_SENT, "0"),
        (Outcome.OPEN, "0.002"),
    ],
)
def test_what_may_be_billed_has_its_cost(log: AuditLog, outcome: Outcome, cost: str) -> None:
    calls = log.calls(GROUNDS)
    number = calls.sent(call(), 100)
    if outcome is not Outcome.OPEN:
        calls.ended(number, outcome)
    (row,) = log.rows()
    assert (row.outcome, row.cost) == (outcome, Decimal(cost))


def test_the_cost_is_of_what_the_engine_bills(log: AuditLog) -> None:
    log.calls(GROUNDS).sent(call(characters=100), 107)
    assert log.rows()[0].cost == Decimal("0.00214")


def test_calls_are_told_by_month_and_from_a_row_on(database: Database) -> None:
    for day in (datetime(2026, 10, 31, 23, 59, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)):
        calls = AuditLog(database, FixedClock(day)).calls(GROUNDS)
        calls.ended(calls.sent(call(), 100))
    log = AuditLog(database, CLOCK)
    assert [row.number for row in log.rows("2026-10")] == [1]
    assert [row.number for row in log.rows(after=1)] == [3]
    assert log.count == 4


def test_an_empty_log_is_whole(log: AuditLog) -> None:
    assert (log.rows(), log.verify(), log.end) == ((), (), "")


Spoil = Callable[[sqlite3.Connection], object]

SPOILT: dict[str, tuple[str, str]] = {
    "a value": ("UPDATE mt_calls SET characters = 1 WHERE number = 3", "row 3 was changed"),
    "a kind of value": ("UPDATE mt_calls SET previous = 'x' WHERE number = 3", "row 3 was changed"),
    "a digest": ("UPDATE mt_calls SET digest = x'00' WHERE number = 3", "row 3 was changed"),
    "a row gone": ("DELETE FROM mt_calls WHERE number = 3", "row 3 is missing"),
    "rows gone": ("DELETE FROM mt_calls WHERE number IN (3, 4)", "rows 3 to 4 are missing"),
    "the first gone": ("DELETE FROM mt_calls WHERE number = 1", "row 1 is missing"),
    "the last gone": ("DELETE FROM mt_calls WHERE number = 6", "rows 6 to 6 are missing at the end"),
    "all gone": ("DELETE FROM mt_calls", "rows 1 to 6 are missing at the end"),
    "another end": ("UPDATE mt_calls_end SET digest = x'00'", "the last row is another one"),
    "no end": ("DELETE FROM mt_calls_end", "the last row is another one"),
    "the end moved along": (
        "DELETE FROM mt_calls WHERE number = 6; UPDATE mt_calls_end SET number = 5",
        "the last row is another one",
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_whatever_is_done_to_it_is_named(database: Database, log: AuditLog, how: str) -> None:
    calls = log.calls(GROUNDS)
    for _ in range(3):
        calls.ended(calls.sent(call(), 100), answered=3)
    assert log.verify() == ()
    script, said = SPOILT[how]
    assert database.file
    with sqlite3.connect(database.file) as connection:
        connection.executescript(script)
    connection.close()
    assert said in "; ".join(fault.what for fault in log.verify())
    # Work goes on, and what was done stays visible.
    calls.ended(calls.sent(call(), 100), answered=3)
    assert log.verify() != ()


def test_rows_that_changed_places_are_found(database: Database, log: AuditLog) -> None:
    calls = log.calls(GROUNDS)
    for size in (1, 2, 3):
        calls.sent(call(characters=size), size)
    assert database.file
    with sqlite3.connect(database.file) as connection:
        for old, new in ((1, 9), (2, 1), (9, 2)):
            connection.execute("UPDATE mt_calls SET number = ? WHERE number = ?", (new, old))
    connection.close()
    assert [fault.number for fault in log.verify()] == [1, 2, 3]


def test_a_row_that_was_written_anew_with_its_digest_is_found_by_the_next_one(
    database: Database, log: AuditLog
) -> None:
    from locmem.digests import row_digest

    calls = log.calls(GROUNDS)
    for _ in range(3):
        calls.sent(call(), 100)
    assert database.file
    with sqlite3.connect(database.file) as connection:
        (*values, previous, _) = connection.execute("SELECT * FROM mt_calls WHERE number = 2").fetchone()
        values[11] = 1
        new = row_digest(previous, *values)
        connection.execute("UPDATE mt_calls SET characters = 1, digest = ? WHERE number = 2", (new,))
    connection.close()
    assert [fault.what for fault in log.verify()] == ["row 3 was written behind another one than stands before it"]


class Far:
    """An engine on another machine that says what the log holds while it is asked."""

    name = "far"
    version = "1"
    traits = Traits(host="far.example")

    def __init__(self, log: AuditLog, *, breaks: bool = False) -> None:
        self.log = log
        self.breaks = breaks
        self.known: list[Outcome] = []

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        self.known = [row.outcome for row in self.log.rows()]
        if self.breaks:
            raise EngineError("far is down.")
        return tuple(one.text for one in questions)


def drafted(engine: MtEngine, database: Database, log: Calls | None = None) -> Drafted:
    drafter = Drafter(engine=engine, answers=Answers(database), source_locale="en", locale="es", log=log)
    return drafter.draft(SOURCES)


SOURCES = (plain("Dear Maria Schmidt, we wrote today."), plain("Write to maria@mail.example now."))


@pytest.mark.parametrize("is_given", [True, False], ids=["with a recorder", "without one"])
def test_a_call_is_in_the_log_before_it_is_made(database: Database, log: AuditLog, is_given: bool) -> None:
    engine = Far(log)
    calls = log.calls(GROUNDS) if is_given else None
    drafted(engine, database, calls)
    assert engine.known == [Outcome.OPEN]
    (row,) = log.rows()
    assert (row.outcome, row.answered, row.call.texts, row.call.host) == (Outcome.ANSWERED, 2, 2, "far.example")
    assert row.call.hidden == {"name": 1, "email": 1}
    # Stored answers are asked, and logged, no second time.
    drafted(engine, database, calls)
    assert len(log.rows()) == 1


def test_a_call_that_fails_is_in_it_too(database: Database, log: AuditLog) -> None:
    found = drafted(Far(log, breaks=True), database)
    assert found.stopped
    assert [row.outcome for row in log.rows()] == [Outcome.FAILED]


def test_no_word_of_a_text_is_in_the_database(database: Database, log: AuditLog) -> None:
    class Mute(Far):
        def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
            return tuple("x" * len(one.text) for one in questions)

    drafted(Mute(log), database, log.calls(GROUNDS))
    assert database.file
    files = [place.read_bytes() for place in database.file.parent.glob("state.db*")]
    assert all(word not in data for data in files for word in (b"Maria", b"Schmidt", b"mail.example", b"wrote"))


def test_engines_on_this_machine_are_in_it_only_where_they_are_paid(database: Database, log: AuditLog) -> None:
    class Here(Far):
        traits = Traits()

    drafted(Here(log), database)
    assert log.rows() == ()
    here = Here(log)
    here.version = "2"
    drafted(here, database, log.calls(GROUNDS))
    assert [row.call.host for row in log.rows()] == [""]
