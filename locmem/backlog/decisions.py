"""What people decided of items of the backlog: pinned to a priority or snoozed until a day, by name and with a reason.

Kept in `content/backlog.csv`, a row a line in order of item, so that two branches seldom change one line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from locmem.errors import Location, Problems, input_error
from locmem.formats.table_cells import delimiter_of
from locmem.model.priority import Priority

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
    until: the last day on which it counts; None for a pin without end.
    """

    item: str
    kind: DecisionKind
    priority: Priority | None = None
    until: date | None = None
    reason: str
    by: str
    on: date
    location: Location = field(default=Location(path=""), compare=False, repr=False)

    def counts(self, day: date) -> bool:
        """Whether it still counts on a day."""
        return self.until is None or day <= self.until

    @property
    def market(self) -> str:
        """The code of the item's market."""
        return self.item.partition("/")[0]

    def __str__(self) -> str:
        until = f" until {self.until}" if self.until else ""
        done = "snoozed" if self.kind is DecisionKind.SNOOZE else f"pinned to {int(self.priority or Priority.MUST)}"
        return f"{done}{until} by {self.by} on {self.on}: {self.reason}"


def read_decisions(text: str, path: str = DECISIONS_FILE) -> tuple[Decision, ...]:
    """The decisions, one for each item: the last of several, as two branches may both have decided.

    Raises InputErrors with the line of every row that lacks something or holds something wrong, and for what is no
    CSV or what git could not merge.
    """
    if marked := next((n for n, line in enumerate(text.splitlines(), start=1) if line.startswith("<<<<<<< ")), 0):
        do = "Keep the rows of both sides, without the lines that git wrote."
        raise input_error(Location(path=path, line=marked), "git could not merge two branches here.", do)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        do = f"Write the header {','.join(COLUMNS)}."
        raise input_error(Location(path=path, line=1), f"the columns {', '.join(missing)} are missing.", do)
    problems = Problems()
    found: dict[str, Decision] = {}
    try:
        for row in reader:
            place = Location(path=path, line=reader.line_num)
            if row["item"] == COLUMNS[0]:
                # Git keeps the lines of both sides, the header too where both began the file.
                continue
            try:
                decision = _decision({name: (row[name] or "").strip() for name in COLUMNS}, place)
            except ValueError as error:
                problems.add(place, f"{error}.", "Mend or remove the row.")
                continue
            known = found.get(decision.item)
            if known is None or known.on <= decision.on:
                found[decision.item] = decision
    except csv.Error as error:
        what = f"this is not CSV ({error})."
        raise input_error(Location(path=path, line=reader.line_num), what, "Mend the quotes of the row.") from None
    problems.raise_all()
    return tuple(found.values())


def _decision(row: dict[str, str], place: Location) -> Decision:
    if lacking := [name for name in ("item", "decision", "reason", "by", "on") if not row[name]]:
        raise ValueError(f"{' and '.join(lacking)} must be there")
    if row["decision"] not in [kind.value for kind in DecisionKind]:
        raise ValueError(f"the decision is {row['decision']!r}, and must be pin or snooze")
    kind = DecisionKind(row["decision"])
    if kind is DecisionKind.PIN and row["priority"] not in ("1", "2", "3"):
        raise ValueError("a pin has the priority 1, 2 or 3")
    if kind is DecisionKind.SNOOZE and not row["until"]:
        raise ValueError("a snooze has a day on which it ends")
    return Decision(
        item=row["item"],
        kind=kind,
        priority=Priority(int(row["priority"])) if kind is DecisionKind.PIN else None,
        until=_day(row["until"]) if row["until"] else None,
        reason=row["reason"],
        by=row["by"],
        on=_day(row["on"]),
        location=place,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day such as 2026-12-28") from None


def write_decisions(decisions: Iterable[Decision]) -> str:
    """The file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(decisions, key=lambda one: one.item):
        priority = "" if one.priority is None else int(one.priority)
        writer.writerow((one.item, one.kind.value, priority, one.until or "", one.reason, one.by, one.on))
    return out.getvalue()
