"""The file of a review: what is written comes back, what stands stays to the byte, and what is wrong is all told."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.model.review_rules import ItemKind
from locmem.reviews.items import Answer, Earlier, Review, ReviewItem, Said
from locmem.reviews.record import read_review, write_review

DAY = date(2026, 11, 21)
PATH = "reviews/2026-11/ES.yaml"
ANA = Said(answer=Answer.CONFIRM, by="Ana", on=DAY)

texts = st.text(st.characters(codec="utf-8"), max_size=30).map(lambda text: " ".join(text.split()))
filled = texts.filter(bool)
days = st.dates(date(2020, 1, 1), DAY)
answers = st.builds(Said, answer=st.sampled_from(Answer), by=filled, on=st.dates(DAY, date(2030, 1, 1)), reason=filled)
items = st.builds(
    ReviewItem,
    id=filled.map("ES/{}".format),
    kind=st.sampled_from(ItemKind),
    what=texts,
    why=texts,
    evidence=st.lists(texts, max_size=3).map(tuple),
    owner=texts,
    since=days,
    question=texts,
    urgent=st.booleans(),
    tickets=st.integers(0, 9999),
    views=st.integers(0, 9999),
    before=texts,
    kept=st.none() | answers,
    said=st.none() | answers,
    earlier=st.lists(st.builds(Earlier, said=answers, evidence=st.lists(texts, max_size=2).map(tuple)), max_size=2).map(
        tuple
    ),
    gone=st.none() | days,
)
reviews = st.lists(items, max_size=4, unique_by=lambda one: one.id).map(
    lambda found: Review(market="ES", month="2026-11", begun=DAY, due=date(2026, 12, 5), items=tuple(found))
)


def item(name: str, said: Said | None = None) -> ReviewItem:
    return ReviewItem(
        id=f"ES/fact/{name}",
        kind=ItemKind.FACT,
        what=f"{name}: 1",
        why="to be read again",
        evidence=("the law", "read on 2026-05-01"),
        owner="support",
        since=DAY,
        said=said,
    )


def three() -> Review:
    items = (item("a"), item("b"), item("c"))
    return Review(market="ES", month="2026-11", begun=DAY, due=date(2026, 12, 5), items=items)


def answered(text: str, name: str, by: str = "Ana", answer: str = "confirm") -> str:
    """The text as a person fills an item in."""
    head, found, rest = text.partition(f"id: ES/fact/{name}\n")
    assert found
    rest = rest.replace("answer:\n    by:\n    on:\n", f"answer: {answer}\n    by: {by}\n    on: 2026-11-22\n", 1)
    return head + found + rest


def problems(text: str) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        read_review(text.encode(), PATH)
    return [str(one) for one in caught.value.problems]


@given(reviews)
def test_what_is_written_is_read_again_and_written_to_the_same_bytes(review: Review) -> None:
    data = write_review(review)
    found = read_review(data, PATH)
    assert found == review
    assert write_review(found) == data
    # The lines as they would be written anew, too.
    bare = replace(found, head="", tail="", items=tuple(replace(one, written="") for one in found.items))
    assert write_review(bare) == data


@given(reviews, st.integers(0, 3))
def test_an_answer_changes_the_lines_of_its_item_alone(review: Review, number: int) -> None:
    found = read_review(write_review(review), PATH)
    if number >= len(found.items):
        return
    one = found.items[number]
    after = read_review(write_review(found.with_item(one.answered(ANA))), PATH)
    assert after.find(one.id) == one.answered(ANA)
    others = [other for other in after.items if other.id != one.id]
    assert [other.written for other in others] == [other.written for other in found.items if other.id != one.id]


def test_what_a_person_wrote_in_their_own_way_stays() -> None:
    text = write_review(three()).decode()
    text = text.replace("# Or write here", "# NOTE of ours\n# Or write here")
    text = text.replace("    owner: support\n", "    owner:   'support'   # Bea\n", 1).replace(
        "reason:\n", "reason: ''\n", 1
    )
    text += "# read by Bea\n"
    found = read_review(text.encode(), PATH)
    assert write_review(found).decode() == text
    after = write_review(found.with_item(found.items[1].answered(ANA))).decode()
    assert after == answered(text, "b").replace("2026-11-22", "2026-11-21")


def test_what_a_person_noted_at_an_item_survives_its_answer() -> None:
    text = write_review(three()).decode().replace("answer:\n", "answer: # ask Bea\n    # the law moved\n", 1)
    found = read_review(text.encode(), PATH)
    after = write_review(found.with_item(found.items[0].answered(ANA))).decode()
    assert "\n    # ask Bea\n    # the law moved\n" in after
    assert read_review(after.encode(), PATH).items[0].said == ANA


@pytest.mark.parametrize("change", ["crlf", "mark", "flow"])
def test_files_saved_in_another_way_are_read_and_kept_so(change: str) -> None:
    data = write_review(three())
    if change == "crlf":
        data = data.replace(b"\n", b"\r\n")
    elif change == "mark":
        data = b"\xef\xbb\xbf" + data
    else:
        flow = "{id: ES/fact/a, kind: fact, since: 2026-11-21}, {id: ES/fact/b, kind: fact, since: 2026-11-21}"
        head = "market: ES\nmonth: 2026-11\nbegun: 2026-11-21\ndue: 2026-12-05\n"
        data = f"{head}items: [{flow}]\nend: ES 2026-11\n".encode()
    found = read_review(data, PATH)
    assert change == "flow" or write_review(found) == data
    after = write_review(found.with_item(found.items[1].answered(ANA)))
    assert read_review(after, PATH) == found.with_item(found.items[1].answered(ANA))
    assert after[:3] == data[:3] or change == "flow"
    assert (b"\r\n" in after) is (change == "crlf")


def test_all_problems_of_a_file_are_told_at_once_with_their_places() -> None:
    text = write_review(three()).decode()
    text = answered(text, "a", by="", answer="change")
    text = answered(text, "b", answer="perhaps").replace("id: ES/fact/c", "id: PT/fact/c").replace("why:", "wyh:", 1)
    assert [line.split(": ", 1)[0].split(" ")[0] for line in problems(text)] == [
        "reviews/2026-11/ES.yaml:12:5",
        "reviews/2026-11/ES.yaml:20:5",
        "reviews/2026-11/ES.yaml:22:5",
        "reviews/2026-11/ES.yaml:34:13",
        "reviews/2026-11/ES.yaml:39:9",
    ]
    told = "\n".join(problems(text))
    assert "the answer change has no name. Write `by: YOUR NAME`." in told
    assert "the answer change has no reason. Write `reason: WHY`." in told
    assert "Did you mean 'why'?" in told
    assert "'PT/fact/c' is of another market." in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("market: ES\n", "market: PT\n", "3:9 market: this is of PT"),
        ("month: 2026-11\n", "month: 2026-10\n", "this is of 2026-10, and the file lies at reviews/2026-11/ES.yaml"),
        ("id: ES/fact/b", "id: ES/fact/a", "'ES/fact/a' stands twice"),
        ("    by:\n", "    by: Ana\n", "there is no answer beside what stands here. Write confirm, change or skip."),
        ("    since: 2026-11-21\n", "", "the key 'since' is missing"),
        ("    since: 2026-11-21\n", "    since: soon\n", "a date such as"),
        ("items:\n", "items:\n<<<<<<< HEAD\n", "git could not merge two branches here"),
        ("end: ES 2026-11\n", "end: ES 2026-10\n", "Write ES 2026-11."),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(old: str, new: str, told: str) -> None:
    text = write_review(three()).decode()
    assert told in "\n".join(problems(text.replace(old, new, 1))).replace("ES.yaml:4:9", "3:9")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('what: "b: 1"', 'what: "b: 2"'),
        ("id: ES/fact/b", "id: ES/fact/bb"),
        ('- "the law"\n      - "read on 2026-05-01"', '- "the law"'),
        ("since: 2026-11-21", "since: 2026-11-20"),
        ("kind: fact", "kind: legal_fact"),
        ('why: "to be read again"', 'why: "for fun"'),
    ],
)
def test_what_was_asked_cannot_be_changed_in_the_file(old: str, new: str) -> None:
    text = write_review(three()).decode()
    head, found, rest = text.partition("  - id: ES/fact/b")
    changed = head + (found + rest).replace(old, new, 1)
    assert changed != text
    [told] = problems(changed)
    assert told.startswith(f"{PATH}:24:9 items[1].id: ES/fact/b")
    assert "is not as it was asked: its id, kind, what, why, evidence or since was changed." in told
    assert "Bring the item back from git" in told


def test_an_item_that_nobody_was_asked_is_no_item() -> None:
    text = write_review(three()).decode()
    line = next(line for line in text.split("\n") if "proof: " in line)
    [told] = problems(text.replace(f"{line}\n", "", 1))
    assert "nobody was asked ES/fact/a: it has no proof." in told


def test_a_file_of_before_is_read_and_gets_its_proofs() -> None:
    text = write_review(three()).decode()
    old = "\n".join(line for line in text.split("\n") if "proof: " not in line)
    old = old.replace("answer:\n", "answer: # mine\n", 1)
    found = read_review(old.encode(), PATH)
    assert found == three()
    again = write_review(found).decode()
    assert again.replace("    # mine\n", "", 1) == text
    assert "# mine" in again


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            "2026-11-24",
            "2026-11-24 has not come yet: it is 2026-11-23. Write the day on",
        ),
        ("2026-11-20", "2026-11-20 is before 2026-11-21, since when it is asked."),
        ("2026-11-23", ""),
        ("2026-11-21", ""),
    ],
)
def test_an_answer_is_of_a_day_on_which_it_can_have_been_given(day: str, told: str) -> None:
    text = answered(write_review(three()).decode(), "b").replace("on: 2026-11-22", f"on: {day}")
    if not told:
        assert read_review(text.encode(), PATH, date(2026, 11, 23)).items[1].said
        return
    with pytest.raises(InputErrors) as caught:
        read_review(text.encode(), PATH, date(2026, 11, 23))
    [problem] = caught.value.problems
    assert f"{problem.location.path}:{problem.location.line}:{problem.location.column}" == f"{PATH}:36:9"
    assert told in str(problem)


def test_an_earlier_answer_has_a_day_too() -> None:
    skipped = Said(answer=Answer.SKIP, by="Bo", on=DAY, reason="no time")
    review = three().with_item(three().items[0].answered(ANA).answered(skipped))
    text = write_review(review).decode().replace("on: 2026-11-21", "on: 2026-12-01", 1)
    with pytest.raises(InputErrors, match=r":22:13 .*2026-12-01 has not come yet.* Bring the earlier answer"):
        read_review(text.encode(), PATH, DAY)


def test_no_file_that_was_cut_off_is_taken_for_a_whole_one() -> None:
    data = write_review(three())
    for size in range(len(data) - len("end: ES 2026-11\n") + 1):
        with pytest.raises(InputErrors):
            read_review(data[:size], PATH)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_branches_that_answer_neighbours_are_merged_by_git(tmp_path: Path) -> None:
    text = write_review(three()).decode()
    for name, content in (
        ("base", text),
        ("ours", answered(answered(text, "a"), "c")),
        ("theirs", answered(text, "b", by="Bo")),
    ):
        (tmp_path / name).write_text(content)
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    found = read_review(done.stdout, PATH)
    assert [one.said.by if one.said else "" for one in found.items] == ["Ana", "Bo", "Ana"]
