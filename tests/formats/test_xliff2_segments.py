"""A unit that a tool cut into segments is one text again, with the weakest claim of its segments."""

from __future__ import annotations

import pytest

from locmem.formats import xliff2
from locmem.formats.xliff12 import XliffUnit
from tests.formats.test_xliff2 import read_one
from tests.formats.xliff2_constraints import SUITES


def segment(source: str, target: str | None = None, *, state: str = "translated", order: str = "") -> str:
    place = f' order="{order}"' if order else ""
    answer = "" if target is None else f"<target{place}>{target}</target>"
    return f'<segment state="{state}"><source>{source}</source>{answer}</segment>'


def unit_of(*pieces: str) -> XliffUnit:
    return read_one(f'<unit id="1">{"".join(pieces)}</unit>')


def words(unit: XliffUnit) -> tuple[str, str | None]:
    return unit.source.text, unit.target.text if unit.target else None


BLANK = "<ignorable><source> </source></ignorable>"


def test_segments_are_joined_with_what_stands_between() -> None:
    assert words(unit_of(segment("One.", "Uno."), BLANK, segment("Two.", "Dos."))) == ("One. Two.", "Uno. Dos.")


def test_an_ignorable_has_a_target_of_its_own_where_it_has_one() -> None:
    between = "<ignorable><source> </source><target/></ignorable>"
    assert words(unit_of(segment("One.", "一。"), between, segment("Two.", "二。"))) == ("One. Two.", "一。二。")


def test_targets_stand_in_their_order() -> None:
    unit = unit_of(segment("One.", "Uno.", order="3"), BLANK, segment("Two.", "Dos.", order="1"))
    assert words(unit) == ("One. Two.", "Dos. Uno.")
    assert unit.misplaced == ""


@pytest.mark.parametrize(
    ("orders", "told"),
    [
        (("1", "1"), "two targets of the unit are to stand in place 1"),
        (("9", "1"), 'order="9" is no place among the 2'),
    ],
)
def test_an_order_that_is_none_is_told(orders: tuple[str, str], told: str) -> None:
    unit = unit_of(segment("One.", "Uno.", order=orders[0]), segment("Two.", "Dos.", order=orders[1]))
    assert unit.misplaced.startswith(told)


def test_without_any_target_there_is_none() -> None:
    unit = unit_of(segment("One.", state="initial"), BLANK, segment("Two.", state="initial"))
    assert (words(unit), unit.unfinished) == (("One. Two.", None), "")


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        ([segment("One.", "Uno."), segment("Two.")], "its segment 2, “Two.”, has no translation"),
        ([segment("One.", "Uno."), segment("Two.", " ")], "its segment 2, “Two.”, has no translation"),
        ([segment("One a.", "One a."), segment("Two.", "Dos.")], "its segment 1, “One a.”, is still the source"),
        (
            [segment("One.", "Uno.", state="final"), segment("Two.", "Dos.", state="initial")],
            "its segment 2, “Two.”, is “initial”, and others are finished",
        ),
        (
            ['<segment state="final" subState="x:mt"><source>a</source><target>b</target></segment>'],
            "its tool says “x:mt”",
        ),
        (
            ["<segment><source>a</source><target>b</target><target>c</target></segment>"],
            "it has more than one target, the second “c”",
        ),
    ],
)
def test_what_cannot_be_finished_is_told(pieces: list[str], why: str) -> None:
    assert unit_of(*pieces).unfinished == why


@pytest.mark.parametrize(
    "pieces",
    [
        [segment("One.", "Uno."), segment("…", "…")],
        [segment("One a.", "One a."), segment("Two.", "Two.")],
        [segment("Uno", "Uno"), segment("Two.", "Dos.")],
        ['<segment state="final" subState="lm:mt"><source>a</source><target>b</target></segment>'],
    ],
)
def test_what_may_well_be_finished_is_no_reason(pieces: list[str]) -> None:
    assert unit_of(*pieces).unfinished == ""


@pytest.mark.parametrize(
    ("first", "second", "weakest"),
    [("final", "reviewed", "reviewed"), ("translated", "final", "translated"), ("invented", "final", "invented")],
)
def test_the_weakest_state_is_that_of_the_unit(first: str, second: str, weakest: str) -> None:
    for states in ((first, second), (second, first)):
        unit = unit_of(*(segment("One.", "Uno.", state=state) for state in states))
        # Two that confirm as much are told apart by their place.
        assert unit.state == weakest or {unit.state, weakest} == {"final", "reviewed"}


def test_punctuation_that_nobody_marked_does_not_make_a_unit_unfinished() -> None:
    unit = unit_of(segment("One", "Uno", state="final"), segment("…", "…", state="initial"))
    assert (unit.state, unit.unfinished) == ("final", "")


@pytest.mark.parametrize("name", ["toJoin1", "toJoin2", "toJoin3", "toJoin4", "toSegment1", "toRemoveAnnotations"])
def test_a_file_reads_the_same_before_and_after_other_programs_cut_or_joined_it(name: str) -> None:
    folder = SUITES / "oasis-2.1" / "test-suite" / "core" / "in-out"
    if not folder.is_dir():
        pytest.skip("the suite of the standard is not here")
    before, after = (
        [words(unit) for file in xliff2.read((folder / f"{name}_{kind}.xlf").read_bytes(), name) for unit in file.units]
        for kind in ("in", "out")
    )
    assert [_bare(one) for one in before] == [_bare(one) for one in after]


def _bare(texts: tuple[str, str | None]) -> tuple[str, str]:
    """The texts without white space, which the suite's own examples lay out in two ways.

    Who joins segments whose targets have an order of their own puts the sources into that order too.
    """
    return "".join(sorted("".join(texts[0].split()))), "".join((texts[1] or "").split())
