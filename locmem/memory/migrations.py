"""How the memory's tables came to their shape, step by step; steps are added to the end and never changed."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    or_,
    select,
    text,
)

from locmem.memory import entry_marks, inline_json, writing
from locmem.memory.schema import METADATA, PAIRS, SOURCES, begin_state
from locmem.memory.sums import chunks
from locmem.model.inline import CodeType
from locmem.model.match import Entry, Trust
from locmem.model.segment import UnitKind

_LABELLED = (CodeType.LINK, CodeType.IMAGE)
_FIRST = MetaData()
_TEXTS = ("raw", "masked", "source", "target")
_PLACE = ("document", "occurrence", "before", "after")
_ENTRIES = Table(
    "memory_entries",
    _FIRST,
    Column("key", String(32), primary_key=True),
    Column("source_locale", String(20), nullable=False),
    Column("locale", String(20), nullable=False),
    Column("source_key", String(32), nullable=False),
    Column("content", String(32), nullable=False),
    *(Column(name, Text, nullable=False) for name in _TEXTS),
    Column("kind", String(20), nullable=False),
    *(Column(name, Text, nullable=False) for name in _PLACE),
    Column("trust", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("changed", String(40), nullable=False),
    Column("batch", Text, nullable=False),
    Index("memory_entries_by_source", "source_locale", "locale", "source_key"),
    Index("memory_entries_by_batch", "batch"),
)
_REVISION = Table("memory_revision", _FIRST, Column("number", Integer, primary_key=True, autoincrement=False))


def _make_entries(connection: Connection) -> None:
    _FIRST.create_all(connection)
    connection.execute(insert(_REVISION).values(number=0))


def _part_sources_from_pairs(connection: Connection) -> None:
    METADATA.create_all(connection)
    begin_state(connection)
    for batch in connection.execute(select(_ENTRIES.c.batch).distinct()).scalars().all():
        rows = connection.execute(select(_ENTRIES).where(_ENTRIES.c.batch == batch).order_by(_ENTRIES.c.key))
        writing.add(connection, (_entry(row) for row in rows.mappings()), batch)
    _FIRST.drop_all(connection)


def _entry(row: writing.Values) -> Entry:
    return Entry(
        source=inline_json.load(row["source"]),
        target=inline_json.load(row["target"]),
        kind=UnitKind(row["kind"]) if row["kind"] else None,
        trust=Trust(row["trust"]),
        **{name: row[name] for name in ("source_locale", "locale", "origin", "changed", *_PLACE)},
    )


def _add_author_and_more(connection: Connection) -> None:
    # A memory of the first shape got its tables just now, as they are today.
    there = {column["name"] for column in inspect(connection).get_columns("memory_pairs")}
    for name in ("author", "more"):
        if name not in there:
            connection.execute(text(f"ALTER TABLE memory_pairs ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"))


def _add_digests_and_sums(connection: Connection) -> None:
    # A memory of the first shape, and a new one, got their tables just now, as they are today.
    if inspect(connection).has_table("memory_sums"):
        return
    for index in ("memory_sources_by_key", "memory_pairs_by_source", "memory_pairs_by_batch"):
        connection.execute(text(f"DROP INDEX {index}"))
    for table in ("sources", "pairs", "state"):
        connection.execute(text(f"ALTER TABLE memory_{table} RENAME TO memory_{table}_before"))
    METADATA.create_all(connection)
    begin_state(connection)
    joined = "memory_pairs_before AS pair JOIN memory_sources_before AS source ON source.id = pair.source_id"
    batches = connection.execute(text("SELECT DISTINCT batch FROM memory_pairs_before")).scalars().all()
    for batch in batches:
        rows = connection.execute(
            text(f"SELECT pair.*, source_locale, source FROM {joined} WHERE batch = :batch ORDER BY pair.key"),
            {"batch": batch},
        )
        writing.add(connection, (_entry_with_more(row) for row in rows.mappings()), batch)
    for table in ("sources", "pairs", "state"):
        connection.execute(text(f"DROP TABLE memory_{table}_before"))


def _entry_with_more(row: writing.Values) -> Entry:
    created, creator, marks = entry_marks.load(row["more"])
    return replace(_entry(row), author=row["author"], created=created, creator=creator, marks=marks)


def _file_brackets_as_they_stand(connection: Connection) -> None:
    """Brackets without an address are no longer a part of the key that tells one link from another."""
    has_label = or_(*(SOURCES.c.source.contains(f"{kind.value} [", autoescape=True) for kind in _LABELLED))
    is_of_target = or_(*(PAIRS.c.target.contains(f"{kind.value} [", autoescape=True) for kind in _LABELLED))
    ids = {*connection.execute(select(SOURCES.c.id).where(has_label)).scalars()}
    ids |= {*connection.execute(select(PAIRS.c.source_id).where(is_of_target)).scalars()}
    for some in chunks(sorted(ids)):
        writing.file_anew(connection, some)


MIGRATIONS = (
    _make_entries,
    _part_sources_from_pairs,
    _add_author_and_more,
    _add_digests_and_sums,
    _file_brackets_as_they_stand,
)
