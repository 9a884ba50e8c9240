"""The journal in the state database: every run, the files it wrote, the targets it replaced.

A step's changes are committed here before its first file is written.  A run cut off in between is found by
`interrupted` and its files are brought to their new state by the next command that writes.
"""

from __future__ import annotations

import logging
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from locmem.clock import Clock
from locmem.database import Database, migrate
from locmem.digests import DamagedRow, stored_sum
from locmem.errors import DamagedStore, StoreError, UsageError
from locmem.history import records
from locmem.history.changes import Confirmation, DamagedRecord, FileChange, RunRecord, TargetChange
from locmem.history.past import UNDOING, past_of
from locmem.history.places import cut_off, make_places, note_place
from locmem.history.work import Place, Said, Work, contents_of, first_written, removed_below, row_of, texts_at, work_in
from locmem.model.wording import listed

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_log = logging.getLogger("locmem")

MAX_BYTES = 500_000_000
"""The largest file the history keeps."""

_DAMAGED = "Put a backup of the database in its place; without one, move it away."


class Journal:
    """The runs of one project.

    here: gives the place where runs of this process write; runs that were cut off in other places are not ours.
    """

    def __init__(self, database: Database, clock: Clock, here: Callable[[], str] = lambda: "") -> None:
        self._database = database
        self._clock = clock
        self._here = here
        migrate(database, "history", records.MIGRATIONS)
        make_places(database)

    def begin(self, pipeline: str, who: str = "") -> str:
        """The id of a new run, such as `2026-11-21.3`: the third of that day.  who: who started it."""
        from sqlalchemy import text

        moment = self._clock.now()
        with self._database.write() as connection:
            book = records.read_book(connection)
            day = moment.date().isoformat()
            taken = sum(run_id.startswith(f"{day}.") for run_id in book.known) + 1
            while f"{day}.{taken}" in book.known:
                taken += 1
            nothing = stored_sum(0)
            run = {
                "id": f"{day}.{taken}",
                "number": book.highest + 1,
                "pipeline": pipeline,
                "started": moment.isoformat(),
                "status": "writing",
                "summary": "",
                "who": who,
                "files": nothing,
                "targets": nothing,
                "work": nothing,
            }
            connection.execute(
                text(
                    "INSERT INTO runs (id, number, pipeline, started, status, summary) "
                    "VALUES (:id, :number, :pipeline, :started, :status, :summary)"
                ),
                run,
            )
            records.add_to_runs(connection, records.write_run(connection, run))
            note_place(connection, str(run["id"]), self._here())
        return str(run["id"])

    def record(
        self, run: str, files: Sequence[FileChange], targets: Sequence[TargetChange], work: Sequence[Work] = ()
    ) -> None:
        """Note what is about to be written, and the work that people did on it; durable when this returns."""
        with self._database.write() as connection:
            sums: dict[str, object] = {}
            noted = _proven_run(records.read_book(connection), run)
            first = _next_number(connection, "run_files", run)
            rows: list[tuple[object, ...]] = [
                (run, number, file.path, _packed(file.before), _packed(file.after))
                for number, file in enumerate(files, first)
            ]
            sums["files"] = records.insert(connection, "files", rows, noted)
            first = _next_number(connection, "run_targets", run)
            rows = [
                (
                    run,
                    number,
                    target.locale,
                    target.document,
                    target.occurrence,
                    target.before,
                    target.before_state,
                    target.after,
                    target.after_state,
                    target.origin,
                )
                for number, target in enumerate(targets, first)
            ]
            sums["targets"] = records.insert(connection, "targets", rows, noted)
            if work:
                first = _next_number(connection, "run_work", run)
                rows = [row_of(one, noted, number) for number, one in enumerate(work, first)]
                sums["work"] = records.insert(connection, "work", rows, noted)
            records.changed(connection, noted, **sums)

    def retract(self, run: str, files: int, targets: int, work: int = 0) -> None:
        """Forget the last so many records of a run, because nothing of them was written after all."""
        with self._database.write() as connection:
            noted = _proven_run(records.read_book(connection), run)
            sums = {
                kind: records.remove(connection, kind, records.last(connection, kind, run, count), noted)
                for kind, count in (("files", files), ("targets", targets), ("work", work))
            }
            records.changed(connection, noted, **sums)

    def finish(self, run: str, status: str, summary: str = "") -> None:
        """Set a run's status, and its one-line summary where one is given."""
        with self._database.write() as connection:
            noted = _proven_run(records.read_book(connection), run)
            records.changed(connection, noted, status=status, summary=summary or noted.summary)

    def mark_undone(self, run: str) -> None:
        """Note that a run no longer stands; where it was itself the undoing of another run, that one stands again."""
        status = "undone"
        with self._database.write() as connection:
            runs = {one.id: one for one in records.read_book(connection).runs}
            while noted := runs.pop(run, None):
                records.changed(connection, noted, status=status)
                # An undoing that is undone makes its run stand again, and the other way round, down the chain.
                run = noted.pipeline.removeprefix(UNDOING) if noted.pipeline.startswith(UNDOING) else ""
                status = "done" if status == "undone" else "undone"

    def interrupted(self, *, elsewhere: bool = False) -> tuple[str, ...]:
        """Runs that were cut off while they wrote here, oldest first.

        elsewhere: those of other places instead, which are not ours to finish: see `locmem.history.places`.
        """
        with self._database.read() as connection:
            book = records.read_book(connection)
            runs = set(cut_off(connection, self._here(), elsewhere=elsewhere))
        self._warn(book.damaged)
        return tuple(run.id for run in book.runs if run.id in runs)

    def status(self, run: str) -> str:
        """`writing`, `done` or `undone`.  Raises UsageError for a run nobody knows, DamagedStore for a damaged one."""
        with self._database.read() as connection:
            return str(_proven_run(records.read_book(connection), run).status)

    def pipeline(self, run: str) -> str:
        """What a run is called: its pipeline's file, its command, or `undo RUN`.  Raises as `status` does."""
        with self._database.read() as connection:
            return str(_proven_run(records.read_book(connection), run).pipeline)

    def files(self, run: str) -> tuple[FileChange, ...]:
        """The files a run wrote, in order.

        Raises UsageError for a run nobody knows, DamagedStore where any of its records is not what was written:
        half of a run is worse than none.
        """
        damaged: list[DamagedRecord] = []
        with self._database.read() as connection:
            noted = _proven_run(records.read_book(connection), run)
            rows = list(records.proven(connection, "files", [noted], damaged))
        if damaged:
            raise self._damaged(damaged)
        return tuple(
            FileChange(path=row.path, before=_unpacked(row.before), after=_unpacked(row.after)) for row in rows
        )

    def runs(self, limit: int = 50) -> tuple[RunRecord, ...]:
        """The newest runs first; those with a record that is not what was written are `damaged`, and say which."""
        damaged: list[DamagedRecord] = []
        with self._database.read() as connection:
            book = records.read_book(connection)
            newest = book.runs[::-1][:limit]
            # Steps of one run may write a file one after the other.
            files = {(row.run, row.path) for row in records.proven(connection, "files", newest, damaged)}
            written = Counter(run for run, _ in files)
            targets = Counter(row.run for row in records.proven(connection, "targets", newest, damaged))
        told = {record.run: "" for record in damaged}
        for record in damaged:
            told[record.run] = "; ".join(filter(None, (told[record.run], record.what)))
        sound = [
            RunRecord(
                id=row.id,
                pipeline=row.pipeline,
                started=row.started,
                who=row.who,
                status="damaged" if row.id in told else row.status,
                summary=f"damaged in {self._database.name}: {told[row.id]}" if row.id in told else row.summary,
                files=written[row.id],
                targets=targets[row.id],
            )
            for row in newest
        ]
        # Where in time a damaged run belongs is not known any more.
        lost = [
            RunRecord(
                id=record.run or "?",
                pipeline="",
                started="",
                status="damaged",
                summary=f"damaged in {self._database.name}: {record.what}",
                files=0,
                targets=0,
            )
            for record in book.damaged
        ]
        return (*lost, *sound)

    def confirmations(self) -> tuple[Confirmation, ...]:
        """Every target that runs confirmed, oldest first; those of undone runs, and damaged records, are left out."""
        return tuple(
            Confirmation(
                run=row.run,
                started=run.started,
                locale=row.locale,
                document=row.document,
                occurrence=row.occurrence,
                target=row.after,
                origin=row.origin,
            )
            for run, row in self._all("targets")
            if row.after_state in ("translated", "reviewed") and run.status != "undone"
        )

    def work(self) -> tuple[Work, ...]:
        """What people did, oldest first; that of undone runs, and damaged records, are left out."""
        return tuple(work_in(row) for run, row in self._all("work") if run.status != "undone")

    def began(self, path: str) -> str:
        """The moment of the run that first wrote a file; empty where no run did, or it was undone or damaged."""
        with self._database.read() as connection:
            return first_written(connection, path)

    def contents(self, path: str) -> Iterator[bytes]:
        """What runs made of a file, newest first, but for undone runs and damage."""
        with self._database.read() as connection:
            packed = tuple(contents_of(connection, path))
        yield from filter(None, map(_unpacked, packed))

    def removed(self, start: str) -> Iterator[tuple[str, str, bytes]]:
        """(path, moment, what it held) of files with this beginning that runs took away, oldest first."""
        with self._database.read() as connection:
            rows = tuple(removed_below(connection, start))
        yield from ((path, moment, _unpacked(data) or b"") for path, moment, data in rows)

    def texts(self, place: Place) -> tuple[Said, ...]:
        """What runs wrote at a place, newest first, but for undone runs and damage."""
        with self._database.read() as connection:
            return tuple(texts_at(connection, place))

    def writers(self, folder: str) -> tuple[tuple[str, str], ...]:
        """(path, run) of the files that runs wrote below a folder and did not undo, oldest first."""
        return tuple(
            (row.path, row.run)
            for run, row in self._all("files")
            if row.path.startswith(f"{folder}/") and run.status != "undone"
        )

    def damage(self) -> tuple[DamagedRecord, ...]:
        """What of the journal is not what was written.  Looks at everything."""
        self._database.check()
        with self._database.read() as connection:
            book = records.read_book(connection)
            for kind in records.KINDS:
                for _ in records.proven(connection, kind, book.runs, book.damaged):
                    pass
        return tuple(book.damaged)

    def _all(self, kind: str) -> list[tuple[Row[Any], Row[Any]]]:
        """Every record of a kind with its run, oldest first; what is damaged is left out and said."""
        with self._database.read() as connection:
            book = records.read_book(connection)
            rows = list(records.proven(connection, kind, book.runs, book.damaged))
        self._warn(book.damaged)
        runs = {run.id: run for run in book.runs}
        pairs = [(runs[row.run], row) for row in rows]
        return sorted(pairs, key=lambda pair: (pair[0].number, pair[1].number))

    def _warn(self, damaged: Iterable[DamagedRecord]) -> None:
        told = tuple(dict.fromkeys(map(str, damaged)))
        if told:
            _log.warning(
                "%s: damaged records are left out (%s). `locmem history` shows the runs; only a backup mends them.",
                self._database.name,
                listed(told, 5),
            )

    def _damaged(self, damaged: Iterable[DamagedRecord]) -> DamagedStore:
        told = listed(tuple(dict.fromkeys(map(str, damaged))), 5)
        return DamagedStore(
            f"{self._database.name}: the record of this run is damaged ({told}), and nothing of it is used. Other runs "
            "are whole. Put a backup of the file in its place, or bring the files back with git."
        )

    def erase(self, holds: Callable[[str, bytes], bool]) -> int:
        """How many records of files, targets and work were erased: those whose text `holds` knows.

        holds: asked with a path and the bytes a file had before or after a run; targets and work are asked by their
        catalog's path.  A run that lost a record can no longer be undone in that file.
        """

        damaged: list[DamagedRecord] = []
        erased = 0
        with self._database.write() as connection:
            book = records.read_book(connection)
            for run in book.runs:
                gone: dict[str, list[Row[Any]]] = {kind: [] for kind in records.KINDS}
                for row in records.proven(connection, "files", [run], damaged):
                    if any(holds(row.path, data) for data in map(_unpacked, row[3:5]) if data is not None):
                        gone["files"].append(row)
                for row in records.proven(connection, "targets", [run], damaged):
                    if _is_held(row, (row.before, row.after), holds):
                        gone["targets"].append(row)
                for row in records.proven(connection, "work", [run], damaged):
                    if _is_held(row, (row.draft, row.final), holds):
                        gone["work"].append(row)
                if any(gone.values()):
                    sums = {kind: records.remove(connection, kind, rows, run) for kind, rows in gone.items()}
                    records.changed(connection, run, **sums)
                    erased += sum(map(len, gone.values()))
        # Nobody can say what a damaged record holds: whoever must be sure removes the file.
        self._warn((*book.damaged, *damaged))
        return erased

    def targets(self, document: str, occurrence: str) -> tuple[tuple[str, str, TargetChange], ...]:
        """(run, time, change) of one segment in every locale, oldest first; damaged records are left out and said."""
        with self._database.read() as connection:
            names = {run.id: run.pipeline for run in records.read_book(connection).runs}
        return past_of((document, occurrence), self._all("targets"), self._all("work"), names)


def merged(changes: Iterable[FileChange]) -> tuple[FileChange, ...]:
    """One change per file: its first bytes before and its last bytes after; files that came back are left out."""
    first: dict[str, FileChange] = {}
    for change in changes:
        known = first.get(change.path)
        before = known.before if known else change.before
        first[change.path] = FileChange(path=change.path, before=before, after=change.after)
    return tuple(change for change in first.values() if change.before != change.after)


def _proven_run(book: records.Book, run: str) -> Row[Any]:
    """A run's row.  Raises UsageError for a run nobody knows, DamagedRow where its own record is damaged."""
    found = next((one for one in book.runs if one.id == run), None)
    if found is not None:
        return found
    if book.damaged:
        raise DamagedRow(f"the record of the run {run} is damaged or missing")
    raise UsageError(f"no run {run!r} is known. `locmem history` lists the runs.")


def _is_held(row: Row[Any], texts: Iterable[str | None], holds: Callable[[str, bytes], bool]) -> bool:
    path = f"content/translations/{row.locale}/{row.document}.po"
    return any(holds(path, said.encode()) for said in texts if said)


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
