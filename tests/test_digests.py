"""Rows that prove themselves: whatever changes in one, its digest is another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.digests import SIZE, DamagedRow, known_digest, number_of, row_digest, stored_sum, sum_of

VALUES = st.none() | st.integers() | st.text(max_size=5) | st.binary(max_size=5)
ROWS = st.lists(VALUES, max_size=4).map(tuple)


@given(ROWS, ROWS)
def test_two_rows_have_one_digest_only_if_they_are_one(row: tuple[object, ...], other: tuple[object, ...]) -> None:
    is_same = [(type(value), value) for value in row] == [(type(value), value) for value in other]
    assert (row_digest(*row) == row_digest(*other)) is is_same
    assert len(row_digest(*row)) == SIZE


@pytest.mark.parametrize(
    ("row", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("1",), (1,)),
        (("a",), (b"a",)),
        ((None,), ("None",)),
        ((), ("",)),
        (("",), ("", "")),
        (("a", "b"), ("b", "a")),
    ],
)
def test_where_a_value_ends_and_what_it_is_count(row: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert row_digest(*row) != row_digest(*other)


def test_half_a_surrogate_pair_is_digested_as_it_stands() -> None:
    assert row_digest("\ud800") != row_digest("\ud801")


@given(st.lists(st.binary(min_size=SIZE, max_size=SIZE), max_size=5))
def test_a_sum_knows_no_order_and_loses_what_is_taken_away(digests: list[bytes]) -> None:
    assert sum_of(digests) == sum_of(reversed(digests))
    assert 0 <= sum_of(digests) < 1 << 128
    for digest in digests:
        assert stored_sum(sum_of(digests) - number_of(digest)) == stored_sum(
            sum_of([*digests[: digests.index(digest)], *digests[digests.index(digest) + 1 :]])
        )


@pytest.mark.parametrize(
    ("total", "stored"),
    [(0, bytes(16)), (1, bytes(15) + b"\1"), (1 << 128, bytes(16)), (-1, b"\xff" * 16)],
    ids=["nothing", "one", "round the end", "below nothing"],
)
def test_a_sum_is_stored_in_sixteen_bytes_whatever_was_added_and_taken_away(total: int, stored: bytes) -> None:
    assert stored_sum(total) == stored


def test_a_stored_sum_is_read_back_as_the_number_it_was() -> None:
    assert number_of(stored_sum(12_345)) == 12_345


@pytest.mark.parametrize("damaged", [None, 5, "0" * 16, b"", b"0" * 15, b"0" * 17, bytearray(16)])
def test_what_can_be_no_digest_is_damage(damaged: object) -> None:
    with pytest.raises(DamagedRow, match="a digest is damaged"):
        number_of(damaged)
    with pytest.raises(DamagedRow):
        sum_of([bytes(16), damaged])


@given(st.lists(st.text(st.characters(codec="utf-8")) | st.binary() | st.integers() | st.none(), max_size=6))
def test_values_whose_bytes_are_known_have_the_same_digest(row: list[object]) -> None:
    letters = "".join("t" if isinstance(one, str) else "b" if isinstance(one, bytes) else "o" for one in row)
    data = [one if isinstance(one, bytes) else str(one).encode() for one in row]
    assert known_digest(letters, data) == row_digest(*row)


def test_a_digest_is_what_it_was_when_today_s_memories_were_written() -> None:
    assert row_digest("a é", b"bc", 17, None, "").hex() == "914201f2ec536d2cdce96ec1cb7ec4c8"
