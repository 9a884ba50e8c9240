"""Loops over cases without days: where they are told; what they are stands in `cases/case-without-days.yaml`."""

from __future__ import annotations

from locmem.checks.case_days import WITHOUT_DAYS
from tests.checks.lamps import Lamps


def test_each_loop_is_told_at_its_place_with_what_to_do(lamps: Lamps) -> None:
    undated = "{% for case in market.refund | cases %}{{ case.value }}{% endfor %}"
    lamps.article(f"First.\n\n{undated}\n\nThen {undated.replace('case.value', 'case.days')} and {undated}.")
    found = lamps.findings(WITHOUT_DAYS)
    assert [(one.location.line, one.location.column) for one in found] == [(7, 1), (9, 77)]
    assert "`{% if forloop.length > 1 %}` may stand around it" in found[0].do
    assert found[0].excerpt.splitlines()[-1].strip().strip("| ") == "^" * len("{% for case in market.refund | cases %}")


def test_a_loop_in_another_is_looked_at_too(lamps: Lamps) -> None:
    inner = "{% for more in market.reply | cases %}{{ more.value }}{% endfor %}"
    lamps.article("{% for case in market.refund | cases %}{{ case.days }}: " + inner + "{% endfor %}")
    [found] = lamps.findings(WITHOUT_DAYS)
    assert "which `more` is theirs" in found.what
