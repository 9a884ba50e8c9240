"""Codes of a file keep one number in source and target, whatever they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.formats.code_numbers import CodeNumbers

NAMES = st.lists(st.sampled_from(["1", "2", "3", "7", "0", "a", "b", "x1", "", "٣", "01"]), max_size=8)


@pytest.mark.parametrize(
    ("names", "numbers"),
    [
        (["1", "2"], [1, 2]),
        (["a", "b", "a"], [1, 2, 1]),
        (["a", "7", "b"], [8, 7, 9]),
        (["0", "-1"], [1, 2]),
        (["999999999", "1000000000"], [999_999_999, 1_000_000_000]),
        (["1000000000", "a"], [1, 2]),
        (["٣"], [1]),
    ],
    ids=["numbers", "names", "names beside numbers", "nought is a name", "nine digits", "ten digits", "other digits"],
)
def test_a_number_stays_and_a_name_gets_a_free_one(names: list[str], numbers: list[int]) -> None:
    given_numbers = CodeNumbers(names)
    assert [given_numbers.number(name) for name in names] == numbers


@given(NAMES)
def test_two_names_share_a_number_only_where_they_are_the_same_number(names: list[str]) -> None:
    given_numbers = CodeNumbers(names)
    found = {name: given_numbers.number(name) for name in names}
    assert all(number > 0 for number in found.values())
    kinds = {name: (int(name) if name.isascii() and name.isdigit() and int(name) else name) for name in found}
    assert len(set(found.values())) == len(set(kinds.values()))
    assert {name: given_numbers.number(name) for name in reversed(names)} == found
