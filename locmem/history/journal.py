"""The journal in the state database: every run, the files it wrote, the targets it replaced.

A step's changes are committed here before its first file is written.  A run cut off in between is found by
`interrupted` and its files are brought to their new state by the next command that writes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from locmem.clock import Clock
from locmem.database import Database, migrate
from locmem.errors import StoreError, UsageError
from locmem.history.changes import Confirmation, FileChange, RunRecord, TargetChange
from locmem.history.places import cut_off, make_places, note_place

if TYPE_CHECKING:
    from sqlalchemy import Connection

# What a run that undoes another is called, before that other's id.
UNDOING = "undo "

MAX_BYTES = 500_000_000
"""The largest file the history keeps."""

_DAMAGED = "Put a backup of the database in its place; without one, move it away."


def _create_tables(connection: Connection) -> None:
    from sqlalchemy import text

    connection.execute(
        text(
            "CREATE TABLE runs (id VARCHAR(40) PRIMARY KEY, number INTEGER NOT NULL, pipeline TEXT NOT NULL, "
            "started TEXT NOT NULL, status VARCHAR(10) NOT NULL, summary TEXT NOT NULL)"
        )
    )
    blob = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    connection.execute(
        text(
            "CREATE TABLE run_files (run VARCHAR(40) NOT NULL REFERENCES runs (id), number INTEGER NOT NULL, "
            f"path TEXT NOT NULL, before {blob}, after {blob}, PRIMARY KEY (run, number))"
        )
    )
    connection.execute(
        text(
            "CREATE TABLE run_targets (run VARCHAR(40) NOT NULL REFERENCES runs (id), number INTEGER NOT NULL, "
            "locale VARCHAR(20) NOT NULL, document TEXT NOT NULL, occurrence VARCHAR(20) NOT NULL, "
            "before TEXT NOT NULL, before_state VARCHAR(20) NOT NULL, after TEXT NOT NULL, "
            "after_state VARCHAR(20) NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (run, number))"
        )
    )
    connection.execute(text("CREATE INDEX run_targets_place ON run_targets (document, occurrence)"))


def _add_who(connection: Connection) -> None:
    from sqlalchemy import text

    connection.execute(text("ALTER TABLE runs ADD COLUMN who TEXT NOT NULL DEFAULT ''"))


class Journal:
    """The runs of one project.

    here: gives the place where runs of this process write; runs that were cut off in other places are not ours.
    """

    def __init__(self, database: Database, clock: Clock, here: Callable[[], str] = lambda: "") -> None:
        self._database = database
        self._clock = clock
        self._here = here
        migrate(database, "history", (_create_tables, _add_who))
        make_places(database)

    def begin(self, pipeline: str, who: str = "") -> str:
        """The id of a new run, such as `2026-11-21.3`: the third of that day.  who: who started it."""
        from sqlalchemy import text

        moment = self._clock.now()
        with self._database.write() as connection:
            day = moment.date().isoformat()
            taken = connection.execute(
                text("SELECT count(*) FROM runs WHERE id LIKE :day"), {"day": f"{day}.%"}
            ).scalar_one()
            number = connection.execute(text("SELECT coalesce(max(number), 0) FROM runs")).scalar_one() + 1
            run = f"{day}.{taken + 1}"
            connection.execute(
                text("INSERT INTO runs VALUES (:id, :number, :pipeline, :started, 'writing', '', :who)"),
                {"id": run, "number": number, "pipeline": pipeline, "started": moment.isoformat(), "who": who},
            )
            note_place(connection, run, self._here())
        return run

    def record(self, run: str, files: Sequence[FileChange], targets: Sequence[TargetChange]) -> None:
        """Note what is about to be written; durable when this returns."""
        from sqlalchemy import text

        with self._database.write() as connection:
            file_number = _next_number(connection, "run_files", run)
            for number, file in enumerate(files, file_number):
                connection.execute(
                    text("INSERT INTO run_files VALUES (:run, :number, :path, :before, :after)"),
                    {"run": run, "number": number, "path": file.path,
                     "before": _packed(file.before), "after": _packed(file.after)},
                )  # fmt: skip
            target_number = _next_number(connection, "run_targets", run)
            rows = [
                {"run": run, "number": number, "locale": one.locale, "document": one.document,
                 "occurrence": one.occurrence, "before": one.before, "before_state": one.before_state,
                 "after": one.after, "after_state": one.after_state, "origin": one.origin}
                for number, one in enumerate(targets, target_number)
            ]  # fmt: skip
            if rows:
                connection.execute(
                    text(
                        "INSERT INTO run_targets VALUES (:run, :number, :locale, :document, :occurrence, "
                        ":before, :before_state, :after, :after_state, :origin)"
                    ),
                    rows,
                )

    def retract(self, run: str, files: int, targets: int) -> None:
        """Forget the last so many records of a run, because nothing of them was written after all."""
        from sqlalchemy import text

        with self._database.write() as connection:
            for table, count in (("run_files", files), ("run_targets", targets)):
                first = _next_number(connection, table, run) - count
                connection.execute(
                    text(f"DELETE FROM {table} WHERE run = :run AND number >= :first"), {"run": run, "first": first}
                )

    def finish(self, run: str, status: str, summary: str = "") -> None:
        """Set a run's status, and its one-line summary where one is given."""
        from sqlalchemy import text

        with self._database.write() as connection:
            connection.execute(
                text("UPDATE runs SET status = :status, summary = coalesce(nullif(:summary, ''), summary) "
                     "WHERE id = :id"),
                {"status": status, "summary": summary, "id": run},
            )  # fmt: skip

    def mark_undone(self, run: str) -> None:
        """Note that a run no longer stands; where it was itself the undoing of another run, that one stands again."""
        from sqlalchemy import text

        status = "undone"
        with self._database.write() as connection:
            while run:
                connection.execute(text("UPDATE runs SET status = :now WHERE id = :id"), {"now": status, "id": run})
                name = connection.execute(text("SELECT pipeline FROM runs WHERE id = :id"), {"id": run}).scalar() or ""
                # An undoing that is undone makes its run stand again, and the other way round, down the chain.
                run = name.removeprefix(UNDOING) if name.startswith(UNDOING) else ""
                status = "done" if status == "undone" else "undone"

    def interrupted(self, *, elsewhere: bool = False) -> tuple[str, ...]:
        """Runs that were cut off while they wrote here, oldest first.

        elsewhere: those of other places instead, which are not ours to finish: see `locmem.history.places`.
        """
        with self._database.read() as connection:
            return cut_off(connection, self._here(), elsewhere=elsewhere)

    def files(self, run: str) -> tuple[FileChange, ...]:
        """The files a run wrote, in order.  Raises UsageError for a run nobody knows."""
        from sqlalchemy import text

        with self._database.read() as connection:
            if not connection.execute(text("SELECT 1 FROM runs WHERE id = :id"), {"id": run}).first():
                raise UsageError(f"no run {run!r} is known. `locmem history` lists the runs.")
            rows = connection.execute(
                text("SELECT path, before, after FROM run_files WHERE run = :run ORDER BY number"), {"run": run}
            )
            return tuple(
                FileChange(path=row.path, before=_unpacked(row.before), after=_unpacked(row.after)) for row in rows
            )

    def runs(self, limit: int = 50) -> tuple[RunRecord, ...]:
        """The newest runs first."""
        from sqlalchemy import text

        query = (
            "SELECT id, pipeline, started, status, summary, who, "
            "(SELECT count(*) FROM run_files WHERE run = runs.id) AS files, "
            "(SELECT count(*) FROM run_targets WHERE run = runs.id) AS targets "
            "FROM runs ORDER BY number DESC LIMIT :limit"
        )
        with self._database.read() as connection:
            return tuple(
                RunRecord(
                    id=row.id, pipeline=row.pipeline, started=row.started, status=row.status,
                    summary=row.summary, files=row.files, targets=row.targets, who=row.who,
                )
                for row in connection.execute(text(query), {"limit": limit})
            )  # fmt: skip

    def confirmations(self) -> tuple[Confirmation, ...]:
        """Every target that runs confirmed, oldest first; those of undone runs are left out."""
        from sqlalchemy import text

        query = (
            "SELECT runs.id, runs.started, locale, document, occurrence, after, origin "
            "FROM run_targets JOIN runs ON runs.id = run_targets.run "
            "WHERE after_state IN ('translated', 'reviewed') AND status <> 'undone' "
            "ORDER BY runs.number, run_targets.number"
        )
        with self._database.read() as connection:
            return tuple(
                Confirmation(
                    run=row.id, started=row.started, locale=row.locale, document=row.document,
                    occurrence=row.occurrence, target=row.after, origin=row.origin,
                )
                for row in connection.execute(text(query))
            )  # fmt: skip

    def writers(self, folder: str) -> tuple[tuple[str, str], ...]:
        """(path, run) of the files that runs wrote below a folder and did not undo, oldest first."""
        from sqlalchemy import text

        query = (
            "SELECT path, run FROM run_files JOIN runs ON runs.id = run_files.run "
            "WHERE substr(path, 1, :length) = :folder AND status <> 'undone' ORDER BY runs.number, run_files.number"
        )
        with self._database.read() as connection:
            rows = connection.execute(text(query), {"folder": f"{folder}/", "length": len(folder) + 1})
            return tuple((row.path, row.run) for row in rows)

    def erase(self, holds: Callable[[str, bytes], bool]) -> int:
        """How many records of files and targets were erased: those whose text `holds` knows.

        holds: asked with a path and the bytes a file had before or after a run; targets are asked by their
        catalog's path.  A run that lost a record can no longer be undone in that file.
        """
        from sqlalchemy import text

        erased = 0
        with self._database.write() as connection:
            keys = connection.execute(text("SELECT run, number, path FROM run_files")).all()
            for run, number, path in keys:
                key = {"run": run, "number": number}
                row = connection.execute(
                    text("SELECT before, after FROM run_files WHERE run = :run AND number = :number"), key
                ).one()
                if any(holds(path, data) for data in map(_unpacked, row) if data is not None):
                    connection.execute(text("DELETE FROM run_files WHERE run = :run AND number = :number"), key)
                    erased += 1
            rows = connection.execute(
                text("SELECT run, number, locale, document, before, after FROM run_targets")
            ).all()
            for row in rows:
                path = f"content/translations/{row.locale}/{row.document}.po"
                if any(holds(path, said.encode()) for said in (row.before, row.after) if said):
                    key = {"run": row.run, "number": row.number}
                    connection.execute(text("DELETE FROM run_targets WHERE run = :run AND number = :number"), key)
                    erased += 1
        return erased

    def targets(self, document: str, occurrence: str) -> tuple[tuple[str, str, TargetChange], ...]:
        """(run, time, change) of one segment in every locale, oldest first."""
        from sqlalchemy import text

        query = (
            "SELECT run_targets.*, runs.started FROM run_targets JOIN runs ON runs.id = run_targets.run "
            "WHERE document = :document AND occurrence = :occurrence ORDER BY runs.number, run_targets.number"
        )
        with self._database.read() as connection:
            rows = connection.execute(text(query), {"document": document, "occurrence": occurrence})
            return tuple(
                (
                    row.run,
                    row.started,
                    TargetChange(
                        locale=row.locale, document=row.document, occurrence=row.occurrence,
                        before=row.before, before_state=row.before_state,
                        after=row.after, after_state=row.after_state, origin=row.origin,
                    ),
                )
                for row in rows
            )  # fmt: skip


def merged(changes: Iterable[FileChange]) -> tuple[FileChange, ...]:
    """One change per file: its first bytes before and its last bytes after; files that came back are left out."""
    first: dict[str, FileChange] = {}
    for change in changes:
        known = first.get(change.path)
        before = known.before if known else change.before
        first[change.path] = FileChange(path=change.path, before=before, after=change.after)
    return tuple(change for change in first.values() if change.before != change.after)


def _next_number(connection: Connection, table: str, run: str) -> int:
    from sqlalchemy import text

    query = text(f"SELECT coalesce(max(number), 0) + 1 FROM {table} WHERE run = :run")
    return int(connection.execute(query, {"run": run}).scalar_one())


def _packed(data: bytes | None) -> bytes | None:
    if data is not None and len(data) > MAX_BYTES:
        raise StoreError(f"a file of {len(data):,} bytes is too large for the history. Nothing was written.")
    return None if data is None else zlib.compress(data, 6)


def _unpacked(data: bytes | None) -> bytes | None:
    """What was packed; a few bytes that a stranger packed cannot fill the machine's memory."""
    if data is None:
        return None
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(data, MAX_BYTES)
    except (zlib.error, TypeError) as error:
        raise StoreError(f"the history holds a file that cannot be unpacked ({error}). {_DAMAGED}") from None
    if not reader.eof:
        raise StoreError(f"the history holds a file that is cut off or unpacks to more than it may. {_DAMAGED}")
    return found
