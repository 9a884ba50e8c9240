"""The sums by which a row that vanished from the memory is missed.

A look-up is proven by the sum of all rows of the place it looked in.  Sources have two places, one by key and one
by number; a pair has one by its key, and its source keeps the sum of its pairs.  A place is small enough to be
read as a whole with every look-up.

This module imports SQLAlchemy; what reads and writes the memory imports it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update

from locmem.digests import SIZE, DamagedRow, number_of, row_digest, stored_sum
from locmem.memory.schema import KEY_BITS, PAIRS, SOURCES, SUMS, key_bits, place_of_key

_Item = TypeVar("_Item")

IDS = 64
"""How many numbers of sources belong to one place."""

PAIR_BITS = 12
"""How many bits of a pair's key name its place."""

_ROWS = 500
_ABOVE_KEYS = -1 - (1 << KEY_BITS)


def place_of_id(number: int) -> int:
    """The place of a source by its number: 0 and higher."""
    return number // IDS


def place_of_pair(key: bytes) -> int:
    """The place of a pair by its key: below those of the sources' keys."""
    return _ABOVE_KEYS - (key_bits(key) >> (16 - PAIR_BITS))


def pairs_from(place: int) -> bytes:
    """The lowest key of the pairs whose place has this number among those of pairs, from 0."""
    return (place << (16 - PAIR_BITS)).to_bytes(2, "big") if place < 1 << PAIR_BITS else b"\xff" * 17


def worth(*found_by: object) -> int:
    """What a row adds to a sum: of a pair its locale and digest, of a source its number, key and digest.

    The values by which a row is looked for stand in an index too, where they can be damaged by themselves.
    """
    return number_of(row_digest(*found_by))


class Changes:
    """What a transaction adds to the sums and takes away; written at its end."""

    def __init__(self) -> None:
        self._places: defaultdict[int, int] = defaultdict(int)
        self._pairs: defaultdict[int, int] = defaultdict(int)

    def source(self, id_: int, key: bytes, digest: object, sign: int = 1) -> None:
        """A source comes (or goes, with sign -1)."""
        added = sign * worth(id_, key, digest)
        self._places[place_of_id(id_)] += added
        self._places[place_of_key(key)] += added

    def pair(self, key: bytes, source_id: int, locale: object, digest: object, sign: int = 1) -> None:
        """A pair comes (or goes, with sign -1)."""
        added = sign * worth(locale, digest)
        self._places[place_of_pair(key)] += added
        self._pairs[source_id] += added

    def new_source(self, id_: int, key: bytes, digest: bytes) -> None:
        """A source comes that was made just now: `source`, but quicker."""
        number = b"%d" % id_
        written = b"o%d,b16,b16:%b%b%b" % (len(number), number, key, digest)
        added = int.from_bytes(hashlib.blake2b(written, digest_size=SIZE).digest(), "big")
        self._places[id_ // IDS] += added
        self._places[place_of_key(key)] += added

    def new_pair(self, key: bytes, source_id: int, locale: bytes, digest: bytes) -> None:
        """A pair comes that was made just now: `pair`, but quicker."""
        written = b"t%d,b16:%b%b" % (len(locale), locale, digest)
        added = int.from_bytes(hashlib.blake2b(written, digest_size=SIZE).digest(), "big")
        self._places[place_of_pair(key)] += added
        self._pairs[source_id] += added

    def pairs_of_new(self, source_id: int) -> bytes:
        """The sum of the pairs of a source that is about to be stored; it counts as written."""
        return stored_sum(self._pairs.pop(source_id, 0))

    def forget(self, source_id: int) -> None:
        """The source goes, and with it the sum of its pairs."""
        self._pairs.pop(source_id, None)

    def write(self, connection: Connection) -> None:
        """Brings the stored sums up to date."""
        _brought(connection, self._pairs, SOURCES.c.id, SOURCES.c.pairs)
        missing = _brought(connection, self._places, SUMS.c.place, SUMS.c.sum)
        for places in chunks(missing):
            rows = [{"place": place, "sum": stored_sum(self._places[place])} for place in places]
            connection.execute(insert(SUMS), rows)


def _brought(connection: Connection, changes: Mapping[int, int], key, value) -> list[int]:  # type: ignore[no-untyped-def]
    """Adds the changes to the sums there are; the keys of those there are not."""
    missing: list[int] = []
    statement = update(value.table).where(key == bindparam("_key")).values({value: bindparam("_sum")})
    for keys in chunks(sorted(one for one, change in changes.items() if change)):
        known = {one: number_of(total) for one, total in connection.execute(select(key, value).where(key.in_(keys)))}
        rows = [{"_key": one, "_sum": stored_sum(total + changes[one])} for one, total in known.items()]
        if rows:
            connection.execute(statement, rows)
        missing += (one for one in keys if one not in known)
    return missing


def stamp(connection: Connection) -> bytes:
    """What stands for all that the memory holds: as long as it is the same, nothing was added, removed or changed."""
    digest = hashlib.blake2b(digest_size=SIZE)
    for place, total in connection.execute(select(SUMS.c.place, SUMS.c.sum).order_by(SUMS.c.place)):
        digest.update(row_digest(place, total))
    return digest.digest()


_SUMS = select(SUMS).where(SUMS.c.place.in_(bindparam("places", expanding=True)))


def prove(connection: Connection, found: Mapping[int, int], what: str) -> None:
    """Raises DamagedRow unless what was found at each place is the whole that belongs there; `what` names it."""
    for places in chunks(sorted(found)):
        wanted: dict[int, bytes] = {row.place: row.sum for row in connection.execute(_SUMS, {"places": places})}
        for place in places:
            if stored_sum(found[place]) != wanted.get(place, stored_sum(0)):
                raise DamagedRow(f"{what} are missing or changed")


_OF_IDS = select(SOURCES.c.id, SOURCES.c.key, SOURCES.c.digest).where(
    SOURCES.c.id.in_(bindparam("ids", expanding=True))
)


def prove_gone(connection: Connection, ids: Collection[int]) -> None:
    """Raises DamagedRow unless the sources of these numbers, which were not found, are gone rightly."""
    places = sorted({place_of_id(id_) for id_ in ids})
    for some in chunks(places, _ROWS // IDS):
        found = defaultdict(int, dict.fromkeys(some, 0))
        wanted = [id_ for place in some for id_ in range(place * IDS, (place + 1) * IDS)]
        for id_, key, digest in connection.execute(_OF_IDS, {"ids": wanted}):
            if id_ in ids:
                raise DamagedRow("sources are missing or changed")
            found[place_of_id(id_)] += worth(id_, key, digest)
        prove(connection, found, "sources")


_OF_SOURCES = select(PAIRS.c.source_id, PAIRS.c.locale, PAIRS.c.digest).where(
    PAIRS.c.source_id.in_(bindparam("ids", expanding=True))
)


def pairs_by_source(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, bytes]]]:
    """The locale and digest of every pair of some sources.  Raises DamagedRow."""
    found: dict[int, list[tuple[str, bytes]]] = {id_: [] for id_ in ids}
    for row in connection.execute(_OF_SOURCES, {"ids": ids}):
        # Where the index is damaged SQLite may find what was not asked for.
        if row.source_id not in found:
            raise DamagedRow("translations are missing or changed")
        found[row.source_id].append((row.locale, row.digest))
    return found


def chunks(items: Iterable[_Item], size: int = _ROWS) -> Iterator[list[_Item]]:
    """The items, some at a time: SQLite and drivers limit the values of one statement."""
    some: list[_Item] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
