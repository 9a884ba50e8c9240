"""The parts that charts are made of, in their order, each with the name of its colour."""

from __future__ import annotations

from collections.abc import Mapping

from locmem.postedit.ledger import BAND_GROUPS
from locmem.reports import brief_figures
from locmem.reports.dashboard import AHEAD
from locmem.reports.html.chart_forms import Parts
from locmem.reports.standing_sections import PRIORITIES
from locmem.reports.work_sections import GROUP_NAMES

PRIORITY_INKS = {1: "red", 2: "orange", 3: "blue-1", 0: "grey"}
URGENCY = tuple((PRIORITIES[n], PRIORITY_INKS[n]) for n in (1, 2, 3))

_SEEN_INKS = ("blue-3", "blue-1", "grey", "orange", "red")
SEEN = tuple((name, part, ink) for (name, part), ink in zip(brief_figures.SEEN, _SEEN_INKS, strict=True))

_GROUP_INKS = {"memory": "blue-4", "repeated": "blue-3", "fuzzy": "blue-1", "machine": "orange", "new": "grey"}
GROUPS = tuple((GROUP_NAMES[name], _GROUP_INKS[name]) for name, _ in BAND_GROUPS)

GROWTH = (("there before", "blue-1"), ("added", "blue-3"))

_SOON = ("red", "orange", "blue-2", "blue-1")
DUE = tuple(zip(("never read or overdue", *(f"within {days} days" for days in AHEAD)), _SOON, strict=True))

ANSWERS = (
    ("open", "open", "orange"),
    ("confirm", "confirmed", "blue-3"),
    ("change", "to be changed", "red"),
    ("skip", "skipped", "grey"),
)

LEGENDS: Mapping[str, Parts] = {
    "readiness": [(part, ink) for _, part, ink in SEEN],
    "backlog": URGENCY,
    "burn": URGENCY,
    "words": GROUPS,
    "stale": [(PRIORITIES[n], ink) for n, ink in PRIORITY_INKS.items()],
    "growth": GROWTH,
    "facts": DUE,
    "review": [(part, ink) for _, part, ink in ANSWERS],
}
"""The parts of charts that have some, each with the name of its colour."""
