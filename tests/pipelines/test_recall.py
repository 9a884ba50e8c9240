"""Taking handoffs back: what did not come is free again, and what comes late is taken all the same."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import UsageError
from locmem.exchange.brought_back import BringBackResult
from locmem.exchange.decision import Outcome
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions
from locmem.pipelines.recall import RecallResult, named, reassign, recall
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.exchange.translator import Translator
from tests.pipelines.shop import Shop
from tests.pipelines.test_handoff import PAYING, handed_off

GLOWS, HUMS = "The lamp glows softly.", "The lamp hums."


@pytest.fixture
def out(shop: Shop) -> Shop:
    """Two new sentences are with a translator."""
    shop.write(PAYING, f"{shop.read(PAYING)}\n{GLOWS} {HUMS}\n")
    shop.run()
    handed_off(shop)
    return shop


def recalled(shop: Shop, *names: str) -> tuple[str, RecallResult]:
    run, result = run_step(shop.open(), "jobs recall", lambda run: recall(run, names))
    return run.id, result


def file_of(shop: Shop) -> Translator:
    [file] = (shop.root / "handoffs").rglob("*.po")
    return Translator(file)


def came_back(shop: Shop) -> BringBackResult:
    [file] = (shop.root / "handoffs").rglob("*.po")
    return run_step(shop.open(), "import", lambda run: bring_back(run, [file]))[1]


def test_what_came_back_untouched_is_still_out(out: Shop) -> None:
    file_of(out).write(GLOWS, "La lámpara brilla.")
    assert came_back(out).still_out == 1
    assert handed_off(out).in_flight == 1
    assert not handed_off(out).batches


def test_what_is_recalled_is_handed_out_again(out: Shop) -> None:
    file_of(out).write(GLOWS, "La lámpara brilla.")
    came_back(out)
    run, result = recalled(out, "2026-11-21-es-1")
    assert (result.freed, result.done) == (1, ())
    assert "1 segment free" in result.summary
    [batch] = handed_off(out, HandoffOptions(locales=("es",)), is_dry=True).batches
    assert [unit.words for unit in batch.manifest.units] == [3]
    assert recalled(out, "2026-11-21-es-1")[1].done == result.recalled
    undo(out.open(), run)
    assert not handed_off(out).batches


def test_what_comes_late_is_taken_all_the_same(out: Shop) -> None:
    recalled(out, "2026-11-21-es-1")
    file_of(out).write(GLOWS, "La lámpara brilla.")
    outcomes = {one.outcome for one in came_back(out).decisions}
    assert Outcome.ACCEPTED in outcomes
    assert out.entry(GLOWS).target == "La lámpara brilla."


def test_a_job_gets_another_translator_and_another_day(out: Shop) -> None:
    run_step(out.open(), "jobs change", lambda run: reassign(run, "2026-11-21-es-1", due=date(2026, 12, 24)))
    run_step(out.open(), "jobs change", lambda run: reassign(run, "2026-11-21-es-1", assignee="Bo"))
    manifest = named(out.open(), "2026-11-21-es-1")
    assert (manifest.assignee, manifest.due) == ("Bo", "2026-12-24")


@pytest.mark.parametrize("name", ["", "2025-", "handoffs/nothing.json"])
def test_a_handoff_that_is_not_there_is_named(out: Shop, name: str) -> None:
    with pytest.raises(UsageError, match="there is no handoff"):
        recalled(out, name)


def test_a_beginning_that_fits_two_is_refused(out: Shop) -> None:
    handed_off(out, HandoffOptions(locales=("es",), again=True))
    with pytest.raises(UsageError, match="may be"):
        recalled(out, "2026-11-21-es")
    assert named(out.open(), "2026-11-21-es-2").id.startswith("2026-11-21-es-2")


def test_the_program_lists_shows_and_recalls(out: Shop) -> None:
    listed = out.command("jobs", "list").stdout
    assert "2026-11-21-es-1" in listed
    assert "0/2" in listed
    shown = out.command("jobs", "show", "2026-11-21-es-1").stdout
    assert "articles/paying.md" in shown
    assert "new" in shown
    assert out.command("jobs", "recall", "2026-11-21-es-1").returncode == 0
    assert "Nothing is out" in out.command("jobs", "list").stderr
    assert "recalled" in out.command("jobs", "list", "--all").stdout
    assert "nothing is to be changed" in out.command("jobs", "change", "2026-11-21-es-1").stderr


def test_a_late_answer_says_who_else_has_the_segment(out: Shop) -> None:
    recalled(out, "2026-11-21-es-1")
    [file] = (out.root / "handoffs").rglob("*.po")
    handed_off(out, HandoffOptions(locales=("es",), assignee="Bo", folder="for-bo"))
    Translator(file).write(GLOWS, "La lámpara brilla.")
    [said] = came_back(out).also_out
    assert said.startswith("1 segment answered here Bo has too (2026-11-21-es-2-")


def test_what_waits_for_a_decision_is_told_before_it_is_paid_for_again(out: Shop) -> None:
    file_of(out).write(GLOWS, "La lÃ¡mpara brilla.")
    came_back(out)
    recalled(out, "2026-11-21-es-1")
    assert handed_off(out, is_dry=True).kept == 1
