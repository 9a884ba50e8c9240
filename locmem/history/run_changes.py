"""What one run did to targets, as its records have it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locmem.database import Database
from locmem.digests import row_digest
from locmem.errors import UsageError
from locmem.history import records
from locmem.history.changes import DamagedRecord, RunRecord, TargetChange
from locmem.history.records import TARGET_COLUMNS

if TYPE_CHECKING:
    from sqlalchemy import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChanges:
    """A run with the targets that it changed, in order.  damaged: what of its record is not what was written."""

    run: RunRecord
    targets: tuple[TargetChange, ...]
    damaged: tuple[DamagedRecord, ...]


def changes_of(database: Database, run: str) -> RunChanges:
    """What a run changed; damaged records are left out and named.

    database: with a journal in it.  Who made the texts before is not told: see `Journal.targets`.
    Raises UsageError for a run nobody knows.
    """
    damaged: list[DamagedRecord] = []
    with database.read() as connection:
        noted = next((one for one in records.read_book(connection).runs if one.id == run), None)
        if noted is None:
            raise UsageError(f"no run {run!r} is known. `locmem history` lists the runs.")
        # Steps of one run may write a file one after the other.
        files = {row.path for row in records.proven(connection, "files", [noted], damaged)}
        rows = list(records.proven(connection, "targets", [noted], damaged))
    return RunChanges(
        run=RunRecord(
            id=noted.id,
            pipeline=noted.pipeline,
            started=noted.started,
            who=noted.who,
            status="damaged" if damaged else noted.status,
            summary=noted.summary,
            files=len(files),
            targets=len(rows),
        ),
        targets=tuple(map(_target, rows)),
        damaged=tuple(damaged),
    )


def only_changes(database: Database, runs: Collection[str]) -> dict[str, TargetChange]:
    """The one target that each of these runs changed, by run; damaged records are left out."""
    from sqlalchemy import bindparam, text

    columns = ", ".join((*TARGET_COLUMNS, "digest"))
    asked = text(f"SELECT {columns} FROM run_targets WHERE run IN :runs").bindparams(bindparam("runs", expanding=True))
    with database.read() as connection:
        rows = connection.execute(asked, {"runs": list(runs)}).all() if runs else []
    return {row.run: _target(row) for row in rows if row.digest == row_digest(*tuple(row)[:-1])}


def _target(row: Row[Any]) -> TargetChange:
    return TargetChange(
        locale=row.locale,
        document=row.document,
        occurrence=row.occurrence,
        before=row.before,
        before_state=row.before_state,
        after=row.after,
        after_state=row.after_state,
        origin=row.origin,
    )
