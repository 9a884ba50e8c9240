"""Undoing runs: exactly back, and nothing that somebody did since is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import State
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import UndoResult, undo
from locmem.workspace.writing import Run
from tests.exchange.translator import Translator
from tests.pipelines.shop import Shop

NEW = "\n\nThe lamp glows softly. It warms the room.\n"


def undone(shop: Shop, which: str) -> UndoResult:
    return undo(shop.open(), which)[1]


@pytest.fixture
def imported(shop: Shop) -> tuple[Shop, dict[str, str], str]:
    """The project after a return was taken in, the tree before it, and the id of that run."""
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + NEW)
    shop.run()
    run_step(
        shop.open(),
        "export",
        lambda run: hand_off(run, HandoffOptions(format=ExchangeFormat.PO, locales=("es",), folder="out")),
    )
    [file] = (shop.root / "out").rglob("*.po")
    Translator(file).write("The lamp glows softly.", "La lámpara brilla suavemente.")
    Translator(file).write("It warms the room.", "Calienta la habitación.")
    before = shop.in_git()
    run, result = run_step(shop.open(), "import", lambda run: bring_back(run, [file]))
    assert result.counts["accepted"] == 2
    return shop, before, run.id


def test_an_undone_import_leaves_no_trace_in_git(imported: tuple[Shop, dict[str, str], str]) -> None:
    shop, before, run = imported
    assert shop.in_git() != before
    result = undone(shop, run)
    assert (result.kept, result.files) == ((), 2)
    assert shop.in_git() == before


def test_what_was_changed_after_the_import_stays(imported: tuple[Shop, dict[str, str], str]) -> None:
    shop, _, run = imported
    path = "content/translations/es/articles/paying.md.po"
    shop.edit(path, '"Calienta la habitación."', '"Da calor a la habitación."')
    shop.run()
    result = undone(shop, run)
    assert result.kept == (f"{shop.key('It warms the room.')} in es",)
    kept, gone = shop.entry("It warms the room."), shop.entry("The lamp glows softly.")
    assert (kept.target, kept.state) == ("Da calor a la habitación.", State.TRANSLATED)
    assert (gone.target, gone.state) == ("", State.UNTRANSLATED)


def test_a_run_that_was_all_written_over_is_not_called_undone(shop: Shop) -> None:
    def written(run: Run) -> UndoResult:
        files = run.project.folder.write("content/kpi.csv", b"document\n")
        return UndoResult(run=run.id, files=files, kept=())

    run, _ = run_step(shop.open(), "kpi import", written)
    shop.write("content/kpi.csv", "document\nrefunds\n")
    with pytest.raises(UsageError, match=r"nothing of \S+ can be put back: content/kpi.csv"):
        undone(shop, run.id)
    shop.write("content/kpi.csv", "document\n")
    assert undone(shop, run.id).files == 1
    assert not (shop.root / "content/kpi.csv").exists()


def test_a_comment_that_somebody_wrote_since_stays_beside_the_entry(imported: tuple[Shop, dict[str, str], str]) -> None:
    shop, _, run = imported
    path = "content/translations/es/articles/paying.md.po"
    entry = shop.entry("It warms the room.")
    shop.change_entry("It warms the room.", "es", replace(entry, remarks=("Ask Ana about the room.",)))
    assert "# Ask Ana about the room." in shop.read(path)
    undone(shop, run)
    gone = shop.entry("It warms the room.")
    assert (gone.target, gone.remarks) == ("", ("Ask Ana about the room.",))


def test_an_undo_can_itself_be_undone(imported: tuple[Shop, dict[str, str], str]) -> None:
    shop, _, run = imported
    after = shop.in_git()
    undoing, _ = undo(shop.open(), run)
    again, _ = undo(shop.open(), undoing.id)
    assert shop.in_git() == after
    status = {one.id: one.status for one in shop.open().journal.runs()}
    assert (status[run], status[undoing.id], status[again.id]) == ("done", "undone", "done")
    undone(shop, again.id)
    assert shop.in_git() != after
    status = {one.id: one.status for one in shop.open().journal.runs()}
    assert (status[run], status[undoing.id], status[again.id]) == ("undone", "done", "undone")


def test_every_replaced_target_can_be_found_in_the_history(imported: tuple[Shop, dict[str, str], str]) -> None:
    shop, _, run = imported
    document, _, occurrence = shop.key("It warms the room.").partition("#")
    [(which, _, change)] = shop.open().journal.targets(document, occurrence)
    assert (which, change.before, change.after, change.after_state) == (
        run,
        "",
        "Calienta la habitación.",
        "translated",
    )


def test_runs_that_nobody_knows_or_that_were_undone_are_refused(
    imported: tuple[Shop, dict[str, str], str],
) -> None:
    shop, _, run = imported
    with pytest.raises(UsageError, match=r"no run '2020-01-01\.1' is known"):
        undone(shop, "2020-01-01.1")
    assert shop.command("undo", run).returncode == 0
    again = shop.command("undo", run)
    assert (again.returncode, "was undone already" in again.stderr) == (2, True)
