"""The memory's tables, and entries as their rows.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is opened.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Index, Integer, MetaData, String, Table, Text, insert

from locmem.inline.compare import memory_key
from locmem.memory import inline_json
from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.inline import Inline
from locmem.model.match import Entry, Trust
from locmem.model.segment import UnitKind

_METADATA = MetaData()

# An entry's key is a digest of what makes it unique: language pair, source, target, kind, document,
# occurrence.  `content` is a digest of what else is stored; it tells a changed entry from the same one.
ENTRIES = Table(
    "memory_entries",
    _METADATA,
    Column("key", String(32), primary_key=True),
    Column("source_locale", String(20), nullable=False),
    Column("locale", String(20), nullable=False),
    Column("source_key", String(32), nullable=False),
    Column("content", String(32), nullable=False),
    Column("raw", Text, nullable=False),
    Column("masked", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("document", Text, nullable=False),
    Column("occurrence", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("trust", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("changed", String(40), nullable=False),
    Column("batch", Text, nullable=False),
    Index("memory_entries_by_source", "source_locale", "locale", "source_key"),
    Index("memory_entries_by_batch", "batch"),
)

# One row whose number grows with every change, so that a reader knows when its index is out of date.
REVISION = Table("memory_revision", _METADATA, Column("number", Integer, primary_key=True, autoincrement=False))


def _make_tables(connection: Connection) -> None:
    _METADATA.create_all(connection)
    connection.execute(insert(REVISION).values(number=0))


MIGRATIONS = (_make_tables,)


class Row(NamedTuple):
    """What tells whether an entry has to be written: key, content, and all columns but the batch."""

    key: str
    content: str
    is_confirmed: bool
    values: dict[str, Any]


def source_key(source: Inline) -> str:
    """The digest under which entries with this source are found."""
    return _digest(memory_key(source))


def row_of(entry: Entry) -> Row:
    """The row that stores `entry` exactly."""
    kind = entry.kind.value if entry.kind else ""
    source = source_key(entry.source)
    pair = (entry.source_locale, entry.locale)
    key = _digest(*pair, source, memory_key(entry.target), kind, entry.document, entry.occurrence)
    stored = {
        "source": inline_json.dump(entry.source),
        "target": inline_json.dump(entry.target),
        "before": entry.before,
        "after": entry.after,
        "trust": entry.trust.value,
        "origin": entry.origin,
        "changed": entry.changed,
    }
    content = _digest(*stored.values())
    values = {
        "key": key,
        "source_locale": entry.source_locale,
        "locale": entry.locale,
        "source_key": source,
        "content": content,
        "raw": raw_symbols(entry.source),
        "masked": masked_symbols(entry.source),
        "kind": kind,
        "document": entry.document,
        "occurrence": entry.occurrence,
        **stored,
    }
    return Row(key, content, entry.trust is Trust.CONFIRMED, values)


ENTRY_COLUMNS = tuple(
    ENTRIES.c[name]
    for name in (
        "source", "target", "source_locale", "locale", "trust", "kind", "document", "occurrence",
        "before", "after", "origin", "changed",
    )
)  # fmt: skip
"""The columns `entry_of` reads, in its order."""


def entry_of(columns: tuple[str, ...]) -> Entry:
    """The entry stored in a row of ENTRY_COLUMNS."""
    source, target, source_locale, locale, trust, kind, document, occurrence, *others = columns
    before, after, origin, changed = others
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
    )


def _digest(*texts: str) -> str:
    """128 bits in hexadecimal; the lengths keep ("ab", "c") apart from ("a", "bc")."""
    digest = hashlib.blake2b(digest_size=16)
    for text in texts:
        data = text.encode()
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
