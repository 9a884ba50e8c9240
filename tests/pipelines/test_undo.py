"""Undoing runs: exactly back, and nothing that somebody did since is touched."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial

import pytest

from locmem.errors import UsageError
from locmem.exchange.manifest import read_manifest
from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import HUMAN, State
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import UndoResult, undo
from locmem.workspace.person import login
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


def test_an_answer_that_is_undone_can_be_taken_again_and_is_with_its_translator_until_then(shop: Shop) -> None:
    for page in ("paying", "complaints"):
        path = f"content/articles/{page}.md"
        shop.write(path, f"{shop.read(path)}\n\nThe lamp of {page} glows softly.\n")
    shop.run()
    options = HandoffOptions(format=ExchangeFormat.PO, locales=("es",), folder="out")
    run_step(shop.open(), "export", lambda run: hand_off(run, options))
    runs = {}
    for page in ("paying", "complaints"):
        [file] = (shop.root / "out").rglob(f"{page}.md.po")
        Translator(file).write(f"The lamp of {page} glows softly.", f"La lámpara de {page} brilla.")
        runs[page], _ = run_step(shop.open(), "import", partial(bring_back, files=[file]))
    assert undone(shop, runs["paying"].id).kept == ()
    [manifest] = (shop.root / "handoffs").glob("*.json")
    out = [one.document for one in read_manifest(manifest.read_bytes(), "").open_units()]
    assert out == ["articles/paying.md"]
    [file] = (shop.root / "out").rglob("paying.md.po")
    _, again = run_step(shop.open(), "import", lambda run: bring_back(run, [file]))
    assert again.counts["accepted"] == 1
    assert shop.entry("The lamp of paying glows softly.").target == "La lámpara de paying brilla."


def test_what_somebody_wrote_into_a_catalog_that_the_run_had_made_stays_and_is_named(shop: Shop) -> None:
    shop.write("content/articles/lamp.md", "---\ntitle: Good to know\nslug: lamp\n---\n\nIt glows.\n\nIt warms.\n")
    run = shop.run().id
    shop.change_entry("It glows.", "es", shop.entry("It glows.").with_target("Brilla.", State.REVIEWED, HUMAN))
    result = undone(shop, run)
    assert result.kept == (f"{shop.key('It glows.')} in es",)
    assert not (shop.root / "content/translations/ja/articles/lamp.md.po").exists()
    assert shop.entry("It glows.").target == "Brilla."


def test_a_page_that_was_renamed_keeps_its_translations_in_one_place_where_they_were_changed_since(shop: Shop) -> None:
    (shop.root / "content/articles/paying.md").rename(shop.root / "content/articles/money.md")
    run = shop.run().id
    good = shop.entry("Good to know")
    shop.change_entry("Good to know", "es", good.with_target("Bueno es saberlo", State.REVIEWED, HUMAN))
    before = {one.source: (one.target, one.state) for one in shop.pair("articles/money.md").catalog.entries}
    undone(shop, run)
    assert not (shop.root / "content/translations/es/articles/paying.md.po").exists()
    after = {one.source: (one.target, one.state) for one in shop.pair("articles/money.md").catalog.entries}
    assert after == before


def test_who_has_the_files_of_an_export_is_told_of_when_it_is_undone(shop: Shop) -> None:
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + NEW)
    shop.run()
    shop.command("export", "--locale", "es", "--assignee", "Ana")
    done = shop.command("undo", shop.open().journal.runs(1)[0].id)
    [id_] = [path.name for path in (shop.root / "handoffs").iterdir()]
    assert f"no handoff any more: {id_}: Ana may have its files; remove handoffs/{id_}/" in done.stdout
    assert "Tell whoever has the files" in done.stderr


def test_the_history_of_a_text_goes_through_renames_and_names_people_after_an_undoing_is_undone(shop: Shop) -> None:
    (shop.root / "content/articles/paying.md").rename(shop.root / "content/articles/money.md")
    old = "We collect the money when the parcel leaves us."
    new = "We collect the money when the parcel arrives."
    shop.edit("content/articles/money.md", old, new)
    shop.run()
    key = shop.key(new)
    shop.command("accept", key, "--locale", "es", "--reason", "the same")
    accepted = shop.open().journal.runs(1)[0].id
    undoing, _ = undo(shop.open(), accepted)
    undone(shop, undoing.id)
    rows = json.loads(shop.command("history", key, "--json").stdout)
    told = [(one["what"], one["who"]) for one in rows if one["locale"] == "es"]
    assert told == [
        ("its source changed, moved here from articles/paying.md", ""),
        ("confirmed again", login()),
        ("taken back", ""),
        ("done again", login()),
    ]


def test_where_nothing_of_what_a_run_moved_is_left_it_comes_back_at_its_old_place(shop: Shop) -> None:
    path = "content/translations/es/articles/paying.md.po"
    before = shop.read(path)
    (shop.root / "content/articles/paying.md").rename(shop.root / "content/articles/money.md")
    run = shop.run().id
    shop.remove("content/translations/es/articles/money.md.po")
    undone(shop, run)
    assert shop.read(path) == before
