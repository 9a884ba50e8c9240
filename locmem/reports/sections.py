"""A report in parts: what each says, the tables behind it, and what stands there while there is nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

Value = str | int | float | Decimal | date | None
"""What a cell holds; None where nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; digits: behind the decimal point of its numbers, None for a column of texts.

    unit: of its numbers, told in its head.  is_long: whether its texts are sentences.
    """

    name: str
    digits: int | None = None
    unit: str = ""
    is_long: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers."""
        return self.digits is not None

    @property
    def head(self) -> str:
        """What stands above it."""
        return f"{self.name}, {self.unit}" if self.unit else self.name

    def text(self, value: Value) -> str:
        """A value as people read it."""
        if value is None:
            return "not known"
        if self.digits is not None and isinstance(value, int | float | Decimal):
            return f"{value:,.{self.digits}f}"
        return str(value)

    def plain(self, value: Value) -> str:
        """A value as a table of a spreadsheet has it; nothing where nobody knows."""
        if value is None:
            return ""
        if self.digits is not None and isinstance(value, int | float | Decimal):
            return f"{value:.{self.digits}f}"
        return str(value)


def text(name: str, *, is_long: bool = False) -> Column:
    """A column of texts."""
    return Column(name=name, is_long=is_long)


def number(name: str, unit: str = "", digits: int = 0) -> Column:
    """A column of numbers."""
    return Column(name=name, digits=digits, unit=unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Figures in rows; the first cell of each says what it is of.

    more: what is left out, in a sentence.  is_open: whether it is read with the chart, and not only looked up.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report.

    id: what addresses name it.  said: a sentence each.  charts: the names of those that show it.
    command: that says the same in a terminal.  empty: what will stand here and which command begins it, where there is
    nothing yet; then there are no charts.
    """

    id: str
    title: str
    said: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    command: str = ""
    empty: str = ""

    @property
    def open_tables(self) -> tuple[Table, ...]:
        """Those that are read with the charts."""
        return tuple(one for one in self.tables if one.is_open)

    @property
    def shut_tables(self) -> tuple[Table, ...]:
        """Those in which figures are looked up."""
        return tuple(one for one in self.tables if not one.is_open)

    def without(self, what: str) -> Section:
        """The part while there is nothing to show; what: will stand here, and which command begins it."""
        return replace(self, empty=what)

    def holding(self, said: Iterable[str], charts: Iterable[str], tables: Iterable[Table]) -> Section:
        """The part with what it says and shows."""
        return replace(self, said=tuple(said), charts=tuple(charts), tables=tuple(tables))
