"""What an engine was asked once is never asked, or paid for, again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from locmem.database import open_database
from locmem.mt.answers import Answers, Asked
from locmem.mt.engine import Question

ASKED = Asked(engine="apertium", version="1", source_locale="en", locale="es")


def question(text: str) -> Question:
    return Question(text=text)


def asked(answers: Mapping[str, str]) -> dict[Question, str]:
    return {question(text): answer for text, answer in answers.items()}


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    with open_database(tmp_path / "state.db") as database:
        yield Answers(database)


def test_an_answer_is_found_again_and_others_are_not_invented(answers: Answers) -> None:
    answers.put_many(ASKED, asked({"Hello": "Hola", "": "", "é\n": "x"}))
    assert answers.get_many(ASKED, map(question, ["Hello", "Bye", "", "é\n"])) == asked(
        {"Hello": "Hola", "": "", "é\n": "x"}
    )


def test_the_first_answer_stays(answers: Answers) -> None:
    answers.put_many(ASKED, asked({"Hello": "Hola"}))
    answers.put_many(ASKED, asked({"Hello": "Buenas", "Bye": "Adiós"}))
    assert answers.get_many(ASKED, map(question, ["Hello", "Bye"])) == asked({"Hello": "Hola", "Bye": "Adiós"})


@pytest.mark.parametrize("field", ["engine", "version", "source_locale", "locale"])
def test_an_answer_counts_for_one_engine_version_and_pair_of_locales(answers: Answers, field: str) -> None:
    answers.put_many(ASKED, asked({"Hello": "Hola"}))
    other = replace(ASKED, **{field: "other"})
    assert answers.get_many(other, map(question, ["Hello"])) == {}
    answers.put_many(other, asked({"Hello": "Ciao"}))
    assert answers.get_many(ASKED, map(question, ["Hello"])) == asked({"Hello": "Hola"})


def test_more_texts_than_a_statement_takes_are_asked_for_at_once(answers: Answers) -> None:
    many = asked({f"text {number}": str(number) for number in range(1_203)})
    answers.put_many(ASKED, many)
    assert answers.get_many(ASKED, many) == many
    assert answers.get_many(ASKED, []) == {}


def test_nothing_answered_stores_nothing(answers: Answers) -> None:
    answers.put_many(ASKED, {})
    assert answers.get_many(ASKED, map(question, ["Hello"])) == {}


def test_answers_outlive_the_process(tmp_path: Path) -> None:
    for _ in range(2):
        with open_database(tmp_path / "state.db") as database:
            Answers(database).put_many(ASKED, asked({"Hello": "Hola"}))
            assert Answers(database).get_many(ASKED, map(question, ["Hello"])) == asked({"Hello": "Hola"})


def test_what_was_read_beside_a_text_makes_another_question(answers: Answers) -> None:
    alone, near = question("Close it."), Question(text="Close it.", before="Open the account.")
    answers.put_many(ASKED, {alone: "Ciérralo."})
    assert answers.get_many(ASKED, [near]) == {}
    answers.put_many(ASKED, {near: "Ciérrala."})
    assert answers.get_many(ASKED, [alone, near]) == {alone: "Ciérralo.", near: "Ciérrala."}
