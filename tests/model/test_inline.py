"""Marked-up text in normal form: what is written, what is read, and the codes that must survive."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax, inline, plain


def code(type_: CodeType, original: str, text: str = "", number: int = 1) -> Code:
    return Code(id=number, role=CodeRole.SINGLE, type=type_, original=original, identity=type_.value, text=text)


BOLD, BREAK, NBSP = (
    code(CodeType.IMAGE, "![]"),
    code(CodeType.BREAK, "<br>"),
    code(CodeType.ENTITY, "&nbsp;", "\u00a0", 0),
)
PARTS = st.lists(st.text(max_size=3) | st.sampled_from([BOLD, BREAK, NBSP]), max_size=8)


@given(PARTS)
def test_normal_form_changes_no_character_and_has_no_two_strings_side_by_side(parts: list[str | Code]) -> None:
    made = inline(parts, Syntax.HTML)
    assert made.native == "".join(part if isinstance(part, str) else part.original for part in parts)
    assert inline(made.parts, Syntax.HTML) == made
    assert "" not in made.parts
    kinds = [isinstance(part, str) for part in made.parts]
    assert (True, True) not in pairwise(kinds)


def test_a_reader_sees_the_text_of_an_entity_and_nothing_of_a_code() -> None:
    made = inline(["a", NBSP, "b", BREAK, "c"], Syntax.HTML)
    assert (made.text, made.native) == ("a\u00a0bc", "a&nbsp;b<br>c")


def test_what_only_spells_text_may_be_lost() -> None:
    spelled = [CodeType.SOFT_BREAK, CodeType.ENTITY, CodeType.ESCAPE]
    assert [type_ for type_ in CodeType if code(type_, "x").is_text] == spelled
    assert inline(["a", NBSP, BREAK, BOLD], Syntax.HTML).codes == (BREAK, BOLD)


def test_nothing_is_false_and_a_code_alone_is_something() -> None:
    assert not plain("")
    assert plain("a") == Inline(syntax=Syntax.PLAIN, parts=("a",))
    assert inline([BREAK], Syntax.HTML)


def test_texts_that_follow_each_other_are_joined_at_once() -> None:
    class Text(str):
        __slots__ = ()

        def __add__(self, other: object) -> str:
            pytest.fail("each text would be copied as often as texts follow it")

    assert inline([Text("a"), Text("b"), "", Text("c")], Syntax.PLAIN).parts == ("abc",)


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["Pay."], "Pay."), ([NBSP], None), (["Pay", NBSP], None)],
    ids=["nothing", "a text", "a code that spells text", "a text and such a code"],
)
def test_only_a_text_without_any_code_is_only_text(parts: list[str | Code], text: str | None) -> None:
    assert inline(parts, Syntax.MARKDOWN).only_text == text
