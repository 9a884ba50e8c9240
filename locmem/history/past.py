"""A segment's past: what became of its target, and who made each text over what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from locmem.history.changes import TargetChange
from locmem.history.work import How, Work, work_in

if TYPE_CHECKING:
    from sqlalchemy import Row


def past_of(
    place: tuple[str, str],
    targets: Iterable[tuple[Row[Any], Row[Any]]],
    work: Iterable[tuple[Row[Any], Row[Any]]],
) -> tuple[tuple[str, str, TargetChange], ...]:
    """(run, time, change) of one segment in every locale, in the order of `targets`.

    place: document and occurrence.  targets, work: the journal's records, each after its run, oldest first.
    """
    done: dict[tuple[str, str, str, str], Work] = {}
    for _, row in work:
        if (row.document, row.occurrence) == place:
            one = work_in(row)
            done[one.run, one.locale, one.final, one.after_state] = one
    found: list[tuple[str, str, TargetChange]] = []
    last: dict[str, TargetChange] = {}
    for run, row in targets:
        if (row.document, row.occurrence) == place:
            by = done.get((row.run, row.locale, row.after, row.after_state))
            last[row.locale] = _change(row, last.get(row.locale), by)
            found.append((row.run, run.started, last[row.locale]))
    return tuple(found)


def _change(row: Row[Any], last: TargetChange | None, work: Work | None) -> TargetChange:
    """The change that a record is of.

    last: the one before it in its locale.  work: what was done to confirm the text.
    """
    made = ""
    if row.before and last is not None and last.after == row.before:
        made = last.origin
    elif row.before and work is not None and work.draft == row.before:
        made = work.origin
    return TargetChange(
        locale=row.locale,
        document=row.document,
        occurrence=row.occurrence,
        before=row.before,
        before_state=row.before_state,
        after=row.after,
        after_state=row.after_state,
        origin=row.origin,
        before_origin=made,
        # What the memory confirmed nobody decided.
        who=work.who if work is not None and work.how is not How.MEMORY else "",
    )
