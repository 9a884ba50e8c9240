"""A review's items: which are owed, and what an answer does to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.model.review_rules import ItemKind
from locmem.reviews.items import Answer, Earlier, Review, ReviewItem, Said, path_of, snapshot_of

DAY = date(2026, 11, 21)
ITEM = ReviewItem(
    id="ES/fact/tax.rate", kind=ItemKind.FACT, what="w", why="y", evidence=("21 %",), owner="legal", since=DAY
)
ANA = Said(answer=Answer.CONFIRM, by="Ana", on=DAY)
BO = Said(answer=Answer.CHANGE, by="Bo", on=DAY, reason="22 now")


def review(*items: ReviewItem) -> Review:
    return Review(market="ES", month="2026-11", begun=DAY, due=date(2026, 12, 5), items=items)


def test_an_item_is_owed_until_it_is_answered_or_asked_no_longer() -> None:
    assert ITEM.is_open
    assert not ITEM.answered(ANA).is_open
    assert not replace(ITEM, gone=DAY).is_open
    assert not replace(ITEM, kind=ItemKind.DONE).is_open


def test_a_second_answer_keeps_the_first_beside_it() -> None:
    found = ITEM.answered(ANA).answered(BO)
    assert found.said == BO
    assert found.earlier == (Earlier(said=ANA, evidence=("21 %",)),)
    assert (str(ANA), str(BO)) == ("confirm by Ana on 2026-11-21", "change by Bo on 2026-11-21: 22 now")


def test_what_is_owed_comes_oldest_first() -> None:
    older = replace(ITEM, id="ES/sla/email", kind=ItemKind.SLA, since=date(2026, 10, 3))
    law = replace(ITEM, id="ES/law/x", kind=ItemKind.LAW)
    found = review(ITEM, older, law, replace(ITEM, id="ES/fact/b").answered(BO))
    assert [one.id for one in found.open] == ["ES/sla/email", "ES/law/x", "ES/fact/tax.rate"]
    assert dict(found.counted()) == {"open": 3, "confirm": 0, "change": 1, "skip": 0}
    assert found.with_item(ITEM.answered(ANA)).find(ITEM.id) == ITEM.answered(ANA)
    assert found.find("ES/none") is None


def test_a_market_and_month_have_their_files() -> None:
    assert review().path == path_of("ES", "2026-11") == "reviews/2026-11/ES.yaml"
    assert snapshot_of("ES", "2026-11") == "reviews/2026-11/ES.csv"
