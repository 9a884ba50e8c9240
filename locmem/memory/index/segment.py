"""A part of the index: the symbols of some sources, sorted by length, found again by likeness.

A search is a chain of bounds that never rule out a string within reach: its length, the bits of its halves' bags, of
its bag and of its pairs of neighbours (`locmem.memory.index.bags`); rapidfuzz decides on what is left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from locmem.memory.index.bags import (
    MAX_LENGTH,
    SHAPES,
    Bits,
    Shape,
    Words,
    bags,
    choose,
    classes_of,
    write_bits,
    write_pairs,
)
from locmem.memory.index.kernel import Near, writer
from locmem.memory.index.probing import MASKED, RAW, Reach, Search
from locmem.memory.index.segment_file import Array, DamagedIndex, SegmentFile, pack

_ROWS, _ROWS_OF_PAIRS = 512, 256
"""Strings whose bags are counted at a time; they fit a processor's cache."""

_SAMPLE = 1024
_BLOCK = 32_768

_PAIRED = 1024

_MANY = 32
"""Strings for which it pays to be ruled out by a measure that is only a bound."""

_INDEL = 400
"""Symbols up to which that measure is the quicker one."""

_PARTS = 4

_ORDER = {RAW: 0, RAW | MASKED: 1, MASKED: 2}

Rows = NDArray[numpy.intp]


class Source(NamedTuple):
    """What is known of a stored source: its number, and its symbols; masked ones only where they differ.

    key: 64 bits by which it is looked for where the very same is wanted; others may have the same.
    """

    id: int
    raw: str
    masked: str | None
    key: int = 0


def build(sources: Sequence[Source], low: int, like: Segment | None = None) -> bytes:
    """The file for one or more sources, whose numbers are `low` or higher and go up.

    like: a segment whose choice of bits is taken over where it had enough strings to choose by.
    """
    strings = list(_strings(sources, low))
    lengths = numpy.fromiter((len(text) for text, _, _ in strings), numpy.uint16, count=len(strings))
    # By length; and what only raw, or only masked symbols look for, lies together and is passed over by others.
    kinds = numpy.fromiter((_ORDER[kind] for _, _, kind in strings), numpy.uint8, count=len(strings))
    order = numpy.lexsort((kinds, lengths))
    rows = [strings[place] for place in order.tolist()]
    texts = [text for text, _, _ in rows]
    # What is ASCII is its own classes, and not written twice.
    encoded = [b"" if text.isascii() else text.encode("utf-8", "surrogatepass") for text in texts]
    arrays: dict[str, Array] = {
        "lengths": lengths[order],
        "owners": numpy.fromiter((owner for _, owner, _ in rows), numpy.uint32, count=len(rows)),
        "kinds": numpy.fromiter((kind for _, _, kind in rows), numpy.uint8, count=len(rows)),
    }
    keys = numpy.fromiter((source.key for source in sources), numpy.uint64, count=len(sources))
    by_key = numpy.argsort(keys, kind="stable")
    arrays["keys"] = keys[by_key]
    arrays["keyed"] = numpy.fromiter((source.id - low for source in sources), numpy.uint32, count=len(sources))[by_key]
    ends = numpy.cumsum(numpy.fromiter(map(len, encoded), numpy.uint32, count=len(rows)), dtype=numpy.uint32)
    arrays["ends"] = ends
    choices = [""] * len(SHAPES)
    starts = numpy.searchsorted(arrays["lengths"], [0, *(shape.longest + 1 for shape in SHAPES)])
    for number in range(len(SHAPES)):
        begin, end = int(starts[number]), int(starts[number + 1])
        if begin == end:
            continue
        # So that what is compared most often need not be read from the text.
        classes = classes_of("".join(texts[begin:end]))
        bits = _choice(texts[begin:end], number, like)
        head, tail, pairs = _written(texts[begin:end], classes, arrays["lengths"][begin:end], SHAPES[number], bits)
        arrays |= {f"head{number}": head, f"tail{number}": tail, f"pairs{number}": pairs, f"classes{number}": classes}
        arrays |= {f"bits{number}.{name}": chosen for name, chosen in bits._asdict().items()}
        choices[number] = hashlib.blake2b(b"".join(map(bytes, bits)), digest_size=8).hexdigest()
        arrays[f"text{number}"] = numpy.frombuffer(b"".join(encoded[begin:end]), numpy.uint8)
    del strings, texts, encoded
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


def _choice(texts: Sequence[str], number: int, like: Segment | None) -> Bits:
    """The bits of the strings of a shape."""
    if like and like.count(number) >= _SAMPLE:
        return like.bits(number)
    return choose(texts[:: max(1, len(texts) // _SAMPLE)][:_SAMPLE], SHAPES[number])


def _written(
    texts: Sequence[str], classes: Array, lengths: Array, shape: Shape, bits: Bits
) -> tuple[Words, Words, Words]:
    """The heads of some strings, a column each, and their tails and pairs, a row each."""
    write = writer()
    if write is not None:
        words = numpy.frombuffer(write(classes, lengths, *bits, 2 * shape.head), numpy.uint64).reshape(len(texts), -1)
        head, tail, pairs = numpy.split(words, (2 * shape.head, words.shape[1] - 2 * shape.pairs), axis=1)
        return head.T, tail, pairs
    head = numpy.empty((2 * shape.head, len(texts)), numpy.uint64)
    tail = numpy.empty((len(texts), 2 * shape.half + shape.whole), numpy.uint64)
    pairs = numpy.empty((len(texts), 2 * shape.pairs), numpy.uint64)
    at_a_time = _ROWS_OF_PAIRS if shape.pairs else _ROWS
    for first in range(0, len(texts), at_a_time):
        some = slice(first, first + at_a_time)
        of_head, tail[some] = write_bits(bags(texts[some]), bits, shape)
        head[:, some] = of_head.T
        pairs[some] = write_pairs(texts[some], bits)
    return head, tail, pairs


class Segment:
    """An opened part of the index.

    rows: how many strings it holds.  size: bytes, texts included.  low: the lowest number its sources may have.
    last, last_text: the number of its last source, and the digest of its raw symbols.  digest: of the whole file.
    Methods raise DamagedIndex when they come upon bytes that are not those that were written.
    """

    def __init__(self, file: SegmentFile) -> None:
        self._file = file
        self.low = int(file.facts["low"])
        self.rows = int(file.facts["rows"])
        self.size = file.size
        self.digest = file.digest
        self.last = int(file.facts["last"])
        self.last_text = str(file.facts["last_text"])
        self._starts: list[int] = file.facts["starts"]
        self._choices: list[str] = file.facts["choices"]
        self._packed: dict[int, tuple[object, ...]] = {}
        self._ends: dict[int, Array] = {}

    def count(self, number: int) -> int:
        """How many strings have the lengths of a shape."""
        return self._starts[number + 1] - self._starts[number]

    def bits(self, number: int) -> Bits:
        """The choice of bits for a shape."""
        return Bits(*(self._file.array(f"bits{number}.{name}") for name in Bits._fields))

    def with_key(self, key: int) -> Iterator[int]:
        """The numbers of the sources with a key."""
        keys, owners = self._file.array("keys"), self._file.array("keyed")
        if keys.shape != owners.shape or keys.dtype != numpy.uint64:
            raise DamagedIndex
        # A number of another type would have all keys converted first, and not exactly.
        place = int(keys.searchsorted(numpy.uint64(key)))
        while place < len(keys) and keys[place] == key:
            yield int(owners[place]) + self.low
            place += 1

    def owners(self, number: int, rows: Rows, text: str, reach: Reach) -> list[int]:
        """The numbers of the sources of those rows of a shape whose distance from a text is within reach."""
        rows = self._verified(number, rows, text, reach)
        owners: list[int] = (self._of(number, "owners")[rows] + self.low).tolist()
        return owners

    def packed(self, number: int) -> tuple[object, ...]:
        """What the compiled part has to know of a shape, in the order it takes it."""
        if number not in self._packed:
            self._packed[number] = (
                *(self._file.array(f"{name}{number}") for name in ("head", "tail", "pairs")),
                *(self._of(number, name) for name in ("lengths", "kinds")),
                self._ends_of_classes(number),
                self._file.array(f"classes{number}"),
                *self.bits(number),
                2 * SHAPES[number].half,
            )
        return self._packed[number]

    def _of(self, number: int, name: str) -> Array:
        """The part of an array of all strings that belongs to a shape."""
        return self._file.array(name)[self._starts[number] : self._starts[number + 1]]

    def _origin(self, number: int) -> int:
        """Where the texts of a shape begin among all texts."""
        start = self._starts[number]
        return int(self._file.array("ends")[start - 1]) if start else 0

    def near(self, number: int, search: Search) -> Iterator[tuple[int, Rows]]:
        """For probes, by their place, the rows of a shape that the bounds do not rule out."""
        heads, tails, pairs = (self._file.array(f"{name}{number}") for name in ("head", "tail", "pairs"))
        lengths, kinds = self._of(number, "lengths"), self._of(number, "kinds")
        half = 2 * SHAPES[number].half
        bits = search.bits(number, self._choices[number], self.bits)
        probes = zip(search.probes, search.reaches, *bits, strict=True)
        for place, (probe, reach, head, tail, of_pairs) in enumerate(probes):
            # Numbers of another type would have all lengths converted first.
            bounds = numpy.array((reach.shortest, reach.longest + 1), numpy.uint16)
            begin, end = lengths.searchsorted(bounds).tolist()
            chosen: list[Rows] = []
            for first in range(begin, end, _BLOCK):
                block = slice(first, min(first + _BLOCK, end))
                differ = _differences(heads[:, block], head)
                rows = numpy.flatnonzero(differ <= reach.halves[lengths[block] - reach.shortest])
                if probe.wanted != RAW | MASKED:
                    rows = rows[(kinds[block][rows] & probe.wanted) != 0]
                if len(rows):
                    at = lengths[first + rows] - reach.shortest
                    of_tail = numpy.bitwise_count(tails[first + rows] ^ tail)
                    is_near = _sums(of_tail[:, half:]) <= reach.whole[at]
                    if half:
                        is_near &= _sums(of_tail[:, :half]) + differ[rows] <= reach.halves[at]
                    rows, at = first + rows[is_near], at[is_near]
                    chosen += _near_by_pairs(rows, pairs, of_pairs, reach.pairs[at])
            if chosen:
                yield place, numpy.concatenate(chosen)

    def _verified(self, number: int, rows: Rows, text: str, reach: Reach) -> Rows:
        """Those of some rows of a shape whose distance from a text is within reach."""
        if len(rows) >= _MANY:
            rows = self._within_by_classes(number, rows, text, reach)
        strings = self._texts(number, rows)
        most = reach.furthest[self._of(number, "lengths")[rows] - reach.shortest]
        within: Rows = rows[_within("Levenshtein", text, strings, most.astype(numpy.int64))]
        return within

    def _texts(self, number: int, rows: Rows) -> list[str]:
        """The texts of some rows of a shape."""
        ends, texts = self._of(number, "ends"), self._file.array(f"text{number}")
        origin = self._origin(number)
        last = ends[rows].astype(numpy.int64) - origin
        first = numpy.where(rows > 0, ends[rows - 1], origin).astype(numpy.int64) - origin
        data = texts.data
        return [
            str(data[begin:end], "utf-8", "surrogatepass") if begin < end else str(classes, "ascii")
            for begin, end, classes in zip(first.tolist(), last.tolist(), self._classes(number, rows), strict=True)
        ]

    def _classes(self, number: int, rows: Rows) -> Iterator[memoryview]:
        """The classes of the symbols of some rows of a shape."""
        data = self._file.array(f"classes{number}").data
        last = self._ends_of_classes(number)[rows].astype(numpy.int64)
        first = last - self._of(number, "lengths")[rows]
        return (data[begin:end] for begin, end in zip(first.tolist(), last.tolist(), strict=True))

    def _within_by_classes(self, number: int, rows: Rows, text: str, reach: Reach) -> Rows:
        """Those of some rows of a shape that are within reach if only the classes of their symbols count.

        Strings of one byte a symbol are made and compared much sooner than others.
        """
        lengths = self._of(number, "lengths")[rows].astype(numpy.int64)
        strings = [str(classes, "latin-1") for classes in self._classes(number, rows)]
        own = str(classes_of(text).data, "latin-1")
        limits = reach.furthest[lengths - reach.shortest].astype(numpy.int64)
        if len(text) > _INDEL:
            return rows[_within("Levenshtein", own, strings, limits)]
        # An exchange is at most an insertion and a deletion, which are counted two to three times as fast.
        limits = 2 * limits - numpy.abs(lengths - len(text))
        within: Rows = rows[_within("Indel", own, strings, limits)]
        return within

    def _ends_of_classes(self, number: int) -> Array:
        """Where the classes of each string of a shape end."""
        if number not in self._ends:
            self._ends[number] = numpy.cumsum(self._of(number, "lengths"), dtype=numpy.uint32)
        return self._ends[number]


def find(segments: Sequence[Segment], search: Search, near: Near | None) -> list[set[int]]:
    """For each probe the numbers of all sources of some segments with a string within reach.  Raises DamagedIndex.

    near: `locmem.memory.index.kernel.compiled()`; with None, NumPy does its work.
    """
    found: list[set[int]] = [set() for _ in search.probes]
    try:
        # Most segments have the same choice of bits for a shape, which is then read out once.
        parts = [(segment, number) for number in _shapes_for(search) for segment in segments if segment.count(number)]
        candidates = _candidates(parts, search) if near is None else _candidates_compiled(parts, search, near)
        for segment, number, place, rows in candidates:
            found[place].update(segment.owners(number, rows, search.probes[place].text, search.reaches[place]))
    except (IndexError, ValueError):
        # Whoever made the file knows how digests are made, and not what fits together.
        raise DamagedIndex from None
    return found


def _shapes_for(search: Search) -> Iterator[int]:
    """The numbers of the shapes in which strings may be within reach."""
    for number, shape in enumerate(SHAPES):
        shortest = SHAPES[number - 1].longest + 1 if number else 0
        if search.longest >= shortest and shape.longest >= search.shortest:
            yield number


_Parts = Sequence[tuple[Segment, int]]


def _candidates(parts: _Parts, search: Search) -> Iterator[tuple[Segment, int, int, Rows]]:
    """For shapes of segments, and probes by their place, the rows that the bounds do not rule out."""
    for segment, number in parts:
        for place, rows in segment.near(number, search):
            yield segment, number, place, rows


def _candidates_compiled(parts: _Parts, search: Search, near: Near) -> Iterator[tuple[Segment, int, int, Rows]]:
    """What `_candidates` gives, and less: only rows whose distance is within reach if only classes count."""
    answers = near(tuple(segment.packed(number) for segment, number in parts), *search.packed())
    for (segment, number), found in zip(parts, answers, strict=True):
        if found:
            pairs = numpy.frombuffer(found, numpy.int64)
            places = pairs >> 32
            for place in numpy.unique(places).tolist():
                yield segment, number, place, pairs[places == place] & 0xFFFFFFFF


def _differences(heads: Words, head: Words) -> NDArray[numpy.uint8]:
    """How many bits of each column differ.  256 reads as 0 and so on, which rules nothing out."""
    total: NDArray[numpy.uint8] = numpy.bitwise_count(heads[0] ^ head[0])
    for column, word in zip(heads[1:], head[1:], strict=True):
        total += numpy.bitwise_count(column ^ word)
    return total


def _near_by_pairs(rows: Rows, pairs: Words, of_pairs: Words, most: NDArray[numpy.uint16]) -> Iterator[Rows]:
    """Those of some rows whose bags of pairs differ by no more than said, some at a time: they shall fit the cache."""
    for first in range(0, len(rows), _PAIRED):
        some = slice(first, first + _PAIRED)
        yield rows[some][_sums(numpy.bitwise_count(pairs[rows[some]] ^ of_pairs)) <= most[some]]


def _sums(counts: NDArray[numpy.uint8]) -> NDArray[numpy.uint16]:
    """The sum of each row, which NumPy finds three times as fast in this way as by its `sum` along an axis."""
    sums: NDArray[numpy.uint16] = numpy.einsum("ij->i", counts, dtype=numpy.uint16, casting="unsafe")
    return sums


def _within(measure: str, text: str, strings: Sequence[str], limits: NDArray[numpy.int64]) -> NDArray[numpy.bool_]:
    """Which strings, that go up by their limits, are no farther from a text than these."""
    from rapidfuzz import distance, process

    scorer = getattr(distance, measure).distance
    is_within = numpy.zeros(len(strings), bool)
    # The sooner a distance is known to be too large, the better: the limits are not all that of the longest.
    parts = min(_PARTS, len(strings))
    for part in range(parts):
        some = slice(part * len(strings) // parts, (part + 1) * len(strings) // parts)
        cutoff = int(limits[some].max())
        found = process.cdist((text,), strings[some], scorer=scorer, score_cutoff=cutoff, dtype=numpy.uint16)
        is_within[some] = found[0] <= limits[some]
    return is_within
