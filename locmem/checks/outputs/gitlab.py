"""The report as GitLab shows it beside a merge request: Code Quality, a list in JSON after Code Climate.

GitLab compares the report of a branch with that of its target by fingerprints, so these hold no line numbers.
"""

from __future__ import annotations

from locmem.checks.baseline import fingerprints
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Severity
from locmem.model.visible import json_text

_SEVERITIES = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.NOTE: "info"}


def gitlab(report: CheckReport) -> str:
    """The report as JSON that ends in a line feed, most pressing first; `blocker` is what fails the gate.

    Where the line is not known it is the first: GitLab shows no finding without a line.
    """
    prints = dict(zip(map(id, report.findings), fingerprints(report.findings), strict=True))
    return json_text([_row(report, one, prints[id(one)]) for one in report.pressing], indent=1) + "\n"


def _row(report: CheckReport, finding: Finding, fingerprint: str) -> dict[str, object]:
    return {
        "description": finding.message,
        "check_name": finding.check,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[report.level(finding)],
        "location": {"path": report.file_of(finding), "lines": {"begin": finding.location.line or 1}},
    }
