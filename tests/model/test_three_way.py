"""What two sides made of one base, whatever the values are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.model.three_way import Changed, changed, in_order, kept_keys, members, same_file

SIDES = st.permutations(list("abcdefg")).flatmap(
    lambda letters: st.integers(0, len(letters)).map(lambda count: tuple(letters[:count]))
)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "which"),
    [
        (1, 1, 1, Changed.ALIKE),
        (1, 2, 2, Changed.ALIKE),
        (1, 2, 1, Changed.OURS),
        (1, 1, 2, Changed.THEIRS),
        (1, 2, 3, Changed.BOTH),
        (None, 2, 3, Changed.BOTH),
    ],
)
def test_who_changed_what(base: int | None, ours: int, theirs: int, which: Changed) -> None:
    assert changed(base, ours, theirs) is which


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abcd", "abc", "abcd"),
        ("abc", "ac", "abc", "ac"),
        ("abc", "axbc", "abcy", "axbcy"),
        ("abc", "abxc", "abyc", "abxyc"),
        ("abc", "cab", "abcd", "cdab"),
        ("", "ab", "ac", "abc"),
        ("aab", "aab", "aaab", "aaab"),
        ("aab", "ab", "aab", "ab"),
    ],
)
def test_members_of_both_in_an_order_that_either_side_gave(base: str, ours: str, theirs: str, merged: str) -> None:
    assert "".join(members(base, ours, theirs)) == merged
    assert "".join(members(base, theirs, ours)) == merged


@given(SIDES, SIDES, SIDES)
def test_the_order_is_the_same_from_either_side_and_nothing_is_there_twice(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    found = members(base, ours, theirs)
    assert found == members(base, theirs, ours)
    assert len(set(found)) == len(found)
    assert set(found) == {one for one in {*ours, *theirs} if one not in base or (one in ours and one in theirs)}


@given(SIDES, SIDES)
def test_what_one_side_alone_changed_is_taken_as_it_is(base: tuple[str, ...], one: tuple[str, ...]) -> None:
    assert members(base, one, base) == members(base, base, one) == members(base, one, one) == one


def test_what_was_removed_stays_where_the_other_side_made_something_else_of_it() -> None:
    base = {"gone": 1, "wanted": 1, "both": 1}
    assert kept_keys(base, {"gone": 1, "wanted": 2, "new": 1}, {"newer": 1}) == {"wanted", "new", "newer"}


def test_what_stays_of_one_side_stands_where_it_stood_there() -> None:
    assert in_order("abc", "abc", "ac", {"a", "b", "c"}) == ("a", "b", "c")


def test_files_are_read_only_where_both_sides_changed_them() -> None:
    assert same_file(b"1", b"1", b"2") == b"2"
    assert same_file(b"1", b"2", b"1") == same_file(None, b"2", b"2") == b"2"
    assert same_file(b"1", b"2", b"3") is None
