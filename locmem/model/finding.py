"""Findings: what checks say about content.  Values, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from locmem.errors import Location


class Severity(Enum):
    """How bad a finding is.  Errors fail the gate they belong to; warnings and notes are reported."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst, for sorting."""
        return (Severity.ERROR, Severity.WARNING, Severity.NOTE).index(self)


class Gate(Enum):
    """CHANGE: what the author of a change can mend.  RELEASE: what a market must not ship."""

    CHANGE = "change"
    RELEASE = "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a check found: where, what, what to do.

    check: the check's name, such as `stale` or `liquid-syntax`; stable, used in baselines.
    gate: the gate it fails when its severity is ERROR.
    locale, market: empty where the finding holds for all of them.
    excerpt: the source line with a caret line below it, or empty.
    """

    check: str
    gate: Gate
    severity: Severity
    location: Location
    what: str
    do: str = ""
    locale: str = ""
    market: str = ""
    excerpt: str = ""

    @property
    def order(self) -> tuple[int, str, int, int, str, str, str, str]:
        """Sorting key: worst first, then by place."""
        place = self.location
        return (
            self.severity.rank,
            place.path,
            place.line,
            place.column,
            self.check,
            self.market,
            self.locale,
            self.what,
        )
