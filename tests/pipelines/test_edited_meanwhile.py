"""People go on working while a command runs: what they save stands, and the command works on it or says so.

`python -m tests.trust edited_meanwhile` tries every point of every command; here are all points of one, and some of
the others.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locmem.errors import ChangedError, InputErrors
from locmem.history.changes import FileChange
from locmem.history.journal import Journal
from locmem.model.translation import State
from locmem.pipelines.approve import approve
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import TRIES, run_step
from locmem.pipelines.undo import undo
from locmem.workspace.folder import Folder
from locmem.workspace.workspace import open_workspace
from tests.pipelines.scenes import (
    ACCEPT,
    APPROVAL,
    ARTICLE,
    CATALOG,
    MINE,
    PAGE,
    SCENES,
    SENTENCE,
    WORDING,
    Scene,
    accepted,
    build,
)
from tests.pipelines.shop import Shop
from tests.trust.sharing.edited_meanwhile import Kind, Outcome, Saver, every, trials


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return build(tmp_path_factory.mktemp("desk") / "desk")


@pytest.fixture
def desk(made: Shop, tmp_path: Path) -> Shop:
    """The small project: one page, translated."""
    return made.copy(tmp_path / "desk")


@pytest.fixture
def stale(desk: Shop) -> Shop:
    """The project with one stale sentence."""
    ACCEPT.prepare(desk)
    return desk


def saving(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, save: Callable[[int], None]) -> None:
    """Has somebody save before each call of a method; told which call it is, from 1."""
    function = getattr(owner, name)
    calls: list[None] = []

    def call(self: object, *args: object) -> object:
        calls.append(None)
        save(len(calls))
        return function(self, *args)

    monkeypatch.setattr(owner, name, call)


def test_a_save_at_every_other_point_of_a_command_stands(tmp_path: Path) -> None:
    def chosen(undisturbed: Saver) -> list[int]:
        return every(undisturbed)[: undisturbed.writing[-1] + 1 : 2]

    found = list(trials(ACCEPT, (Kind.RENAMED,), chosen, tmp_path))
    assert len(found) > 25
    assert [one for one in found if one.outcome in (Outcome.LOST, Outcome.HALF)] == []
    assert {one.outcome for one in found} >= {Outcome.KEPT, Outcome.REDONE}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_save_while_files_are_written_stands(scene: Scene, tmp_path: Path) -> None:
    def chosen(undisturbed: Saver) -> list[int]:
        return undisturbed.writing[2::6]

    found = list(trials(scene, (Kind.IN_PLACE, Kind.SLOWLY), chosen, tmp_path))
    assert [one for one in found if one.outcome in (Outcome.LOST, Outcome.HALF)] == []


def test_a_checkout_stands(tmp_path: Path) -> None:
    found = list(trials(ACCEPT, (Kind.CHECKOUT,), lambda undisturbed: undisturbed.writing[1:7:3], tmp_path))
    assert {one.outcome for one in found} == {Outcome.REDONE}


def test_a_step_is_done_again_on_what_was_saved(stale: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(call: int) -> None:
        if call == 1:
            stale.edit(CATALOG, *WORDING)

    saving(monkeypatch, Folder, "verify", save)
    run = accepted(stale)
    texts = {entry.target: entry.is_current for entry in stale.pair(PAGE).catalog.entries}
    assert (texts[MINE], texts["La lámpara brilla suavemente."]) == (True, True)
    # The run's own record begins with what was saved: undoing it takes nothing of that back.
    undo(stale.open(), run)
    assert MINE in stale.read(CATALOG)
    assert stale.entry("The lamp shines softly.").is_stale


def test_a_step_that_is_disturbed_again_and_again_gives_up_and_writes_nothing(
    stale: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stale.in_git()
    saving(monkeypatch, Folder, "verify", lambda call: stale.write(ARTICLE, f"{stale.read(ARTICLE)}\nOne more.\n"))
    with pytest.raises(ChangedError) as caught:
        accepted(stale)
    assert str(caught.value) == (
        f"{ARTICLE}: somebody saved this file while the command ran. Nothing of it was written. Run the command again."
    )
    assert stale.read(ARTICLE).count("One more.") == TRIES
    assert {**stale.in_git(), ARTICLE: ""} == {**before, ARTICLE: ""}


def test_what_would_wipe_out_a_save_is_not_done_again(desk: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def approved(by: str) -> None:
        run_step(desk.open(), "approve", lambda run: approve(run, PAGE, "ES", "es", by, desk.today))

    approved("Ana Ley")

    def save(call: int) -> None:
        if call == 1:
            desk.edit(APPROVAL, "Ana Ley", MINE)

    saving(monkeypatch, Journal, "record", save)
    with pytest.raises(ChangedError, match=APPROVAL):
        approved("Bo Ek")
    assert MINE in desk.read(APPROVAL)
    # Now it is an order about what stands there, and the history keeps that.
    approved("Bo Ek")
    assert "Bo Ek" in desk.read(APPROVAL)
    undo(desk.open(), desk.open().journal.runs()[0].id)
    assert MINE in desk.read(APPROVAL)


def test_where_one_file_of_a_step_is_saved_the_others_are_put_back(desk: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.edit(ARTICLE, "It warms the room.\n", "\n")
    before = desk.in_git()

    def save(call: int) -> None:
        # The file of the memory is written before the catalog.
        if call % 2 == 0:
            desk.write(CATALOG, f"{desk.read(CATALOG)}\n#~ # {call}\n")

    saving(monkeypatch, Folder, "apply", save)
    with pytest.raises(ChangedError, match=CATALOG):
        desk.run()
    assert {**desk.in_git(), CATALOG: ""} == {**before, CATALOG: ""}
    [last, *_] = desk.open().journal.runs()
    assert (last.status, last.files, last.targets) == ("done", 0, 0)


def test_settings_that_were_saved_meanwhile_are_not_worked_past(stale: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def save(call: int) -> None:
        calls.append(call)
        stale.write("locmem.yaml", f"{stale.read('locmem.yaml')}# {call}\n")

    before = stale.read(CATALOG)
    saving(monkeypatch, Folder, "verify", save)
    with pytest.raises(ChangedError, match=r"locmem\.yaml: somebody saved"):
        accepted(stale)
    assert (calls, stale.read(CATALOG)) == ([1], before)


@pytest.mark.parametrize("path", [ARTICLE, "content/articles/second.md"])
def test_a_step_is_done_again_where_a_file_changed_that_it_only_read(
    desk: Shop, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    desk.edit(ARTICLE, "It warms the room.\n", "It heats the room.\n")

    def save(call: int) -> None:
        if call == 1:
            text = desk.read(ARTICLE)
            desk.write(path, text.replace(*SENTENCE).replace("slug: lamp", "slug: " + Path(path).stem))

    saving(monkeypatch, Folder, "verify", save)
    desk.run("sync")
    assert {pair.source.path for pair in open_workspace(desk.open()).pairs} == {PAGE, path.removeprefix("content/")}
    assert any(entry.source == MINE for entry in desk.pair(path.removeprefix("content/")).before.entries)


def test_a_handoff_does_not_write_over_what_a_translator_has(stale: Shop) -> None:
    def handed_off(again: bool) -> None:
        options = HandoffOptions(locales=("es",), folder="out", again=again)
        run_step(stale.open(), "export", lambda run: hand_off(run, options))

    handed_off(again=False)
    file = stale.root / "out/es/articles/lamp.md.po"
    worked = file.read_bytes().replace(b"#, fuzzy\n", b"")
    file.write_bytes(worked)
    with pytest.raises(InputErrors, match=r"lamp\.md\.po: a file is there already, and may hold a translator's work"):
        handed_off(again=True)
    assert file.read_bytes() == worked
    assert len(list((stale.root / "handoffs").glob("*.json"))) == 1
    file.unlink()
    handed_off(again=True)


def test_undoing_leaves_what_was_saved_since(stale: Shop) -> None:
    run = accepted(stale)
    stale.edit(CATALOG, *WORDING)
    undo(stale.open(), run)
    assert MINE in stale.read(CATALOG)
    assert stale.entry("The lamp shines softly.").state is State.REVIEWED


def test_records_that_are_taken_back_are_the_last_ones(desk: Shop) -> None:
    journal = desk.open().journal
    run = journal.begin("test")
    changes = [FileChange(path=name, before=None, after=b"x") for name in ("a", "b", "c")]
    journal.record(run, changes[:1], [])
    journal.record(run, changes[1:], [])
    journal.retract(run, 2, 0)
    assert journal.files(run) == tuple(changes[:1])
