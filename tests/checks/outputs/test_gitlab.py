"""Code Quality of GitLab: what fails blocks, and a finding is the same one wherever its line went."""

from __future__ import annotations

import json
from dataclasses import replace

from locmem.checks.outputs.gitlab import gitlab
from tests.checks.outputs.reports import DAMAGED, LEAK, NOTE, report


def test_a_row_has_what_gitlab_asks_for() -> None:
    first, second, third = json.loads(gitlab(replace(report(NOTE, DAMAGED, LEAK), folder="help")))
    assert {**first, "fingerprint": ""} == {
        "description": "“21 %” is typed in. Write `{{ market.tax.standard_rate }}`.",
        "check_name": "fact-typed-in",
        "fingerprint": "",
        "severity": "blocker",
        "location": {"path": "help/content/a.md", "lines": {"begin": 7}},
    }
    assert (second["severity"], second["location"]["lines"]["begin"]) == ("minor", 1)
    assert second["description"] == "a.md#k3f9: `{{ x }}` is missing. Mend it. (ES es)"
    assert third["severity"] == "info"


def test_fingerprints_hold_no_line_and_two_of_one_kind_differ() -> None:
    moved = replace(LEAK, location=replace(LEAK.location, line=8))
    [alone] = json.loads(gitlab(report(moved)))
    first, second = json.loads(gitlab(report(LEAK, moved)))
    assert first["fingerprint"] == alone["fingerprint"] != second["fingerprint"]
