"""Going on with a review: answers stand, what changed is asked again, and nothing leaves the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.model.review_rules import ItemKind
from locmem.reviews.items import Answer, Earlier, Review, ReviewItem, Said
from locmem.reviews.opening import Opened, due_on, left_over, opened

DAY = date(2026, 11, 21)
LATER = date(2026, 11, 25)
ANA = Said(answer=Answer.CONFIRM, by="Ana", on=DAY)
SKIP = Said(answer=Answer.SKIP, by="Bo", on=date(2026, 10, 4), reason="no time")


def item(name: str, *evidence: str, since: date = DAY, kind: ItemKind = ItemKind.FACT) -> ReviewItem:
    return ReviewItem(
        id=f"ES/{name}",
        kind=kind,
        what=name,
        why="why",
        evidence=evidence,
        owner="legal",
        since=since,
        written=f"  - id: ES/{name}\n",
    )


def review(*items: ReviewItem, month: str = "2026-11") -> Review:
    return Review(market="ES", month=month, begun=DAY, due=date(2026, 12, 5), items=items, head="head\n")


def go_on(*asked: ReviewItem, kept: Review | None = None, before: Review | None = None, day: date = LATER) -> Opened:
    asked = tuple(replace(one, since=day, written="") for one in asked)
    return opened(asked, kept, before, market="ES", month="2026-11", day=day, due=date(2026, 12, 5))


def test_a_review_begins_with_what_is_asked() -> None:
    found = go_on(item("b"), item("a", kind=ItemKind.LAW))
    assert found.is_new
    assert [one.id for one in found.review.items] == ["ES/a", "ES/b"]
    assert found.summary == "ES 2026-11: 2 items, 2 open"


def test_going_on_on_another_day_changes_nothing_where_nothing_changed() -> None:
    kept = review(item("a", "x"), item("b").answered(ANA))
    found = go_on(item("a", "x"), item("b"), kept=kept)
    assert found.review == kept
    assert [one.written for one in found.review.items] == [one.written for one in kept.items]
    assert (found.is_new, found.added, found.reopened, found.gone) == (False, (), (), ())


def test_what_is_new_is_put_in_its_place_beside_answers_that_stay() -> None:
    kept = review(item("a").answered(ANA), item("c"))
    found = go_on(item("a"), item("b"), item("c"), kept=kept)
    assert [(one.id, one.since) for one in found.review.items] == [("ES/a", DAY), ("ES/b", LATER), ("ES/c", DAY)]
    assert found.added == ("ES/b",)
    assert found.review.items[0].said == ANA
    assert found.summary == "ES 2026-11: 3 items, 2 open, 1 new"


def test_an_answer_on_other_evidence_is_kept_beside_the_item_which_is_open_again() -> None:
    kept = review(item("a", "21 %").answered(ANA))
    found = go_on(item("a", "22 %"), kept=kept)
    [one] = found.review.items
    assert (one.said, one.evidence, one.since) == (None, ("22 %",), LATER)
    assert one.earlier == (Earlier(said=ANA, evidence=("21 %",)),)
    assert found.reopened == ("ES/a",)


def test_who_is_asked_is_as_the_file_says() -> None:
    kept = review(replace(item("a"), owner="Ana"))
    assert go_on(item("a", "new"), kept=kept).review.items[0].owner == "Ana"


def test_what_is_asked_no_longer_stays_with_its_answer_or_with_the_day() -> None:
    kept = review(item("a").answered(ANA), item("b"))
    found = go_on(kept=kept)
    assert [(one.said, one.gone) for one in found.review.items] == [(ANA, None), (None, LATER)]
    assert found.gone == ("ES/b",)
    assert not found.review.open
    back = go_on(item("b"), kept=found.review).review.find("ES/b")
    assert back is not None
    assert (back.is_open, back.since) == (True, DAY)


def test_a_month_starts_from_the_last_one() -> None:
    october = date(2026, 10, 3)
    before = review(
        item("a", since=october),
        item("b", since=october).answered(ANA),
        item("c", since=october).answered(SKIP),
        item("d", since=october),
        replace(item("e", since=october), gone=DAY),
        month="2026-10",
    )
    asked = item("a"), item("b"), item("c"), item("e"), item("f")
    found = go_on(*asked, before=before)
    told = {one.id: (one.since, one.before) for one in found.review.items}
    assert told == {
        "ES/a": (october, "nobody answered in 2026-10"),
        "ES/b": (LATER, "confirm by Ana on 2026-11-21"),
        "ES/c": (october, "skip by Bo on 2026-10-04: no time"),
        "ES/e": (LATER, ""),
        "ES/f": (LATER, ""),
    }
    assert found.carried == ("ES/a", "ES/c")
    assert [one.id for one in left_over(asked, before)] == ["ES/d"]
    assert left_over(asked, None) == ()


@pytest.mark.parametrize(
    ("kind", "said", "evidence", "days", "holds"),
    [
        (ItemKind.OBLIGATION, ANA, "x", 4, True),
        (ItemKind.FACT, ANA, "x", 4, True),
        (ItemKind.LEGAL_FACT, ANA, "x", 4, False),
        (ItemKind.TEMPLATE, ANA, "x", 4, True),
        (ItemKind.SLA, ANA, "x", 4, False),
        (ItemKind.LAW, ANA, "x", 4, False),
        (ItemKind.OBLIGATION, SKIP, "x", 400, False),
        (ItemKind.OBLIGATION, ANA, "y", 4, False),
        (ItemKind.OBLIGATION, ANA, "x", 3, False),
    ],
)
def test_a_confirmed_duty_holds_as_long_as_its_evidence_and_a_reading_does(
    kind: ItemKind, said: Said, evidence: str, days: int, holds: bool
) -> None:
    before = review(item("a", "x", kind=kind).answered(said), month="2026-10")
    fresh = item("a", evidence, since=LATER, kind=kind)
    found = opened(
        [fresh], None, before, market="ES", month="2026-11", day=LATER, due=date(2026, 12, 5), holds_days=days
    )
    [one] = found.review.items
    assert (one.kept, one.is_open) == ((said, False) if holds else (None, True))
    assert found.added == (() if holds else ("ES/a",))
    # The month after next looks at what still holds, and other evidence asks again at any time.
    again = opened(
        [fresh],
        None,
        replace(found.review, month="2026-11"),
        market="ES",
        month="2026-12",
        day=LATER,
        due=date(2026, 12, 5),
        holds_days=days,
    )
    assert again.review.items[0].kept == (said if holds else None)
    changed = go_on(replace(fresh, evidence=("z",)), kept=found.review).review.items[0]
    assert changed.is_open
    assert not holds or changed.before == str(said)


def test_what_was_done_is_told_anew_each_time_and_is_nobodys_answer() -> None:
    done = item("done", "one", kind=ItemKind.DONE)
    found = go_on(item("done", "one", "two", kind=ItemKind.DONE), kept=review(done))
    [one] = found.review.items
    assert one.evidence == ("one", "two")
    assert (found.added, found.reopened, one.is_open) == ((), (), False)
    # A word that somebody wrote there is not lost either.
    said = go_on(item("done", "two", kind=ItemKind.DONE), kept=review(done.answered(ANA))).review.items[0]
    assert said.earlier[0].said == ANA


def test_everybody_has_two_weeks() -> None:
    assert due_on("2026-11", 15, date(2026, 11, 1)) == date(2026, 11, 15)
    assert due_on("2026-11", 15, date(2026, 11, 21)) == date(2026, 12, 5)
    assert due_on("2026-12", 15, date(2026, 11, 30)) == date(2026, 12, 15)


BEGINNING = "law/2026-12-28/obligations.channels"


def test_a_duty_goes_on_with_what_was_said_of_its_beginning() -> None:
    november = review(item(BEGINNING, since=date(2026, 10, 3), kind=ItemKind.LAW), month="2026-10")
    duty = item("obligation/channels", kind=ItemKind.OBLIGATION)
    [found] = go_on(duty, before=november).review.items
    assert (found.since, found.before) == (date(2026, 10, 3), "nobody answered in 2026-10")
    assert left_over([duty], november) == ()
    assert [one.id for one in left_over([], november)] == [f"ES/{BEGINNING}"]


@pytest.mark.parametrize(("name", "holds"), [("law/2026-11-25/tax.rate", True), ("law/2026-11-26/tax.rate", False)])
def test_law_in_force_that_was_confirmed_holds_and_law_to_come_is_asked_again(name: str, holds: bool) -> None:
    before = review(item(name, "x", kind=ItemKind.LAW).answered(ANA), month="2026-10")
    fresh = item(name, "x", since=LATER, kind=ItemKind.LAW)
    found = opened([fresh], None, before, market="ES", month="2026-11", day=LATER, due=date(2026, 12, 5), holds_days=4)
    assert (found.review.items[0].kept is not None) is holds
