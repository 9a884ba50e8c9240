"""Bits that bound the distance of strings from below, whichever are chosen."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from locmem.memory.index.bags import (
    CLASSES,
    MAX_LENGTH,
    PAIRS,
    SHAPES,
    bags,
    choose,
    classes_of,
    pair_bags,
    write_bits,
    write_pairs,
)

TEXTS = st.text("abc é日🙂\U000f1234", min_size=1, max_size=30)


def differing(one: object, other: object) -> int:
    return int(numpy.bitwise_count(numpy.bitwise_xor(one, other)).sum())  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "classes"),
    [("a", [0x61]), ("é", [0xE9]), ("日", [0xE5 ^ 0x65]), ("🙂", [0x42 ^ 0xF6 ^ 0x01]), ("", []), ("\ud800", [0xD8])],
)
def test_the_class_of_a_symbol(text: str, classes: list[int]) -> None:
    assert classes_of(text).tolist() == classes


def test_neighbouring_characters_of_a_script_are_kept_apart() -> None:
    assert len(set(classes_of("".join(map(chr, range(0x0400, 0x0500)))).tolist())) == CLASSES


def test_bags_count_the_symbols_of_the_whole_and_of_both_halves() -> None:
    whole, first, second = bags(["aab", "", "b"])
    assert [(int(whole[0, ord("a")]), int(whole[0, ord("b")])) for _ in (0,)] == [(2, 1)]
    assert (int(first[0, ord("a")]), int(second[0, ord("a")]), int(second[0, ord("b")])) == (1, 1, 1)
    assert (whole[1].sum(), whole[2].sum(), first[2].sum()) == (0, 1, 0)
    assert (whole == first + second).all()


@given(st.lists(TEXTS, min_size=2, max_size=6))
def test_no_two_strings_are_nearer_than_their_bits_allow(texts: list[str]) -> None:
    counts = bags(texts)
    shape = SHAPES[0]
    heads, tails = write_bits(counts, choose(texts, shape), shape)
    halves = shape.head + shape.half
    for one, left in enumerate(texts):
        for other, right in enumerate(texts):
            distance, gap = Levenshtein.distance(left, right), abs(len(left) - len(right))
            whole = differing(tails[one, 2 * shape.half :], tails[other, 2 * shape.half :])
            half = differing(heads[one], heads[other]) + differing(
                tails[one, : 2 * shape.half], tails[other, : 2 * shape.half]
            )
            assert whole + gap <= 2 * distance
            assert half <= 2 * distance + 1
    assert heads.shape == (len(texts), 2 * shape.head)
    assert tails.shape == (len(texts), 2 * (halves - shape.head) + shape.whole)


def test_pairs_are_counted_within_each_half_of_each_string() -> None:
    first, second = pair_bags(["abab", "", "a", "abbab", "baab"])
    assert first.shape == second.shape == (5, PAIRS)
    assert (first.sum(axis=1).tolist(), second.sum(axis=1).tolist()) == ([1, 0, 0, 1, 1], [1, 0, 0, 2, 1])
    assert (first[0] == second[0]).all()
    assert (second[3] == first[4] + second[4]).all()
    assert (first[4] != second[4]).any()
    assert all(half.sum() == 0 for half in pair_bags(["", ""]))


@given(st.lists(TEXTS | st.just(""), min_size=2, max_size=6))
def test_no_two_strings_are_nearer_than_their_pairs_allow(texts: list[str]) -> None:
    shape = next(shape for shape in SHAPES if shape.pairs)
    both = numpy.concatenate(pair_bags(texts), axis=1).astype(int)
    bits = write_pairs(texts, choose(texts, shape))
    for one, left in enumerate(texts):
        for other, right in enumerate(texts):
            apart = int(abs(both[one] - both[other]).sum())
            assert differing(bits[one], bits[other]) <= apart
            assert apart <= 4 * Levenshtein.distance(left, right) + 1
    assert bits.shape == (len(texts), 2 * shape.pairs)


def test_where_a_shape_has_no_pairs_none_are_written() -> None:
    assert write_pairs(["abc", "abd"], choose(["abc", "abd"], SHAPES[0])).shape == (2, 0)


def test_the_bits_that_split_the_strings_evenly_come_first() -> None:
    chosen = choose(["a", "a", "b", "c"], SHAPES[0]).whole
    assert chosen[:, 0].tolist() == [ord("a"), 1]
    assert chosen.shape == (2, 64 * SHAPES[0].whole)


def test_shapes_are_for_ever_longer_strings_up_to_the_longest() -> None:
    lengths = [shape.longest for shape in SHAPES]
    assert lengths == sorted(set(lengths))
    assert lengths[-1] == MAX_LENGTH == 10_000
