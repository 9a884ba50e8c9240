"""A memory that is made of parts, of which most are as they were: only those that differ are read.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from locmem.memory.admission import AddResult, Rejected, admitted
from locmem.memory.schema import PAIRS, row_of
from locmem.memory.sums import chunks
from locmem.memory.writing import Writer
from locmem.model.match import Entry, Trust


class Claim(NamedTuple):
    """What stands for an entry in the memory: its key, the digest of what is stored under it, and its trust."""

    key: bytes
    content: bytes
    trust: str

    @property
    def is_confirmed(self) -> bool:
        """Whether a person answers for the entry."""
        return self.trust == Trust.CONFIRMED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Entries that come from one place.

    claims: what stands for them, in order.  make: the entries themselves, which is slow.
    """

    claims: Sequence[Claim]
    make: Callable[[], Iterable[Entry]]


def claims_of(entries: Iterable[Entry | Rejected]) -> tuple[Claim, ...]:
    """What stands for those of the entries that may enter the memory, in order."""
    rows = map(row_of, admitted(entries, []))
    return tuple(Claim(row.key, row.content, row.trust) for row in rows)


def replace_parts(connection: Connection, parts: Sequence[Part]) -> AddResult:
    """Makes the memory hold the entries of the parts and nothing else; the same as `replace_all` of all of them.

    Only parts of which something is not yet stored are made.
    """
    columns = (PAIRS.c.key, PAIRS.c.content)
    stored = {row.key: row.content for row in connection.execute(select(*columns))}
    held: dict[bytes, tuple[Claim, int]] = {}
    for number, part in enumerate(parts):
        for claim in part.claims:
            before = held.get(claim.key)
            # Of a pair that is given twice the last one counts, but nothing imported in place of a person's.
            if before is None or claim.is_confirmed or not before[0].is_confirmed:
                held[claim.key] = claim, number
    missing = {key for key, (claim, _) in held.items() if stored.get(key) != claim.content}
    rejected: list[Rejected] = []
    writer = Writer(connection)
    for number in sorted({held[key][1] for key in missing}):
        rows = [
            row
            for row in map(row_of, admitted(parts[number].make(), rejected))
            if row.key in missing and held[row.key][1] == number and held[row.key][0].content == row.content
        ]
        earlier = {row.key: (stored[row.key], Trust.IMPORTED.value) for row in rows if row.key in stored}
        writer.write(rows, earlier, "")
    gone = sorted(stored.keys() - held.keys())
    for keys in chunks(gone):
        writer.remove(PAIRS.c.key.in_(keys))
    writer.finish()
    return writer.result(rejected, removed=len(gone))
