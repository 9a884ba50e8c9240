"""Counting what the memory holds: entries, words, repetitions, and the months they came in.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from locmem.memory import inline_json
from locmem.memory.proof import prove_all
from locmem.memory.schema import PAIRS, SOURCES
from locmem.similarity import word_count

_SOURCES = 5_000
_MONTH = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCount:
    """How much the memory holds for one language pair and trust.

    sources: different source texts, up to the spelling of codes.  words: of these, as a translator counts them.
    repeated: percent of the entries whose source another entry has too.
    """

    source_locale: str
    locale: str
    trust: str
    entries: int
    sources: int
    words: int
    repeated: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """How many entries one place of a document has, and the month of their date, empty where they have none."""

    place: tuple[str, str, str]
    month: str
    entries: int


@dataclass(slots=True)
class _Sum:
    entries: int = 0
    words: int = 0
    keys: set[bytes] = field(default_factory=set)


def pair_counts(connection: Connection) -> tuple[PairCount, ...]:
    """What the memory holds, by language pair and trust.  Raises DamagedRow."""
    prove_all(connection)
    sums: dict[tuple[str, str, str], _Sum] = {}
    last = 0
    columns = (SOURCES.c.id, SOURCES.c.key, SOURCES.c.source_locale, SOURCES.c.source)
    some = select(*columns).order_by(SOURCES.c.id).limit(_SOURCES)
    counted = select(PAIRS.c.source_id, PAIRS.c.locale, PAIRS.c.trust, func.count()).group_by(
        PAIRS.c.source_id, PAIRS.c.locale, PAIRS.c.trust
    )
    while rows := connection.execute(some.where(SOURCES.c.id > last)).all():
        first, last = rows[0].id, rows[-1].id
        sources = {row.id: row for row in rows}
        for source_id, locale, trust, entries in connection.execute(
            counted.where(PAIRS.c.source_id >= first, PAIRS.c.source_id <= last)
        ):
            source = sources[source_id]
            total = sums.setdefault((source.source_locale, locale, trust), _Sum())
            total.entries += entries
            if source.key not in total.keys:
                total.keys.add(source.key)
                total.words += word_count(inline_json.load(source.source), source.source_locale)
    return tuple(
        PairCount(
            source_locale=source_locale,
            locale=locale,
            trust=trust,
            entries=tally.entries,
            sources=len(tally.keys),
            words=tally.words,
            repeated=100 * (tally.entries - len(tally.keys)) / tally.entries,
        )
        for (source_locale, locale, trust), tally in sorted(sums.items())
    )


def place_counts(connection: Connection) -> Iterator[PlaceCount]:
    """The entries of each place by the month of their date.  Raises DamagedRow."""
    prove_all(connection)
    month = func.substr(PAIRS.c.changed, 1, _MONTH)
    columns = (PAIRS.c.locale, PAIRS.c.document, PAIRS.c.occurrence, month)
    for locale, document, occurrence, found, entries in connection.execute(
        select(*columns, func.count()).group_by(*columns).order_by(*columns)
    ):
        yield PlaceCount(place=(locale, document, occurrence), month=found, entries=entries)
