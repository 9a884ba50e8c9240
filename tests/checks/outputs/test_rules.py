"""What reports say about each check."""

from __future__ import annotations

import re
from pathlib import Path

from locmem.checks.catalogue import CHECKS
from locmem.checks.outputs.rules import OUTSIDE, rule_of
from locmem.checks.run import UNREADABLE

PACKAGE = Path(__file__).parents[3] / "locmem"


def test_every_check_is_explained_in_a_sentence() -> None:
    for name in (*CHECKS, *OUTSIDE):
        rule = rule_of(name)
        assert rule.name == name
        assert rule.says.endswith(".")
        assert len(rule.says) > 20
        assert rule.help.startswith(rule.says)


def test_the_findings_from_outside_the_catalogue_are_known() -> None:
    """Every name of a check that stands in the code of those who gather findings is explained."""
    files = ("pages/approvals.py", "pages/output_findings.py", "pages/fact_uses.py", "workspace/handoffs.py")
    code = "".join((PACKAGE / name).read_text(encoding="utf-8") for name in files)
    named = set(re.findall(r'check="([a-z-]+)"', code))
    assert named <= OUTSIDE.keys()
    assert {UNREADABLE, "asset-refused", "fact-changes"} <= OUTSIDE.keys()
    assert not OUTSIDE.keys() & CHECKS.keys()


def test_a_check_that_nobody_knows_has_its_name() -> None:
    assert rule_of("from-the-future").says == "Findings of the check from-the-future."
