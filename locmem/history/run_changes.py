"""What one run did to targets, as its records have it."""

from __future__ import annotations

from locmem.database import Database
from locmem.errors import UsageError
from locmem.history import records
from locmem.history.changes import DamagedRecord, TargetChange


def changes_of(database: Database, run: str) -> tuple[tuple[TargetChange, ...], tuple[DamagedRecord, ...]]:
    """The targets that a run changed, in order, and what of them is not what was written and left out.

    database: with a journal in it.

    Who made the texts before is not told: see `Journal.targets`.  Raises UsageError for a run nobody knows.
    """
    damaged: list[DamagedRecord] = []
    with database.read() as connection:
        noted = next((one for one in records.read_book(connection).runs if one.id == run), None)
        if noted is None:
            raise UsageError(f"no run {run!r} is known. `locmem history` lists the runs.")
        rows = list(records.proven(connection, "targets", [noted], damaged))
    changes = tuple(
        TargetChange(
            locale=row.locale,
            document=row.document,
            occurrence=row.occurrence,
            before=row.before,
            before_state=row.before_state,
            after=row.after,
            after_state=row.after_state,
            origin=row.origin,
        )
        for row in rows
    )
    return changes, tuple(damaged)
