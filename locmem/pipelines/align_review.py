"""`content align --apply`: what a person decided in a file of aligned pairs goes into the catalogs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from locmem.catalogs.pairs import Pair
from locmem.exchange.outgoing import Lock
from locmem.model.translation import Origin, OriginKind, State
from locmem.model.wording import by_outcome
from locmem.pages.approvals import locks
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.project import Project
from locmem.workspace.review_table import ReviewRow, leave_review, read_review
from locmem.workspace.tag_trials import tag_trial
from locmem.workspace.workspace import open_workspace, target_problems
from locmem.workspace.writing import Run


class ReviewOutcome(Enum):
    """What became of a row."""

    TAKEN = "taken"
    SAME = "there already"
    DROPPED = "dropped"
    REFUSED = "refused"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRow:
    """A row with what became of it; of one that was refused, its reason says why."""

    outcome: ReviewOutcome
    row: ReviewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewResult:
    """What became of every row, in the order of the file.  file: what is left stands in it."""

    rows: tuple[ReviewedRow, ...]
    file: str

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome, every outcome named."""
        return by_outcome((row.outcome for row in self.rows), ReviewOutcome)

    @property
    def refused(self) -> tuple[ReviewRow, ...]:
        """The rows that could not be taken, each with the reason."""
        return tuple(one.row for one in self.rows if one.outcome is ReviewOutcome.REFUSED)

    @property
    def left(self) -> int:
        """How many rows still stand in the file."""
        return sum(one.outcome in _LEFT for one in self.rows)

    @property
    def summary(self) -> str:
        """One line for people."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items() if count) or "no rows"


_LEFT = (ReviewOutcome.REFUSED, ReviewOutcome.WAITING)


def apply_review(run: Run, file: Path) -> ReviewResult:
    """Confirm what was decided to be taken, and leave in the file what still waits or could not be taken.

    A target is taken as the file has it, also where a person corrected it.  What stands in the catalog is replaced
    only where it is what stood there when the file was written: somebody's later work stays.
    Raises InputErrors, with nothing written, for a file that cannot be read as such a table, and for pages that
    cannot be read.
    """
    project = run.project
    rows = read_review(run, file)
    workspace = open_workspace(project)
    workspace.require_all()
    before = workspace.pairs
    pairs = {(str(pair.locale), pair.source.path): pair for pair in before}
    doubtful = _decided_twice(rows)
    locked = locks(project, workspace) if any(row.is_taken for row in rows) else {}
    done = [
        _refused(row, "its segment has another row that says otherwise")
        if (row.locale, row.key) in doubtful and row.is_taken
        else _applied(project, row, pairs, locked)
        for row in rows
    ]
    put_changed(project, before, [pairs[str(pair.locale), pair.source.path] for pair in before])
    result = ReviewResult(rows=tuple(done), file=str(file))
    leave_review(run, file, [one.row for one in done if one.outcome in _LEFT])
    return result


def _decided_twice(rows: Iterable[ReviewRow]) -> frozenset[tuple[str, str]]:
    """Segments for which different targets are to be taken."""
    targets: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row.is_taken and row.key:
            targets.setdefault((row.locale, row.key), set()).add(row.target)
    return frozenset(key for key, found in targets.items() if len(found) > 1)


def _refused(row: ReviewRow, reason: str) -> ReviewedRow:
    return ReviewedRow(outcome=ReviewOutcome.REFUSED, row=replace(row, reason=reason))


def _applied(
    project: Project, row: ReviewRow, pairs: dict[tuple[str, str], Pair], locked: Mapping[tuple[str, str], Lock]
) -> ReviewedRow:
    """What becomes of a row; `pairs` gets the pair with the target that was taken."""
    if row.is_taken is None:
        return ReviewedRow(outcome=ReviewOutcome.WAITING, row=row)
    if not row.is_taken:
        return ReviewedRow(outcome=ReviewOutcome.DROPPED, row=row)
    if not row.key:
        return _refused(row, "it belongs to no segment: copy its text into the row of the segment it translates")
    if not row.target.strip():
        return _refused(row, "there is no target to take: write one, or leave the row to a translator")
    document = row.key.partition("#")[0]
    pair = pairs.get((row.locale, document))
    places = [place for place, entry in enumerate(pair.catalog.entries) if pair.key(entry) == row.key] if pair else []
    if pair is None or not places:
        return _refused(row, "there is no such segment any more")
    entry = pair.catalog.entries[places[0]]
    if entry.source != row.source:
        return _refused(row, "its source changed since")
    if entry.is_confirmed and not entry.is_stale and entry.target == row.target:
        return ReviewedRow(outcome=ReviewOutcome.SAME, row=row)
    if entry.target != row.here and entry.target != row.target and not _is_nobodys(entry.origin, entry.state):
        return _refused(row, f"somebody wrote something else since: {entry.target}")
    if lock := locked.get((row.locale, document)):
        return _refused(row, f"{lock.who}; {lock.unlock} takes that back")
    changed = entry.with_target(row.target, State.TRANSLATED, Origin(OriginKind.IMPORT, row.name))
    trial = tag_trial(project, pair.source, pair.locale)
    if problems := target_problems(pair.rows[places[0]].holding(changed), trial):
        return _refused(row, "; ".join(problems))
    entries = list(pair.catalog.entries)
    entries[places[0]] = changed
    pairs[row.locale, document] = pair.with_entries(entries)
    return ReviewedRow(outcome=ReviewOutcome.TAKEN, row=row)


def _is_nobodys(origin: Origin, state: State) -> bool:
    """Whether a target is a machine's or the memory's draft, which no person wrote."""
    return state is State.DRAFT and origin.kind not in (OriginKind.HUMAN, OriginKind.IMPORT)
