"""Two sequences walked side by side, and how sure each step of the walk is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

_NEVER = -math.inf
_LEAST_BAND = 50
"""How far from the diagonal a step may always lie; two texts of one article do not drift further apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """One step: `sources` items of the first sequence stand for `targets` items of the second.

    share: the share, 0 to 1, that walks with this step have of the probability of all walks.
    """

    sources: range
    targets: range
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A kind of step: how many items it takes on each side, and how often it is taken (0 to 1)."""

    sources: int
    targets: int
    frequency: float


def walk(
    n: int, m: int, score: Callable[[range, range], float], moves: Sequence[Move], *, trust: float = 1.0
) -> tuple[Bead, ...]:
    """The steps of the walk through `n` and `m` items on which all likely walks agree best, in order.

    score: the log odds that the items of a step belong together rather than by chance, asked only for steps with
    items on both sides; -inf forbids a step.  trust: how far the odds are believed; below 1 it evens them out.
    moves must hold a step with one item on each side only, for both sides: then there is always a walk.
    """
    width = max(_LEAST_BAND, 2 * abs(n - m))
    reach = [range(max(0, _middle(i, n, m) - width), min(m, _middle(i, n, m) + width) + 1) for i in range(n + 1)]
    weights: dict[tuple[int, int, int], float] = {}
    forward = _table(reach)
    forward[0][0] = 0.0
    for i, j in _cells(reach):
        for number, move in enumerate(moves):
            i0, j0 = i - move.sources, j - move.targets
            before = forward[i0].get(j0, _NEVER) if i0 >= 0 else _NEVER
            if before == _NEVER:
                continue
            weight = math.log(move.frequency)
            if move.sources and move.targets:
                weight += trust * score(range(i0, i), range(j0, j))
            weights[i, j, number] = weight
            forward[i][j] = _plus(forward[i][j], before + weight)
    shares = _shares(n, m, reach, forward, weights, moves)
    return _best(n, m, reach, shares, moves)


def _middle(i: int, n: int, m: int) -> int:
    return round(i * m / n) if n else 0


def _table(reach: Sequence[range]) -> list[dict[int, float]]:
    return [dict.fromkeys(columns, _NEVER) for columns in reach]


def _cells(reach: Sequence[range]) -> list[tuple[int, int]]:
    return [(i, j) for i, columns in enumerate(reach) for j in columns]


def _plus(a: float, b: float) -> float:
    """The logarithm of the sum of two probabilities given by their logarithms."""
    if a == _NEVER or b == _NEVER:
        return max(a, b)
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))


def _shares(
    n: int,
    m: int,
    reach: Sequence[range],
    forward: list[dict[int, float]],
    weights: dict[tuple[int, int, int], float],
    moves: Sequence[Move],
) -> dict[tuple[int, int, int], float]:
    """For each step, by its end and the number of its move, its share of all walks."""
    total = forward[n][m]
    backward = _table(reach)
    backward[n][m] = 0.0
    shares: dict[tuple[int, int, int], float] = {}
    for i, j in reversed(_cells(reach)):
        after = backward[i][j]
        if after == _NEVER:
            continue
        for number, move in enumerate(moves):
            weight = weights.get((i, j, number))
            if weight is None or weight == _NEVER:
                continue
            i0, j0 = i - move.sources, j - move.targets
            backward[i0][j0] = _plus(backward[i0][j0], after + weight)
            shares[i, j, number] = math.exp(forward[i0][j0] + weight + after - total)
    return shares


def _best(
    n: int, m: int, reach: Sequence[range], shares: dict[tuple[int, int, int], float], moves: Sequence[Move]
) -> tuple[Bead, ...]:
    best = _table(reach)
    best[0][0] = 0.0
    taken: dict[tuple[int, int], int] = {}
    for (i, j), number in product(_cells(reach), range(len(moves))):
        share = shares.get((i, j, number))
        if share is None:
            continue
        move = moves[number]
        value = best[i - move.sources][j - move.targets] + share * (move.sources + move.targets)
        if value > best[i][j]:
            best[i][j], taken[i, j] = value, number
    beads: list[Bead] = []
    i, j = n, m
    while i or j:
        number = taken[i, j]
        i0, j0 = i - moves[number].sources, j - moves[number].targets
        beads.append(Bead(sources=range(i0, i), targets=range(j0, j), share=min(1.0, shares[i, j, number])))
        i, j = i0, j0
    return tuple(reversed(beads))
