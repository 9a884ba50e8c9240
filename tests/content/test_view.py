"""Texts read out of a file, and the file's own place of each character."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.view import ViewBuilder, line_span, lines_of, position_in, view_of_lines

TEXTS = st.text("ab\r\n", max_size=20)


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2))]
)
def test_lines_and_columns_count_from_one(offset: int, place: tuple[int, int]) -> None:
    assert position_in("ab\n\nc", offset) == place


@given(TEXTS, st.integers(0, 25))
def test_a_position_is_what_counting_by_hand_gives(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    before = text[:offset]
    assert position_in(text, offset) == (before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


@pytest.mark.parametrize(("line", "span"), [(1, (0, 2)), (2, (3, 3)), (3, (4, 5)), (4, (5, 5)), (99, (5, 5))])
def test_the_span_of_a_line_is_without_its_end(line: int, span: tuple[int, int]) -> None:
    assert line_span("ab\n\nc", line) == span


@given(TEXTS, st.integers(0, 25))
def test_lines_are_those_python_splits_at_the_three_line_ends(text: str, start: int) -> None:
    start = min(start, len(text))
    assert [text[first:last] for first, last in lines_of(text, start)] == text[start:].splitlines()


@given(TEXTS)
def test_a_view_of_all_lines_has_each_character_at_its_own_place(text: str) -> None:
    spans = lines_of(text)
    view = view_of_lines(text, spans)
    assert view.text == "\n".join(text.splitlines())
    assert len(view.origins) == len(view.text) + 1
    assert list(view.origins) == sorted(view.origins)
    for character, origin in zip(view.text, view.origins, strict=False):
        assert character == "\n" or text[origin] == character
    assert view.origins[-1] == (spans[-1][1] if spans else 0)


def test_what_the_file_spells_with_many_characters_is_one_at_its_first() -> None:
    builder = ViewBuilder()
    builder.add("ab", 10)
    builder.add_one("é", 12)
    builder.add("c", 18)
    view = builder.build(19)
    assert (view.text, tuple(view.origins)) == ("abéc", (10, 11, 12, 18, 19))
    assert [view.position_of(origin) for origin in (10, 12, 13, 18, 19)] == [0, 2, 3, 3, 4]
    assert view.position_of(13) == bisect_left(view.origins, 13)
