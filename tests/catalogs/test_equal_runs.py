"""Runs of equal members are those of `difflib`, whichever way they are found."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.catalogs import equal_runs as runs
from locmem.catalogs.equal_runs import equal_runs

MEMBERS = st.text("abc", max_size=40)


def as_difflib(one: str, other: str) -> dict[int, int]:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {block.b + step: block.a + step for block in blocks for step in range(block.size)}


def paired(one: str, other: str) -> dict[int, int]:
    return {at + step: place + step for place, at, size in equal_runs(one, other) for step in range(size)}


@given(MEMBERS, MEMBERS)
def test_many_equal_members_are_paired_as_few_are(one: str, other: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_FEW", -1)
        assert paired(one, other) == as_difflib(one, other)


@given(MEMBERS, st.integers(0, 40), st.text("abc", max_size=3))
def test_an_edit_in_a_page_of_equal_cells(one: str, place: int, new: str) -> None:
    one *= 4
    other = one[:place] + new + one[place + 1 :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_FEW", -1)
        assert paired(one, other) == as_difflib(one, other)


def test_thousands_of_equal_cells_are_not_compared_with_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "SequenceMatcher", None)
    assert paired("a" * 5_000, "a" * 2_000 + "b" + "a" * 3_000) == {2_001 + number: number for number in range(3_000)}


@pytest.mark.parametrize(("one", "other"), [("", "abc"), ("abc", ""), ("abc", "xyz"), ("xaby", "ab")])
def test_a_run_is_found_wherever_it_starts_and_none_where_there_is_none(
    one: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_FEW", -1)
    assert list(equal_runs(one, other)) == ([(1, 0, 2)] if other == "ab" else [])
