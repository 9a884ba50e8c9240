"""Annotations as GitHub shows them: no more than it takes, the worst first."""

from __future__ import annotations

from dataclasses import replace

from locmem.checks.outputs.github import github
from locmem.errors import Location
from locmem.model.finding import Severity
from tests.checks.outputs.reports import DAMAGED, LEAK, NOTE, report


def test_github_escapes_data_and_properties_and_shows_findings_of_the_other_gate_as_warnings() -> None:
    odd = replace(LEAK, location=Location(path="content/a,b:c%.md", line=7, column=5), excerpt="")
    assert github(report(odd, DAMAGED, NOTE)).splitlines() == [
        "::error file=content/a%2Cb%3Ac%25.md,line=7,col=5,title=fact-typed-in::“21 %25” is typed in.%0A"
        "Write `{{ market.tax.standard_rate }}`.",
        "::warning file=content/translations/es/a.md.po,title=damaged-codes (ES es)::"
        "a.md#k3f9: `{{ x }}` is missing.%0AMend it.",
        "::notice title=locmem check::Change gate failed: 1 finding to mend. "
        "In all 1 error, 1 error of the release gate, 1 note."
        " 1 note in the full report.",
    ]


def test_github_gets_no_more_than_it_shows_and_the_worst_first() -> None:
    errors = [replace(LEAK, location=Location(path=f"content/{n:02}.md", line=1)) for n in range(15)]
    warnings = [replace(one, severity=Severity.WARNING, what="odd.") for one in errors]
    written = github(report(*warnings, *errors)).splitlines()
    assert [row.split(" ")[0] for row in written] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert "10 more without an annotation here" in written[-1]
