from __future__ import annotations

from tests.checks.lamps import Lamps

COMPANY = """\
markets:
  ES: {hours: {type: text, values: {es: "lunes a viernes, de 9 a 18"}}}
  BR: {hours: {type: text, values: {pt-BR: "segunda a sexta, das 9h às 18h"}}}
"""


def test_hours_are_told_with_the_fact_that_has_them(lamps: Lamps) -> None:
    lamps.write("markets/company.yaml", COMPANY)
    lamps.article("Call us.\n\nFrom Tuesday to Sunday, 10 to 4, somebody is there.")
    [found] = lamps.findings("hours-typed-in")
    assert (found.location.line, found.location.column) == (7, 6)
    assert "{{ company.hours }}" in found.do


def test_where_no_market_has_hours_none_are_typed_in(lamps: Lamps) -> None:
    lamps.article("From Tuesday to Sunday, 10 to 4.")
    assert lamps.findings("hours-typed-in") == []
