"""Step `backlog`: items pinned to a priority, snoozed until a day, or left to the score again, by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from locmem.backlog.decisions import DECISIONS_FILE, Decision, DecisionKind, too_long, write_decisions
from locmem.backlog.items import BacklogItem
from locmem.errors import UsageError
from locmem.model.priority import Priority
from locmem.model.wording import counted, listed
from locmem.noted_day import plain_day
from locmem.pages.decided import require_open
from locmem.pages.overview import decisions_of, overview
from locmem.workspace.project import Project
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageResult:
    """What was decided, or, where nothing was, which decisions were forgotten."""

    decided: tuple[Decision, ...] = ()
    cleared: tuple[Decision, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        if self.cleared:
            return f"{counted(len(self.cleared), 'decision')} forgotten: {listed(tuple(o.item for o in self.cleared))}"
        return "; ".join(f"{one.item} {one}" for one in self.decided)


def decide(
    run: Run,
    keys: Sequence[str],
    kind: DecisionKind,
    *,
    reason: str,
    by: str,
    priority: Priority | None = None,
    until: date | None = None,
) -> TriageResult:
    """Pin or snooze open items; an earlier decision on one is replaced.

    until: the last day on which it counts.
    Raises UsageError for a key of which nothing is open, without name or reason, for a day that has passed, and where
    what the law asks or has priority 1 would be put off for longer than it may.
    """
    project = run.project
    today = plain_day(project.today)
    reason, by = " ".join(reason.split()), " ".join(by.split())
    if not reason or not by:
        raise UsageError("a decision has a name and a reason. Add --by NAME --reason TEXT.")
    if until is not None and plain_day(until) < today:
        raise UsageError(f"{until} has passed. Name a day to come.")
    open_ = _open_items(project, keys)
    decided = tuple(
        Decision(
            item=key,
            kind=kind,
            priority=priority,
            until=plain_day(until) if until else None,
            reason=reason,
            by=by,
            on=today,
        )
        for key in dict.fromkeys(keys)
    )
    refused = [
        f"{one.item}: {too_long(one)}. Pass --until {one.last_day(today)} or sooner."
        for one in decided
        if open_[one.item].is_too_long(one, today)
    ]
    if refused:
        raise UsageError("\n".join(refused))
    _write(project, {**{one.item: one for one in _known(project)}, **{one.item: one for one in decided}}.values())
    return TriageResult(decided=decided)


def clear(run: Run, keys: Sequence[str]) -> TriageResult:
    """Forget what was decided of items.  Raises UsageError for one of which nothing was."""
    project = run.project
    known = {one.item: one for one in _known(project)}
    if unknown := tuple(key for key in dict.fromkeys(keys) if key not in known):
        raise UsageError(f"nothing was decided of {listed(unknown)}. Decided of: {listed(tuple(known)) or 'nothing'}.")
    _write(project, [one for one in known.values() if one.item not in keys])
    return TriageResult(cleared=tuple(known[key] for key in dict.fromkeys(keys)))


def _known(project: Project) -> Sequence[Decision]:
    """What was decided before.  Raises UsageError where the file cannot be read: it would be lost."""
    known = decisions_of(project)
    if not project.was_read(DECISIONS_FILE):
        raise UsageError(f"{DECISIONS_FILE} cannot be read: {'; '.join(map(str, project.unread))} Mend it first.")
    return known


def _write(project: Project, decisions: Iterable[Decision]) -> None:
    project.folder.write(DECISIONS_FILE, write_decisions(decisions).encode())


def _open_items(project: Project, keys: Sequence[str]) -> dict[str, BacklogItem]:
    """The open items of the markets that are named, by key.  Raises UsageError where one of the keys is none's."""
    codes = {market.code for market in project.all_markets}
    named = tuple(dict.fromkeys(key.partition("/")[0] for key in keys if key.partition("/")[0] in codes))
    items = overview(project, project.chosen_markets(named)).backlog if named else ()
    known = {item.key: item for item in items}
    require_open(known, keys)
    return known
