"""Answers of reviews as the backlog looks them up: the newest word on a thing, whichever way it was asked."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.backlog.answers import Answers, Given, item_about
from locmem.model.review_rules import ItemKind

DUTY, LAW = "ES/obligation/forms", "ES/law/2026-12-28/obligations.forms"


def given(item: str, day: int = 1, *, is_change: bool = False) -> Given:
    return Given(
        item=item,
        kind=ItemKind.OBLIGATION,
        month="2026-12",
        what="w",
        by="Ana",
        on=date(2026, 12, day),
        reason="why",
        is_change=is_change,
    )


@pytest.mark.parametrize(
    ("asked", "called"),
    [
        ("obligation/forms", "obligations.forms"),
        ("law/2026-12-28/obligations.forms", "obligations.forms"),
        ("law/2026-12-28/tax.rate", "law/2026-12-28/tax.rate"),
        ("priority/es/articles/a.md", "es/articles/a.md"),
        ("priority/obligations.forms", "obligations.forms"),
        ("template/articles/a.md", "template/articles/a.md"),
    ],
)
def test_the_backlog_has_one_name_for_what_reviews_ask_in_several_ways(asked: str, called: str) -> None:
    assert item_about(asked) == called


def test_the_newest_word_counts_and_of_one_day_the_one_that_asks_for_more() -> None:
    answers = Answers(
        (
            given(DUTY, 2, is_change=True),
            given(LAW, 3),
        )
    )
    assert answers.confirmed(DUTY, LAW) == given(LAW, 3)
    assert answers.change(DUTY, LAW) is None
    assert answers.change(DUTY) == given(DUTY, 2, is_change=True)
    same = Answers(
        (
            given(DUTY, 3),
            given(LAW, 3, is_change=True),
        )
    )
    assert same.confirmed(DUTY, LAW) is None
    assert Answers().confirmed(DUTY) is None
    assert [one.item for one in answers.changes("ES")] == [DUTY]
    assert answers.changes("FR") == ()


def test_an_answer_says_who_gave_it_and_how_to_end_it() -> None:
    change = given(DUTY, is_change=True)
    assert str(change) == "Ana said on 2026-12-01 that it must change: why"
    assert str(given(DUTY)) == "confirmed by Ana on 2026-12-01: why"
    assert change.command == "locmem review confirm ES/obligation/forms --by NAME"
