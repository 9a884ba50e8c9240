"""Files that come back for a document which was renamed while it was out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from locmem.catalogs.states import digest
from locmem.exchange.decision import Outcome
from locmem.exchange.manifest import Manifest
from locmem.history.work import Work
from locmem.model.translation import State
from locmem.pipelines.conflicts import take, waiting
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.workspace.handoffs import in_flight
from locmem.workspace.successors import followed, followed_work
from locmem.workspace.survey import survey
from tests.exchange.desk import MACHINE, Desk, prepare
from tests.pipelines.shop import Shop, build
from tests.works import RETURNED

OLD, NEW = "articles/work.md", "articles/new/task.md"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The small project with the article; never to be written to."""
    return prepare(build(tmp_path_factory.mktemp("renamed") / "shop"), "markdown").shop


@pytest.fixture
def desk(prepared: Shop, tmp_path: Path) -> Desk:
    return Desk(prepared.copy(tmp_path / "shop"), "markdown")


def renamed(desk: Desk, change: Callable[[str], str] = str, *, is_collected: bool = True) -> None:
    """An author renames the article, and changes its text."""
    text = desk.shop.read(desk.file)
    desk.shop.remove(desk.file)
    desk.file = f"content/{NEW}"
    desk.shop.write(desk.file, change(text))
    if is_collected:
        desk.shop.run()


@pytest.mark.parametrize("format_", ["po", "xliff2", "xlsx"])
def test_an_answer_lands_in_the_catalog_of_the_renamed_document(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    desk.translator.change(" changed page", "tiene", "posee")
    renamed(desk)
    result = desk.bring_back()
    entry = desk.entry("changed")
    assert (entry.target, entry.state) == (desk.draft("changed").replace("tiene", "posee"), State.TRANSLATED)
    decision = desk.decision(result, "changed")
    assert (decision.outcome, decision.document) == (Outcome.ACCEPTED, NEW)
    assert [note for note in result.notes if "by now" in note] == [f"{desk.files[0]}: {OLD} is {NEW} by now."]
    # The manifest knows it by its name from now on, and the same file is not decided on again.
    assert set(desk.manifest.by_document()) == {NEW}
    assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.UNCHANGED


def test_a_document_that_moved_since_the_last_sync_takes_all_its_catalogs_along(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    pair = desk.shop.pair(OLD, "ja")
    drafts = tuple(
        entry.with_target("下書き", State.DRAFT, MACHINE) if entry.source == "Work" else entry
        for entry in pair.catalog.entries
    )
    desk.shop.put(pair.path, replace(pair.catalog, entries=drafts))
    renamed(desk, is_collected=False)
    assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.ACCEPTED
    desk.shop.run("collect")
    assert desk.entry("changed").target == desk.draft("changed").replace("tiene", "posee")
    assert desk.entry("absent").target == desk.draft("absent")
    assert desk.shop.entry("Work", "ja").target == "下書き"
    left = [path for path in desk.shop.tree() if path.endswith("/work.md.po") and "translations" in path]
    assert left == []


def test_what_was_decided_here_meanwhile_counts_as_ever(desk: Desk) -> None:
    desk.hand_off("po")
    for name in ("changed", "confirmed", "empty"):
        desk.translator.change(f" {name} page", "tiene", "posee")
    renamed(desk, lambda text: text.replace("The empty lamp has", "The empty lamp now has"))
    desk.write({"confirmed": desk.draft("confirmed").replace("tiene", "lleva")}, State.TRANSLATED)
    result = desk.bring_back()
    outcomes = {name: desk.decision(result, name).outcome for name in ("changed", "confirmed", "empty")}
    assert outcomes == {"changed": Outcome.ACCEPTED, "confirmed": Outcome.CONFLICT, "empty": Outcome.OUTDATED}
    [waits] = waiting(desk.shop.open())
    assert waits.key == f"{NEW}#{desk.ids['confirmed']}"
    run_step(desk.shop.open(), "conflicts", lambda run: take(run, [waits.key]))
    assert desk.entry("confirmed").target == desk.draft("confirmed").replace("tiene", "posee")


def test_a_text_that_waits_goes_along_with_its_document(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    desk.write({"changed": desk.draft("changed").replace("tiene", "lleva")}, State.TRANSLATED)
    desk.bring_back()
    renamed(desk)
    [waits] = waiting(desk.shop.open())
    assert waits.key == f"{NEW}#{desk.ids['changed']}"
    run_step(desk.shop.open(), "conflicts", lambda run: take(run, [waits.key]))
    assert desk.entry("changed").target == desk.draft("changed").replace("tiene", "posee")
    assert not waiting(desk.shop.open())


def test_what_is_out_is_not_sent_again_under_its_new_name(desk: Desk) -> None:
    desk.hand_off("po")
    renamed(desk)
    project = desk.shop.open()
    assert {document for _, document, _ in in_flight(project, survey(project))} == {NEW}
    options = HandoffOptions(locales=("es",), folder="again")
    _, result = run_step(project, "export", lambda run: hand_off(run, options))
    assert (result.batches, result.in_flight) == ((), len(desk.manifest.units))


def copied_back(desk: Desk) -> None:
    """A page of the old name stands there again."""
    desk.shop.write(f"content/{OLD}", "---\ntitle: Stub\nslug: stub\n---\n\nThis page moved.\n")


def mostly_gone(desk: Desk) -> None:
    """Two thirds of the page are others, and each is too short to be told by."""
    text = desk.shop.read(desk.file)
    head, *blocks = text.split("\n\n")
    desk.shop.write(desk.file, "\n\n".join((head, blocks[0], *(f"Word {n}." for n in range(9)))))


def gone(desk: Desk) -> None:
    desk.shop.remove(desk.file)


@pytest.mark.parametrize("happens", [copied_back, mostly_gone, gone])
def test_where_it_is_not_certain_nothing_is_taken_for_another_page(desk: Desk, happens: Callable[[Desk], None]) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    renamed(desk)
    happens(desk)
    desk.shop.run()
    project = desk.shop.open()
    [manifest] = followed(project, survey(project), (desk.manifest,))
    assert manifest == desk.manifest
    decision = desk.decision(desk.bring_back(), "changed")
    assert (decision.outcome, decision.document) == (Outcome.ORPHANED, OLD)
    assert "memory" in decision.why


def test_a_page_that_was_sent_itself_is_never_the_new_name_of_another(desk: Desk) -> None:
    desk.hand_off("po")
    renamed(desk)
    both: Manifest = desk.manifest.renamed({})
    other = replace(both.units[0], document=NEW, occurrence="zzzzzz")
    both = replace(both, units=(*both.units, other))
    project = desk.shop.open()
    assert followed(project, survey(project), (both,)) == (both,)


def test_one_segment_alone_must_have_its_source(desk: Desk) -> None:
    desk.hand_off("po")
    renamed(desk)
    project = desk.shop.open()
    [unit] = [one for one in desk.manifest.units if one.occurrence == desk.ids["changed"]]
    alone = replace(desk.manifest, units=(unit,))
    edited = replace(desk.manifest, units=(replace(unit, source="another"),))
    assert set(followed(project, survey(project), (alone,))[0].by_document()) == {NEW}
    assert followed(project, survey(project), (edited,)) == (edited,)


def test_a_record_follows_its_page_where_its_segments_tell_which_that_is(desk: Desk) -> None:
    one = replace(RETURNED, document=OLD, occurrence=desk.ids["changed"])
    other = replace(one, occurrence=desk.ids["confirmed"])
    gone = replace(one, occurrence="zzzzzz")
    renamed(desk)
    project = desk.shop.open()
    surveyed = survey(project)

    def names(*works: Work) -> set[str]:
        return {work.document for work in followed_work(project, surveyed, works)}

    # An id alone may be one by chance; all of a page goes along, what has left it since, too.
    assert names(one) == {OLD}
    assert names(one, other, gone) == {NEW}
    assert names(replace(one, source=digest(desk.entry("changed").source))) == {NEW}
    assert names(gone) == {OLD}
    assert names(replace(one, document="articles/paying.md")) == {"articles/paying.md"}
