"""A budget says what is left by the log, whoever spent it and whatever the clock says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from locmem.clock import FixedClock
from locmem.database import Database, open_database
from locmem.mt.allowance import Allowance
from locmem.mt.audit import AuditLog, Call, Calls, Grounds
from locmem.mt.outcomes import Outcome

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "state.db") as database:
        yield database


def calls_at(database: Database, moment: datetime = NOW, price: int = 20) -> Calls:
    return AuditLog(database, FixedClock(moment)).calls(Grounds(per_million=Decimal(price)))


def call(engine: str = "deepl") -> Call:
    return Call(engine=engine, version="", host="h", source_locale="en", locale="es", texts=1, characters=1)


def allowance(database: Database, budget: str = "0.05", engine: str = "deepl") -> Allowance:
    log = AuditLog(database, FixedClock(NOW))
    return Allowance(log, engine, "2026-11", budget=Decimal(budget), per_million=Decimal(20), used_up="")


def test_it_is_the_budget_less_what_may_be_billed(database: Database) -> None:
    left = allowance(database)
    assert left.room() == 2_500
    calls = calls_at(database)
    for outcome, room in (
        (Outcome.ANSWERED, 2_400),
        (Outcome.FAILED, 2_300),
        (Outcome.TURNED_AWAY, 2_300),
        (Outcome.NOT_SENT, 2_300),
    ):
        number = calls.sent(call(), 100)
        calls.ended(number, outcome)
        assert left.room() == room
    number = calls.sent(call(), 1_000)
    assert left.room() == 1_300
    calls.ended(number, Outcome.TURNED_AWAY)
    assert left.room() == 2_300
    calls.sent(call(), 9_999)
    assert left.room() == 0
    assert allowance(database).room() == 0


def test_a_month_and_an_engine_with_all_its_models_are_counted(database: Database) -> None:
    calls_at(database, NOW.replace(month=10)).sent(call(), 1_000)
    calls_at(database).sent(call("openai/one"), 100)
    calls_at(database).sent(call("openai/two"), 10)
    assert allowance(database).room() == 2_500
    assert allowance(database, engine="openai").room() == 2_390
    assert allowance(database, engine="openai/two").room() == 2_490


def test_locales_and_other_processes_draw_on_the_same_sum(database: Database) -> None:
    one, other = allowance(database), allowance(database)
    calls_at(database).sent(call(), 2_000)
    assert one.room() == other.room() == 500


@pytest.mark.parametrize("month", [1, 10, 12])
def test_a_clock_that_goes_elsewhere_pays_nothing_back(database: Database, month: int) -> None:
    left = allowance(database)
    calls = calls_at(database, NOW.replace(month=month))
    calls.ended(calls.sent(call(), 2_400))
    assert left.room() == 100
    # A run that begins later sees a month that is over as such, and one that has not come as asked already.
    assert allowance(database).room() == (100 if month == 12 else 2_500)


def test_a_cent_is_never_lost_in_many_small_calls(database: Database) -> None:
    left, calls = allowance(database, "0.0006"), calls_at(database)
    for _ in range(30):
        calls.ended(calls.sent(call(), 1))
        left.room()
    assert left.room() == 0
