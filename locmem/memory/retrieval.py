"""Reading entries: by key, by likeness, and for queries.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, func, literal, select, union_all

from locmem.digests import DamagedRow, number_of, stored_sum
from locmem.memory import sums
from locmem.memory.index.index import Index, State
from locmem.memory.index.probing import MASKED, RAW, Probe
from locmem.memory.index.segment import Source
from locmem.memory.index.segment_file import DamagedIndex
from locmem.memory.lookup import matches
from locmem.memory.proof import prove_all
from locmem.memory.schema import (
    ENTRY_COLUMNS,
    PAIRS,
    SOURCE_COLUMNS,
    SOURCES,
    STORED_COLUMNS,
    SUMS,
    entry_of,
    pair_of,
    paired,
    place_of_key,
    read_state,
    source_key,
    source_of,
)
from locmem.memory.sums import chunks
from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.match import Entry, Match, Query
from locmem.similarity import reaches

_LOCALE = re.compile(r"[\w-]+", re.ASCII)

_SOURCES = 20_032
"""Numbers of sources looked at together while the index is built: whole places."""


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
_NUMBERED = (
    select(*SOURCE_COLUMNS)
    .where(SOURCES.c.id >= bindparam("low"), SOURCES.c.id < bindparam("high"))
    .order_by(SOURCES.c.id)
)
_MARKS = select(PAIRS.c.key, PAIRS.c.locale, PAIRS.c.digest)
_ENTRIES = select(*ENTRY_COLUMNS).select_from(PAIRS.outerjoin(SOURCES, PAIRS.c.source_id == SOURCES.c.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch and how many of its entries are stored."""

    name: str
    entries: int


class _Asked(NamedTuple):
    """A query with its key, its symbols, and the locales whose targets it may be given."""

    query: Query
    key: bytes
    raw: str
    masked: str
    locales: frozenset[str]


class Indexes:
    """The index of each source language, opened when first asked for.

    database: the file of the memory, beside which the indexes lie; None where it has none.
    """

    def __init__(self, database: Path | None) -> None:
        self._database = database
        self._of_locale: dict[str, Index] = {}

    def near(
        self, connection: Connection, locale: str, texts: Sequence[tuple[str, str]], floor: float
    ) -> list[set[int]]:
        """For each pair of raw and masked symbols the ids of the sources within reach by either."""
        index = self._of(locale)
        facts = read_state(connection)
        state = State(facts.identity, facts.next_source, facts.removed, facts.epoch)

        def read(low: int, high: int) -> Iterator[Source]:
            return _sources(connection, locale, low, high)

        near_ids: list[set[int]] = [set() for _ in texts]
        asked: dict[Probe, list[int]] = {}
        for number, (raw, masked) in enumerate(texts):
            for text, wanted in ((raw, RAW | MASKED),) if raw == masked else ((raw, RAW), (masked, MASKED)):
                asked.setdefault(Probe(text, wanted), []).append(number)
        probes = tuple(asked)
        try:
            index.refresh(state, read)
            ids = index.find(probes, floor)
        except DamagedIndex:
            index.rebuild(state, read)
            ids = index.find(probes, floor)
        for probe, of_probe in zip(probes, ids, strict=True):
            for number in asked[probe]:
                near_ids[number] |= of_probe
        return near_ids

    def erase(self) -> None:
        """Removes all files in which erased text may stand."""
        folder = self._folder
        for path in folder.iterdir() if folder and folder.is_dir() and not folder.is_symlink() else ():
            self._of(path.name)
        for index in self._of_locale.values():
            index.erase()

    @property
    def _folder(self) -> Path | None:
        return self._database.with_name("index") if self._database else None

    def _of(self, locale: str) -> Index:
        if locale not in self._of_locale:
            # The database may be a stranger's: only the name of a locale becomes the name of a folder.
            folder = self._folder / locale if self._folder and _LOCALE.fullmatch(locale) else None
            self._of_locale[locale] = Index(folder, self._database.stem if self._database else "")
        return self._of_locale[locale]


def lookup(
    connection: Connection,
    indexes: Indexes,
    queries: Sequence[Query],
    floor: float,
    limit: int,
    fallbacks: Sequence[str],
) -> list[tuple[Match, ...]]:
    """For each query its matches, best first."""
    asked = [
        _Asked(
            query,
            source_key(query.source),
            raw_symbols(query.source),
            masked_symbols(query.source),
            frozenset((query.locale, *fallbacks)),
        )
        for query in queries
    ]
    stored = _Stored(connection, set().union(*(question.locales for question in asked)))
    stored.load_same({question.key for question in asked})
    same = [stored.same(question) for question in asked]
    answers = [matches(question.query, entries, floor, limit) for question, entries in zip(asked, same, strict=True)]
    # Nothing near comes before what is exact, so there is no need to look for it.
    is_open = [len(best) < limit or best[-1].percent < 100 for best in answers]
    for locale in sorted({query.source_locale for query in queries}):
        open_ = [
            number
            for number, question in enumerate(asked)
            if is_open[number] and question.query.source_locale == locale
        ]
        texts = [(asked[number].raw, asked[number].masked) for number in open_]
        near = indexes.near(connection, locale, texts, floor) if texts else []
        stored.load(set().union(*near))
        for number, ids in zip(open_, near, strict=True):
            entries = stored.near(asked[number], ids, floor)
            if entries:
                answers[number] = matches(asked[number].query, (*same[number], *entries), floor, limit)
    return answers


class _Found(NamedTuple):
    """A stored source with its entries."""

    key: bytes
    raw: str
    masked: str
    entries: list[Entry]


class _Stored:
    """Entries in some locales by their source, each read once and proven: none is damaged, none is missing.

    Methods raise DamagedRow.
    """

    def __init__(self, connection: Connection, locales: Collection[str]) -> None:
        self._connection = connection
        self._locales = sorted(locales)
        self._of_key: dict[bytes, list[int]] = {}
        self._of_id: dict[int, _Found | None] = {}

    def load_same(self, keys: Collection[bytes]) -> None:
        """Reads the sources with these keys."""
        for places in chunks(sorted({place_of_key(key) for key in keys})):
            found: defaultdict[int, int] = defaultdict(int)
            for place, digest, key, id_ in self._connection.execute(_AT_PLACES, {"places": places}):
                # The sum of a place is taken away from what is found there, so that nothing may be left.
                found[place] += sums.worth(id_, key, digest) if id_ else -number_of(digest)
                if id_ and key in keys:
                    self._of_key.setdefault(key, []).append(id_)
            if any(map(int.from_bytes, map(stored_sum, found.values()))):
                raise DamagedRow("sources are missing or changed")
        self.load([id_ for ids in self._of_key.values() for id_ in ids])

    def load(self, ids: Collection[int]) -> None:
        """Reads the sources with these numbers; some of them may have been removed."""
        for some in chunks(sorted(set(ids) - self._of_id.keys())):
            sources: dict[int, Any] = {row.id: row for row in self._connection.execute(_BY_ID, {"ids": some})}
            if gone := [id_ for id_ in some if id_ not in sources]:
                sums.prove_gone(self._connection, gone)
                self._of_id.update(dict.fromkeys(gone))
            self._load_pairs(sources)

    def _load_pairs(self, rows: dict[int, Any]) -> None:
        marks_by_source = sums.pairs_by_source(self._connection, list(rows)) if rows else {}
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
            self._of_id[id_] = _Found(source.key, source.raw, masked, [])
        for stored in self._connection.execute(_OF_SOURCES, {"ids": ids, "locales": self._locales}) if ids else ():
            id_, pair = pair_of(tuple(stored))
            wanted.discard((id_, stored.digest))
            loaded = self._of_id.get(id_)
            if id_ not in sources or loaded is None:
                raise DamagedRow("a translation belongs to another source")
            loaded.entries.append(paired(sources[id_], pair))
        if wanted:
            raise DamagedRow("translations are missing or changed")
        self._of_id.update(dict.fromkeys(rows.keys() - sources.keys()))

    def same(self, asked: _Asked) -> list[Entry]:
        """The entries with the query's own source."""
        found = (self._of_id[id_] for id_ in self._of_key.get(asked.key, ()))
        return [
            entry
            for one in found
            if one
            for entry in one.entries
            if entry.source_locale == asked.query.source_locale and entry.locale in asked.locales
        ]

    def near(self, asked: _Asked, ids: Collection[int], floor: float) -> list[Entry]:
        """The entries of other sources that are truly within reach, whatever the index said."""
        entries: list[Entry] = []
        for found in (self._of_id[id_] for id_ in sorted(ids)):
            if found is None or found.key == asked.key:
                continue
            if reaches(asked.raw, found.raw, floor) or reaches(asked.masked, found.masked, floor):
                entries += (entry for entry in found.entries if entry.locale in asked.locales)
        return entries


def _sources(connection: Connection, locale: str, low: int, high: int) -> Iterator[Source]:
    """The sources of a language whose ids are in a half-open range, in order.  Raises DamagedRow."""
    start = low - low % sums.IDS
    while start < high:
        stop = min(start + _SOURCES, -(-high // sums.IDS) * sums.IDS)
        rows = connection.execute(_NUMBERED, {"low": start, "high": stop}).all()
        summed = defaultdict(int, dict.fromkeys(range(start // sums.IDS, stop // sums.IDS), 0))
        sources = [source_of(tuple(row)) for row in rows]
        for row in rows:
            summed[sums.place_of_id(row.id)] += sums.worth(row.id, row.key, row.digest)
        sums.prove(connection, summed, "sources")
        yield from (
            Source(source.id, source.raw, source.masked)
            for source in sources
            if source.source_locale == locale and low <= source.id < high
        )
        start = stop


class Page(NamedTuple):
    """Where reading all entries stands: the place of pairs that comes next, and how many are read together."""

    place: int = 0
    places: int = 64


_FULL = 1000
"""Entries it is good to read together."""


def page(
    connection: Connection, locale: str | None, batch: str | None, at: Page
) -> tuple[tuple[Entry, ...], Page | None]:
    """The entries whose keys are of some places, and where to go on; None at the end.  Raises DamagedRow."""
    end = min(at.place + at.places, 1 << sums.PAIR_BITS)
    of_places = PAIRS.c.key >= sums.pairs_from(at.place), PAIRS.c.key < sums.pairs_from(end)
    summed = {sums.place_of_pair(sums.pairs_from(place)): 0 for place in range(at.place, end)}
    wanted: set[bytes] = set()
    marks = connection.execute(_MARKS.where(*of_places)).all()
    for key, said, digest in marks:
        place = sums.place_of_pair(key)
        summed[place] = summed.get(place, 0) + sums.worth(said, digest)
        if locale is None or said == locale:
            wanted.add(key)
    sums.prove(connection, summed, "translations")
    query = _ENTRIES.where(*of_places)
    query = query if locale is None else query.where(PAIRS.c.locale == locale)
    entries: list[Entry] = []
    for row in connection.execute(query.order_by(PAIRS.c.key)):
        entry = entry_of(tuple(row))
        wanted.discard(row[_KEY])
        if batch is None or row[_BATCH] == batch:
            entries.append(entry)
    if wanted:
        raise DamagedRow("translations are missing or changed")
    if end == 1 << sums.PAIR_BITS:
        return tuple(entries), None
    # The next page shall be about as long as it is good to have one.
    return tuple(entries), Page(end, max(1, min(2 * at.places, at.places * _FULL // (len(marks) or 1))))


_KEY = ENTRY_COLUMNS.index(PAIRS.c.key)
_BATCH = ENTRY_COLUMNS.index(PAIRS.c.batch)


def batches(connection: Connection) -> tuple[Batch, ...]:
    """The named batches, by name.  Raises DamagedRow."""
    prove_all(connection)
    column = PAIRS.c.batch
    rows = connection.execute(select(column, func.count()).where(column != "").group_by(column).order_by(column))
    return tuple(Batch(name=name, entries=entries) for name, entries in rows)
