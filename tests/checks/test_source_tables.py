from __future__ import annotations

from tests.checks.lamps import Lamps


def test_each_row_is_told_for_itself_and_tables_are_told_apart(lamps: Lamps) -> None:
    lamps.article("| A | B |\n|---|---|\n| 1 |\n| 1 | 2 |\n| 1 | 2 | 3 |\n\n| A |\n|---|\n| 1 |")
    found = lamps.findings("table-row-uneven")
    assert [(one.location.line, "Add" in one.do) for one in found] == [(7, True), (9, False)]


def test_a_table_inside_a_table_or_a_condition_is_left_alone(lamps: Lamps) -> None:
    inner = "<table><tr><td>1</td><td>2</td></tr></table>"
    lamps.article(f"<table><tr><td>1</td><td>{inner}</td></tr><tr><td>1</td></tr></table>")
    assert lamps.findings("table-row-uneven") == []
    condition = '{% if market.code == "ES" %}<td>2</td>{% endif %}'
    lamps.article(f"<table><tr><td>1</td>{condition}</tr><tr><td>1</td></tr></table>")
    assert lamps.findings("table-row-uneven") == []
