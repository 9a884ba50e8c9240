"""Estimates that were made, in the state database: found by the digest of their text, so that an edit drops them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from locmem.database import Database, migrate
from locmem.postedit.estimate import Basis, Estimate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_MOST_ASKED = 10_000
"""Digests of one question: SQLite and PostgreSQL take three times as many."""


def keep_estimates(database: Database, estimates: Iterable[Estimate], *, engine: str, version: str, model: str) -> None:
    """Stores estimates of drafts of one engine, in place of earlier ones of the same text, engine and model.

    version: of the engine.  model: as `model_of` says it.  Raises StoreError.
    """
    rows: dict[bytes, dict[str, object]] = {
        one.digest: {
            "digest": one.digest.hex(),
            "engine": engine,
            "version": version,
            "model": model,
            "trouble": one.trouble,
            "edits": one.edits,
            "basis": one.basis.value,
            "reasons": json.dumps(one.reasons),
        }
        for one in estimates
    }
    if rows:
        migrate(database, "estimates", (_create,))
        with database.write() as connection:
            _put(connection, list(rows.values()))


def estimates_of(database: Database, digests: Iterable[bytes], *, model: str) -> Mapping[bytes, Estimate]:
    """The estimate of each text that has one, by digest; one question to the database for thousands of them.

    model: as `model_of` says it; what another model said counts no more.  Where drafts of several engines came to the
    same text, its estimate is the same.  Raises StoreError.
    """
    from sqlalchemy import inspect, select

    table = _table()
    wanted = [digest.hex() for digest in dict.fromkeys(digests)]
    found: dict[bytes, Estimate] = {}
    with database.read() as connection:
        if not inspect(connection).has_table(table.name):
            return found
        for start in range(0, len(wanted), _MOST_ASKED):
            query = select(table.c.digest, table.c.trouble, table.c.edits, table.c.basis, table.c.reasons).where(
                table.c.model == model, table.c.digest.in_(wanted[start : start + _MOST_ASKED])
            )
            for row in connection.execute(query):
                digest = bytes.fromhex(row.digest)
                found[digest] = Estimate(
                    digest=digest,
                    trouble=row.trouble,
                    reasons=tuple(json.loads(row.reasons)),
                    edits=row.edits,
                    basis=Basis(row.basis),
                )
    return found


def _table() -> Table:
    from sqlalchemy import Column, Float, MetaData, String, Table, Text

    return Table(
        "estimates",
        MetaData(),
        Column("digest", String(32), primary_key=True),
        Column("model", String(100), primary_key=True),
        Column("engine", String(60), primary_key=True),
        Column("version", String(200), primary_key=True),
        Column("trouble", Float, nullable=False),
        Column("edits", Float, nullable=False),
        Column("basis", String(40), nullable=False),
        Column("reasons", Text, nullable=False),
    )


def _create(connection: Connection) -> None:
    _table().create(connection)


def _put(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    from sqlalchemy.dialects import postgresql, sqlite

    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(_table())
    keys = ("digest", "model", "engine", "version")
    new = {name: insert.excluded[name] for name in ("trouble", "edits", "basis", "reasons")}
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=new), list(rows))
