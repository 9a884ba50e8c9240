"""A part of the index: the symbols of some sources, sorted by length, found again by likeness.

A search is a chain of bounds that never rule out a string within reach: its length, the bits of its bag, the
bits of its halves' bags (`locmem.memory.bags`); rapidfuzz decides on what is left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from locmem.memory.bags import MAX_LENGTH, SHAPES, Bits, Counts, Words, bags, choose, classes_of, write_bits
from locmem.memory.kernel import Near
from locmem.memory.segment_file import Array, SegmentFile, pack
from locmem.similarity import ROUNDING

RAW, MASKED = 1, 2
"""What a string is to its source; added where it is both."""

_ROWS = 512
"""Strings whose bags are counted at a time; they fit a processor's cache."""

_SAMPLE = 1024
_BLOCK = 32_768

Rows = NDArray[numpy.intp]


class Source(NamedTuple):
    """What is known of a stored source: its number, and its symbols; masked ones only where they differ."""

    id: int
    raw: str
    masked: str | None


class Probe(NamedTuple):
    """Symbols to look for, among the strings that are RAW, MASKED or both to their source; classes and bags."""

    text: str
    wanted: int
    classes: NDArray[numpy.uint8]
    whole: Counts
    first: Counts
    second: Counts


def probes(texts: Sequence[tuple[str, int]]) -> list[Probe]:
    """The probes for symbols and what they are; too long ones are left out."""
    short = [(text, wanted) for text, wanted in texts if len(text) <= MAX_LENGTH]
    counted = bags([text for text, _ in short])
    return [
        Probe(text, wanted, classes_of(text), *(bag[row : row + 1] for bag in counted))
        for row, (text, wanted) in enumerate(short)
    ]


def build(sources: Sequence[Source], low: int, like: Segment | None = None) -> bytes:
    """The file for one or more sources, whose numbers are `low` or higher and go up.

    like: a segment whose choice of bits is taken over where it had enough strings to choose by.
    """
    found = list(_strings(sources, low))
    lengths = numpy.fromiter((len(text) for text, _, _ in found), numpy.uint16, count=len(found))
    order = numpy.argsort(lengths, kind="stable")
    rows = [found[place] for place in order.tolist()]
    texts = [text for text, _, _ in rows]
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    arrays: dict[str, Array] = {
        "lengths": lengths[order],
        "owners": numpy.fromiter((owner for _, owner, _ in rows), numpy.uint32, count=len(rows)),
        "kinds": numpy.fromiter((kind for _, _, kind in rows), numpy.uint8, count=len(rows)),
    }
    ends = numpy.cumsum(numpy.fromiter(map(len, encoded), numpy.uint32, count=len(rows)), dtype=numpy.uint32)
    arrays["ends"] = ends
    choices = [""] * len(SHAPES)
    starts = numpy.searchsorted(arrays["lengths"], [0, *(shape.longest + 1 for shape in SHAPES)])
    for number in range(len(SHAPES)):
        begin, end = int(starts[number]), int(starts[number + 1])
        if begin == end:
            continue
        head, tail, bits = _bits(texts[begin:end], number, like)
        arrays |= {f"head{number}": head, f"tail{number}": tail}
        arrays |= {f"bits{number}.{name}": chosen for name, chosen in bits._asdict().items()}
        choices[number] = hashlib.blake2b(b"".join(map(bytes, bits)), digest_size=8).hexdigest()
        arrays[f"text{number}"] = numpy.frombuffer(b"".join(encoded[begin:end]), numpy.uint8)
    facts = {
        "low": low,
        "rows": len(rows),
        "starts": starts.tolist(),
        "choices": choices,
        "last": sources[-1].id,
        "last_text": digest_of(sources[-1].raw),
    }
    return pack(arrays, facts)


def digest_of(text: str) -> str:
    """A short digest of a text, to see whether it is the same."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _strings(sources: Sequence[Source], low: int) -> Iterator[tuple[str, int, int]]:
    for source in sources:
        owner = source.id - low
        if len(source.raw) <= MAX_LENGTH:
            yield source.raw, owner, RAW if source.masked is not None else RAW | MASKED
        if source.masked is not None and len(source.masked) <= MAX_LENGTH:
            yield source.masked, owner, MASKED


def _bits(texts: Sequence[str], number: int, like: Segment | None) -> tuple[Words, Words, Bits]:
    shape = SHAPES[number]
    bits = like.bits(number) if like and like.count(number) >= _SAMPLE else None
    if bits is None:
        step = max(1, len(texts) // _SAMPLE)
        bits = choose(bags(texts[::step][:_SAMPLE]), shape)
    head = numpy.empty((shape.head, len(texts)), numpy.uint64)
    tail = numpy.empty((len(texts), shape.tail), numpy.uint64)
    for first in range(0, len(texts), _ROWS):
        of_head, tail[first : first + _ROWS] = write_bits(bags(texts[first : first + _ROWS]), bits, shape)
        head[:, first : first + _ROWS] = of_head.T
    return head, tail, bits


class Segment:
    """An opened part of the index.

    rows: how many strings it holds.  size: bytes, texts included.  low: the lowest number its sources may have.
    last, last_text: the number of its last source, and the digest of its raw symbols.
    Methods raise DamagedIndex when they come upon bytes that are not those that were written.
    """

    def __init__(self, file: SegmentFile) -> None:
        self._file = file
        self.low = int(file.facts["low"])
        self.rows = int(file.facts["rows"])
        self.size = file.size
        self.last = int(file.facts["last"])
        self.last_text = str(file.facts["last_text"])
        self._starts: list[int] = file.facts["starts"]
        self._choices: list[str] = file.facts["choices"]

    def count(self, number: int) -> int:
        """How many strings have the lengths of a shape."""
        return self._starts[number + 1] - self._starts[number]

    def bits(self, number: int) -> Bits:
        """The choice of bits for a shape."""
        return Bits(*(self._file.array(f"bits{number}.{name}") for name in Bits._fields))

    def find(self, search: Search, near: Near | None) -> set[int]:
        """The numbers of all sources with a string within reach.

        near: `locmem.memory.kernel.compiled()`; with None, NumPy does its work.
        """
        probe, reach = search.probe, search.reach
        found: set[int] = set()
        for number, shape in enumerate(SHAPES):
            shortest = SHAPES[number - 1].longest + 1 if number else 0
            if not self.count(number) or reach.longest < shortest or shape.longest < reach.shortest:
                continue
            lengths = self._of(number, "lengths")
            begin, end = numpy.searchsorted(lengths, (reach.shortest, reach.longest + 1)).tolist()
            if begin == end:
                continue
            head, tail = search.bits(number, self._choices[number], self.bits)
            if near is None:
                rows = self._near(number, (begin, end), probe.wanted, head, tail, reach)
            else:
                rows = numpy.frombuffer(
                    near(
                        *(self._file.array(f"{name}{number}") for name in ("head", "tail")),
                        *(self._of(number, name) for name in ("lengths", "kinds", "ends")),
                        self._file.array(f"text{number}"),
                        head, tail, probe.classes, reach.whole, reach.halves,
                        begin, end, self._origin(number), shape.rest, probe.wanted, reach.shortest, reach.furthest,
                    ),
                    numpy.int64,
                )  # fmt: skip
            if len(rows):
                rows = self._verified(number, rows, probe.text, reach)
                found.update((self._of(number, "owners")[rows] + self.low).tolist())
        return found

    def _of(self, number: int, name: str) -> Array:
        """The part of an array of all strings that belongs to a shape."""
        return self._file.array(name)[self._starts[number] : self._starts[number + 1]]

    def _origin(self, number: int) -> int:
        """Where the texts of a shape begin among all texts."""
        start = self._starts[number]
        return int(self._file.array("ends")[start - 1]) if start else 0

    def _near(
        self, number: int, window: tuple[int, int], wanted: int, head: Words, tail: Words, reach: Reach
    ) -> Rows:
        """The rows of a shape, within a window, that the bounds do not rule out."""
        heads, tails = self._file.array(f"head{number}"), self._file.array(f"tail{number}")
        lengths, kinds = self._of(number, "lengths"), self._of(number, "kinds")
        rest = SHAPES[number].rest
        chosen = [numpy.zeros(0, numpy.intp)]
        for first in range(*window, _BLOCK):
            block = slice(first, min(first + _BLOCK, window[1]))
            differ = _differences(heads[:, block], head)
            rows = numpy.flatnonzero(differ <= reach.whole[lengths[block] - reach.shortest])
            if wanted != RAW | MASKED:
                rows = rows[(kinds[block][rows] & wanted) != 0]
            if len(rows):
                at = lengths[first + rows] - reach.shortest
                of_tail = numpy.bitwise_count(tails[first + rows] ^ tail)
                is_near = of_tail[:, rest:].sum(axis=1, dtype=numpy.uint16) <= reach.halves[at]
                if rest:
                    whole = of_tail[:, :rest].sum(axis=1, dtype=numpy.uint16) + differ[rows]
                    is_near &= whole <= reach.whole[at]
                chosen.append(first + rows[is_near])
        return numpy.concatenate(chosen)

    def _verified(self, number: int, rows: Rows, text: str, reach: Reach) -> Rows:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        ends, texts = self._of(number, "ends"), self._file.array(f"text{number}")
        origin = self._origin(number)
        last = ends[rows].astype(numpy.int64) - origin
        first = numpy.where(rows > 0, ends[rows - 1], origin).astype(numpy.int64) - origin
        data = texts.data
        strings = [
            str(data[a:b], "utf-8", "surrogatepass") for a, b in zip(first.tolist(), last.tolist(), strict=True)
        ]
        most = reach.halves[self._of(number, "lengths")[rows] - reach.shortest] // 2
        scorer = Levenshtein.distance
        distances = process.cdist((text,), strings, scorer=scorer, score_cutoff=reach.furthest, dtype=numpy.uint16)
        within: Rows = rows[distances[0] <= most]
        return within


def _differences(heads: Words, head: Words) -> NDArray[numpy.uint8]:
    """How many bits of each column differ.  256 would read as 0, which rules nothing out."""
    total: NDArray[numpy.uint8] = numpy.bitwise_count(heads[0] ^ head[0])
    for column, word in zip(heads[1:], head[1:], strict=True):
        total += numpy.bitwise_count(column ^ word)
    return total


class Reach:
    """How far strings may be from one of `length` symbols to reach `floor` percent.

    shortest, longest: the lengths within reach.  whole, halves: for each of them the most bits that whole bags,
    and both halves' bags taken together, may differ by.  furthest: the longest distance.
    """

    def __init__(self, length: int, floor: float) -> None:
        self.shortest = length - int(furthest(numpy.array(length), floor))
        others = numpy.arange(self.shortest, int(length * 100 / floor) + 2)
        distance = furthest(numpy.maximum(others, length), floor)
        gap = numpy.abs(others - length)
        self.longest = self.shortest + int(numpy.flatnonzero(gap <= distance)[-1])
        self.furthest = int(distance.max())
        # The distance is at least half of what the bags and the lengths differ by.
        self.whole = (2 * distance - gap).astype(numpy.uint16)
        # The halves' bags may differ by one more, because the two strings may be cut a symbol apart.
        self.halves = (2 * distance + 1).astype(numpy.uint16)


def furthest(longest: NDArray[numpy.int_], floor: float) -> NDArray[numpy.int_]:
    """`locmem.similarity.furthest` for many lengths."""
    return (longest * (100 - floor) / 100 + ROUNDING).astype(numpy.int_)


class Search:
    """A probe on its way through the segments: what is worked out for one serves the others."""

    def __init__(self, probe: Probe, floor: float) -> None:
        self.probe = probe
        self.reach = Reach(len(probe.text), floor)
        self._bits: dict[tuple[int, str], tuple[Words, Words]] = {}

    def bits(self, number: int, choice: str, bits_of: Callable[[int], Bits]) -> tuple[Words, Words]:
        """Head and tail of the probe for a shape and a choice of bits."""
        if (number, choice) not in self._bits:
            counted = (self.probe.whole, self.probe.first, self.probe.second)
            head, tail = write_bits(counted, bits_of(number), SHAPES[number])
            self._bits[number, choice] = (numpy.ascontiguousarray(head[0]), tail[0])
        return self._bits[number, choice]
