"""Symbol strings as bits that bound their distance from below.

A bag counts the symbols of a string in 256 classes.  Half the difference of two bags, plus half the difference
of the lengths, is never more than the Levenshtein distance; neither is half the difference of the bags of both
first halves plus that of both second halves, which knows more of the order and so tells most.  A bag is written
in unary: one bit for a class and a threshold, set where the class occurs at least as often.  Any choice of such
bits differs in at most as many places as the bags do, so that leaving bits out keeps the bound; those that split
the strings evenly tell most, and are chosen by the strings themselves.

Long strings have much the same bags, but other pairs of neighbours.  An exchanged symbol takes two pairs away and
brings two, one that came or went changes three.  So the bags of the pairs within both first halves and within both
second halves differ by at most four times the distance, and one more where the strings are cut a symbol apart: where
an alignment leads the cut of the one string elsewhere in the other, it has as many symbols that come and go.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

Words = NDArray[numpy.uint64]
Counts = NDArray[numpy.uint16]

CLASSES = 256
PAIRS = 1024
"""Classes of pairs of neighbours."""

_HIGHEST = 255
"""The highest threshold; a class that occurs more often counts as often as that."""


class Shape(NamedTuple):
    """How many words of 64 bits stand for strings of some lengths.

    head: of each half's bag, looked at for every string.  half: more of each half's.  whole: of the whole bag.
    pairs: of the bag of pairs of each half, which pays where bags alone leave many and pairs do not.
    """

    longest: int
    head: int
    half: int
    whole: int
    pairs: int = 0


SHAPES = (
    Shape(23, 1, 0, 2),
    Shape(47, 2, 0, 2),
    Shape(79, 2, 1, 2),
    Shape(127, 2, 2, 4, 4),
    Shape(191, 3, 2, 4, 8),
    Shape(287, 4, 4, 8, 16),
    Shape(511, 4, 6, 12, 32),
    Shape(1_023, 4, 8, 16, 32),
    Shape(10_000, 4, 12, 16),
)
"""By length; measured to leave little more than the bags themselves would.  Most tails fill lines of a cache."""

MAX_LENGTH = SHAPES[-1].longest
"""Longer strings have no bags and are found only where they are the same."""


class Bits(NamedTuple):
    """The chosen bits of one shape: class and threshold of each, for the bag of the whole, of each half, and of pairs.

    Those of pairs are the same for both halves.
    """

    whole: Counts
    first: Counts
    second: Counts
    pairs: Counts


_NO_BITS = numpy.empty((2, 0), numpy.uint16)


def classes_of(text: str) -> NDArray[numpy.uint8]:
    """The class of each symbol, of stored strings and of queries alike; `_bags.h` has the same rule."""
    points = numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=numpy.uint32)
    # Scripts of 256 neighbouring characters keep all their characters apart, and apart from most others.
    return ((points ^ (points >> 8) ^ (points >> 16)) & 255).astype(numpy.uint8)


def bags(texts: Sequence[str]) -> tuple[Counts, Counts, Counts]:
    """The bags of whole strings, first halves and second halves, a row for each string.

    The first half is the shorter one where they differ.
    """
    lengths = numpy.fromiter(map(len, texts), dtype=numpy.int64, count=len(texts))
    halves = numpy.empty(2 * len(texts), dtype=numpy.int64)
    halves[0::2] = lengths // 2
    halves[1::2] = lengths - lengths // 2
    cells = numpy.repeat(numpy.arange(len(halves)) * CLASSES, halves) + classes_of("".join(texts))
    counts = numpy.bincount(cells, minlength=len(halves) * CLASSES).astype(numpy.uint16)
    first, second = counts.reshape(len(texts), 2, CLASSES).swapaxes(0, 1)
    return first + second, first, second


def pair_bags(texts: Sequence[str]) -> tuple[Counts, Counts]:
    """The bags of the pairs of neighbours within first and within second halves; `_bags.h` has the same rule."""
    lengths = numpy.fromiter(map(len, texts), dtype=numpy.int64, count=len(texts))
    classes = classes_of("".join(texts)).astype(numpy.uint32)
    pairs = (classes[:-1] * numpy.uint32(0x9E3779B1) + classes[1:] * numpy.uint32(0x85EBCA6B)) >> numpy.uint32(22)
    halves = numpy.empty(2 * len(texts), dtype=numpy.int64)
    halves[0::2] = lengths // 2
    halves[1::2] = lengths - lengths // 2
    rows = numpy.repeat(numpy.arange(len(halves)) * PAIRS, halves)
    # The last symbol of a half and the first of the next one are no pair.
    is_one = rows[:-1] == rows[1:]
    cells = rows[:-1][is_one] + pairs[is_one]
    counts = numpy.bincount(cells, minlength=len(halves) * PAIRS).astype(numpy.uint16)
    first, second = counts.reshape(len(texts), 2, PAIRS).swapaxes(0, 1)
    return first, second


def choose(texts: Sequence[str], shape: Shape) -> Bits:
    """The bits that split these strings most evenly, best first."""
    whole, first, second = bags(texts)
    halves = 64 * (shape.head + shape.half)
    return Bits(
        _most_even(whole, 64 * shape.whole),
        _most_even(first, halves),
        _most_even(second, halves),
        _most_even(numpy.concatenate(pair_bags(texts)), 64 * shape.pairs) if shape.pairs else _NO_BITS,
    )


def _most_even(bag: Counts, size: int) -> Counts:
    """Rows of class and threshold."""
    classes = bag.shape[1]
    # No higher than any class occurs, unless there would be too few bits.
    highest = max(min(int(bag.max(initial=0)), _HIGHEST), -(-size // classes))
    steps = highest + 1
    cells = (numpy.arange(classes) * steps + numpy.minimum(bag, highest)).ravel()
    exactly = numpy.bincount(cells, minlength=classes * steps).reshape(classes, steps)
    reached = exactly[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
    evenness = (reached * (len(bag) - reached)).ravel()
    best = numpy.argsort(-evenness, kind="stable")[:size]
    return numpy.stack((best // highest, best % highest + 1)).astype(numpy.uint16)


def write_bits(counts: tuple[Counts, Counts, Counts], bits: Bits, shape: Shape) -> tuple[Words, Words]:
    """Head and tail of each string, a row each; the tail holds more of both halves, then the whole."""
    whole, first, second = (_packed(bag, chosen) for bag, chosen in zip(counts, bits[:3], strict=True))
    head, tail = slice(shape.head), slice(shape.head, None)
    return (
        numpy.concatenate((first[:, head], second[:, head]), axis=1),
        numpy.concatenate((first[:, tail], second[:, tail], whole), axis=1),
    )


def write_pairs(texts: Sequence[str], bits: Bits) -> Words:
    """The bits of the bags of pairs of both halves of some strings, a row each; no words where the shape has none."""
    if not bits.pairs.size:
        return numpy.empty((len(texts), 0), numpy.uint64)
    return numpy.concatenate([_packed(bag, bits.pairs) for bag in pair_bags(texts)], axis=1)


def _packed(bag: Counts, chosen: Counts) -> Words:
    classes, thresholds = chosen
    is_reached = numpy.take(bag, classes, axis=1) >= thresholds
    return numpy.packbits(is_reached, axis=1).view(numpy.uint64)
