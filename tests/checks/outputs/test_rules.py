"""What reports say about each check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from locmem.checks.catalogue import CHECKS
from locmem.checks.outputs.rules import OUTSIDE, explained, rule_of
from locmem.checks.run import UNREADABLE
from locmem.errors import UsageError
from locmem.model.finding import Severity

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


def test_a_check_of_the_catalogue_says_why_it_matters_and_what_to_do() -> None:
    listed = CHECKS["double-space"]
    rule = explained("double-space")
    told = "\n".join(rule.lines)
    assert told.startswith(f"double-space: {listed.sentence}\n")
    for part in (listed.why, listed.example, listed.do, "docs/reference/checks.md#double-space"):
        assert part in told
    assert listed.why in rule.help
    assert "fail no gate" in rule.help


def test_a_check_that_is_misspelled_is_told_its_near_names() -> None:
    with pytest.raises(UsageError, match="Did you mean `double-space`"):
        explained("duble-space")
    with pytest.raises(UsageError, match=r"docs/reference/checks.md lists all of them"):
        explained("zzz")


def test_what_can_be_fixed_is_told_and_what_cannot_is_not() -> None:
    told = "Can be fixed by `locmem check --fix`, which takes the blank away."
    assert f"  fix      {told}" in explained("edge-space").lines
    assert told in rule_of("edge-space").help
    assert not any("--fix" in line for line in explained("end-punctuation").lines)
    for listed in CHECKS.values():
        assert not listed.mends.endswith("."), "it goes on as a part of a sentence"


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_comes_from_outside_says_how_bad_it_is(name: str) -> None:
    """As the code has it that makes these findings; of what is no error nobody is told that it fails a gate."""
    is_no_error = name in ("return-waiting", "exception-expired", "exception-unused", "fact-changes")
    assert OUTSIDE[name].worst is (Severity.WARNING if is_no_error else Severity.ERROR)
    assert ("fail no gate" in explained(name).help) is is_no_error
