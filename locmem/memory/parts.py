"""A memory that is made of parts, of which most are as they were: only those that differ are read.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from locmem.memory.admission import Rejected, admitted
from locmem.memory.schema import PAIRS, Row, row_of
from locmem.memory.sums import chunks
from locmem.memory.writing import Replaced, Writer
from locmem.model.match import Entry, Trust

Claim = tuple[bytes, bytes, str]
"""What stands for an entry in the memory: its key, the digest of what is stored under it, and its trust."""


class MadePart(NamedTuple):
    """The rows of a part's entries, in order, and the pairs that may not enter."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Entries, part by part: those of a part come from one place.

    claims: what stands for the entries of each part, in order.
    make: some of the parts, by ascending number and in this order, made: this is slow.
    """

    claims: Sequence[Sequence[Claim]]
    make: Callable[[Sequence[int]], Iterable[MadePart]]


def claims_of(entries: Iterable[Entry | Rejected]) -> tuple[Claim, ...]:
    """What stands for those of the entries that may enter the memory, in order."""
    return tuple((row.key, row.content, row.trust) for row in made_of(entries).rows)


def made_of(entries: Iterable[Entry | Rejected]) -> MadePart:
    """A part of these entries."""
    rejected: list[Rejected] = []
    rows = tuple(map(row_of, admitted(entries, rejected)))
    return MadePart(rows, tuple(rejected))


def replace_parts(connection: Connection, parts: Parts) -> Replaced:
    """Makes the memory hold the entries of the parts and nothing else; the same as `replace_all` of all of them.

    Only parts of which something is not yet stored are made.
    """
    columns = (PAIRS.c.key, PAIRS.c.content)
    stored: dict[bytes, bytes] = dict(map(tuple, connection.execute(select(*columns))))
    confirmed = Trust.CONFIRMED.value
    held: dict[bytes, tuple[bytes, str, int]] = {}
    for number, claims in enumerate(parts.claims):
        for key, content, trust in claims:
            before = held.get(key)
            # Of a pair that is given twice the last one counts, but nothing imported in place of a person's.
            if before is None or trust == confirmed or before[1] != confirmed:
                held[key] = content, trust, number
    missing = {key for key, (content, *_) in held.items() if stored.get(key) != content}
    rejected: list[Rejected] = []
    writer = Writer(connection)
    numbers = sorted({held[key][2] for key in missing})
    for number, made in zip(numbers, parts.make(numbers), strict=True):
        rejected += made.rejected
        rows = [
            row
            for row in made.rows
            if row.key in missing and held[row.key][2] == number and held[row.key][0] == row.content
        ]
        earlier = {row.key: (stored[row.key], Trust.IMPORTED.value) for row in rows if row.key in stored}
        writer.write(rows, earlier, "")
    gone = sorted(stored.keys() - held.keys())
    for keys in chunks(gone):
        writer.remove(PAIRS.c.key.in_(keys))
    sources = writer.changed_sources()
    writer.finish()
    return Replaced(writer.result(rejected, removed=len(gone)), sources)
