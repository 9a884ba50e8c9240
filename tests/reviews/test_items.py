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


def test_what_is_owed_from_an_earlier_month_comes_first() -> None:
    older = replace(ITEM, id="ES/sla/email", kind=ItemKind.SLA, since=date(2026, 10, 3))
    law = replace(ITEM, id="ES/law/x", kind=ItemKind.LAW)
    found = review(ITEM, older, law, replace(ITEM, id="ES/fact/b").answered(BO))
    assert [one.id for one in found.open] == ["ES/sla/email", "ES/law/x", "ES/fact/tax.rate"]
    assert dict(found.counted()) == {"open": 3, "confirm": 0, "change": 1, "skip": 0}
    assert found.with_item(ITEM.answered(ANA)).find(ITEM.id) == ITEM.answered(ANA)
    assert found.find("ES/none") is None


def test_law_and_what_is_late_come_before_what_customers_ask_and_that_by_their_number() -> None:
    def named(name: str, kind: ItemKind, **more: object) -> ReviewItem:
        return replace(ITEM, id=f"ES/{name}", kind=kind, **more)  # type: ignore[arg-type]

    found = review(
        named("fact/few", ItemKind.FACT, tickets=3),
        named("fact/none", ItemKind.FACT),
        named("law/2027-01-01/a", ItemKind.LAW, urgent=True, tickets=900),
        named("law/2026-12-28/b", ItemKind.LAW, urgent=True),
        named("obligation/late", ItemKind.OBLIGATION, urgent=True),
        named("sla/many", ItemKind.SLA, tickets=50),
        named("template/seen", ItemKind.TEMPLATE, tickets=3, views=900),
        named("obligation/holds", ItemKind.OBLIGATION, urgent=True, kept=ANA),
    )
    assert [one.id.partition("/")[2] for one in found.open] == [
        "law/2026-12-28/b",
        "law/2027-01-01/a",
        "obligation/late",
        "sla/many",
        "template/seen",
        "fact/few",
        "fact/none",
    ]


def test_what_one_reading_answers_is_one_question_where_its_first_item_stands() -> None:
    asked = {name: replace(ITEM, id=f"ES/fact/{name}", question="Is it so?") for name in "abc"}
    found = review(
        asked["a"],
        replace(asked["b"], tickets=9),
        replace(ITEM, id="ES/fact/alone", tickets=5),
        replace(asked["c"], owner="support"),
    )
    assert [[one.id[-1] for one in question.items] for question in found.questions] == [["b", "a"], ["e"], ["c"]]
    assert found.questions[0].first.id == "ES/fact/b"
    [left] = [one for one in found.with_item(asked["a"].answered(ANA)).questions if one.first.id == "ES/fact/b"]
    assert len(left.items) == 1


def test_a_proof_stands_for_all_that_is_asked_and_for_nothing_that_people_write() -> None:
    assert ITEM.answered(ANA).proof == replace(ITEM, owner="Bea", tickets=7, before="x").proof == ITEM.proof
    for name, value in (("what", "x"), ("why", "x"), ("id", "ES/x"), ("evidence", ("21", "%")), ("since", date.max)):
        assert replace(ITEM, **{name: value}).proof != ITEM.proof  # type: ignore[arg-type]


def test_a_market_and_month_have_their_files() -> None:
    assert review().path == path_of("ES", "2026-11") == "reviews/2026-11/ES.yaml"
    assert snapshot_of("ES", "2026-11") == "reviews/2026-11/ES.csv"
