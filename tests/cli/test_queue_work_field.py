"""What is typed: codes and signs go as wholes, and lines are measured as a terminal does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.cli.work.chips import laid, legend_of, line_edge, upward
from locmem.cli.work.field import Field
from locmem.cli.work.wrapping import CHIP, Span, cut, filled, signs_before, signs_of, width_of, wrapped

CODES = ("**", "{{ market.name }}", "<g1>", "</g1>")
SOURCE = (("Open ", False), ("**", True), ("Orders", False), ("**", True), (" in ", False), ("{{ market.name }}", True))


def test_backspace_takes_all_of_a_code() -> None:
    field = Field.of("Abre **Pedidos**", CODES)
    assert field.back().text == "Abre **Pedidos"
    assert field.at(len("Abre ") + 1).back().text == "Abre Pedidos**"
    assert field.at(len("Abre ")).ahead().text == "Abre Pedidos**"


@given(st.text(alphabet="ab *<>g1/{} e\u0301", max_size=30), st.integers(0, 30), st.text(alphabet="*ab", max_size=3))
def test_the_cursor_never_stands_inside_a_code(text: str, place: int, more: str) -> None:
    field = Field.of(text, CODES).at(place).typed(more)
    assert "".join(unit.text for unit in field.units) == field.text
    assert all(unit.text in CODES for unit in field.units if unit.is_code)
    assert 0 <= field.cursor <= len(field.units)
    assert len(field.text) == len(text) + len(more)


def test_a_code_that_is_typed_sign_by_sign_becomes_one() -> None:
    field = Field.of("", CODES)
    for sign in "{{ market.name }}":
        field = field.typed(sign)
    assert [unit.is_code for unit in field.units] == [True]
    assert field.back().text == ""


def test_words_go_as_words_and_codes_as_codes() -> None:
    field = Field.of("Abre los **Pedidos", CODES)
    assert field.word_back().text == "Abre los **"
    assert field.word_back().word_back().text == "Abre los "
    assert field.word_back().word_back().word_back().text == "Abre "
    assert field.at(0).word_ahead().text == " los **Pedidos"
    assert (field.at(4).to_end().text, field.at(5).to_start().text) == ("Abre", "los **Pedidos")


def test_typing_is_taken_back_and_done_again() -> None:
    field = Field.of("uno").typed(" dos").holding("tres")
    assert field.undone().text == "uno dos"
    assert field.undone().undone().text == "uno"
    assert field.undone().undone().undone().text == "uno"
    assert field.undone().undone().redone().redone().redone().text == "tres"
    assert field.undone().typed("!").redone().text == "uno dos!"


def test_a_text_of_one_line_gets_no_second_one_by_pasting() -> None:
    assert Field.of("").typed("a\r\nb").text == "a b"
    assert Field.of("", lines=True).typed("a\r\nb").text == "a\nb"


@pytest.mark.parametrize("sign", ["é", "e\u0301", "👩\u200d🔧", "👍🏽", "🇪🇸", "한", "क्षि"[:2]])
def test_a_sign_with_its_marks_is_one(sign: str) -> None:
    assert list(signs_of(f"a{sign}b")) == ["a", sign, "b"]
    assert Field.of(f"a{sign}").back().text == "a"


def test_codes_are_shown_as_chips_and_long_ones_by_number() -> None:
    long = "{% if market.consumer_rights.withdrawal_label %}"
    legend = legend_of(((long, True), ("<g1>", True), ("**", True)), ("<g1> = <strong>",))
    assert legend.labels == {long: "⟨1⟩", "<g1>": "⟨g1⟩", "**": "⟨**⟩"}
    assert legend.lines == (f"⟨1⟩ = {long}", "⟨g1⟩ = <strong>")


def test_lines_end_between_words_and_between_wide_signs_and_cut_no_chip() -> None:
    def lines(*spans: Span, width: int) -> list[str]:
        return ["".join(span.text for span in line).rstrip() for line in wrapped(spans, width)]

    assert lines(Span("", "uno dos tres"), width=7) == ["uno dos", "tres"]
    assert lines(Span("", "返金は五日以内です。"), width=8) == ["返金は五", "日以内で", "す。"]
    assert lines(Span("", "返金です。"), width=8) == ["返金で", "す。"]
    assert lines(Span("", "abc "), Span(CHIP, "⟨a b⟩"), width=7) == ["abc", "⟨a b⟩"]
    assert lines(Span("", "una_palabra_larga"), width=6) == ["una_pa", "labra_", "larga"]
    assert lines(Span("", "a\nb"), width=6) == ["a", "b"]


@given(st.text(alphabet="ab 返金。\u0301שלום مرحبا\u200f👍\n", max_size=60), st.integers(2, 20))
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrapped([Span("", text)], width)
    shown = ["".join(span.text for span in line) for line in lines]
    assert all(width_of(line) <= width for line in shown)
    assert all(width_of("".join(s.text for s in filled(line, width))) == width for line in lines)
    if "\u200f" not in text:
        assert "".join("".join(shown).split()) == "".join(text.split())


def test_what_steers_a_terminal_is_spelled_out() -> None:
    [line] = wrapped([Span("", "a\x1b[2Jb\u202ec")], 40)
    assert line[0].text == "a\\x1b[2Jb\\u202ec"
    assert cut([Span("", "a\nb")], 10)[0].text == "a b"
    assert "".join(span.text for span in cut([Span("", "返金です")], 5)) == "返金…"


def test_the_cursor_goes_up_and_down_in_its_column() -> None:
    labels = legend_of(SOURCE, ()).labels
    field = Field.of("uno dos **tres** cuatro", CODES)
    shown = laid(field, labels, 14)
    assert (shown.row, len(shown.lines)) == (2, 3)
    up = upward(field, labels, 14, -1)
    assert laid(up, labels, 14).row == 1
    down = upward(upward(up, labels, 14, -1), labels, 14, 2)
    assert (laid(down, labels, 14).row, down.cursor) == (2, field.cursor)
    assert upward(field.at(0), labels, 14, -1).cursor == 0
    assert line_edge(field, labels, 14, is_end=False).cursor == len("uno dos ") + 7


def test_the_cursor_of_wide_text_is_counted_in_cells_on_the_screen_and_in_signs_of_its_line() -> None:
    shown = laid(Field.of("返金です"), {}, 20)
    assert (shown.column, signs_before(shown.lines[0], shown.column)) == (8, 4)
    assert signs_before(shown.lines[0], 2) == 1
