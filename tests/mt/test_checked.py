"""Answers are one a question or none at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from locmem.errors import EngineError
from locmem.mt.checked import answers_to, checked_answers, texts_in, value_in
from locmem.mt.engine import Question


def test_answers_are_given_in_order_and_none_for_what_is_no_text() -> None:
    assert checked_answers("x", ["a", None, "", "b\0", "\ud83d", "😀"], 6) == ("a", None, "", "b ", None, "😀")


def test_blank_texts_are_not_asked_and_keep_their_places() -> None:
    asked: list[str] = []

    def ask(questions: Sequence[Question]) -> list[str | None]:
        asked.extend(question.text for question in questions)
        return [question.text.upper() for question in questions]

    assert answers_to([Question(text=text) for text in ("", "a", " ", "b")], ask) == ("", "A", " ", "B")
    assert asked == ["a", "b"]
    assert answers_to([Question(text=" ")], ask) == (" ",)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (["a"], "gave 1 answers to 2 texts"),
        (["a", "b", "c"], "gave 3 answers to 2 texts"),
        ([], "gave 0 answers"),
        (None, "another form"),
        ("ab", "another form"),
        (["a", 1], "another form"),
        ({"0": "a", "1": "b"}, "another form"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(given: object, error: str) -> None:
    with pytest.raises(EngineError, match=error):
        checked_answers("x", given, 2)


def test_values_are_taken_from_items_that_all_have_them() -> None:
    assert texts_in([{"text": "a"}, {"text": None}], "text") == ["a", None]
    assert [texts_in(given, "text") for given in ([{"text": "a"}, {}], ["text"], {"text": "a"}, None)] == [None] * 4
    assert [value_in(given, "a") for given in ({"a": 1}, {}, ["a"], "a")] == [1, None, None, None]
