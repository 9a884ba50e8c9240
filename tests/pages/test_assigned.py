"""Which texts a handoff takes, as people said whose they are; tests/pipelines/test_handoff.py has it in a project."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.model.document import Risk
from locmem.model.tags import LanguageTag
from locmem.pages.assigned import Allotment, holding
from locmem.postedit.assignments import Assigned
from locmem.postedit.ordering import Place
from locmem.postedit.waiting import STATES, Waiting, WaitingText

ANAS, FREE = Place("es", "a.md", "ana"), Place("es", "a.md", "free")
DAY = date(2026, 11, 21)


def word(place: Place, who: str = "Ana", due: date | None = DAY, about: bytes = b"1") -> Assigned:
    return Assigned(place=place, who=who, due=due, by="Lena", on="2026-11-20", about=about)


def allotted(assignee: str = "", usual: str = "", *, others: bool = False, assigned: bool = False) -> Allotment:
    people = {LanguageTag("es"): usual} if usual else {}
    return Allotment(words={ANAS: word(ANAS)}, usual=people, assignee=assignee, others=others, assigned=assigned)


@pytest.mark.parametrize(
    ("one", "taken"),
    [
        pytest.param(allotted(), [FREE], id="for nobody"),
        pytest.param(allotted("Clara"), [FREE], id="for another"),
        pytest.param(allotted("ana"), [ANAS, FREE], id="for her"),
        pytest.param(allotted(usual="Ana"), [ANAS, FREE], id="for her, who has the locale"),
        pytest.param(allotted("Clara", "Ana"), [FREE], id="for another than who has the locale"),
        pytest.param(allotted("Clara", others=True), [ANAS, FREE], id="others' too"),
        pytest.param(allotted("Ana", assigned=True), [ANAS], id="only hers"),
        pytest.param(allotted(usual="Clara", assigned=True), [FREE], id="only what is left to who has the locale"),
    ],
)
def test_what_is_somebody_elses_is_left_to_them(one: Allotment, taken: list[Place]) -> None:
    assert [place for place in (ANAS, FREE) if one.takes(place)] == taken


def test_it_is_told_whose_it_is() -> None:
    one = allotted("Clara", others=True)
    assert (one.somebody_elses(ANAS), one.somebody_elses(FREE)) == ("Ana", "")
    assert allotted("Ana").somebody_elses(ANAS) == ""


def test_the_day_that_was_said_of_all_is_theirs() -> None:
    one = allotted("Ana")
    assert one.due([ANAS], DAY) == DAY
    assert one.due([ANAS, FREE], DAY) is None
    assert one.due([ANAS], date(2026, 11, 22)) is None


def test_a_word_holds_for_the_work_it_was_said_of() -> None:
    def waits(state: str, about: bytes) -> Waiting:
        text = WaitingText("ana", 3, STATES.index(state), "", 0, b"", about)
        return Waiting("a.md", "es", "articles", Risk.STANDARD, (), (text,))

    said = {ANAS: word(ANAS)}
    assert holding(said, [waits("draft", b"1")]) == said
    assert holding(said, [waits("draft", b"2")]) == {}
    assert holding(said, [waits("not reviewed", b"1")]) == {}
