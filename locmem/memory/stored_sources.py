"""Stored sources with their entries, each read once and proven.

This module imports SQLAlchemy; `locmem.memory.retrieval` imports it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, literal, select, union_all

from locmem.digests import DamagedRow, number_of, stored_sum
from locmem.memory import sums
from locmem.memory.schema import (
    PAIRS,
    SOURCE_COLUMNS,
    SOURCES,
    STORED_COLUMNS,
    SUMS,
    pair_of,
    paired,
    place_of_key,
    source_of,
)
from locmem.memory.sums import chunks
from locmem.model.match import Entry

# Made once: putting a statement together takes longer than running it.
_PLACES: BindParameter[int] = bindparam("places", expanding=True)
_AT_PLACES = union_all(
    select(SOURCES.c.place, SOURCES.c.digest, SOURCES.c.key, SOURCES.c.id).where(SOURCES.c.place.in_(_PLACES)),
    select(SUMS.c.place, SUMS.c.sum, literal(b""), literal(0)).where(SUMS.c.place.in_(_PLACES)),
)
_BY_ID = select(*SOURCE_COLUMNS, SOURCES.c.pairs).where(SOURCES.c.id.in_(bindparam("ids", expanding=True)))
_OF_SOURCES = select(*STORED_COLUMNS).where(
    PAIRS.c.source_id.in_(bindparam("ids", expanding=True)), PAIRS.c.locale.in_(bindparam("locales", expanding=True))
)


class Found(NamedTuple):
    """A stored source with its entries."""

    key: bytes
    raw: str
    masked: str
    entries: list[Entry]


class Stored:
    """Entries in some locales by their source, each read once and proven: none is damaged, none is missing.

    connect: gives a connection in a transaction.  known: the sources that were read before, with their entries in
    these very locales.  Methods raise DamagedRow.
    """

    def __init__(
        self, connect: Callable[[], Connection], locales: Sequence[str], known: dict[int, Found | None]
    ) -> None:
        self._connect = connect
        self._locales = locales
        self._of_key: dict[bytes, set[int]] = {}
        self._of_id = known

    def load_numbered(self, numbers: Mapping[bytes, Collection[int]]) -> None:
        """Reads the sources that may have some keys, of which all numbers are known."""
        self.load({number for some in numbers.values() for number in some})
        for key, some in numbers.items():
            for id_ in some:
                found = self._of_id[id_]
                if found is not None and found.key == key:
                    self._of_key.setdefault(key, set()).add(id_)

    def load_same(self, keys: Collection[bytes]) -> None:
        """Reads the sources with these keys."""
        for places in chunks(sorted({place_of_key(key) for key in keys})):
            found: defaultdict[int, int] = defaultdict(int)
            for place, digest, key, id_ in self._connect().execute(_AT_PLACES, {"places": places}):
                # The sum of a place is taken away from what is found there, so that nothing may be left.
                found[place] += sums.worth(id_, key, digest) if id_ else -number_of(digest)
                if id_ and key in keys:
                    self._of_key.setdefault(key, set()).add(id_)
            if any(map(int.from_bytes, map(stored_sum, found.values()))):
                raise DamagedRow("sources are missing or changed")
        self.load([id_ for ids in self._of_key.values() for id_ in ids])

    def load(self, ids: Collection[int]) -> None:
        """Reads the sources with these numbers; some of them may have been removed."""
        for some in chunks(sorted(set(ids) - self._of_id.keys())):
            sources: dict[int, Any] = {row.id: row for row in self._connect().execute(_BY_ID, {"ids": some})}
            if gone := [id_ for id_ in some if id_ not in sources]:
                sums.prove_gone(self._connect(), gone)
                self._of_id.update(dict.fromkeys(gone))
            self._load_pairs(sources)

    def _load_pairs(self, rows: dict[int, Any]) -> None:
        marks_by_source = sums.pairs_by_source(self._connect(), list(rows)) if rows else {}
        wanted: set[tuple[int, bytes]] = set()
        for id_, row in rows.items():
            marks = marks_by_source[id_]
            if row.pairs != stored_sum(sum(sums.worth(*mark) for mark in marks)):
                raise DamagedRow("translations are missing or changed")
            wanted.update((id_, digest) for locale, digest in marks if locale in self._locales)
        ids = sorted({id_ for id_, _ in wanted})
        sources = {id_: source_of(tuple(rows[id_])[:-1]) for id_ in ids}
        for id_, source in sources.items():
            masked = source.raw if source.masked is None else source.masked
            self._of_id[id_] = Found(source.key, source.raw, masked, [])
        for stored in self._connect().execute(_OF_SOURCES, {"ids": ids, "locales": self._locales}) if ids else ():
            id_, pair = pair_of(tuple(stored))
            wanted.discard((id_, stored.digest))
            loaded = self._of_id.get(id_)
            if id_ not in sources or loaded is None:
                raise DamagedRow("a translation belongs to another source")
            loaded.entries.append(paired(sources[id_], pair))
        if wanted:
            raise DamagedRow("translations are missing or changed")
        self._of_id.update(dict.fromkeys(rows.keys() - sources.keys()))

    def same(self, key: bytes) -> Iterator[Entry]:
        """The entries of the sources with a key, of any language."""
        for found in (self._of_id[id_] for id_ in sorted(self._of_key.get(key, ()))):
            yield from found.entries if found else ()

    def near(self, ids: Collection[int]) -> Iterator[Found]:
        """The sources with these numbers, in order."""
        return (found for found in (self._of_id[id_] for id_ in sorted(ids)) if found is not None)
