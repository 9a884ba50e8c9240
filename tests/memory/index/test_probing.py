"""How far strings may be from one that is looked for, and its bits worked out once."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.index.bags import SHAPES, Bits, choose
from locmem.memory.index.probing import MASKED, RAW, Probe, Reach, Search, furthest
from locmem.similarity import furthest as furthest_of_one

FLOORS = st.sampled_from([50.0, 70.0, 75.0, 85.0, 95.0, 99.0, 100.0])


@given(st.integers(0, 10_000), FLOORS)
def test_many_lengths_reach_as_far_as_each_by_itself(length: int, floor: float) -> None:
    assert int(furthest(numpy.array(length), floor)) == furthest_of_one(length, floor)


@given(st.integers(1, 2_000), FLOORS)
def test_just_the_lengths_within_reach_of_the_floor_count(length: int, floor: float) -> None:
    reach = Reach(length, floor)

    def is_near(other: int) -> bool:
        return other >= 0 and abs(other - length) <= furthest_of_one(max(other, length), floor)

    assert is_near(reach.shortest)
    assert is_near(reach.longest)
    assert not is_near(reach.shortest - 1)
    assert not is_near(reach.longest + 1)
    assert len(reach.furthest) == len(reach.whole) == len(reach.halves) == reach.longest - reach.shortest + 1
    for place in (0, len(reach.furthest) - 1):
        other = reach.shortest + place
        distance = furthest_of_one(max(other, length), floor)
        assert int(reach.furthest[place]) == distance
        assert int(reach.whole[place]) == 2 * distance - abs(other - length)
        assert int(reach.halves[place]) == 2 * distance + 1
        assert int(reach.pairs[place]) == 4 * distance + 1


@pytest.mark.parametrize(
    ("length", "floor", "shortest", "longest"), [(10, 70, 7, 14), (10, 100, 10, 10), (100, 95, 95, 105), (1, 70, 1, 1)]
)
def test_the_lengths_within_reach(length: int, floor: float, shortest: int, longest: int) -> None:
    reach = Reach(length, floor)
    assert (reach.shortest, reach.longest) == (shortest, longest)


def test_a_search_reaches_as_far_as_any_of_its_probes() -> None:
    search = Search([Probe("a" * 10, RAW), Probe("b" * 12, RAW | MASKED)], 70)
    assert (search.shortest, search.longest) == (7, 17)
    texts, wanted, sizes, whole, halves = search.packed()
    assert (texts, wanted) == (b"a" * 10 + b"b" * 12, bytes([1, 3]))
    # Symbols, bytes, and the lengths within reach.
    assert numpy.frombuffer(sizes, numpy.int64).tolist() == [10, 10, 7, 14, 12, 12, 9, 17]
    assert len(whole) == len(halves) == 2 * (8 + 9)


def test_the_bits_of_a_choice_are_worked_out_once() -> None:
    search = Search([Probe("abc", RAW)], 70)
    asked: list[int] = []

    def bits_of(number: int) -> Bits:
        asked.append(number)
        return choose(["abc", "abd"], SHAPES[number])

    first = search.bits(0, "x", bits_of)
    assert search.bits(0, "x", bits_of) is first
    search.bits(1, "x", bits_of)
    search.bits(0, "y", bits_of)
    assert asked == [0, 1, 0]
    assert [words.shape for words in first] == [(1, 2), (1, 2), (1, 0)]
