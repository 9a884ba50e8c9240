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
class Fix:
    """A line of the finding's file as it would be if the finding were mended in the one way that is certain.

    line: from 1.  old, new: that line as it is and as it would be, without its end; neither holds one.
    """

    line: int
    old: str
    new: str

    @property
    def start(self) -> int:
        """How many characters at the start of the line stay."""
        least = min(len(self.old), len(self.new))
        return next((place for place in range(least) if self.old[place] != self.new[place]), least)

    @property
    def replaced(self) -> str:
        """What is taken out of the old line, from `start` on."""
        return self.old[self.start : len(self.old) - self._end]

    @property
    def text(self) -> str:
        """What is put there."""
        return self.new[self.start : len(self.new) - self._end]

    @property
    def _end(self) -> int:
        """How many characters at the end of the line stay."""
        most = min(len(self.old), len(self.new)) - self.start
        old, new = self.old[::-1], self.new[::-1]
        return next((place for place in range(most) if old[place] != new[place]), most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a check found: where, what, what to do.

    check: the check's name, such as `stale` or `liquid-syntax`; stable, used in baselines.
    gate: the gate it fails when its severity is ERROR.
    locale, market: empty where the finding holds for all of them.
    excerpt: the source line with a caret line below it, or empty.
    begins: the occurrence of the first entry it speaks of, where it speaks of several of a catalog; it leads people to
    a line, and is no part of what the finding is, so that the finding stays itself while entries are finished.
    fix: what `check --fix` would write, where only one thing can be meant.
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
    begins: str = ""
    fix: Fix | None = None

    @property
    def scope(self) -> str:
        """The market and the locale it holds for, as `ES es`; empty where it holds for all of them."""
        return " ".join(part for part in (self.market, self.locale) if part)

    @property
    def key(self) -> str:
        """The key of its place where people need it: where no line tells it, and of entries that commands ask for."""
        place = self.location
        return place.key if not place.line or place.path.endswith(".po") else ""

    @property
    def told(self) -> str:
        """What was found and what to do, with the key of the place where it is needed."""
        key = f"{self.key}: " if self.key else ""
        return " ".join(f"{key}{self.what} {self.do}".split())

    @property
    def message(self) -> str:
        """As `told`, with the market and the locale behind it, for reports that have no place for them."""
        return f"{self.told} ({self.scope})" if self.scope else self.told

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
