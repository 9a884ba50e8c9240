"""The memory's tables, and entries as their rows.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a memory is opened.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from locmem.digests import SIZE, DamagedRow, known_digest, row_digest
from locmem.inline.compare import memory_key
from locmem.memory import entry_marks, inline_json
from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.inline import Inline
from locmem.model.match import Entry, Trust
from locmem.model.segment import UnitKind

METADATA = MetaData()

KEY_BITS = 14
"""How many bits of a source's key name its place; see `locmem.memory.sums`."""


class _Bytes(LargeBinary):
    """Bytes as SQLite's driver gives them: a damaged row may hold a number there, and as many bytes would be made."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return None if dialect.name == "sqlite" else super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]


# `digest` stands for all that a row says, see `source_digest` and `pair_digest`; it comes early in the row, so that
# nothing long need be read to get at it.  `pairs` is the sum of a source's pairs, `place` where it is looked for.
#
# A source is stored once for all the locales it was translated into.  Its id is given once and never again,
# so that whoever has seen all ids below some number need only look at those from there on.  `key` is a digest
# of the text that makes two sources the same; `masked` is empty where it is the same as `raw`.
SOURCES = Table(
    "memory_sources",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("digest", _Bytes(16), nullable=False),
    Column("pairs", _Bytes(16), nullable=False),
    Column("place", Integer, nullable=False),
    Column("source_locale", String(20), nullable=False),
    Column("key", _Bytes(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("masked", Text),
    Index("memory_sources_by_place", "place", "key", "digest"),
)

# An entry's key is a digest of what makes it unique: language pair, source, target, kind, document,
# occurrence.  `more` is what only exchange files say, as JSON, empty where they say nothing.  `content` is a
# digest of what else is stored; it tells a changed entry from the same one.
PAIRS = Table(
    "memory_pairs",
    METADATA,
    Column("key", _Bytes(16), primary_key=True),
    Column("digest", _Bytes(16), nullable=False),
    Column("source_id", Integer, nullable=False),
    Column("locale", String(20), nullable=False),
    Column("content", _Bytes(16), nullable=False),
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
    Index("memory_pairs_by_source", "source_id", "locale", "digest"),
    Index("memory_pairs_by_batch", "batch"),
)

# One row.  identity: drawn when the memory was made, so that an index of another one is known as such.
# next_source: the id the next source gets.  removed: how many sources were ever removed.  epoch: grows when
# texts were erased, which no index may keep.  filled: 0 until something was written.
STATE = Table(
    "memory_state",
    METADATA,
    Column("identity", String(32), primary_key=True),
    Column("next_source", Integer, nullable=False),
    Column("removed", BigInteger, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("filled", Integer, nullable=False),
    Column("digest", _Bytes(16), nullable=False),
)

# The sum of the digests of all rows of a place; a place without a row has none.
SUMS = Table(
    "memory_sums",
    METADATA,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("sum", _Bytes(16), nullable=False),
)


class Facts(NamedTuple):
    """What STATE says."""

    identity: str
    next_source: int
    removed: int
    epoch: int
    filled: int


class Row(NamedTuple):
    """An entry as it is stored: the values of a source, and those of a pair but for `source_id` and `batch`.

    proof: what `pair_digest` is made of and a row knows by itself: kinds and lengths of the values of `pair`, and these
        as bytes.
    """

    key: bytes
    content: bytes
    trust: str
    source_locale: str
    source_key: bytes
    source: str
    raw: str
    masked: str | None
    pair: tuple[str, ...]
    proof: tuple[bytes, bytes]

    @property
    def is_confirmed(self) -> bool:
        """Whether a person answers for the entry."""
        return self.trust == Trust.CONFIRMED.value


PAIR_COLUMNS = (
    "locale",
    "target",
    "kind",
    "document",
    "occurrence",
    "before",
    "after",
    "trust",
    "origin",
    "changed",
    "author",
    "more",
)
"""The columns of PAIRS that `Row.pair` holds, in its order."""

SOURCE_COLUMNS = tuple(SOURCES.c[name] for name in ("digest", "id", "source_locale", "key", "source", "raw", "masked"))
"""The columns `source_of` proves, in its order."""

STORED_COLUMNS = tuple(PAIRS.c[name] for name in ("digest", "key", "source_id", "batch", "content", *PAIR_COLUMNS))
"""The columns `pair_of` proves, in its order."""

ENTRY_COLUMNS = (*SOURCE_COLUMNS, *STORED_COLUMNS)
"""The columns `entry_of` proves and reads, in its order."""

_PAIR_SHAPE = ",".join(["t%d"] * len(PAIR_COLUMNS)).encode()
"""Kinds and lengths of the values that `Row.pair` holds, as `row_digest` has them."""

_SOURCE = len(SOURCE_COLUMNS)
_PAIR = len(STORED_COLUMNS) - len(PAIR_COLUMNS)


def source_key(source: Inline) -> bytes:
    """The digest under which entries with this source are found."""
    return _digest(memory_key(source).encode())


def row_of(entry: Entry) -> Row:
    """The row that stores `entry` exactly."""
    kind = entry.kind
    source, target, trust = inline_json.dump(entry.source), inline_json.dump(entry.target), entry.trust.value
    raw, masked = raw_symbols(entry.source), masked_symbols(entry.source)
    pair = (
        entry.locale,
        target,
        kind.value if kind else "",
        entry.document,
        entry.occurrence,
        entry.before,
        entry.after,
        trust,
        entry.origin,
        entry.changed,
        entry.author,
        entry_marks.dump(entry),
    )
    encoded = [value.encode() for value in pair]
    key = memory_key(entry.source).encode()
    return Row(
        _digest(entry.source_locale.encode(), encoded[0], key, memory_key(entry.target).encode(), *encoded[2:5]),
        _digest(source.encode(), encoded[1], *encoded[5:]),
        trust,
        entry.source_locale,
        _digest(key),
        source,
        raw,
        None if masked == raw else masked,
        pair,
        (_PAIR_SHAPE % tuple(map(len, encoded)), b"".join(encoded)),
    )


def source_digest(id_: int, row: Row) -> bytes:
    """What a source's row must fit: `row_digest` of its values."""
    kinds, masked = ("otbttt", row.masked.encode()) if row.masked is not None else ("otbtto", b"None")
    texts = row.source_locale.encode(), row.source_key, row.source.encode(), row.raw.encode()
    return known_digest(kinds, (b"%d" % id_, *texts, masked))


def pair_digest(row: Row, source_id: int, batch: bytes) -> bytes:
    """What a pair's row must fit: `row_digest` of its values.  It tells the source by its number."""
    id_, (shape, values) = b"%d" % source_id, row.proof
    written = b"b16,o%d,t%d,b16,%b:%b%b%b%b%b" % (len(id_), len(batch), shape, row.key, id_, batch, row.content, values)
    return hashlib.blake2b(written, digest_size=SIZE).digest()


class StoredSource(NamedTuple):
    """A source's row."""

    id: int
    source_locale: str
    key: bytes
    source: str
    raw: str
    masked: str | None


def source_of(columns: tuple[Any, ...]) -> StoredSource:
    """The source in a row of SOURCE_COLUMNS.  Raises DamagedRow."""
    digest, *values = columns
    if digest != row_digest(*values):
        raise DamagedRow("a source is not what was written")
    return StoredSource(*values)


def pair_of(columns: tuple[Any, ...]) -> tuple[int, tuple[str, ...]]:
    """The source's number, and the values of PAIR_COLUMNS, in a row of STORED_COLUMNS.  Raises DamagedRow."""
    digest, *values = columns
    if digest != row_digest(*values):
        raise DamagedRow("a translation is not what was written")
    return values[1], tuple(values[_PAIR - 1 :])


def entry_of(columns: tuple[Any, ...]) -> Entry:
    """The entry in a row of ENTRY_COLUMNS.  Raises DamagedRow."""
    source = source_of(columns[:_SOURCE])
    number, pair = pair_of(columns[_SOURCE:])
    if number != source.id:
        raise DamagedRow("a translation belongs to another source")
    return paired(source, pair)


def paired(source: StoredSource, pair: tuple[str, ...]) -> Entry:
    """The entry of a source and of the values of PAIR_COLUMNS, both proven."""
    locale, target, kind, document, occurrence, before, after, *others = pair
    trust, origin, changed, author, more = others
    created, creator, marks = entry_marks.load(more)
    return Entry(
        source=inline_json.load(source.source),
        target=inline_json.load(target),
        source_locale=source.source_locale,
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


def place_of_key(key: bytes) -> int:
    """The place of a source by its key: below 0.  Raises DamagedRow."""
    return -1 - (key_bits(key) >> (16 - KEY_BITS))


def key_bits(key: object) -> int:
    """The first 16 bits of a key.  Raises DamagedRow for what is none."""
    if type(key) is not bytes:
        raise DamagedRow("a key is not what was written")
    return int.from_bytes(key[:2], "big")


_FACTS = select(STATE)


def begin_state(connection: Connection) -> None:
    """Draws an identity for a memory in which nothing is yet."""
    facts = Facts(identity=secrets.token_hex(16), next_source=1, removed=0, epoch=0, filled=0)
    connection.execute(insert(STATE).values(**facts._asdict(), digest=row_digest(*facts)))


def read_state(connection: Connection, *, locked: bool = False) -> Facts:
    """What STATE says; locked: nobody else may write until the transaction ends.  Raises DamagedRow."""
    rows = connection.execute(_FACTS.with_for_update() if locked else _FACTS).all()
    if len(rows) != 1 or rows[0].digest != row_digest(*rows[0][:-1]):
        raise DamagedRow("its own record of itself is not what was written")
    return Facts(*rows[0][:-1])


def write_state(connection: Connection, facts: Facts) -> None:
    """Replaces what STATE says."""
    connection.execute(update(STATE).values(**facts._asdict(), digest=row_digest(*facts)))


def _digest(*texts: bytes) -> bytes:
    """128 bits; the lengths keep ("ab", "c") apart from ("a", "bc")."""
    if len(texts) == 1:
        written = b"%d:%b" % (len(texts[0]), texts[0])
    else:
        written = b"".join((",".join(map(str, map(len, texts))).encode(), b":", *texts))
    return hashlib.blake2b(written, digest_size=SIZE).digest()
