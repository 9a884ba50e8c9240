"""Reading entries: by key, by likeness, and for queries.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from locmem.database import Database
from locmem.digests import DamagedRow
from locmem.memory import sums
from locmem.memory.index.index import Index, State
from locmem.memory.index.probing import MASKED, RAW, Probe
from locmem.memory.index.segment import Source
from locmem.memory.index.segment_file import DamagedIndex
from locmem.memory.lookup import matches
from locmem.memory.proof import prove_all
from locmem.memory.reading import Known, Outdated, Reading, read_once
from locmem.memory.schema import ENTRY_COLUMNS, PAIRS, SOURCE_COLUMNS, SOURCES, entry_of, source_key, source_of
from locmem.memory.stored_sources import Stored
from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.match import Entry, Match, Query
from locmem.similarity import reaches

_LOCALE = re.compile(r"[\w-]+", re.ASCII)

_QUERIES = 500
"""Queries answered at a time; bounds the entries held at once."""

_TOGETHER = 16
"""Queries for which the index is gone through once."""

_SOURCES = 4_992
"""Numbers of sources looked at together while the index is built: whole places."""


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


_Symbols = tuple[str, str]
"""The raw and the masked symbols of a text."""


class Indexes:
    """The index of each source language, opened when first asked for, and what is known of the memory beside them.

    Beside the file of the memory, where it has one, the indexes have files too.
    """

    def __init__(self, database: Database) -> None:
        self._database = database.file
        self._of_locale: dict[str, Index] = {}
        # Whoever reads takes it out, so that nobody else does; only of a file it is told when somebody wrote.
        self._known = [] if database.file is None else [Known(database)]

    def take_known(self) -> Known | None:
        """What is known, for whoever asks first and gives it back."""
        try:
            return self._known.pop()
        except IndexError:
            return None

    def give_back(self, known: Known | None) -> None:
        """Others may now use what is known."""
        if known is not None:
            self._known.append(known)

    def with_keys(self, reading: Reading, locale: str, keys: Collection[bytes]) -> dict[bytes, list[int]] | None:
        """For each key the numbers of the sources of a language that may have it; None where it is not all known."""
        index = self._of(locale)
        if not reading.is_known or not index.is_at(_state(reading)):
            return None
        try:
            return {key: index.with_key(_short(key)) for key in keys}
        except DamagedIndex:
            return None

    def near(
        self, reading: Reading, locale: str, texts: Collection[_Symbols], floor: float
    ) -> Iterator[dict[_Symbols, set[int]]]:
        """For each pair of raw and masked symbols the ids of the sources within reach by either, as they are found.

        Where the index is found to be damaged on the way, all are given once more.
        """
        index, state = self._of(locale), _state(reading)

        def read(low: int, high: int) -> Iterator[Source]:
            return _sources(reading.connection, locale, low, high)

        # Texts of one length look at the same strings.
        order = sorted(texts, key=lambda text: tuple(map(len, text)))
        groups = [order[first : first + _TOGETHER] for first in range(0, len(order), _TOGETHER)]
        try:
            index.refresh(state, read)
            yield from _found(index, groups, floor)
        except DamagedIndex:
            index.rebuild(state, read)
            yield from _found(index, groups, floor)

    def close(self) -> None:
        """Closes what is open of the database."""
        for known in self._known:
            known.close()

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


def _found(index: Index, groups: Sequence[Sequence[_Symbols]], floor: float) -> Iterator[dict[_Symbols, set[int]]]:
    """For each text of the groups the ids of the sources within reach.  Raises DamagedIndex."""
    probes = [tuple(dict.fromkeys(probe for text in group for probe in _probes(text))) for group in groups]
    done = 0
    for found in index.find_groups(probes, floor):
        near: dict[_Symbols, set[int]] = {}
        for ids in found:
            by_probe = dict(zip(probes[done], ids, strict=True))
            near.update((text, set().union(*map(by_probe.__getitem__, _probes(text)))) for text in groups[done])
            done += 1
        yield near


def _probes(text: _Symbols) -> tuple[Probe, ...]:
    raw, masked = text
    return (Probe(raw, RAW | MASKED),) if raw == masked else (Probe(raw, RAW), Probe(masked, MASKED))


def _state(reading: Reading) -> State:
    facts = reading.facts
    return State(facts.identity, facts.next_source, facts.removed, facts.epoch)


def _short(key: bytes) -> int:
    return int.from_bytes(key[:8])


def lookup(
    database: Database,
    indexes: Indexes,
    queries: Sequence[Query],
    floor: float,
    limit: int,
    fallbacks: Sequence[str],
) -> list[tuple[Match, ...]]:
    """For each query its matches, best first; all of one state of the memory."""
    known = indexes.take_known()
    try:
        return _answers(Reading(database, known), indexes, queries, floor, limit, fallbacks)
    except Outdated:
        # Nothing is known now, so that this cannot happen again.
        return _answers(Reading(database, known), indexes, queries, floor, limit, fallbacks)
    finally:
        indexes.give_back(known)


def _answers(
    reading: Reading,
    indexes: Indexes,
    queries: Sequence[Query],
    floor: float,
    limit: int,
    fallbacks: Sequence[str],
) -> list[tuple[Match, ...]]:
    answers: list[tuple[Match, ...]] = []
    with reading:
        for first in range(0, len(queries), _QUERIES):
            answers += _answered(reading, indexes, queries[first : first + _QUERIES], floor, limit, fallbacks)
    return answers


def _answered(
    reading: Reading,
    indexes: Indexes,
    queries: Sequence[Query],
    floor: float,
    limit: int,
    fallbacks: Sequence[str],
) -> list[tuple[Match, ...]]:
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
    locales = tuple(sorted(frozenset().union(*(question.locales for question in asked))))
    stored = Stored(lambda: reading.connection, locales, reading.sources(locales))
    by_language: dict[str, list[int]] = {}
    for number, question in enumerate(asked):
        by_language.setdefault(question.query.source_locale, []).append(number)
    for language, numbers in by_language.items():
        keys = {asked[number].key for number in numbers}
        numbered = indexes.with_keys(reading, language, keys)
        stored.load_same(keys) if numbered is None else stored.load_numbered(numbered)
    same = [_same(question, stored) for question in asked]
    answers = [
        matches(question.query, entries, floor, limit) if entries else ()
        for question, entries in zip(asked, same, strict=True)
    ]
    # Nothing near comes before what is exact, so there is no need to look for it.
    is_open = [len(best) < limit or best[-1].percent < 100 for best in answers]
    for language, numbers in sorted(by_language.items()):
        by_text: dict[_Symbols, list[int]] = {}
        for number in numbers:
            if is_open[number]:
                by_text.setdefault((asked[number].raw, asked[number].masked), []).append(number)
        for near in indexes.near(reading, language, by_text, floor) if by_text else ():
            stored.load(set().union(*near.values()))
            for text, ids in near.items():
                for number in by_text[text]:
                    entries = _near(asked[number], stored, ids, floor)
                    if entries:
                        answers[number] = matches(asked[number].query, (*same[number], *entries), floor, limit)
    return answers


def _same(asked: _Asked, stored: Stored) -> list[Entry]:
    """The entries with the query's own source."""
    return [
        entry
        for entry in stored.same(asked.key)
        if entry.source_locale == asked.query.source_locale and entry.locale in asked.locales
    ]


def _near(asked: _Asked, stored: Stored, ids: Collection[int], floor: float) -> list[Entry]:
    """The entries of other sources that are truly within reach, whatever the index said."""
    return [
        entry
        for found in stored.near(ids)
        if found.key != asked.key
        and (reaches(asked.raw, found.raw, floor) or reaches(asked.masked, found.masked, floor))
        for entry in found.entries
        if entry.locale in asked.locales
    ]


def _sources(connection: Connection, locale: str, low: int, high: int) -> Iterator[Source]:
    """The sources of a language whose ids are in a half-open range, in order.  Raises DamagedRow."""
    if high - low <= _SOURCES:
        yield from _numbered(connection, locale, low, high)
        return
    with read_once(connection):
        yield from _numbered(connection, locale, low, high)


def _numbered(connection: Connection, locale: str, low: int, high: int) -> Iterator[Source]:
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
            Source(source.id, source.raw, source.masked, _short(source.key))
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
