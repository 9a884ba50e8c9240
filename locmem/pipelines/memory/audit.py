"""The memory's books: which run or file brought what, and by whom."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from locmem.errors import DamagedStore, InputErrors
from locmem.exchange import manifest
from locmem.history.changes import Confirmation, RunRecord
from locmem.memory.admission import Rejected
from locmem.memory.kept_pairs import identity
from locmem.memory.tmx_entries import read_entries
from locmem.model.match import Entry, Trust
from locmem.model.wording import listed
from locmem.workspace.project import COMMITTED_TMX, Project
from locmem.workspace.remembering import FOLDER, is_own, readable_entries

_ALL_RUNS = 1_000_000
EARLIER = "earlier"
"""The batch of pairs that no run in this history brought: they came with the clone, or before the history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """A batch: pairs that came in together.

    id: the run, or EARLIER.  when: ISO time, empty where unknown.  by: the command or pipeline.  who: who did the
    work, as the handoff or the file names them, or else who ran the command.  origin: as the entries have it.
    file: the TMX file the pairs stand in, empty for catalogs.  brought: how many pairs came.  held: how many of
    those the memory still holds.  rejected: units of the file that gave no pair.
    """

    id: str
    when: str
    by: str
    who: str
    origin: str
    file: str
    brought: int
    held: int
    rejected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Books:
    """What the history knows: runs by id, confirmations in order, the run that last wrote each committed file."""

    runs: Mapping[str, RunRecord]
    confirmed: tuple[Confirmation, ...]
    writers: Mapping[str, str]


def batches(project: Project) -> tuple[BatchLine, ...]:
    """Every batch the memory's pairs came in with, oldest first; the held ones sum up to the memory's entries."""
    return tuple(line for line, _ in _lines(project))


def batch_entries(project: Project, batch: str) -> tuple[Entry, ...]:
    """The entries of one batch that the memory still holds: of a run's id, or of an origin such as `import:agency`."""
    return tuple(entry for line, entries in _lines(project) if batch in (line.id, line.origin) for entry in entries)


def _lines(project: Project) -> Iterator[tuple[BatchLine, list[Entry]]]:
    books = _books(project)
    of_run, of_file = _sorted_out(project, books)
    counts = Counter(confirmation.run for confirmation in books.confirmed)
    lines: list[tuple[BatchLine, list[Entry]]] = []
    for (run, origin), entries in of_run.items():
        record = books.runs.get(run)
        brought = (
            sum(confirmation.run == run and confirmation.origin == origin for confirmation in books.confirmed)
            if run in counts
            else 0
        )
        lines.append(
            (
                BatchLine(
                    id=run or EARLIER,
                    when=record.started if record else "",
                    by=record.pipeline if record else "",
                    who=_who(project, record),
                    origin=origin,
                    file="",
                    brought=brought or len(entries),
                    held=len(entries),
                ),
                entries,
            )
        )
    for path, entries in of_file.items():
        try:
            lines.append(_of_file(project, path, entries, books))
        except InputErrors as error:
            # What cannot be read brought nobody knows what.
            project.note_unread(path, error.problems)
    # What no run brought is older than the history.
    yield from sorted(lines, key=lambda pair: (pair[0].when, pair[0].id, pair[0].file, pair[0].origin))


def _sorted_out(project: Project, books: _Books) -> tuple[dict[tuple[str, str], list[Entry]], dict[str, list[Entry]]]:
    """The memory's entries by the run and origin, or by the committed file, that brought them."""
    latest = {
        (confirmation.locale, confirmation.document, confirmation.occurrence): confirmation
        for confirmation in books.confirmed
    }
    files = {PurePosixPath(path).stem: path for path in project.folder.files(COMMITTED_TMX)}
    kept = {
        identity(entry)
        for stem, path in files.items()
        if is_own(project, path)
        for entry in readable_entries(project, path)
        if entry.locale == stem
    }
    of_run: dict[tuple[str, str], list[Entry]] = {}
    of_file: dict[str, list[Entry]] = {path: [] for path in files.values()}
    for entry in project.memory.entries():
        stem = entry.origin.partition(":")[2]
        if entry.trust is Trust.IMPORTED and stem in files:
            of_file[files[stem]].append(entry)
        elif entry.locale in files and identity(entry) in kept:
            of_file[files[entry.locale]].append(entry)
        else:
            said = latest.get((entry.locale, entry.document, entry.occurrence))
            of_run.setdefault((said.run if said else "", entry.origin), []).append(entry)
    return of_run, of_file


def _of_file(project: Project, path: str, entries: list[Entry], books: _Books) -> tuple[BatchLine, list[Entry]]:
    trust = Trust.CONFIRMED if is_own(project, path) else Trust.IMPORTED
    data = project.folder.read(path) or b""
    pairs = list(read_entries(io.BytesIO(data), path, project.settings.source_locale, trust))
    people = ((pair.author, pair.creator) for pair in pairs if isinstance(pair, Entry))
    authors = sorted({name for names in people for name in names if name})
    run = books.writers.get(path, "")
    record = books.runs.get(run)
    origin = "kept" if trust is Trust.CONFIRMED else f"import:{PurePosixPath(path).stem}"
    rejected = sum(isinstance(pair, Rejected) for pair in pairs)
    line = BatchLine(
        id=run or EARLIER,
        when=record.started if record else "",
        by=record.pipeline if record else "",
        who=listed(tuple(authors), 3) or _who(project, record),
        origin=origin,
        file=path,
        brought=len(pairs) - rejected,
        held=len(entries),
        rejected=rejected,
    )
    return line, entries


def _who(project: Project, record: RunRecord | None) -> str:
    """Who the handoff that came back in a run was given to, or else who started the run."""
    if record is None:
        return ""
    try:
        changes = project.journal.files(record.id)
    except DamagedStore:
        # `history` says which records are damaged.
        return record.who
    for change in changes:
        if change.path.startswith(f"{manifest.FOLDER}/") and change.before and change.after:
            assignee = manifest.read_manifest(change.after, change.path).assignee
            if assignee:
                return assignee
    return record.who


def _books(project: Project) -> _Books:
    if not project.has_state:
        return _Books(runs={}, confirmed=(), writers={})
    journal = project.journal
    return _Books(
        runs={record.id: record for record in journal.runs(limit=_ALL_RUNS)},
        confirmed=journal.confirmations(),
        writers=dict(journal.writers(FOLDER)),
    )
