"""What keys do to a project: through the keys of a terminal that is a pipe, to the catalogs and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from locmem.cli.work.deeds import Deeds
from locmem.cli.work.desk import Deed, Desk, Do, pressed
from locmem.cli.work.panes import plain, screen_of
from locmem.cli.work.screen import Work
from locmem.clock import FixedClock
from locmem.model.translation import HUMAN, State
from locmem.postedit.ordering import Wanted
from locmem.views.editor import Editor
from locmem.views.typed_texts import TypedTexts
from locmem.workspace.lock import writing
from tests.cli.conftest import Worker
from tests.waiting import CODED, DRAFT, SOURCE

OWN = "Cobramos el importe al enviar el paquete."
ONE = Wanted(locales=("es",), documents=("articles/more.md",))
CONFIRM, SAVE, LEAVE, CLEAR = "\x1b\r", "\x13", "\x11", "\x15"
DOWN, UP = "\x1b\x1b[B", "\x1b\x1b[A"


def typing(worker: Worker, keys: str, deeds: Deeds | None = None) -> tuple[Work, Deeds]:
    """What is left once somebody pressed these keys and then left."""
    deeds = deeds or worker.deeds()
    with create_pipe_input() as given:
        work = Work(deeds, worker.desk(deeds), has_colours=False, given=given, shown=DummyOutput())
        given.send_text(keys + LEAVE)
        work.run()
    return work, deeds


def test_confirming_goes_to_the_next_and_the_last_one_ends_the_work(worker: Worker) -> None:
    work, deeds = typing(worker, f"{CLEAR}{OWN}{CONFIRM}")
    entry = worker.shop.entry(SOURCE)
    assert (entry.target, entry.state, entry.origin) == (OWN, State.TRANSLATED, HUMAN)
    assert (work.desk.opened.place.key, work.desk.left) == (worker.shop.key(CODED), 1)
    typing(worker, f"{CLEAR}\x1bcPedidos\x1bc\x01Abre {SAVE}", deeds)
    assert worker.shop.entry(CODED).target == "Abre **Pedidos**"
    told = " ".join(deeds.tally.sentences(deeds.unsaved()))
    assert "2 texts confirmed (2 in es)." in told
    assert "locmem undo" in told


def test_what_is_damaged_is_not_taken_and_says_why(worker: Worker) -> None:
    work, deeds = typing(worker, f"{DOWN}{CLEAR}Abre **Pedidos.{CONFIRM}")
    assert worker.shop.entry(CODED).target == DRAFT
    assert work.desk.message.startswith("Not saved: ")
    assert work.desk.opened.place.key == worker.shop.key(CODED)
    assert "Nothing was confirmed." in deeds.tally.sentences(0)


def test_a_draft_stays_and_a_note_goes_to_the_author(worker: Worker) -> None:
    work, deeds = typing(worker, f"{CLEAR}A medias\x1bd\x1bnWhich parcel?\r")
    entry = worker.shop.entry(SOURCE)
    assert (entry.target, entry.state, entry.remarks) == ("A medias", State.DRAFT, ("Which parcel?",))
    assert work.desk.opened.place.key == worker.shop.key(SOURCE)
    assert deeds.tally.sentences(0)[0] == "Nothing was confirmed, 1 draft kept, 1 note to authors."


def test_the_last_confirmation_is_taken_back_and_the_text_is_there_again(worker: Worker) -> None:
    work, deeds = typing(worker, f"{CLEAR}{OWN}{CONFIRM}\x1bu")
    assert (worker.shop.entry(SOURCE).target, worker.shop.entry(SOURCE).state) == (DRAFT, State.DRAFT)
    assert (work.desk.opened.place.key, work.desk.left) == (worker.shop.key(SOURCE), 2)
    assert "undone" in work.desk.message
    again = deeds.done(work.desk, Deed(do=Do.UNDO))
    assert again is not None
    assert "Nothing was confirmed here" in again.message


def test_skipping_keeps_what_was_typed_and_going_back_shows_it(worker: Worker) -> None:
    work, deeds = typing(worker, f" Y más.{DOWN}{UP}")
    assert (work.desk.opened.place.key, work.desk.field.text) == (worker.shop.key(SOURCE), f"{DRAFT} Y más.")
    assert "not saved is back" in work.desk.kept
    assert worker.shop.entry(SOURCE).target == DRAFT
    assert "1 typed text not saved. It is kept" in deeds.tally.sentences(deeds.unsaved())[-1]


def test_what_was_typed_is_offered_on_return_and_can_be_discarded(worker: Worker) -> None:
    typing(worker, f"{CLEAR}Sin guardar")
    work, _ = typing(worker, "")
    assert work.desk.field.text == "Sin guardar"
    work, deeds = typing(worker, "\x1bx")
    assert (work.desk.field.text, work.desk.kept, deeds.unsaved()) == (DRAFT, "", 0)


def test_what_was_typed_is_forgotten_once_it_is_saved_or_as_it_was(worker: Worker) -> None:
    assert typing(worker, "ab\x7f\x7f")[1].unsaved() == 0
    typing(worker, f"{CLEAR}Sin guardar")
    assert typing(worker, "")[1].unsaved() == 1
    assert typing(worker, f" aún{CONFIRM}")[1].unsaved() == 0
    assert worker.shop.entry(SOURCE).target == "Sin guardar aún"


def test_what_was_typed_before_somebody_else_wrote_a_draft_does_not_take_its_place_unseen(worker: Worker) -> None:
    typing(worker, f"{CLEAR}{OWN}")
    another(worker, "Otro borrador.", State.DRAFT)
    work, deeds = typing(worker, CONFIRM)
    assert (work.desk.field.text, work.desk.asking is not None) == (OWN, True)
    assert (worker.shop.entry(SOURCE).target, deeds.unsaved()) == ("Otro borrador.", 1)


def another(worker: Worker, text: str, state: State = State.TRANSLATED) -> None:
    worker.shop.change_entry(SOURCE, "es", worker.shop.entry(SOURCE).with_target(text, state, HUMAN))


def conflict(worker: Worker, keys: str) -> tuple[Work, Deeds]:
    deeds = worker.deeds()
    desk = worker.desk(deeds)
    another(worker, "De otra persona.")
    with create_pipe_input() as given:
        work = Work(deeds, desk, has_colours=False, given=given, shown=DummyOutput())
        given.send_text(f"{CLEAR}{OWN}{CONFIRM}{keys}{LEAVE}")
        work.run()
    return work, deeds


def test_what_somebody_saved_meanwhile_is_not_written_over_unseen(worker: Worker) -> None:
    work, deeds = conflict(worker, "")
    assert worker.shop.entry(SOURCE).target == "De otra persona."
    text = plain(screen_of(work.desk, 80, 24))
    assert "Stands here now: De otra persona." in text
    assert text.count("De otra persona.") == 1
    assert "[-De otra persona-]" in text
    assert "M confirm mine instead" in text
    assert deeds.unsaved() == 1


@pytest.mark.parametrize(("key", "stands"), [("t", "De otra persona."), ("m", OWN)])
def test_theirs_stays_or_mine_takes_its_place_once_it_was_seen(worker: Worker, key: str, stands: str) -> None:
    work, deeds = conflict(worker, key)
    assert (worker.shop.entry(SOURCE).target, deeds.unsaved()) == (stands, 0)
    assert work.desk.opened.place.key == worker.shop.key(SOURCE if key == "t" else CODED)
    assert work.desk.field.text == ("De otra persona." if key == "t" else DRAFT)


def test_mine_is_edited_on_and_then_confirmed(worker: Worker) -> None:
    conflict(worker, f"e Ya.{CONFIRM}")
    assert worker.shop.entry(SOURCE).target == f"{OWN} Ya."


def test_a_source_that_changed_meanwhile_is_looked_at_before_anything_is_decided(worker: Worker) -> None:
    deeds = worker.deeds()
    desk = worker.desk(deeds)
    worker.shop.edit("content/articles/paying.md", SOURCE, "We collect the money when the parcel arrives.")
    worker.shop.run()
    after = deeds.done(desk, Deed(do=Do.CONFIRM))
    assert after is not None
    assert after.is_bad
    assert deeds.tally.confirmed == {}


def test_while_it_is_typed_somebody_hears_what_is_wrong_and_that_another_text_stands_there(worker: Worker) -> None:
    deeds = worker.deeds()
    desk = worker.desk(deeds)
    found = deeds.looked(desk)
    assert found is not None
    assert (found.judged.problems, found.is_other) == ((), False)
    another(worker, "De otra.")
    found = deeds.looked(desk)
    assert found is not None
    assert found.is_other


@pytest.mark.parametrize(("key", "places"), [("a", 2), ("h", 1), ("\x1b\x1b", 0)])
def test_the_same_text_is_confirmed_in_all_its_places_with_one_question(worker: Worker, key: str, places: int) -> None:
    shop, twice = worker.shop, "We answer on the same day."
    path = shop.root / "content/articles/paying.md"
    path.write_text(path.read_text("utf-8") + f"\n{twice}\n\n## More\n\n{twice}\n", "utf-8")
    shop.run()
    deeds = worker.deeds(states=("untranslated",))
    desk = worker.desk(deeds)
    while "".join(text for text, _ in desk.opened.shown.source) != twice:
        following = deeds.done(desk, Deed(do=Do.NEXT))
        assert following is not None
        desk = following
    with create_pipe_input() as given:
        given.send_text(f"Respondemos el mismo día.{CONFIRM}{key}{LEAVE}")
        Work(deeds, desk, has_colours=False, given=given, shown=DummyOutput()).run()
    assert len(deeds.tally.confirmed) == places
    assert len(deeds.tally.runs) == min(places, 1)


def test_a_stale_text_is_said_to_hold_with_a_reason(worker: Worker) -> None:
    shop, source = worker.shop, "We confirm the payment."
    shop.edit("content/articles/paying.md", "You confirm the payment.", source)
    shop.run()
    _, deeds = typing(worker, "\x1bvThe same is meant\r", worker.deeds(states=("stale",)))
    entry = shop.entry(source)
    assert (entry.target, entry.is_stale) == ("Confirmas el pago.", False)
    assert len(deeds.tally.confirmed) == 1


def test_a_reviewer_reviews_by_confirming(worker: Worker) -> None:
    shop = worker.shop
    source = "Write to {{ company.support.email }} if something went wrong."
    text = shop.entry(source).target
    shop.change_entry(source, "es", shop.entry(source).with_target(text, State.TRANSLATED, HUMAN))
    deeds = worker.deeds(states=("not reviewed",))
    _, deeds = typing(worker, CONFIRM, deeds)
    assert shop.entry(source).state is State.TRANSLATED
    typing(worker, CONFIRM, worker.deeds(states=("not reviewed",), reviews=True))
    assert shop.entry(source).state is State.REVIEWED


def test_what_cannot_be_done_is_said_where_it_was_asked_for(worker: Worker) -> None:
    deeds = worker.deeds()
    desk = worker.desk(deeds)
    worker.shop.remove("content/articles/paying.md")
    after = deeds.done(desk, Deed(do=Do.DRAFT))
    assert after is not None
    assert (after.opened, after.is_bad, after.message != "") == (desk.opened, True, True)


def test_what_the_disk_does_not_take_is_there_on_going_back_and_leaving_asks_once(
    worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "typed").write_text("no folder", "utf-8")
    work, deeds = typing(worker, f"{CLEAR}Sin guardar{DOWN}{UP}{LEAVE}")
    desk = work.desk
    assert (desk.field.text, desk.is_lost, desk.is_leaving) == ("Sin guardar", True, True)
    assert (
        "This text is kept nowhere: Ctrl+S saves it, Alt+D keeps it as a draft, Ctrl+Q again leaves it." in desk.message
    )
    assert not pressed(desk, "left")[0].is_leaving
    told = deeds.tally.sentences(deeds.unsaved(), deeds.lost())
    assert "1 typed text is kept nowhere" in told[-2]
    assert told[-1].endswith(f"{worker.shop.key(SOURCE)}:\nSin guardar")
    assert not any("kept on this machine" in one for one in told)


@pytest.mark.parametrize("key", [SAVE, "\x1bd"])
def test_what_the_disk_does_not_take_is_saved_and_then_nobody_is_asked(
    worker: Worker, tmp_path: Path, key: str
) -> None:
    (tmp_path / "typed").write_text("no folder", "utf-8")
    work, deeds = typing(worker, f"{CLEAR}Sin guardar{key}")
    assert (worker.shop.entry(SOURCE).target, work.desk.is_leaving) == ("Sin guardar", False)
    assert (deeds.lost(), deeds.unsaved()) == ((), 0)


def test_a_disk_that_takes_it_again_keeps_it_and_nobody_is_asked(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "typed").write_text("no folder", "utf-8")
    deeds = worker.deeds()
    desk = worker.desk(deeds)
    desk = deeds.keep(replace(desk, field=desk.field.holding("Sin guardar")))
    assert desk.is_lost
    (tmp_path / "typed").unlink()
    assert deeds.done(desk, Deed(do=Do.LEAVE)) is None
    assert (deeds.unsaved(), deeds.lost()) == (1, ())


def test_the_last_confirmation_does_not_end_what_is_kept_nowhere(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "typed").write_text("no folder", "utf-8")
    work, _ = typing(worker, f"{CLEAR}Sin guardar{DOWN}{CLEAR}\x1bcPedidos\x1bc\x01Abre {SAVE}\x1bx{CLEAR}Uno{LEAVE}")
    assert worker.shop.entry(CODED).target == "Abre **Pedidos**"
    assert (work.desk.opened.place.key, work.desk.is_leaving) == (worker.shop.key(SOURCE), True)


@pytest.mark.parametrize("key", ["\x1b[200~uno\r\ndos\x1b[201~", "\t", "\x1b[15~", "\x1b[1;5P"])
def test_what_is_pasted_is_text_and_keys_without_meaning_are_none(worker: Worker, key: str) -> None:
    work, _ = typing(worker, f"{CLEAR}a{key}")
    assert work.desk.field.text == ("auno dos" if "uno" in key else "a")


def test_a_key_that_is_a_bug_leaves_the_terminal_and_tells(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    deeds = worker.deeds()
    desk = worker.desk(deeds)

    def broken(_: Desk, __: Deed) -> Desk:
        raise ZeroDivisionError

    monkeypatch.setattr(deeds, "done", broken)
    with create_pipe_input() as given:
        work = Work(deeds, replace(desk), has_colours=True, given=given, shown=DummyOutput())
        given.send_text(CONFIRM)
        with pytest.raises(ZeroDivisionError):
            work.run()


class Small(DummyOutput):
    def get_size(self) -> Size:
        return Size(rows=24, columns=30)


def test_on_a_screen_that_is_too_small_keys_do_nothing_but_leave(worker: Worker) -> None:
    deeds = worker.deeds()
    with create_pipe_input() as given:
        work = Work(deeds, worker.desk(deeds), has_colours=False, given=given, shown=Small())
        given.send_text(f"{CLEAR}{OWN}{CONFIRM}{LEAVE}")
        work.run()
    assert (work.desk.field.text, worker.shop.entry(SOURCE).target, deeds.unsaved()) == (DRAFT, DRAFT, 0)


@pytest.mark.parametrize("do", [Do.CONFIRM, Do.NOTE])
def test_while_another_process_writes_nothing_is_lost_and_the_same_key_tries_again(worker: Worker, do: Do) -> None:
    deeds = worker.deeds()
    desk = worker.desk(deeds)
    with writing(worker.shop.root, "sync"):
        after = deeds.done(desk, Deed(do=do, text="Which parcel?"))
    assert after is not None
    assert after.message.startswith("Not saved: ")
    assert after.message.endswith("Press the same key again to try once more.")
    again, deed = pressed(after, "enter" if do is Do.NOTE else "confirm")
    assert deed == Deed(do=do, text="Which parcel?" if do is Do.NOTE else "")
    assert deeds.done(again, deed) is not None
    assert (len(deeds.tally.confirmed), deeds.tally.notes) == ((1, 0) if do is Do.CONFIRM else (0, 1))


def two_pages(worker: Worker) -> tuple[Deeds, Desk]:
    """The first of the texts of two pages, that of a new one."""
    (worker.shop.root / "content/articles/more.md").write_text("# More\n\nA new page.\n\nAnd more of it.\n", "utf-8")
    worker.shop.run()
    deeds = worker.deeds()
    return deeds, worker.desk(deeds)


@pytest.mark.parametrize("looks_again", [False, True])
def test_what_cannot_be_opened_is_named_with_why_and_the_next_that_can_is_there(
    worker: Worker, looks_again: bool
) -> None:
    deeds, desk = two_pages(worker)
    good = desk.opened.place.document
    [bad] = {"articles/paying.md", "articles/more.md"} - {good}
    path = f"content/translations/es/{bad}.po"
    worker.shop.write(path, 'msgid "half')
    if looks_again:
        worker.live.look_again()
    seen, told = {desk.opened.place}, desk.message
    for _ in range(3):
        after = deeds.done(desk, Deed(do=Do.NEXT))
        assert after is not None
        desk, told = after, f"{told} {after.message}"
        seen.add(desk.opened.place)
    assert {place.document for place in seen} == {good}
    assert len(seen) >= 2
    assert f"{path}:1:" in told
    assert "only one" not in told


def test_where_nothing_else_can_be_opened_it_says_why_and_counts_what_is_left(worker: Worker) -> None:
    deeds, desk = two_pages(worker)
    deeds = Deeds(Editor(worker.live), TypedTexts(worker.shop.root, FixedClock(worker.shop.moment), worker.typed), ONE)
    desk = worker.desk(deeds)
    path = "content/translations/es/articles/more.md.po"
    worker.shop.write(path, 'msgid "half')
    after = deeds.done(desk, Deed(do=Do.NEXT))
    assert after is not None
    assert after.message.startswith("Nothing else can be opened. Not read: ")
    assert f"{path}:1:" in after.message


@pytest.mark.parametrize("looks_again", [False, True])
def test_what_was_typed_before_a_confirmation_is_offered_again_once_that_is_taken_back(
    worker: Worker, looks_again: bool
) -> None:
    two_pages(worker)
    deeds = worker.deeds(states=("untranslated",))
    desk = worker.desk(deeds)
    place, left = desk.opened.place, desk.left
    after = deeds.done(replace(desk, field=desk.field.holding("Una página.")), Deed(do=Do.CONFIRM))
    assert after is not None
    if looks_again:
        worker.live.look_again()
    back = deeds.done(after, Deed(do=Do.UNDO))
    assert back is not None
    assert (back.opened.place, back.target, back.field.text, back.left) == (place, "", "Una página.", left)
    assert "is back" in back.kept
