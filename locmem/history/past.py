"""A segment's past: what became of its target, and who made each text over what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from locmem.history.changes import TargetChange
from locmem.history.transitions import Transition
from locmem.history.work import How, Work, work_in

if TYPE_CHECKING:
    from sqlalchemy import Row

# What a run that undoes another is called, before that other's id.
UNDOING = "undo "

_BACK, _AGAIN = Transition.TAKEN_BACK.value, "done again"


def past_of(
    place: tuple[str, str],
    targets: Iterable[tuple[Row[Any], Row[Any]]],
    work: Iterable[tuple[Row[Any], Row[Any]]],
    names: Mapping[str, str],
) -> tuple[tuple[str, str, TargetChange], ...]:
    """(run, time, change) of one segment in every locale, in the order of `targets`, in all documents that it stood in.

    place: document and occurrence.  targets, work: the journal's records, each after its run, oldest first.
    names: what each run is called.
    """
    document, occurrence = place
    done: dict[tuple[str, str, str, str], Work] = {}
    for _, row in work:
        if row.occurrence == occurrence:
            one = work_in(row)
            done[one.run, one.locale, one.final, one.after_state] = one
    rows = [(run, row) for run, row in targets if row.occurrence == occurrence]
    gone = {(row.run, row.locale): row for _, row in rows if not row.after_state}
    came = {(row.run, row.locale): row for _, row in rows if not row.before_state}
    moves = {key: row for key, row in gone.items() if key in came and came[key].document != row.document}
    documents = _documents(document, [(row.document, came[key].document) for key, row in moves.items()])
    found: list[tuple[str, str, TargetChange]] = []
    said: dict[str, list[TargetChange]] = {}
    for run, row in rows:
        key = (row.run, row.locale)
        old = moves.get(key)
        if row.document not in documents or row is old:
            continue
        by = done.get((*key, row.after, row.after_state))
        change = _change(row, old if row is came.get(key) else None, said.setdefault(row.locale, []), by)
        change = _as_undoing(change, _undoing(row.run, names), said[row.locale])
        said[row.locale].append(change)
        found.append((row.run, run.started, change))
    return tuple(found)


def _documents(document: str, moves: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The documents that a segment stood in, by the moves from one to another."""
    known = {document}
    while more := {name for pair in moves if known & set(pair) for name in pair} - known:
        known |= more
    return frozenset(known)


def _change(row: Row[Any], old: Row[Any] | None, said: Sequence[TargetChange], work: Work | None) -> TargetChange:
    """The change that a record is of.

    old: the record of how the segment left another document in the same run.  said: the changes before it in its
    locale.  work: what was done to confirm the text.
    """
    before = old or row
    last = said[-1] if said else None
    made = ""
    if before.before and last is not None and last.after == before.before:
        made = last.origin
    elif before.before and work is not None and work.draft == before.before:
        made = work.origin
    return TargetChange(
        locale=row.locale,
        document=row.document,
        occurrence=row.occurrence,
        before=before.before,
        before_state=before.before_state,
        after=row.after,
        after_state=row.after_state,
        origin=row.origin,
        before_origin=made,
        # What the memory confirmed nobody decided.
        who=work.who if work is not None and work.how is not How.MEMORY else "",
        moved_from=old.document if old is not None else "",
    )


def _undoing(run: str, names: Mapping[str, str]) -> str:
    """What a run did to what another had done, in words; empty for one that undid nothing."""
    found = ""
    while (name := names.get(run, "")).startswith(UNDOING):
        run = name.removeprefix(UNDOING)
        found = _AGAIN if found == _BACK else _BACK
    return found


def _as_undoing(change: TargetChange, undoing: str, said: Sequence[TargetChange]) -> TargetChange:
    """The change, with the name of whoever had made the text that an undoing brings back."""
    if not undoing:
        return change
    then = (one.who for one in reversed(said) if (one.after, one.after_state) == (change.after, change.after_state))
    return replace(change, undoing=undoing, who=change.who or next(then, ""))
