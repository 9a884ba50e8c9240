"""Everything the memory holds proven at once: for counts, which no look-up proves, and for whoever asks whether it
is whole.

This module imports SQLAlchemy; `locmem.memory.store` imports it when it is needed.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from sqlalchemy import Connection, select

from locmem.digests import DamagedRow, stored_sum
from locmem.memory import sums
from locmem.memory.schema import (
    PAIRS,
    SOURCE_COLUMNS,
    SOURCES,
    STORED_COLUMNS,
    SUMS,
    pair_of,
    place_of_key,
    read_state,
    source_of,
)

_SOURCES = 2_000

_PAIRS = select(*STORED_COLUMNS).order_by(PAIRS.c.source_id)
_SOME = select(*SOURCE_COLUMNS, SOURCES.c.pairs, SOURCES.c.place).order_by(SOURCES.c.id).limit(_SOURCES)


def prove_all(connection: Connection) -> None:
    """Raises DamagedRow unless every row is what was written and none is missing."""
    read_state(connection)
    summed: defaultdict[int, int] = defaultdict(int)
    last = 0
    while rows := connection.execute(_SOME.where(SOURCES.c.id > last)).all():
        first, last = rows[0].id, rows[-1].id
        of_sources = PAIRS.c.source_id >= first, PAIRS.c.source_id <= last
        pairs = {
            source_id: list(group)
            for source_id, group in groupby(connection.execute(_PAIRS.where(*of_sources)), lambda row: row.source_id)
        }
        for row in rows:
            source = source_of(tuple(row)[:-2])
            if row.place != place_of_key(source.key):
                raise DamagedRow("a source is not what was written")
            for place in (sums.place_of_id(source.id), row.place):
                summed[place] += sums.worth(source.id, source.key, row.digest)
            total = 0
            for pair in pairs.get(source.id, ()):
                pair_of(tuple(pair))
                added = sums.worth(pair.locale, pair.digest)
                total += added
                summed[sums.place_of_pair(pair.key)] += added
            if row.pairs != stored_sum(total):
                raise DamagedRow("translations are missing or changed")
    stored: dict[int, bytes] = {row.place: row.sum for row in connection.execute(select(SUMS))}
    for place in summed.keys() | stored.keys():
        if stored_sum(summed[place]) != stored.get(place, stored_sum(0)):
            raise DamagedRow("sources or translations are missing or changed")
