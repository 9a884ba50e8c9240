"""What an engine was asked once is never asked, or paid for, again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from locmem.database import open_database
from locmem.mt.answers import Answers, Asked

ASKED = Asked(engine="apertium", version="1", source_locale="en", locale="es")


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    with open_database(tmp_path / "state.db") as database:
        yield Answers(database)


def test_an_answer_is_found_again_and_others_are_not_invented(answers: Answers) -> None:
    answers.put_many(ASKED, {"Hello": "Hola", "": "", "é\n": "x"})
    assert answers.get_many(ASKED, ["Hello", "Bye", "", "é\n"]) == {"Hello": "Hola", "": "", "é\n": "x"}


def test_the_first_answer_stays(answers: Answers) -> None:
    answers.put_many(ASKED, {"Hello": "Hola"})
    answers.put_many(ASKED, {"Hello": "Buenas", "Bye": "Adiós"})
    assert answers.get_many(ASKED, ["Hello", "Bye"]) == {"Hello": "Hola", "Bye": "Adiós"}


@pytest.mark.parametrize("field", ["engine", "version", "source_locale", "locale"])
def test_an_answer_counts_for_one_engine_version_and_pair_of_locales(answers: Answers, field: str) -> None:
    answers.put_many(ASKED, {"Hello": "Hola"})
    other = replace(ASKED, **{field: "other"})
    assert answers.get_many(other, ["Hello"]) == {}
    answers.put_many(other, {"Hello": "Ciao"})
    assert answers.get_many(ASKED, ["Hello"]) == {"Hello": "Hola"}


def test_more_texts_than_a_statement_takes_are_asked_for_at_once(answers: Answers) -> None:
    many = {f"text {number}": str(number) for number in range(1_203)}
    answers.put_many(ASKED, many)
    assert answers.get_many(ASKED, many) == many
    assert answers.get_many(ASKED, []) == {}


def test_nothing_answered_stores_nothing(answers: Answers) -> None:
    answers.put_many(ASKED, {})
    assert answers.get_many(ASKED, ["Hello"]) == {}


def test_answers_outlive_the_process(tmp_path: Path) -> None:
    for _ in range(2):
        with open_database(tmp_path / "state.db") as database:
            Answers(database).put_many(ASKED, {"Hello": "Hola"})
            assert Answers(database).get_many(ASKED, ["Hello"]) == {"Hello": "Hola"}
