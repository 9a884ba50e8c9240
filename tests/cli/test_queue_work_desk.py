"""What each key makes of a text, and what is drawn of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.cli.work.deeds import Deeds
from locmem.cli.work.desk import Ask, Deed, Desk, Do, Reading, pressed
from locmem.cli.work.panes import LEAST_COLUMNS, LEAST_ROWS, plain, rows_of, screen_of
from locmem.cli.work.wrapping import width_of
from locmem.model.translation import HUMAN, State
from locmem.pages.editing import Judged
from tests.cli.conftest import Worker
from tests.waiting import DRAFT, SOURCE

SIZES = [(80, 24), (140, 40), (LEAST_COLUMNS, LEAST_ROWS), (60, 18), (110, 16), (200, 60)]
STALE = "We confirm the payment."
LONG = "We collect the money when the parcel leaves us. " * 12


def press(desk: Desk, *keys: str) -> Desk:
    for key in keys:
        desk, deed = pressed(desk, key)
        assert deed is None
    return desk


def write(desk: Desk, text: str) -> Desk:
    return pressed(desk, "text", text)[0]


def coded(worker: Worker) -> Desk:
    deeds = worker.deeds()
    after = deeds.done(worker.desk(deeds), Deed(do=Do.NEXT))
    assert after is not None
    return after


def stale(worker: Worker) -> Desk:
    shop = worker.shop
    shop.edit("content/articles/paying.md", "You confirm the payment.", STALE)
    shop.run()
    return worker.desk(worker.deeds(states=("stale",)))


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_line_fills_the_screen_and_the_text_stays_in_its_row(worker: Worker, columns: int, rows: int) -> None:
    first, second = worker.desk(), coded(worker)
    judged = Judged(pieces=(), problems=("wrong " * 60,), notes=("look " * 60,))
    shown = second.opened.shown
    many = replace(second, judged=judged, kept="back", is_lost=True, is_other=True)
    long = replace(second, opened=replace(second.opened, shown=replace(shown, source=((LONG, False),), doubts=(LONG,))))
    asked = [pressed(first, key)[0] for key in ("note", "keys", "whole")]
    labels = set()
    for desk in (first, second, many, long, write(first, LONG), write(first, "返金です。" * 40), *asked):
        screen = screen_of(desk, columns, rows)
        assert len(screen.lines) == rows
        assert {width_of("".join(span.text for span in line)) for line in screen.lines} == {columns}
        if screen.row is not None:
            assert screen.row < rows
            assert screen.column < columns
        if not desk.reading:
            labels.add(next(row for row, line in enumerate(plain(screen).split("\n")) if "── Translation" in line))
    assert len(labels) == 1


def test_a_screen_that_is_too_small_says_so(worker: Worker) -> None:
    assert "40 columns" in plain(screen_of(worker.desk(), 30, 10))
    assert (
        sum(getattr(rows_of(80, 24), name) for name in ("above", "source", "target", "problems", "below", "help")) == 18
    )


def test_source_draft_neighbours_and_suggestions_are_seen_at_once(worker: Worker) -> None:
    assert "draft by apertium; nobody confirmed it" in plain(screen_of(worker.desk(), 80, 24))
    desk = stale(worker)
    for size in ((80, 24), (140, 40)):
        text = plain(screen_of(desk, *size))
        assert "source: [-You-][+We+] confirm" in text
        assert "Confirmas el pago." in text.split("── Translation")[1].split("── Suggestions")[0]
        assert "% Confirmas el pago." in text
        assert "What happens" in text
        assert "Qué ocurre" in text
        assert "Los precios incluyen" in text
        assert "3 left" in text or "1 left" in text


def test_codes_are_chips_and_the_next_missing_one_comes_with_one_key(worker: Worker) -> None:
    desk = coded(worker)
    assert "Open ⟨**⟩Orders⟨**⟩ to change the method." in plain(screen_of(desk, 80, 24))
    desk = write(press(desk, "to start", "code"), "Pedidos")
    assert desk.field.text == "**Pedidos"
    assert press(desk, "code").field.text == "**Pedidos**"
    assert press(desk, "code", "code").message == "No code is missing."
    assert press(desk, "code", "backspace").field.text == "**Pedidos"


def test_a_suggestion_and_the_source_take_the_place_of_the_text_and_are_taken_back(worker: Worker) -> None:
    desk = press(write(stale(worker), " Y ya."), "suggestion 1")
    assert desk.field.text == "Confirmas el pago."
    assert press(desk, "source").field.text == STALE
    assert press(desk, "source", "undo typing", "undo typing").field.text == "Confirmas el pago. Y ya."
    assert press(desk, "suggestion 9").message == "There is no suggestion 9."


def test_enter_breaks_no_line_where_the_source_has_none(worker: Worker) -> None:
    desk = press(worker.desk(), "enter")
    assert (desk.field.text, "Alt+Enter" in desk.message) == (DRAFT, True)
    lines = replace(desk, field=replace(desk.field, lines=True))
    assert press(lines, "enter").field.text == f"{DRAFT}\n"


def test_confirming_asks_about_the_same_text_elsewhere_once(worker: Worker) -> None:
    desk = worker.desk()
    assert pressed(desk, "confirm")[1] == Deed(do=Do.CONFIRM)
    item = replace(desk.opened.item, others=(desk.opened.place,))
    desk = replace(desk, opened=replace(desk.opened, item=item))
    asked, deed = pressed(desk, "confirm")
    assert (asked.asking and asked.asking.ask, deed) == (Ask.OTHERS, None)
    assert "1 other place" in plain(screen_of(asked, 80, 24))
    assert pressed(asked, "text", "a")[1] == Deed(do=Do.CONFIRM, everywhere=True)
    assert pressed(asked, "confirm")[1] == Deed(do=Do.CONFIRM, everywhere=True)
    assert pressed(asked, "text", "H")[1] == Deed(do=Do.CONFIRM)
    assert pressed(asked, "text", "x") == (asked, None)
    assert pressed(asked, "escape")[0] == desk


def test_nothing_is_no_translation_and_confirms_nothing(worker: Worker) -> None:
    desk = press(worker.desk(), "to start")
    for key in ("confirm", "draft"):
        after, deed = pressed(desk, key)
        assert (deed, after.is_bad) == (None, True)


def test_a_locked_text_is_read_only(worker: Worker) -> None:
    desk = worker.desk()
    shown = replace(desk.opened.shown, lock="approved by Ana", unlock="locmem approve --withdraw")
    desk = replace(desk, opened=replace(desk.opened, shown=shown))
    for key in ("confirm", "draft", "source", "backspace", "word back"):
        after, deed = pressed(desk, key)
        assert (after.field.text, deed) == (DRAFT, None)
        assert "approved by Ana" in after.message
    assert write(desk, "x").field.text == DRAFT
    assert press(desk, "left").field.cursor == desk.field.cursor - 1
    assert "locmem approve --withdraw" in plain(screen_of(desk, 100, 30))


def test_a_note_is_written_on_a_line_of_its_own(worker: Worker) -> None:
    desk = press(worker.desk(), "note")
    assert pressed(desk, "enter") == (desk, None)
    desk = press(write(desk, "Which parcel??"), "backspace")
    assert "Which parcel?" in plain(screen_of(desk, 80, 24))
    assert pressed(desk, "enter")[1] == Deed(do=Do.NOTE, text="Which parcel?")
    assert press(desk, "escape").asking is None


def test_only_what_is_stale_is_still_valid_and_only_with_a_reason(worker: Worker) -> None:
    assert "not stale" in press(worker.desk(), "still").message
    desk = stale(worker)
    text = plain(screen_of(desk, 80, 24))
    assert "changed: [-You-][+We+] confirm the payment." in text
    assert "earlier: You confirm the payment." in text
    assert "Alt+V still valid" in plain(screen_of(desk, 140, 40))
    asked = press(desk, "still", "enter")
    assert asked.asking is not None
    assert pressed(write(asked, "same"), "enter")[1] == Deed(do=Do.STILL_VALID, text="same")


def test_keys_and_the_whole_text_are_read_and_left_by_any_other_key(worker: Worker) -> None:
    desk = press(worker.desk(), "keys")
    assert "Alt+1 … Alt+9" in plain(screen_of(desk, 80, 24))
    assert len([line for line in plain(screen_of(desk, 80, 24)).split("\n") if line.startswith("Ctrl+Q")]) == 1
    whole = press(desk, "escape", "whole", "down", "page down")
    assert (whole.reading, whole.scrolled) == (Reading.WHOLE, 11)
    assert "Why it waits" in plain(screen_of(press(worker.desk(), "whole"), 100, 60))
    assert pressed(whole, "text", "x")[0].field.text == DRAFT
    assert pressed(whole, "text", " ")[0].scrolled == 21
    assert pressed(whole, "leave")[1] == Deed(do=Do.LEAVE)


def test_what_steers_a_terminal_comes_to_no_screen(worker: Worker) -> None:
    shop, hostile = worker.shop, "Cobramos\x9b2J \u202eahora"
    shop.change_entry(SOURCE, "es", shop.entry(SOURCE).with_target(hostile, State.DRAFT, HUMAN))
    desk = worker.desk()
    assert desk.field.text == hostile
    for key in ("", "whole", "note"):
        text = plain(screen_of(pressed(desk, key)[0], 80, 24))
        assert not set("\x1b\x9b\u202e") & set(text)
    assert "\\x9b2J \\u202eahora" in plain(screen_of(desk, 80, 24))


def test_what_is_wrong_has_a_sign_and_not_a_colour_alone(worker: Worker) -> None:
    deeds: Deeds = worker.deeds()
    found = deeds.looked(press(coded(worker), "backspace"))
    assert found is not None
    text = plain(screen_of(replace(coded(worker), judged=found.judged), 80, 24))
    assert "✗ " in text


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_long_message_stands_on_as_many_lines_as_it_needs_and_the_text_in_its_row(
    worker: Worker, columns: int, rows: int
) -> None:
    desk = worker.desk()
    why = "process 4711 (locmem run) is writing to this project (the pipeline sync.yaml), and it was not done. Again?"
    said = desk.saying(f"Not saved: {why}", is_bad=True)
    screen, before = screen_of(said, columns, rows), screen_of(desk, columns, rows)
    assert (screen.row, len(screen.lines)) == (before.row, rows)
    assert {width_of("".join(span.text for span in line)) for line in screen.lines} == {columns}
    assert "Again?" in plain(screen)
    endless = desk.saying("Not saved: " + "for this reason " * 90 + "Again?", is_bad=True)
    assert "F2 shows all" in plain(screen_of(endless, columns, rows)).split("\n")[-2]
    assert "Again?" in plain(screen_of(press(endless, "whole"), columns, 60))
