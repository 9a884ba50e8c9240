"""Values in the words that JSON has."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from locmem.model.finding import Severity
from locmem.model.inline import plain as words
from locmem.model.match import Penalty
from locmem.reports.plain_values import plain


def test_values_become_what_json_has() -> None:
    assert plain(Penalty(name="age", points=1.5, why="old")) == {"name": "age", "points": 1.5, "why": "old"}
    assert plain({Severity.ERROR: (date(2026, 11, 21), Decimal("1.50"), Path("a/b"))}) == {
        "error": ["2026-11-21", "1.50", "a/b"]
    }
    assert plain(words("Hello")) == "Hello"
    assert plain(b"four") == 4
    assert plain(frozenset({1})) == [1]
