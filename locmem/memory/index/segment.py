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

from locmem.memory.index.bags import MAX_LENGTH, SHAPES, Bits, Words, bags, choose, write_bits, write_pairs
from locmem.memory.index.kernel import Near
from locmem.memory.index.probing import MASKED, RAW, Reach, Search
from locmem.memory.index.segment_file import Array, DamagedIndex, SegmentFile, pack

_ROWS = 512
"""Strings whose bags are counted at a time; they fit a processor's cache."""

_SAMPLE = 1024
_BLOCK = 32_768

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
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
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
        head, tail, pairs, bits = _bits(texts[begin:end], number, like)
        arrays |= {f"head{number}": head, f"tail{number}": tail, f"pairs{number}": pairs}
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


def _bits(texts: Sequence[str], number: int, like: Segment | None) -> tuple[Words, Words, Words, Bits]:
    shape = SHAPES[number]
    bits = like.bits(number) if like and like.count(number) >= _SAMPLE else None
    if bits is None:
        step = max(1, len(texts) // _SAMPLE)
        bits = choose(texts[::step][:_SAMPLE], shape)
    head = numpy.empty((2 * shape.head, len(texts)), numpy.uint64)
    tail = numpy.empty((len(texts), 2 * shape.half + shape.whole), numpy.uint64)
    pairs = numpy.empty((len(texts), shape.pairs), numpy.uint64)
    for first in range(0, len(texts), _ROWS):
        some = slice(first, first + _ROWS)
        of_head, tail[some] = write_bits(bags(texts[some]), bits, shape)
        head[:, some] = of_head.T
        pairs[some] = write_pairs(texts[some], bits)
    return head, tail, pairs, bits


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

    def find(self, search: Search, near: Near | None) -> list[set[int]]:
        """For each probe the numbers of all sources with a string within reach.

        near: `locmem.memory.index.kernel.compiled()`; with None, NumPy does its work.
        """
        try:
            return self._find(search, near)
        except (IndexError, ValueError):
            # Whoever made the file knows how digests are made, and not what fits together.
            raise DamagedIndex from None

    def _find(self, search: Search, near: Near | None) -> list[set[int]]:
        found: list[set[int]] = [set() for _ in search.probes]
        for number, shape in enumerate(SHAPES):
            shortest = SHAPES[number - 1].longest + 1 if number else 0
            if not self.count(number) or search.longest < shortest or shape.longest < search.shortest:
                continue
            candidates = self._near(number, search) if near is None else self._near_compiled(number, search, near)
            for place, rows in candidates:
                rows = self._verified(number, rows, search.probes[place].text, search.reaches[place])
                found[place].update((self._of(number, "owners")[rows] + self.low).tolist())
        return found

    def _near_compiled(self, number: int, search: Search, near: Near) -> Iterator[tuple[int, Rows]]:
        """What `_near` gives, and less: only rows whose distance is within reach if only classes count."""
        if number not in self._packed:
            self._packed[number] = (
                *(self._file.array(f"{name}{number}") for name in ("head", "tail", "pairs")),
                *(self._of(number, name) for name in ("lengths", "kinds", "ends")),
                self._file.array(f"text{number}"),
                *self.bits(number),
                self._origin(number),
                2 * SHAPES[number].half,
            )
        found = near(*self._packed[number], *search.packed)
        if found:
            pairs = numpy.frombuffer(found, numpy.int64)
            places = pairs >> 32
            for place in numpy.unique(places).tolist():
                yield place, pairs[places == place] & 0xFFFFFFFF

    def _of(self, number: int, name: str) -> Array:
        """The part of an array of all strings that belongs to a shape."""
        return self._file.array(name)[self._starts[number] : self._starts[number + 1]]

    def _origin(self, number: int) -> int:
        """Where the texts of a shape begin among all texts."""
        start = self._starts[number]
        return int(self._file.array("ends")[start - 1]) if start else 0

    def _near(self, number: int, search: Search) -> Iterator[tuple[int, Rows]]:
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
                    is_near = of_tail[:, half:].sum(axis=1, dtype=numpy.uint16) <= reach.whole[at]
                    if half:
                        halves = of_tail[:, :half].sum(axis=1, dtype=numpy.uint16) + differ[rows]
                        is_near &= halves <= reach.halves[at]
                    rows, at = first + rows[is_near], at[is_near]
                    if SHAPES[number].pairs:
                        differ_by = numpy.bitwise_count(pairs[rows] ^ of_pairs).sum(axis=1, dtype=numpy.uint16)
                        rows = rows[differ_by <= reach.pairs[at]]
                    chosen.append(rows)
            if chosen:
                yield place, numpy.concatenate(chosen)

    def _verified(self, number: int, rows: Rows, text: str, reach: Reach) -> Rows:
        """Those of some rows of a shape whose distance from a text is within reach."""
        ends, texts = self._of(number, "ends"), self._file.array(f"text{number}")
        origin = self._origin(number)
        last = ends[rows].astype(numpy.int64) - origin
        first = numpy.where(rows > 0, ends[rows - 1], origin).astype(numpy.int64) - origin
        data = texts.data
        strings = [str(data[a:b], "utf-8", "surrogatepass") for a, b in zip(first.tolist(), last.tolist(), strict=True)]
        lengths = self._of(number, "lengths")[rows].astype(numpy.int64)
        most = reach.furthest[lengths - reach.shortest].astype(numpy.int64)
        if len(rows) >= _MANY and len(text) <= _INDEL:
            # An exchange is at most an insertion and a deletion, which are counted two to three times as fast.
            limits = 2 * most - numpy.abs(lengths - len(text))
            places = numpy.flatnonzero(_within("Indel", text, strings, limits))
            rows, most = rows[places], most[places]
            strings = [strings[place] for place in places.tolist()]
        within: Rows = rows[_within("Levenshtein", text, strings, most)]
        return within


def _differences(heads: Words, head: Words) -> NDArray[numpy.uint8]:
    """How many bits of each column differ.  256 reads as 0 and so on, which rules nothing out."""
    total: NDArray[numpy.uint8] = numpy.bitwise_count(heads[0] ^ head[0])
    for column, word in zip(heads[1:], head[1:], strict=True):
        total += numpy.bitwise_count(column ^ word)
    return total


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
