"""Doubts about profiles, beside the findings on texts."""

from __future__ import annotations

from datetime import date

from locmem.checks import profile_likeness, profiles
from locmem.markets.lint import RULES
from locmem.markets.lint_evidence import CONFIDENCE
from locmem.model.finding import Gate, Severity
from tests.checks.lamps import SPAIN, Lamps


def test_a_rate_that_two_witnesses_contradict_is_an_error_with_its_rule(lamps: Lamps) -> None:
    lamps.write("markets/ES.yaml", SPAIN.replace("value: 21", "value: 22"))
    [finding] = lamps.findings("market-rate")
    assert "profile 22" in finding.what
    assert (finding.gate, finding.severity, finding.market) == (Gate.CHANGE, Severity.ERROR, "ES")
    assert finding.location.line


def test_overdue_readings_are_counted_per_market(lamps: Lamps) -> None:
    assert not [one for one in lamps.findings("market-review") if one.market == "ES"]
    lamps.day = date(2027, 2, 1)
    [finding] = [one for one in lamps.findings("market-review") if one.market == "ES"]
    assert finding.what.startswith("1 value of ES should be read again")
    assert "locmem market due --market ES" in finding.do


def test_unverified_legal_facts_are_left_to_the_pages_that_use_them() -> None:
    assert {one.name for one in (*profiles.CHECKS, *profile_likeness.CHECKS)} == RULES.keys() - {CONFIDENCE}
