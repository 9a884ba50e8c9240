"""The memory's tables, and entries as their rows.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is opened.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

from locmem.inline.compare import memory_key
from locmem.memory import entry_marks, inline_json
from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.inline import Inline
from locmem.model.match import Entry, Trust
from locmem.model.segment import UnitKind

METADATA = MetaData()

# A source is stored once for all the locales it was translated into.  Its id is given once and never again,
# so that whoever has seen all ids below some number need only look at those from there on.  `key` is a digest
# of the text that makes two sources the same; `masked` is empty where it is the same as `raw`.
SOURCES = Table(
    "memory_sources",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source_locale", String(20), nullable=False),
    Column("key", LargeBinary(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("masked", Text),
    Index("memory_sources_by_key", "key"),
)

# An entry's key is a digest of what makes it unique: language pair, source, target, kind, document,
# occurrence.  `more` is what only exchange files say, as JSON, empty where they say nothing.  `content` is a
# digest of what else is stored; it tells a changed entry from the same one.
PAIRS = Table(
    "memory_pairs",
    METADATA,
    Column("key", LargeBinary(16), primary_key=True),
    Column("source_id", Integer, nullable=False),
    Column("locale", String(20), nullable=False),
    Column("content", LargeBinary(16), nullable=False),
    Column("target", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("document", Text, nullable=False),
    Column("occurrence", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("trust", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("changed", String(40), nullable=False),
    Column("author", Text, nullable=False, server_default=""),
    Column("more", Text, nullable=False, server_default=""),
    Column("batch", Text, nullable=False),
    Index("memory_pairs_by_source", "source_id"),
    Index("memory_pairs_by_batch", "batch"),
)

# One row.  identity: drawn when the memory was made, so that an index of another one is known as such.
# next_source: the id the next source gets.  removed: how many sources were ever removed.  epoch: grows when
# texts were erased, which no index may keep.
STATE = Table(
    "memory_state",
    METADATA,
    Column("identity", String(32), primary_key=True),
    Column("next_source", Integer, nullable=False),
    Column("removed", BigInteger, nullable=False),
    Column("epoch", Integer, nullable=False),
)


class Row(NamedTuple):
    """An entry as it is stored: the values of a source, and those of a pair but for `source_id` and `batch`."""

    key: bytes
    content: bytes
    trust: str
    source_locale: str
    source_key: bytes
    source: str
    raw: str
    masked: str | None
    pair: tuple[str, ...]

    @property
    def is_confirmed(self) -> bool:
        """Whether a person answers for the entry."""
        return self.trust == Trust.CONFIRMED.value


PAIR_COLUMNS = (
    "locale", "target", "kind", "document", "occurrence", "before", "after", "trust", "origin", "changed",
    "author", "more",
)  # fmt: skip
"""The columns of PAIRS that `Row.pair` holds, in its order."""

ENTRY_COLUMNS = (SOURCES.c.source_locale, SOURCES.c.source, *(PAIRS.c[name] for name in PAIR_COLUMNS))
"""The columns `entry_of` reads, in its order."""


def source_key(source: Inline) -> bytes:
    """The digest under which entries with this source are found."""
    return _digest(memory_key(source))


def row_of(entry: Entry) -> Row:
    """The row that stores `entry` exactly."""
    kind = entry.kind.value if entry.kind else ""
    key = memory_key(entry.source)
    source, target, trust = inline_json.dump(entry.source), inline_json.dump(entry.target), entry.trust.value
    raw, masked = raw_symbols(entry.source), masked_symbols(entry.source)
    place = (kind, entry.document, entry.occurrence)
    provenance = (trust, entry.origin, entry.changed, entry.author, entry_marks.dump(entry))
    return Row(
        _digest(entry.source_locale, entry.locale, key, memory_key(entry.target), *place),
        _digest(source, target, entry.before, entry.after, *provenance),
        trust,
        entry.source_locale,
        _digest(key),
        source,
        raw,
        None if masked == raw else masked,
        (entry.locale, target, *place, entry.before, entry.after, *provenance),
    )


def entry_of(columns: tuple[str, ...]) -> Entry:
    """The entry stored in a row of ENTRY_COLUMNS."""
    source_locale, source, locale, target, kind, document, occurrence, before, after, *others = columns
    trust, origin, changed, author, more = others
    created, creator, marks = entry_marks.load(more)
    return Entry(
        source=inline_json.load(source),
        target=inline_json.load(target),
        source_locale=source_locale,
        locale=locale,
        trust=Trust(trust),
        kind=UnitKind(kind) if kind else None,
        document=document,
        occurrence=occurrence,
        before=before,
        after=after,
        origin=origin,
        changed=changed,
        created=created,
        author=author,
        creator=creator,
        marks=marks,
    )


def _digest(*texts: str) -> bytes:
    """128 bits; the lengths keep ("ab", "c") apart from ("a", "bc")."""
    data = [text.encode() for text in texts]
    lengths = ",".join(map(str, map(len, data))).encode()
    return hashlib.blake2b(b"".join((lengths, b":", *data)), digest_size=16).digest()
