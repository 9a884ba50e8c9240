"""Which answers still count: as long as what they are about is as it was, and nobody said otherwise since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.backlog.answers import Given
from locmem.checks.cards import Translated
from locmem.markets.due import Limits
from locmem.markets.load import load_markets
from locmem.model.review_rules import ItemKind, ReviewRules
from locmem.reviews.items import Answer, ReviewItem, Said
from locmem.reviews.profile_items import TRANSLATED, Asking, fact_items, law_items, obligation_items
from locmem.reviews.standing import answered, standing
from tests.markets.conftest import CASES
from tests.reviews.test_profile_items import card

TEXT = card("articles/complaints.md", "market.trader_reply", topic="complaints")
CONFIRM = Said(answer=Answer.CONFIRM, by="Ana", on=date(2026, 12, 3))
CHANGE = Said(answer=Answer.CHANGE, by="Bo", on=date(2026, 12, 4), reason="say who pays")
SKIP = Said(answer=Answer.SKIP, by="Cy", on=date(2026, 12, 5), reason="no time")


@pytest.fixture
def asking() -> Asking:
    return Asking(
        market=load_markets(CASES, "markets")[0],
        month="2026-12",
        day=date(2026, 12, 6),
        rules=ReviewRules(),
        limits=Limits(),
        digest=lambda file: file.encode(),
        cards=(TEXT,),
    )


def found(asking: Asking, *items: ReviewItem, **months: ReviewItem) -> list[Given]:
    read = {"2026-12": answered(items), **{f"2026-{name[1:]}": answered([one]) for name, one in months.items()}}
    return list(standing(read, asking, {one.id: one for one in fact_items(asking)}))


def law(asking: Asking) -> ReviewItem:
    return next(one for one in law_items(asking) if one.id.endswith("/trader_reply"))


def test_an_answer_is_told_with_who_gave_it_and_the_texts_it_is_about(asking: Asking) -> None:
    item = law(asking)
    assert found(asking, item) == []
    [given] = found(asking, item.answered(CHANGE))
    assert given == Given(
        item="ES/law/2026-12-28/trader_reply",
        kind=ItemKind.LAW,
        month="2026-12",
        what=item.what,
        by="Bo",
        on=CHANGE.on,
        reason="say who pays",
        is_change=True,
        documents=("articles/complaints.md",),
    )


def test_the_last_word_counts_and_what_was_skipped_is_none(asking: Asking) -> None:
    [duty] = obligation_items(asking)
    [given] = found(asking, duty.answered(CONFIRM).answered(CHANGE).answered(SKIP))
    assert given.is_change
    [given] = found(asking, duty.answered(CHANGE).answered(replace(CONFIRM, on=date(2026, 12, 5))))
    assert not given.is_change
    # A review that was begun since and asks again leaves the word of before standing, until somebody answers.
    [given] = found(asking, duty, m11=duty.answered(CHANGE))
    assert (given.month, given.is_change, given.is_newest) == ("2026-11", True, True)
    [given] = found(asking, duty.answered(CONFIRM), m11=duty.answered(CHANGE))
    assert (given.month, given.is_change, given.is_newest) == ("2026-12", False, True)
    # What holds from an earlier month is a word too, and one of a day to come is none yet.
    [given] = found(asking, replace(duty, kept=CONFIRM))
    assert not given.is_change
    assert found(replace(asking, day=date(2026, 12, 2)), duty.answered(CONFIRM)) == []


def template(asking: Asking) -> ReviewItem:
    return ReviewItem(
        id="ES/template/articles/complaints.md",
        kind=ItemKind.TEMPLATE,
        what="the article",
        why="",
        evidence=(
            "64 tickets in 2026-10",
            asking.sources_of([TEXT.path]),
            *asking.translations_of([TEXT.path]),
        ),
        owner="support",
        since=date(2026, 12, 1),
    )


def test_a_text_that_was_edited_ends_what_was_confirmed_of_it_and_figures_that_moved_do_not(asking: Asking) -> None:
    [duty] = obligation_items(asking)
    edited = replace(asking, digest=lambda file: b"edited" + file.encode())
    moved = template(asking)
    moved = replace(moved, evidence=("80 tickets in 2026-11", *moved.evidence[1:]))
    for item in (duty, law(asking), moved):
        assert len(found(asking, item.answered(CONFIRM))) == 1
        assert found(edited, item.answered(CONFIRM)) == []
    assert found(replace(asking, cards=()), moved.answered(CONFIRM)) == []


def test_so_does_a_translation_that_customers_read_in_the_market(asking: Asking) -> None:
    spanish = Translated(locale="es", confirmed=3, total=4, stamp="a")
    read = replace(asking, cards=(replace(TEXT, translations=(spanish, spanish._replace(locale="pt"))),))
    [duty] = obligation_items(read)
    assert [line for line in duty.evidence if TRANSLATED.fullmatch(line)] == read.translations_of([TEXT.path])
    assert read.translations_of([TEXT.path])[0].endswith(", 1 of 4 segments not translated")
    for item in (duty, law(read), template(read)):
        said = item.answered(CONFIRM)
        assert len(found(read, said)) == 1
        for other, counts in ((spanish._replace(stamp="b"), 0), (spanish, 1)):
            cards = (replace(TEXT, translations=(other, spanish._replace(locale="pt", stamp="b"))),)
            assert len(found(replace(asking, cards=cards), said)) == counts
    # What was answered before this was written down counts as it did.
    assert len(found(read, law(asking).answered(CONFIRM))) == 1


def test_what_has_to_change_stays_until_somebody_says_that_it_is_right(asking: Asking) -> None:
    [duty] = obligation_items(asking)
    edited = replace(asking, digest=lambda file: b"edited" + file.encode())
    for item in (duty, law(asking), template(asking)):
        assert [one.is_touched for one in found(asking, item.answered(CHANGE))] == [False]
        assert [one.is_touched for one in found(edited, item.answered(CHANGE))] == [True]
    # A document that cannot be read has no card.
    assert len(found(replace(asking, cards=()), template(asking).answered(CHANGE))) == 1


def test_a_text_that_cannot_be_read_and_evidence_of_before_leave_the_word_standing(asking: Asking) -> None:
    item = law(asking)
    assert len(found(replace(asking, digest=lambda file: None), item.answered(CONFIRM))) == 1
    old = replace(item, evidence=item.evidence[:-1]).answered(CONFIRM)
    assert len(found(asking, old)) == 1


def test_a_text_that_was_written_where_there_was_none_ends_what_was_confirmed(asking: Asking) -> None:
    bare = replace(asking, cards=())
    for item in (*obligation_items(bare), law(bare)):
        assert len(found(bare, item.answered(CONFIRM))) == 1
        assert found(asking, item.answered(CONFIRM)) == []


def test_a_fact_that_is_another_or_was_read_again_ends_what_was_confirmed_of_it(asking: Asking) -> None:
    item = next(one for one in fact_items(asking) if one.id == "ES/fact/refund")
    assert len(found(asking, item.answered(CONFIRM))) == 1
    other = ("30 días: law; never read, unverified",)
    assert found(asking, replace(item.answered(CONFIRM), evidence=other)) == []
    assert [one.is_touched for one in found(asking, replace(item.answered(CHANGE), evidence=other))] == [True]
    facts = {path: fact for path, fact in asking.market.facts.items() if path != "refund"}
    assert found(replace(asking, market=replace(asking.market, facts=facts)), item.answered(CHANGE)) == []


def test_a_duty_that_is_gone_and_a_question_that_was_settled_are_owed_no_longer(asking: Asking) -> None:
    [duty] = obligation_items(asking)
    bare = replace(asking, market=replace(asking.market, obligations=()))
    assert found(bare, duty.answered(CHANGE)) == []
    question = replace(duty, id="ES/question/abc/es", kind=ItemKind.QUESTION).answered(CHANGE)
    assert found(asking, question) == []
    assert len(list(standing({"2026-12": answered([question])}, asking, {question.id: question}))) == 1
    level = replace(duty, id="ES/sla/email/share", kind=ItemKind.SLA).answered(CHANGE)
    assert len(found(asking, level)) == 1
    assert answered([replace(duty, kind=ItemKind.DONE)]) == ()
