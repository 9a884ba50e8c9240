"""The walk takes what fits best, and its shares are those of all walks."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.beads import Move, walk

MOVES = (
    Move(sources=1, targets=1, frequency=0.8),
    Move(sources=1, targets=0, frequency=0.1),
    Move(sources=0, targets=1, frequency=0.1),
)


def same(a: str, b: str) -> Callable[[range, range], float]:
    return lambda some, others: 5.0 if a[some.start] == b[others.start] else -5.0


def test_equal_items_pair_around_a_gap() -> None:
    steps = walk(4, 3, same("abcd", "abd"), MOVES)
    pairs = [(step.sources.start, step.targets.start) for step in steps if step.sources and step.targets]
    assert pairs == [(0, 0), (1, 1), (3, 2)]
    assert all(step.share > 0.99 for step in steps)


def test_an_item_that_fits_in_two_places_has_half_a_share_in_each() -> None:
    steps = walk(1, 2, lambda some, others: 3.0, MOVES)
    [paired] = [step for step in steps if step.sources and step.targets]
    assert paired.share == pytest.approx(0.5, abs=0.01)


def test_the_share_of_a_single_step_is_its_probability() -> None:
    [step] = walk(1, 1, lambda some, others: 0.0, MOVES)
    assert step.share == pytest.approx(0.8 / (0.8 + 2 * 0.1 * 0.1))


def test_distrust_makes_everything_less_certain() -> None:
    trusted = walk(2, 1, same("ab", "b"), MOVES)
    doubted = walk(2, 1, same("ab", "b"), MOVES, trust=0.1)
    assert max(step.share for step in doubted) < max(step.share for step in trusted)


def test_a_forbidden_step_is_never_taken() -> None:
    steps = walk(2, 2, lambda some, others: -math.inf, MOVES)
    assert not any(step.sources and step.targets for step in steps)


@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
def test_every_item_is_in_exactly_one_step(a: str, b: str) -> None:
    steps = walk(len(a), len(b), same(a, b), MOVES)
    assert [i for step in steps for i in step.sources] == list(range(len(a)))
    assert [j for step in steps for j in step.targets] == list(range(len(b)))
    assert all(0 <= step.share <= 1 for step in steps)
