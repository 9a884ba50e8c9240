"""Reviews of two branches made one: no answer is lost, and what nobody answered says what is so on the later day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.model.review_rules import ItemKind
from locmem.model.three_way import Merged
from locmem.reviews.items import Answer, Review, ReviewItem, Said
from locmem.reviews.merging import merge_reviews
from locmem.reviews.record import read_review, write_review

PATH = "reviews/2026-11/ES.yaml"
DAY, LATER = date(2026, 11, 3), date(2026, 11, 9)
ANA = Said(answer=Answer.CONFIRM, by="Ana", on=LATER)
BO = Said(answer=Answer.CHANGE, by="Bo", on=date(2026, 11, 10), reason="22 now")
EVA = Said(answer=Answer.CONFIRM, by="Eva", on=date(2026, 11, 12))


def item(name: str, said: Said | None = None, evidence: str = "21 %", since: date = DAY) -> ReviewItem:
    found = ReviewItem(
        id=f"ES/fact/{name}",
        kind=ItemKind.FACT,
        what=name,
        why="why",
        evidence=(evidence,),
        owner="legal",
        since=since,
    )
    return found.answered(said) if said else found


def review(*items: ReviewItem, begun: date = DAY) -> Review:
    due = date(2026, 11, begun.day + 14)
    return Review(market="ES", month="2026-11", begun=begun, due=due, items=items)


def merged(base: Review | None, ours: Review, theirs: Review) -> tuple[Review, Merged]:
    before = write_review(base) if base else None
    done = merge_reviews(before, write_review(ours), write_review(theirs), path=PATH)
    return read_review(done.data, PATH), done


def test_what_one_side_alone_changed_is_taken_byte_for_byte() -> None:
    base, theirs = review(item("a")), review(item("a", ANA))
    assert merge_reviews(write_review(base), write_review(base), write_review(theirs), path=PATH) == Merged(
        data=write_review(theirs)
    )


def test_answers_to_different_items_stand_and_so_does_what_each_side_alone_asks() -> None:
    base = review(item("a"), item("c"))
    found, done = merged(
        base, review(item("a", ANA), item("b"), item("c")), review(item("a"), item("c", BO), item("d"))
    )
    assert [(one.id[-1], one.said) for one in found.items] == [("a", ANA), ("b", None), ("c", BO), ("d", None)]
    assert done.is_settled


def test_two_that_began_it_have_the_earlier_day_and_the_later_evidence() -> None:
    ours, theirs = review(item("a")), review(item("a", evidence="22 %", since=LATER), begun=LATER)
    for one, other in ((ours, theirs), (theirs, ours)):
        found, _ = merged(None, one, other)
        assert (found.begun, found.due) == (DAY, date(2026, 11, 23))
        assert (found.items[0].evidence, found.items[0].since) == (("22 %",), DAY)


@pytest.mark.parametrize("is_ours", [True, False])
def test_of_two_that_say_the_same_the_later_stands_and_the_other_is_kept(is_ours: bool) -> None:
    sides = (review(item("a", ANA)), review(item("a", EVA)))
    found, done = merged(review(item("a")), *(sides if is_ours else sides[::-1]))
    [one] = found.items
    assert (one.said, [earlier.said for earlier in one.earlier]) == (EVA, [ANA])
    assert done.is_settled
    assert "Both say the same." in done.disagreements[0].do


@pytest.mark.parametrize("evidence", ["21 %", "22 %"])
def test_two_that_say_different_things_stop_git_with_ours_standing(evidence: str) -> None:
    second = BO if evidence == "21 %" else EVA
    theirs = review(item("a", second, evidence))
    found, done = merged(None, review(item("a", ANA)), theirs)
    [one] = found.items
    assert (one.said, one.evidence) == (ANA, ("21 %",))
    assert [(earlier.said, earlier.evidence) for earlier in one.earlier] == [(second, (evidence,))]
    [told] = done.disagreements
    assert (told.key, told.is_open, done.is_settled) == ("ES/fact/a", True, False)


def test_an_item_that_was_opened_again_stays_open_though_the_old_evidence_was_answered_anew() -> None:
    base = review(item("a", ANA))
    again = replace(item("a", evidence="22 %", since=LATER), earlier=item("a", ANA).answered(BO).earlier)
    for theirs in (review(item("a", ANA).answered(EVA)),):
        found, done = merged(base, review(again, begun=DAY), theirs)
        [one] = found.items
        assert (one.said, one.evidence) == (None, ("22 %",))
        assert {earlier.said for earlier in one.earlier} == {ANA, EVA}
        assert done.is_settled


def test_who_is_asked_and_until_when_is_as_one_side_changed_it() -> None:
    base = review(item("a"), item("b"))
    ours = replace(review(replace(item("a"), owner="Bea"), item("b", ANA)), due=date(2026, 11, 30))
    found, _ = merged(base, ours, review(item("a", BO), item("b")))
    assert (found.items[0].owner, found.items[0].said, found.due) == ("Bea", BO, date(2026, 11, 30))


def test_what_people_noted_stays() -> None:
    text = write_review(review(item("a"), item("b"))).decode()
    ours = text.replace("# Or write here", "# Ours: call Bea.\n# Or write here").replace("answer:", "answer: # mine", 1)
    theirs = write_review(review(item("a", BO), item("b"))).replace(b"\nend:", b"\n# read by Bo\nend:")
    done = merge_reviews(text.encode(), ours.encode(), theirs, path=PATH)
    assert all(note in done.data.decode() for note in ("# Ours: call Bea.", "# mine"))
    assert read_review(done.data, PATH).items[0].said == BO


def test_what_cannot_be_read_is_told_for_both_sides() -> None:
    good = write_review(review(item("a")))
    with pytest.raises(InputErrors) as caught:
        merge_reviews(None, good[:-20], good.replace(b"kind: fact", b"kind: fat"), path=PATH)
    assert len(caught.value.problems) >= 2


answers = st.sampled_from([None, ANA, BO, EVA])
sides = st.tuples(answers, st.sampled_from(["21 %", "22 %"]), st.sampled_from([DAY, LATER]))


@settings(max_examples=150, deadline=None)
@given(st.none() | sides, sides, sides)
def test_no_answer_is_ever_lost(
    base: tuple[Said | None, str, date] | None,
    ours: tuple[Said | None, str, date],
    theirs: tuple[Said | None, str, date],
) -> None:
    def made(side: tuple[Said | None, str, date]) -> Review:
        said, evidence, begun = side
        return review(item("a", said, evidence, begun), item(f"own{begun.day}"), begun=begun)

    found, done = merged(made(base) if base else None, made(ours), made(theirs))
    one = found.find("ES/fact/a")
    assert one is not None
    kept = {one.said, *(earlier.said for earlier in one.earlier)}
    unchanged = base[0] if base else None
    given_ = {side[0] for side in (ours, theirs)} - ({unchanged} if ours[0] != theirs[0] else set())
    assert given_ - {None} <= kept
    if ours[0] and theirs[0] and ours[0].answer is not theirs[0].answer and unchanged not in (ours[0], theirs[0]):
        assert not done.is_settled
        assert one.said == ours[0]
