"""What is looked for in the index: strings of symbols, how far others may be from them, and their bits."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from locmem.memory.index.bags import SHAPES, Bits, Counts, Words, bags, write_bits, write_pairs
from locmem.similarity import ROUNDING

RAW, MASKED = 1, 2
"""What a string is to its source; added where it is both."""


class Probe(NamedTuple):
    """Symbols to look for, among the strings that are RAW, MASKED or either to their source."""

    text: str
    wanted: int


class Reach:
    """How far strings may be from one of `length` symbols to reach `floor` percent.

    shortest, longest: the lengths within reach.  whole, halves, pairs: for each of them the most bits that whole bags,
    both halves' bags, and both halves' bags of pairs taken together may differ by; `furthest`: the longest distance.
    packed: the bytes of whole and halves.
    """

    def __init__(self, length: int, floor: float) -> None:
        self.shortest = length - int(furthest(numpy.array(length), floor))
        others = numpy.arange(self.shortest, int(length * 100 / floor) + 2)
        distance = furthest(numpy.maximum(others, length), floor)
        gap = numpy.abs(others - length)
        self.longest = self.shortest + int(numpy.flatnonzero(gap <= distance)[-1])
        self.furthest = distance[: self.longest - self.shortest + 1].astype(numpy.uint16)
        # The distance is at least half of what the bags and the lengths differ by.
        self.whole = (2 * distance - gap)[: len(self.furthest)].astype(numpy.uint16)
        # The halves' bags may differ by one more, because the two strings may be cut a symbol apart.
        self.halves = 2 * self.furthest + numpy.uint16(1)
        self.pairs = 4 * self.furthest + numpy.uint16(1)
        self.packed = (self.whole.tobytes(), self.halves.tobytes())


def furthest(longest: NDArray[numpy.int_], floor: float) -> NDArray[numpy.int_]:
    """`locmem.similarity.furthest` for many lengths."""
    return (longest * (100 - floor) / 100 + ROUNDING).astype(numpy.int_)


@lru_cache(maxsize=2_000)
def _reach(length: int, floor: float) -> Reach:
    return Reach(length, floor)


class Search:
    """Probes of much the same length on their way through the segments: what is worked out for one serves all.

    The probes have at most `MAX_LENGTH` symbols.  shortest, longest: the lengths within reach of any.
    """

    def __init__(self, probes: Sequence[Probe], floor: float) -> None:
        self.probes = tuple(probes)
        self.reaches = [_reach(len(probe.text), floor) for probe in self.probes]
        self.shortest = min(reach.shortest for reach in self.reaches)
        self.longest = max(reach.longest for reach in self.reaches)
        self._bits: dict[tuple[int, str], tuple[Words, Words, Words]] = {}

    @cached_property
    def _counts(self) -> tuple[Counts, Counts, Counts]:
        return bags([probe.text for probe in self.probes])

    def bits(self, number: int, choice: str, bits_of: Callable[[int], Bits]) -> tuple[Words, Words, Words]:
        """Head, tail and pairs of the probes, a row each, for a shape and a choice of bits."""
        if (number, choice) not in self._bits:
            bits = bits_of(number)
            head, tail = write_bits(self._counts, bits, SHAPES[number])
            pairs = write_pairs([probe.text for probe in self.probes], bits)
            self._bits[number, choice] = (numpy.ascontiguousarray(head), tail, pairs)
        return self._bits[number, choice]

    def packed(self) -> tuple[bytes, ...]:
        """What the compiled part has to know of the probes, in the order it takes it."""
        texts = [probe.text.encode("utf-8", "surrogatepass") for probe in self.probes]
        sizes = (
            _SIZES.pack(len(probe.text), len(text), reach.shortest, reach.longest)
            for probe, text, reach in zip(self.probes, texts, self.reaches, strict=True)
        )
        return (
            b"".join(texts),
            bytes(probe.wanted for probe in self.probes),
            b"".join(sizes),
            b"".join(reach.packed[0] for reach in self.reaches),
            b"".join(reach.packed[1] for reach in self.reaches),
        )


_SIZES = struct.Struct("=qqqq")
