"""Findings: what checks say about content.  Values, never exceptions."""

from __future__ import annotations

from collections.abc import Iterable
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
    """What would stand in the finding's file if the finding were mended in the one way that is certain.

    line, column: where that which is `replaced` begins, from 1; the column in code points, `byte` in bytes of UTF-8.
    replaced: what stands there, line ends as the file has them; empty where something is only put in.
    text: what belongs in its place.
    """

    line: int
    column: int
    byte: int
    replaced: str
    text: str

    @property
    def end(self) -> tuple[int, int]:
        """The line and the column right behind what is replaced."""
        return self.line + self.replaced.count("\n"), self._behind(self.column, len(self._last))

    @property
    def end_byte(self) -> int:
        """The column right behind what is replaced, in bytes of UTF-8."""
        return self._behind(self.byte, bytes_of(self._last))

    @property
    def _last(self) -> str:
        return self.replaced.rpartition("\n")[2]

    def _behind(self, start: int, length: int) -> int:
        return length + (1 if "\n" in self.replaced else start)


def fix_in(text: str, start: int, end: int, new: str, *, first: int = 1) -> Fix:
    """The fix that puts `new` in the place of `text[start:end]`; first: the line on which `text` begins."""
    line_start = text.rfind("\n", 0, start) + 1
    return Fix(
        line=first + text.count("\n", 0, start),
        column=start - line_start + 1,
        byte=bytes_of(text[line_start:start]) + 1,
        replaced=text[start:end],
        text=new,
    )


def with_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """The text of a file with all of these in it.  Raises ValueError where one does not fit, or lies over another."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    parts: list[str] = []
    last = 0
    for fix in sorted(fixes, key=lambda one: (one.line, one.column)):
        start = starts[fix.line - 1] + fix.column - 1 if fix.line < len(starts) else len(text)
        if start < last or not text.startswith(fix.replaced, start):
            raise ValueError(f"line {fix.line}, column {fix.column}: {fix.replaced!r} does not stand there")
        parts += (text[last:start], fix.text)
        last = start + len(fix.replaced)
    return "".join((*parts, text[last:]))


def bytes_of(text: str) -> int:
    """How many bytes of UTF-8 a text takes."""
    return len(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A translation as its catalog has it, and as it would be without what was found in it."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a check found: where, what, what to do.

    check: the check's name, such as `stale` or `liquid-syntax`; stable, used in baselines.
    gate: the gate it fails when its severity is ERROR.
    locale, market: empty where the finding holds for all of them.  markets: those it holds for where it is several of
    them and not all; `market` is empty then.
    excerpt: the source line with a caret line below it, or empty.
    begins: the occurrence of the first entry it speaks of, where it speaks of several of a catalog; it leads people to
    a line, and is no part of what the finding is, so that the finding stays itself while entries are finished.
    about: what it is about beside its place, as a name that findings of one cause share: the fact or duty asked for,
    or the occurrences that are all it speaks of; no part of what the finding is, either.
    fix: what `check --fix` would write, where only one thing can be meant.
    mended: the same of a translation whose place in its catalog is not known yet, as it is looked up for reports.
    """

    check: str
    gate: Gate
    severity: Severity
    location: Location
    what: str
    do: str = ""
    locale: str = ""
    market: str = ""
    markets: tuple[str, ...] = ()
    excerpt: str = ""
    begins: str = ""
    about: str = ""
    fix: Fix | None = None
    mended: Rewording | None = None

    def is_about(self, market: str) -> bool:
        """Whether it holds for a market, as far as it hangs on markets."""
        return market in (self.market, *self.markets) or not (self.market or self.markets)

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
