"""The runs that two sequences have in common, as `difflib` finds them, in time that many equal members do not square.

`difflib.SequenceMatcher` compares each member with every equal one: a page of thousands of equal cells takes minutes.
Where there are many, the longest run is found with a suffix automaton (Blumer and others, 1985) instead: of the
longest runs the one that starts first in the first sequence, and of its places in the second one the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

_FEW = 20
"""Comparisons for each member that `difflib` is quick with."""


def equal_runs(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Start in `one`, start in `other` and length of each run, in no order; none cross."""
    counts = Counter(other)
    if sum(counts[member] for member in one) <= _FEW * (len(one) + len(other)):
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            yield block.a, block.b, block.size
        return
    waiting = [(0, len(one), 0, len(other))]
    while waiting:
        first, last, start, end = waiting.pop()
        place, at, size = _longest(one[first:last], other[start:end])
        if size:
            place, at = first + place, start + at
            yield place, at, size
            waiting += ((first, place, start, at), (place + size, last, at + size, end))


def _longest(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[int, int, int]:
    """Start in `one`, start in `other` and length of the longest run; length 0 where nothing is equal."""
    if not one or not other:
        return 0, 0, 0
    automaton = _Automaton(other)
    lengths, links, steps = automaton.lengths, automaton.links, automaton.steps
    best = (0, 0, 0)
    state = size = 0
    for place, member in enumerate(one):
        while state and member not in steps[state]:
            state = links[state]
            size = lengths[state]
        if member in steps[state]:
            state = steps[state][member]
            size += 1
        if size > best[2]:
            best = (place + 1 - size, automaton.ends[state] + 1 - size, size)
    return best


class _Automaton:
    """All runs of a sequence: a state for those that end in the same places.

    lengths: of the longest run of each state; links: the state of its longest end that occurs elsewhere too; steps:
    where each member leads; ends: the first place where its runs end.
    """

    def __init__(self, members: Sequence[Hashable]) -> None:
        self.lengths = [0]
        self.links = [-1]
        self.steps: list[dict[Hashable, int]] = [{}]
        self.ends = [-1]
        last = 0
        for place, member in enumerate(members):
            last = self._add(last, member, place)

    def _add(self, last: int, member: Hashable, place: int) -> int:
        new = self._state(self.lengths[last] + 1, 0, {}, place)
        state = last
        while state >= 0 and member not in self.steps[state]:
            self.steps[state][member] = new
            state = self.links[state]
        if state < 0:
            return new
        target = self.steps[state][member]
        if self.lengths[target] == self.lengths[state] + 1:
            self.links[new] = target
            return new
        length = self.lengths[state] + 1
        copy = self._state(length, self.links[target], dict(self.steps[target]), self.ends[target])
        while state >= 0 and self.steps[state].get(member) == target:
            self.steps[state][member] = copy
            state = self.links[state]
        self.links[target] = self.links[new] = copy
        return new

    def _state(self, length: int, link: int, steps: dict[Hashable, int], end: int) -> int:
        self.lengths.append(length)
        self.links.append(link)
        self.steps.append(steps)
        self.ends.append(end)
        return len(self.lengths) - 1
