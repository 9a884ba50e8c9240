"""Tokens an engine leaves alone are put in the place of slots and found again in its answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.mt.layout import Item, Slot, items_of, shown_text
from locmem.mt.tokens import STYLES, has_stray_mark, masked, styles_for, unmasked

ID, PHX = STYLES[:2]


def items(text: str) -> tuple[Item, ...]:
    return items_of(parse(text, Syntax.MARKDOWN))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Pay {{ x }} now", "Pay ID101 now"),
        ("Pay **now** {{ x }}.", "Pay ID101; now ;ID102 ID103."),
        ("{{ x }}{{ y }}", "ID101 ID102"),
        ("See [the **new** page](a.md).", "See ID101; the ID102; new ;ID103 page ;ID104."),
        ("**[a](b)**: c", "ID101 ID102; a ;ID103 ID104: c"),
        ("**Note:** c; d", "ID101; Note:ID102 c; d"),
        ("a{{ x }}b", "a ID101 b"),
        ("no codes", "no codes"),
    ],
)
def test_each_slot_is_a_numbered_word_apart_from_others(text: str, asked: str) -> None:
    assert masked(items(text), ID) == asked
    assert masked(items(text), PHX) == asked.replace("ID10", "PHX")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Paga ID101 ya", ["Paga ", 0, " ya"]),
        ("ID102 paga ID101", [1, " paga ", 0]),
        ("Paga id101 ya", ["Paga ", 0, " ya"]),
        ("Paga ID 101 ya", ["Paga ", 0, " ya"]),
        ("PagaID101ya", ["Paga", 0, "ya"]),
        ("Paga ID103 ID100", ["Paga ID103 ID100"]),
        ("ID101 ID101", [0, " ", 0]),
        ("VALID101", ["VAL", 0]),
        ("valid101", ["valid101"]),
    ],
    ids=["kept", "moved", "small", "parted", "glued", "unknown numbers", "doubled", "glued capitals", "another word"],
)
def test_an_answer_is_read_back_whatever_the_engine_did_to_the_words(answer: str, expected: list[object]) -> None:
    done = unmasked(answer, items("a {{ x }} {{ y }}"), ID)
    assert [item.index if isinstance(item, Slot) else item for item in done] == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("A ID101; b ;ID102 c", ["A ", 0, " b ", 1, " c"]),
        ("A ID101 rojo; b ;ID102 c", ["A rojo ", 0, " b ", 1, " c"]),
        ("A ID101; b ; rojo ID102 c", ["A ", 0, " b ", 1, " rojo c"]),
        ("A ID101: b ,ID102 c", ["A ", 0, " b ", 1, " c"]),
        ("A ID102; b ;ID101 c", ["A ", 1, "; b ;", 0, " c"]),
        ("A ID101; b; x ;ID102 c", ["A ", 0, " b; x ", 1, " c"]),
    ],
    ids=["as asked", "moved before", "moved behind", "other marks", "turned round", "one more"],
)
def test_the_marks_of_a_pair_go_and_say_where_its_words_stand(answer: str, expected: list[object]) -> None:
    done = unmasked(answer, items("A **b** c"), ID)
    assert [item.index if isinstance(item, Slot) else item for item in done] == expected


def test_marks_of_the_text_itself_stay() -> None:
    here = items("a; **b** c")
    assert not has_stray_mark(here, unmasked("a; ID101; b ;ID102 c", here, ID))
    assert has_stray_mark(here, unmasked("a; ID101; b ;ID102 c;", here, ID))


def test_a_text_is_never_asked_with_tokens_it_holds_itself() -> None:
    assert styles_for(items("plain {{ x }}")) == (ID, PHX)
    assert styles_for(items("see ID7")) == STYLES[1:3]
    assert styles_for(items("see id 7 and PHX1")) == STYLES[2:]
    assert styles_for(items("ID1 PHX1 Zzqaa1 Qx1")) == ()


PIECES = ["a", " ", "b ", ". ", "{{ x }}", "**c**", "[d](e)", "#12", "  \n"]


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.sampled_from(STYLES))
def test_an_engine_that_changes_nothing_loses_no_slot_and_no_word(text: str, style: object) -> None:
    here = items(text)
    done = unmasked(masked(here, style), here, style)  # type: ignore[arg-type]
    assert [item for item in done if isinstance(item, Slot)] == [item for item in here if isinstance(item, Slot)]
    assert "".join(shown_text(done).split()) == "".join(shown_text(here).split())
