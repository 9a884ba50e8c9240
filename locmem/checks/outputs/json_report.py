"""The report for programs.

    {
      "schema": "locmem-check/1",
      "gate": "change" | "release",
      "passed": true | false,
      "files": number of source files looked at,
      "counts": {"failing": n, "error": n, "warning": n, "note": n, "known": n},
      "findings": [
        {
          "fingerprint": stable while the finding is the same, as in baselines,
          "check": name, "gate": "change" | "release", "severity": "error" | "warning" | "note",
          "failing": true | false, "known": true | false,
          "path": from the project's folder, "line": from 1 or null, "column": from 1 or null,
          "key": of a segment or a value, or null, "market": code or null, "locale": tag or null,
          "what": sentence, "do": sentence, "excerpt": source line and carets, or null,
          "fix": null, or where only one thing can be meant
            {"line": n, "column": from 1, "replaced": text, "text": what belongs in its place}
        }, ...
      ]
    }

Findings stand worst first.  Keys may be added under the same schema number; none is renamed or removed.
"""

from __future__ import annotations

from locmem.checks.baseline import fingerprints
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Fix, Severity
from locmem.model.visible import json_text

SCHEMA = "locmem-check/1"


def json_report(report: CheckReport) -> str:
    """The report as JSON that ends in a line feed; the same report always gives the same text."""
    prints = fingerprints(report.findings)
    document = {
        "schema": SCHEMA,
        "gate": report.gate.value,
        "passed": not report.failing,
        "files": len(report.files),
        "counts": {
            "failing": len(report.failing),
            **{
                severity.value: sum(finding.severity is severity for finding in report.findings)
                for severity in Severity
            },
            "known": sum(finding in report.known for finding in report.findings),
        },
        "findings": [_row(report, finding, print_) for finding, print_ in zip(report.findings, prints, strict=True)],
    }
    return json_text(document) + "\n"


def _row(report: CheckReport, finding: Finding, fingerprint: str) -> dict[str, object]:
    place = finding.location
    return {
        "fingerprint": fingerprint,
        "check": finding.check,
        "gate": finding.gate.value,
        "severity": finding.severity.value,
        "failing": report.fails(finding),
        "known": finding in report.known,
        "path": place.path,
        "line": place.line or None,
        "column": place.column or None,
        "key": place.key or None,
        "market": finding.market or None,
        "locale": finding.locale or None,
        "what": finding.what,
        "do": finding.do,
        "excerpt": finding.excerpt or None,
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {"line": fix.line, "column": fix.start + 1, "replaced": fix.replaced, "text": fix.text}
