"""Pins and snoozes of a real project: refused where they mean nothing, kept in git, and undone."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.backlog.decisions import DecisionKind
from locmem.errors import UsageError
from locmem.model.priority import Priority
from locmem.pages.overview import overview
from locmem.pipelines.run import run_step
from locmem.pipelines.triage import TriageResult, clear, decide
from locmem.pipelines.undo import undo
from locmem.workspace.writing import Run
from tests.pipelines.shop import Shop

KEY = "ES/es/articles/paying.md"
FILE = "content/backlog.csv"
NEW = "\nThe lamp glows softly in every room of the house tonight.\n"


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + NEW)
    return shop


def pin(shop: Shop, key: str = KEY, by: str = "Ana", reason: str = "the campaign\nbegins") -> str:
    run, result = run_step(
        shop.open(),
        "backlog",
        lambda run: decide(run, [key], DecisionKind.PIN, reason=reason, by=by, priority=Priority.MUST),
    )
    assert result.summary == f"{key} pinned to 1 by Ana on 2026-11-21: the campaign begins"
    return run.id


def first(shop: Shop) -> tuple[str, Priority]:
    project = shop.open()
    item = overview(project, project.chosen_markets(["ES"])).backlog[0]
    return item.key, item.scored.priority


def test_a_pin_is_kept_and_undone(waiting: Shop) -> None:
    run = pin(waiting)
    assert waiting.read(FILE).splitlines()[1] == f"{KEY},pin,1,,the campaign begins,Ana,2026-11-21"
    assert first(waiting) == (KEY, Priority.MUST)
    undo(waiting.open(), run)
    assert not (waiting.root / FILE).exists()
    assert first(waiting)[1] is Priority.SHOULD


def test_a_later_decision_replaces_an_earlier_one_and_is_forgotten(waiting: Shop) -> None:
    pin(waiting)
    until = date(2026, 12, 1)
    run_step(
        waiting.open(),
        "backlog",
        lambda run: decide(run, [KEY], DecisionKind.SNOOZE, reason="later", by="Bo", until=until),
    )
    assert waiting.read(FILE).splitlines()[1:] == [f"{KEY},snooze,,2026-12-01,later,Bo,2026-11-21"]
    assert first(waiting) == (KEY, Priority.MAY)
    _, result = run_step(waiting.open(), "backlog", lambda run: clear(run, [KEY]))
    assert result.summary == f"1 decision forgotten: {KEY}"
    assert waiting.read(FILE).splitlines()[1:] == []


@pytest.mark.parametrize(
    ("key", "by", "reason", "says"),
    [
        ("ES/es/articles/payng.md", "Ana", "why", "Did you mean ES/es/articles/paying.md"),
        ("XX/es/articles/paying.md", "Ana", "why", "A key is MARKET/LOCALE/DOCUMENT"),
        (KEY, " ", "why", "has a name and a reason"),
        (KEY, "Ana", "", "has a name and a reason"),
    ],
)
def test_a_decision_that_means_nothing_is_refused(waiting: Shop, key: str, by: str, reason: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        pin(waiting, key, by, reason)
    assert not (waiting.root / FILE).exists()


def test_a_day_that_has_passed_is_refused(waiting: Shop) -> None:
    def step(run):  # type: ignore[no-untyped-def]
        return decide(run, [KEY], DecisionKind.SNOOZE, reason="why", by="Ana", until=date(2026, 11, 20))

    with pytest.raises(UsageError, match="2026-11-20 has passed"):
        run_step(waiting.open(), "backlog", step)


@pytest.mark.parametrize(
    ("kind", "priority", "until", "ends"),
    [
        (DecisionKind.SNOOZE, None, date(2027, 2, 22), "it ends on 2027-02-22"),
        (DecisionKind.PIN, Priority.SHOULD, None, "it has no end"),
    ],
)
def test_a_legal_page_is_put_off_for_a_quarter_of_a_year_at_most(
    waiting: Shop, kind: DecisionKind, priority: Priority | None, until: date | None, ends: str
) -> None:
    waiting.edit("content/articles/paying.md", "slug: paying", "slug: paying\nrisk: legal")

    def step(run: Run, until: date | None = until) -> TriageResult:
        return decide(run, [KEY], kind, reason="why", by="Ana", priority=priority, until=until)

    with pytest.raises(UsageError, match=rf"{KEY}: {ends}, .* 92 days at most\. Pass --until 2027-02-21 or sooner"):
        run_step(waiting.open(), "backlog", step)
    assert not (waiting.root / FILE).exists()
    run_step(waiting.open(), "backlog", lambda run: step(run, date(2027, 2, 21)))
    assert "2027-02-21" in waiting.read(FILE)


def test_what_was_never_decided_cannot_be_forgotten(waiting: Shop) -> None:
    with pytest.raises(UsageError, match=r"nothing was decided of .*paying.md\. Decided of: nothing"):
        run_step(waiting.open(), "backlog", lambda run: clear(run, [KEY]))


def test_a_file_that_cannot_be_read_is_not_written_over(waiting: Shop) -> None:
    waiting.write(FILE, "item,decision\n")
    with pytest.raises(UsageError, match=r"content/backlog\.csv cannot be read: .* Mend it first"):
        pin(waiting)
    assert waiting.read(FILE) == "item,decision\n"
