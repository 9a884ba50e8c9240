"""How cells read for people and for a spreadsheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from locmem.reports.sections import Section, Table, number, text


def test_numbers_have_the_digits_of_their_column_and_nothing_unknown_is_zero() -> None:
    money = number("paid", "EUR", 2)
    assert (money.head, money.text(Decimal("1234.5")), money.plain(Decimal("1234.5"))) == (
        "paid, EUR",
        "1,234.50",
        "1234.50",
    )
    assert (money.text(None), money.plain(None)) == ("not known", "")
    assert (text("on").text(date(2026, 11, 30)), text("on").plain(None)) == ("2026-11-30", "")


def test_tables_that_are_read_with_the_chart_stand_apart() -> None:
    shut = Table(title="all", columns=(text("a"),), rows=(("b",),))
    shown = Table(title="first", columns=(text("a"),), rows=(("b",),), is_open=True)
    part = Section(id="x", title="X").holding(["said"], ["chart"], [shut, shown])
    assert (part.open_tables, part.shut_tables, part.said, part.empty) == ((shown,), (shut,), ("said",), "")
    assert Section(id="x", title="X").without("Will stand here.").empty == "Will stand here."
