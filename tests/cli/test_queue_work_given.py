"""What keys, input methods and pastes give: all that a text can hold stays, and what it cannot is told."""

from __future__ import annotations

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from locmem.cli.work.desk import Desk
from locmem.cli.work.given import given_text
from locmem.cli.work.screen import Work
from locmem.cli.work.wrapping import Span, width_of, wrapped
from tests.cli.conftest import Worker
from tests.waiting import SOURCE

CLEAR, SAVE, LEAVE = b"\x15", b"\x13", b"\x11"


def typing(worker: Worker, keys: bytes) -> Desk:
    """The desk once a terminal sent these bytes."""
    deeds = worker.deeds()
    with create_pipe_input() as given:
        work = Work(deeds, worker.desk(deeds), has_colours=False, given=given, shown=DummyOutput())
        given.send_bytes(CLEAR + keys + LEAVE)
        work.run()
    return work.desk


@pytest.mark.parametrize(
    "sign", [*"\u00a0\u202f\u2007\u200b\u200c\u200d\u200e\u202e\u2060\u00ad\ufeff\ue000\u3000", "é"]
)
def test_every_sign_of_a_keyboard_stays_typed_or_pasted(worker: Worker, sign: str) -> None:
    text = f"Prix{sign}net"
    desk = typing(worker, text.encode() + b"\x1b[200~" + text.encode() + b"\x1b[201~")
    assert (desk.field.text, desk.message) == (text * 2, "")


@pytest.mark.parametrize(
    ("keys", "text", "told"),
    [
        (b"a\x1b[200~b\x07\xc2\x9b2Jc\x1b[201~", "ab2Jc", r"\x07 \x9b"),
        (b"a\xc2\x85", "a", r"\x85"),
        (b"a\x1b[200~b\x85 caf\xe9\x1b[201~", "ab… café", "Windows-1252"),
        (b"a\x1b[200~\x81\x1b[201~", "a\ufffd", "Windows-1252"),
        (b"\xe9", "é", "Windows-1252"),
    ],
)
def test_what_no_text_can_hold_is_left_out_or_read_with_a_word(
    worker: Worker, keys: bytes, text: str, told: str
) -> None:
    desk = typing(worker, keys)
    assert desk.field.text == text
    assert told in desk.message


def test_a_paste_that_is_not_utf_8_is_confirmed(worker: Worker) -> None:
    typing(worker, b"\x1b[200~Cobramos\x85 ma\xf1ana\x1b[201~" + SAVE)
    assert worker.shop.entry(SOURCE).target == "Cobramos… mañana"


def test_lines_and_tabs_are_text() -> None:
    assert given_text("a\tb\r\nc\n") == ("a\tb\r\nc\n", "")


def test_blanks_that_hold_words_together_are_seen_and_as_wide_as_they_are() -> None:
    [line] = wrapped([Span("", "5\u00a0% 1\u202f000 a")], 40)
    assert [span.text for span in line if span.style == "class:quiet"] == ["⍽", "⍽"]
    assert width_of("".join(span.text for span in line)) == len("5 % 1 000 a")
    assert len(wrapped([Span("", "uno\u00a0dos tres")], 8)) == 2
