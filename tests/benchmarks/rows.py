"""What a measurement gives: one row for each thing measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The project's own folder."""

SHARED = ROOT.parent / "shared"
"""Real cases that are not part of the project; not everybody has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing measured.

    goal: the figure to reach, empty where there is none.
    note: what the figure was measured on, or what is left where the goal is missed.
    """

    what: str
    value: str
    goal: str = ""
    note: str = ""


Measure = Callable[[bool], Iterator[Row]]
"""The `measure` of a module: whether to be quick, to its rows as they are found."""


def cases(name: str) -> Path | None:
    """The folder `name` of the real cases, None where it is not there."""
    folder = SHARED / "cases" / name
    return folder if folder.exists() else None


def share(part: int, whole: int, *, digits: int = 1) -> str:
    """`part` of `whole` with its percentage: `98 of 100 (98.0 %)`; never rounded up to a full 100 %."""
    if not whole:
        return "0 of 0"
    percent = 100 * part / whole
    shown = f"{percent:.{digits}f}"
    if part < whole and float(shown) == 100:
        shown = f"{100 - 10**-digits:.{digits}f}"
    return f"{part:,} of {whole:,} ({shown} %)"
