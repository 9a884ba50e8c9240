"""Reading entries: by key, by likeness, and for queries.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, bindparam, func, select

from locmem.memory.index import Index, State
from locmem.memory.lookup import matches
from locmem.memory.probing import MASKED, RAW, Probe
from locmem.memory.schema import ENTRY_COLUMNS, PAIRS, SOURCES, STATE, entry_of, source_key
from locmem.memory.segment import Source
from locmem.memory.segment_file import DamagedIndex
from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.match import Entry, Match, Query
from locmem.similarity import reaches

_Item = TypeVar("_Item")

_KEYS = 500
_PAGE = 1000
_SOURCES = 20_000
"""Sources fetched at a time while the index is built."""


# Made once: putting a statement together takes longer than running it.
_JOINED = PAIRS.c.source_id == SOURCES.c.id
_IN_LOCALES = PAIRS.c.locale.in_(bindparam("locales", expanding=True))
_SAME = (
    select(SOURCES.c.key, *ENTRY_COLUMNS)
    .join(PAIRS, _JOINED)
    .where(SOURCES.c.key.in_(bindparam("keys", expanding=True)), _IN_LOCALES)
)
_NEAR = (
    select(SOURCES.c.id, SOURCES.c.key, SOURCES.c.raw, SOURCES.c.masked, *ENTRY_COLUMNS)
    .join(PAIRS, _JOINED)
    .where(SOURCES.c.id.in_(bindparam("ids", expanding=True)), _IN_LOCALES)
)
_STATE = select(STATE)


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
        state = State(*connection.execute(_STATE).one())

        def read(low: int, high: int) -> Iterator[Source]:
            return _sources(connection, locale, low, high)

        found: list[set[int]] = [set() for _ in texts]
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
                found[number] |= of_probe
        return found

    def erase(self, connection: Connection) -> None:
        """Removes all files in which erased text may stand."""
        for locale in connection.execute(select(SOURCES.c.source_locale).distinct()).scalars():
            self._of(locale)
        for locale in (path.name for path in self._folder.iterdir()) if self._folder and self._folder.is_dir() else ():
            self._of(locale)
        for index in self._of_locale.values():
            index.erase()

    @property
    def _folder(self) -> Path | None:
        return self._database.with_name("index") if self._database else None

    def _of(self, locale: str) -> Index:
        if locale not in self._of_locale:
            folder = self._folder / locale if self._folder else None
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
    stored = _Stored(connection)
    stored.load_same(asked)
    same = [stored.same(one) for one in asked]
    answers = [matches(one.query, entries, floor, limit) for one, entries in zip(asked, same, strict=True)]
    # Nothing near comes before what is exact, so there is no need to look for it.
    is_open = [len(found) < limit or found[-1].percent < 100 for found in answers]
    for locale in sorted({query.source_locale for query in queries}):
        open_ = [
            number for number, one in enumerate(asked) if is_open[number] and one.query.source_locale == locale
        ]
        texts = [(asked[number].raw, asked[number].masked) for number in open_]
        near = indexes.near(connection, locale, texts, floor) if texts else []
        stored.load_near(set().union(*near), set().union(*(asked[number].locales for number in open_)))
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
    """Entries by their source, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._same: dict[tuple[str, bytes], list[Entry]] = {}
        self._near: dict[int, _Found] = {}

    def load_same(self, asked: Sequence[_Asked]) -> None:
        """Reads the entries whose source is that of a query."""
        locales = set().union(*(one.locales for one in asked))
        for keys in _in_chunks(sorted({one.key for one in asked})):
            rows = self._connection.execute(_SAME, {"keys": keys, "locales": sorted(locales)})
            for key, *row in rows:
                entry = entry_of(tuple(row))
                self._same.setdefault((entry.source_locale, key), []).append(entry)

    def load_near(self, ids: Collection[int], locales: Collection[str]) -> None:
        """Reads sources by id, with their entries in some locales."""
        for some in _in_chunks(sorted(ids)):
            rows = self._connection.execute(_NEAR, {"ids": some, "locales": sorted(locales)})
            for id_, key, raw, masked, *row in rows:
                found = self._near.setdefault(id_, _Found(key, raw, raw if masked is None else masked, []))
                found.entries.append(entry_of(tuple(row)))

    def same(self, asked: _Asked) -> list[Entry]:
        """The entries with the query's own source."""
        entries = self._same.get((asked.query.source_locale, asked.key), ())
        return [entry for entry in entries if entry.locale in asked.locales]

    def near(self, asked: _Asked, ids: Collection[int], floor: float) -> list[Entry]:
        """The entries of other sources that are truly within reach, whatever the index said."""
        entries: list[Entry] = []
        for found in (self._near[id_] for id_ in sorted(ids) if id_ in self._near):
            if found.key == asked.key:
                continue
            if reaches(asked.raw, found.raw, floor) or reaches(asked.masked, found.masked, floor):
                entries += (entry for entry in found.entries if entry.locale in asked.locales)
        return entries


def _sources(connection: Connection, locale: str, low: int, high: int) -> Iterator[Source]:
    """The sources of a language whose ids are in a half-open range, in order."""
    columns = (SOURCES.c.id, SOURCES.c.raw, SOURCES.c.masked)
    of_locale = select(*columns).where(SOURCES.c.source_locale == locale, SOURCES.c.id < high).order_by(SOURCES.c.id)
    while rows := connection.execute(of_locale.where(SOURCES.c.id >= low).limit(_SOURCES)).all():
        yield from (Source(*row) for row in rows)
        low = rows[-1][0] + 1


def page(
    connection: Connection, locale: str | None, batch: str | None, after: bytes
) -> tuple[tuple[Entry, ...], bytes]:
    """Some entries whose key comes after `after`, and the last key among them; empty at the end."""
    query = select(PAIRS.c.key, *ENTRY_COLUMNS).join(SOURCES, _JOINED)
    query = query.where(PAIRS.c.key > after)
    if locale is not None:
        query = query.where(PAIRS.c.locale == locale)
    if batch is not None:
        query = query.where(PAIRS.c.batch == batch)
    rows = connection.execute(query.order_by(PAIRS.c.key).limit(_PAGE)).all()
    return tuple(entry_of(tuple(row[1:])) for row in rows), rows[-1][0] if rows else b""


def batches(connection: Connection) -> tuple[Batch, ...]:
    """The named batches, by name."""
    column = PAIRS.c.batch
    rows = connection.execute(select(column, func.count()).where(column != "").group_by(column).order_by(column))
    return tuple(Batch(name=name, entries=entries) for name, entries in rows)


def _in_chunks(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    return (items[first : first + _KEYS] for first in range(0, len(items), _KEYS))
