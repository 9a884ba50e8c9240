"""What TMX of other tools says beside its texts: neighbours under several names, properties, notes, ids."""

from __future__ import annotations

import pytest

from locmem.formats.tmx import TmxUnit, TmxVariant
from locmem.memory.tmx_marks import kept, marks_of, neighbours
from locmem.model.inline import plain
from locmem.model.match import MADE_FOR, Mark, MarkPlace


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"prev": "a", "next": "b"}, ("a", "b")),
        ({"x-context-pre": "<seg>a</seg>", "x-context-post": "<seg>b</seg>"}, ("a", "b")),
        ({"x-previous-source-text": "a", "x-next-source-text": "b"}, ("a", "b")),
        ({"x-ContextContent": "a | 123 | 456"}, ("a", "")),
        ({"x-ContextContent": "a | b", "prev": "c"}, ("c", "")),
        ({"prev": "", "x-context-pre": "a"}, ("a", "")),
        ({}, ("", "")),
    ],
    ids=["OmegaT", "memoQ", "XTM", "Trados", "ours before Trados", "an empty one", "nothing"],
)
def test_neighbours_are_found_whichever_tool_wrote_them(said: dict[str, str], expected: tuple[str, str]) -> None:
    assert neighbours(said) == expected


def variant(**fields: object) -> TmxVariant:
    return TmxVariant(**{"locale": "en", "content": plain("a"), **fields})  # type: ignore[arg-type]


def unit(**fields: object) -> TmxUnit:
    return TmxUnit(**{"variants": (), **fields})  # type: ignore[arg-type]


def test_all_that_is_no_field_of_an_entry_is_a_mark_in_the_file_s_order() -> None:
    marks = marks_of(
        unit(id="7", properties=(("x-client", "A"), ("file", "a.md"), ("", "x")), notes=("one",)),
        variant(properties=(("x-a", "1"), ("x-origin", "human"))),
        variant(notes=("two", "three")),
    )
    assert marks == (
        Mark(MarkPlace.ID, "", "7"),
        Mark(MarkPlace.UNIT, "x-client", "A"),
        Mark(MarkPlace.UNIT, "", "one"),
        Mark(MarkPlace.SOURCE, "x-a", "1"),
        Mark(MarkPlace.TARGET, "", "two"),
        Mark(MarkPlace.TARGET, "", "three"),
    )


@pytest.mark.parametrize(
    ("one", "source", "target"),
    [
        (unit(id="7"), variant(), variant()),
        (unit(properties=(("p", "x"),)), variant(), variant()),
        (unit(notes=("x",)), variant(), variant()),
        (unit(), variant(properties=(("p", "x"),)), variant()),
        (unit(), variant(notes=("x",)), variant()),
        (unit(), variant(), variant(properties=(("p", "x"),))),
        (unit(), variant(), variant(notes=("x",))),
    ],
)
def test_one_mark_in_any_place_is_kept(one: TmxUnit, source: TmxVariant, target: TmxVariant) -> None:
    assert len(marks_of(one, source, target)) == 1


def test_a_unit_that_says_nothing_has_no_marks() -> None:
    assert marks_of(unit(), variant(), variant()) == ()


def test_marks_go_back_to_their_own_place_as_notes_and_properties() -> None:
    marks = (
        Mark(MarkPlace.UNIT, "p", "1"),
        Mark(MarkPlace.UNIT, "", "note"),
        Mark(MarkPlace.UNIT, MADE_FOR, "es-ES"),
        Mark(MarkPlace.TARGET, "q", "2"),
    )
    assert kept(marks, MarkPlace.UNIT) == (("note",), (("p", "1"),))
    assert kept(marks, MarkPlace.TARGET) == ((), (("q", "2"),))
    assert kept(marks, MarkPlace.SOURCE) == ((), ())
