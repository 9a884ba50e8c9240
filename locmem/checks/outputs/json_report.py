"""The report for programs.

    {
      "schema": "locmem-check/1",
      "gate": "change" | "release",
      "passed": true | false,
      "files": number of source files looked at,
      "counts": {"failing": n, "error": n, "warning": n, "note": n, "known": n, "excepted": n},
      "looked_at": sentence where only a part was looked at, or null,
      "findings": [
        {
          "fingerprint": stable while the finding is the same, as in baselines,
          "check": name, "gate": "change" | "release", "severity": "error" | "warning" | "note",
          "failing": true | false, "known": true | false,
          "priority": 1 where neither a baseline nor an undated exception covers it, or null,
          "path": from the project's folder, "line": from 1 or null, "column": from 1 or null,
          "key": of a segment or a value, or null, "market": code or null, "locale": tag or null,
          "markets": codes where it holds for several and not for all, or null,
          "what": sentence, "do": sentence, "excerpt": source line and carets, or null,
          "fix": null, or where only one thing can be meant
            {"line": n, "column": from 1, "replaced": text that may run over lines, "text": what belongs in its place}
        }, ...
      ],
      "excepted": [
        {
          ... as above, and
          "exception": {"kind": "inSource" | "external", "path": where it is written, "line": n or null, "key": or null,
                        "reason": text, "owner": name or null, "expires": day or null}
        }, ...
      ]
    }

Findings stand worst first.  Keys may be added under the same schema number; none is renamed or removed.
"""

from __future__ import annotations

from locmem.checks.baseline import fingerprints
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Fix, Severity
from locmem.model.gate_rules import GateException
from locmem.model.visible import json_text

SCHEMA = "locmem-check/1"


def json_report(report: CheckReport) -> str:
    """The report as JSON that ends in a line feed; the same report always gives the same text."""
    prints = fingerprints(report.findings)
    meant = fingerprints([one.finding for one in report.excepted])
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
            "excepted": len(report.excepted),
        },
        "looked_at": report.looked_at or None,
        "findings": [_row(report, finding, print_) for finding, print_ in zip(report.findings, prints, strict=True)],
        "excepted": [
            _row(report, one.finding, print_) | {"failing": False, "exception": _exception(one.by)}
            for one, print_ in zip(report.excepted, meant, strict=True)
        ],
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
        "priority": 1 if finding in report.first else None,
        "path": place.path,
        "line": place.line or None,
        "column": place.column or None,
        "key": place.key or None,
        "market": finding.market or None,
        "markets": list(finding.markets) or None,
        "locale": finding.locale or None,
        "what": finding.what,
        "do": finding.do,
        "excerpt": finding.excerpt or None,
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _exception(by: GateException) -> dict[str, object]:
    return {
        "kind": "inSource" if by.is_in_source else "external",
        "path": by.location.path,
        "line": by.location.line or None,
        "key": by.location.key or None,
        "reason": by.reason,
        "owner": by.owner or None,
        "expires": by.expires.isoformat() if by.expires else None,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {"line": fix.line, "column": fix.column, "replaced": fix.replaced, "text": fix.text}
