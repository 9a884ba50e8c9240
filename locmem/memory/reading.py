"""Reading entries: by key, by language pair, and for queries.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from locmem.memory.index import Candidates
from locmem.memory.lookup import matches
from locmem.memory.schema import ENTRIES, ENTRY_COLUMNS, REVISION, entry_of, source_key
from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.match import Entry, Match, Query

Pair = tuple[str, str]
"""Source locale and target locale."""

_KEYS = 500
_PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCount:
    """How much the memory holds for one language pair and trust."""

    source_locale: str
    locale: str
    trust: str
    entries: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch and how many of its entries are stored."""

    name: str
    entries: int


class Indexes:
    """The candidates of each language pair, built when first asked for and again after a change."""

    def __init__(self) -> None:
        self._revision = -1
        self._of_pair: dict[Pair, Candidates] = {}

    def of_pair(self, connection: Connection, pair: Pair) -> Candidates:
        """The candidates among all entries the connection sees."""
        revision = int(connection.execute(select(REVISION.c.number)).scalar_one())
        if revision != self._revision:
            self._of_pair.clear()
            self._revision = revision
        if pair not in self._of_pair:
            columns = (ENTRIES.c.source_key, ENTRIES.c.raw, ENTRIES.c.masked)
            rows = connection.execute(select(*columns).where(*_in_pair(pair)).distinct()).all()
            self._of_pair[pair] = Candidates(*zip(*rows, strict=True)) if rows else Candidates((), (), ())
        return self._of_pair[pair]


def lookup(
    connection: Connection,
    indexes: Indexes,
    queries: Sequence[Query],
    floor: float,
    limit: int,
    fallbacks: Sequence[str],
) -> list[tuple[Match, ...]]:
    """For each query its matches, best first."""
    own_keys = [source_key(query.source) for query in queries]
    wanted = [
        {(query.source_locale, locale): {key} for locale in (query.locale, *fallbacks)}
        for query, key in zip(queries, own_keys, strict=True)
    ]
    stored = _Stored(connection)
    stored.load(wanted)
    answers: list[tuple[Match, ...]] = []
    open_queries = []
    for number, query in enumerate(queries):
        found = matches(query, stored.entries(wanted[number]), floor, limit)
        answers.append(found)
        # Nothing near comes before what is exact, so there is no need to look for it.
        if len(found) < limit or found[-1].percent < 100:
            open_queries.append(number)
    for pair in sorted({pair for number in open_queries for pair in wanted[number]}):
        asked = [number for number in open_queries if pair in wanted[number]]
        raw = [raw_symbols(queries[number].source) for number in asked]
        masked = [masked_symbols(queries[number].source) for number in asked]
        near = indexes.of_pair(connection, pair).candidates(raw, masked, floor)
        for number, keys in zip(asked, near, strict=True):
            wanted[number][pair] |= keys
    stored.load([wanted[number] for number in open_queries])
    for number in open_queries:
        answers[number] = matches(queries[number], stored.entries(wanted[number]), floor, limit)
    return answers


class _Stored:
    """Entries by pair and source key, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[Pair, dict[str, list[Entry]]] = {}

    def load(self, wanted: Sequence[Mapping[Pair, Collection[str]]]) -> None:
        for pair in {pair for keys_of_pair in wanted for pair in keys_of_pair}:
            read = self._read.setdefault(pair, {})
            missing = sorted({key for keys_of_pair in wanted for key in keys_of_pair.get(pair, ())} - read.keys())
            read.update((key, []) for key in missing)
            for first in range(0, len(missing), _KEYS):
                keys = ENTRIES.c.source_key.in_(missing[first : first + _KEYS])
                columns = (ENTRIES.c.source_key, *ENTRY_COLUMNS)
                for key, *row in self._connection.execute(select(*columns).where(*_in_pair(pair), keys)):
                    read[key].append(entry_of(tuple(row)))

    def entries(self, wanted: Mapping[Pair, Collection[str]]) -> list[Entry]:
        return [entry for pair, keys in wanted.items() for key in keys for entry in self._read[pair][key]]


def page(connection: Connection, locale: str | None, batch: str | None, after: str) -> tuple[tuple[Entry, ...], str]:
    """Some entries whose key comes after `after`, and the last key among them; empty at the end."""
    query = select(ENTRIES.c.key, *ENTRY_COLUMNS).where(ENTRIES.c.key > after)
    if locale is not None:
        query = query.where(ENTRIES.c.locale == locale)
    if batch is not None:
        query = query.where(ENTRIES.c.batch == batch)
    rows = connection.execute(query.order_by(ENTRIES.c.key).limit(_PAGE)).all()
    return tuple(entry_of(tuple(row[1:])) for row in rows), rows[-1][0] if rows else ""


def pair_counts(connection: Connection) -> tuple[PairCount, ...]:
    """What the memory holds, by language pair and trust."""
    columns = (ENTRIES.c.source_locale, ENTRIES.c.locale, ENTRIES.c.trust)
    counts = (func.count(), func.count(ENTRIES.c.source_key.distinct()))
    rows = connection.execute(select(*columns, *counts).group_by(*columns).order_by(*columns))
    return tuple(
        PairCount(source_locale=source_locale, locale=locale, trust=trust, entries=entries, sources=sources)
        for source_locale, locale, trust, entries, sources in rows
    )


def batches(connection: Connection) -> tuple[Batch, ...]:
    """The named batches, by name."""
    column = ENTRIES.c.batch
    rows = connection.execute(select(column, func.count()).where(column != "").group_by(column).order_by(column))
    return tuple(Batch(name=name, entries=entries) for name, entries in rows)


def _in_pair(pair: Pair) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ENTRIES.c.source_locale == pair[0], ENTRIES.c.locale == pair[1]
