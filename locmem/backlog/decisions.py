"""What people decided of items of the backlog: pinned to a priority or snoozed until a day, by name and with a reason.

Kept in `content/backlog.csv`, a row a line in order of item, so that two branches seldom change one line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from locmem.errors import Location, Problems, input_error
from locmem.formats.table_cells import Cell, delimiter_of, read_cells
from locmem.model.priority import MOST_DAYS, Priority

DECISIONS_FILE = "content/backlog.csv"
COLUMNS = ("item", "decision", "priority", "until", "reason", "by", "on")


class DecisionKind(Enum):
    """Whether an item has a priority that a person gave it, or is out of the list until a day."""

    PIN = "pin"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided of an item.

    item: its key, `MARKET/LOCALE/DOCUMENT` or `MARKET/obligations.NAME`.  priority: of a pin.
    until: the last day on which it counts; None for a pin without end.  until_at: where that is written.
    """

    item: str
    kind: DecisionKind
    priority: Priority | None = None
    until: date | None = None
    reason: str
    by: str
    on: date
    location: Location = field(default=Location(path=""), compare=False, repr=False)
    until_at: Location = field(default=Location(path=""), compare=False, repr=False)

    def counts(self, day: date) -> bool:
        """Whether it still counts on a day."""
        return self.until is None or day <= self.until

    def last_day(self, day: date) -> date:
        """The last one on which it may put off what is of priority 1 or of the law; a day to come gives no more."""
        return date.fromordinal(min(min(self.on, day).toordinal() + MOST_DAYS, date.max.toordinal()))

    @property
    def market(self) -> str:
        """The code of the item's market."""
        return self.item.partition("/")[0]

    def __str__(self) -> str:
        until = f" until {self.until}" if self.until else ""
        done = "snoozed" if self.kind is DecisionKind.SNOOZE else f"pinned to {int(self.priority or Priority.MUST)}"
        return f"{done}{until} by {self.by} on {self.on}: {self.reason}"


def too_long(decision: Decision) -> str:
    """Why a decision may not put off what is of priority 1 or of the law, in words."""
    ends = f"it ends on {decision.until}" if decision.until else "it has no end"
    return f"{ends}, and what the law asks or has priority 1 is put off for {MOST_DAYS} days at most"


def read_decisions(text: str, path: str = DECISIONS_FILE) -> tuple[Decision, ...]:
    """The decisions, one for each item: the last of several, as two branches may both have decided.

    Raises InputErrors with the place of every cell that is empty or holds something wrong, and for what is no CSV or
    what git could not merge.
    """
    if marked := next((n for n, line in enumerate(text.splitlines(), start=1) if line.startswith("<<<<<<< ")), 0):
        do = "Keep the rows of both sides, without the lines that git wrote."
        raise input_error(Location(path=path, line=marked), "git could not merge two branches here.", do)
    problems = Problems()
    rows = read_cells(text, path, delimiter_of(text), problems)
    header = [cell.text.strip() for cell in rows[0]] if rows else []
    if missing := [name for name in COLUMNS if name not in header]:
        do = f"Write the header {','.join(COLUMNS)}."
        raise input_error(Location(path=path, line=1), f"the columns {', '.join(missing)} are missing.", do)
    found: dict[str, Decision] = {}
    for row in rows:
        # Git keeps the lines of both sides, the header too where both began the file.
        if [cell.text.strip() for cell in row] != header:
            decision = _decision(_Row(header, row, path, problems))
            known = found.get(decision.item) if decision else None
            if decision and (known is None or known.on <= decision.on):
                found[decision.item] = decision
    problems.raise_all()
    return tuple(found.values())


class _Row:
    """A row of the file; what is wrong with a cell is noted at its place."""

    def __init__(self, header: Sequence[str], cells: Sequence[Cell], path: str, problems: Problems) -> None:
        self._cells = dict(zip(header, cells, strict=False))
        self._first, self._path, self._problems = cells[0], path, problems
        self.is_sound = True

    def text(self, name: str, *, required: bool = False) -> str:
        """What a cell holds; notes an empty one that must hold something."""
        text = self._cells[name].text.strip() if name in self._cells else ""
        if required and not text:
            self.wrong(name, f"{name} must be there", "Write it, or remove the row.")
        return text

    def day(self, name: str, *, required: bool = False) -> date | None:
        """The day in a cell; None for an empty one, and for what is none, which is noted."""
        if text := self.text(name, required=required):
            try:
                return date.fromisoformat(text)
            except ValueError:
                self.wrong(name, f"{text!r} is no day such as 2026-12-28")
        return None

    def place(self, name: str) -> Location:
        """Where a cell begins; its row's start for one that is not there."""
        cell = self._cells.get(name, self._first)
        return Location(path=self._path, line=cell.line, column=cell.column)

    def wrong(self, name: str, what: str, do: str = "Mend or remove the row.") -> None:
        """Note what is wrong with a cell."""
        self.is_sound = False
        self._problems.add(self.place(name), f"{what}.", do)


def _decision(row: _Row) -> Decision | None:
    item, said = row.text("item", required=True), row.text("decision", required=True)
    kinds = {kind.value: kind for kind in DecisionKind}
    if said and said not in kinds:
        row.wrong("decision", f"the decision is {said!r}, and must be pin or snooze")
    kind = kinds.get(said, DecisionKind.PIN)
    priority = row.text("priority")
    if said == DecisionKind.PIN.value and priority not in ("1", "2", "3"):
        row.wrong("priority", "a pin has the priority 1, 2 or 3")
    if kind is DecisionKind.SNOOZE and not row.text("until"):
        row.wrong("until", "a snooze has a day on which it ends")
    until, on = row.day("until"), row.day("on", required=True)
    reason, by = row.text("reason", required=True), row.text("by", required=True)
    if not row.is_sound or on is None:
        return None
    return Decision(
        item=item,
        kind=kind,
        priority=Priority(int(priority)) if kind is DecisionKind.PIN else None,
        until=until,
        reason=reason,
        by=by,
        on=on,
        location=row.place("item"),
        until_at=row.place("until"),
    )


def write_decisions(decisions: Iterable[Decision]) -> str:
    """The file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(decisions, key=lambda one: one.item):
        priority = "" if one.priority is None else int(one.priority)
        writer.writerow((one.item, one.kind.value, priority, one.until or "", one.reason, one.by, one.on))
    return out.getvalue()
