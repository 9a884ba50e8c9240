"""The report for reviewdog: a diagnostic a line in JSON, with what can be put in its place at one click.

Columns count bytes of UTF-8 and ends are exclusive, as in reviewdog's `reviewdog.proto`.
"""

from __future__ import annotations

from locmem.checks.outputs.columns import byte_column
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Fix, Severity
from locmem.model.visible import json_text

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def rdjsonl(report: CheckReport) -> str:
    """A line of JSON for each finding, most pressing first, each with a line feed; empty where there is none.

    A suggestion stands where the finding's `fix` says what is certain to belong there.
    """
    return "".join(f"{json_text(_diagnostic(report, finding), indent=None)}\n" for finding in report.pressing)


def _diagnostic(report: CheckReport, finding: Finding) -> dict[str, object]:
    location: dict[str, object] = {"path": report.file_of(finding)}
    if finding.location.line:
        location["range"] = {"start": _position(finding.location.line, byte_column(finding))}
    return {
        "message": finding.message,
        "location": location,
        "severity": _SEVERITIES[report.level(finding)],
        "source": {"name": "locmem"},
        "code": {"value": finding.check},
        **({"suggestions": [_suggestion(finding.fix)]} if finding.fix else {}),
    }


def _suggestion(fix: Fix) -> dict[str, object]:
    start, end = _position(fix.line, fix.byte), _position(fix.end[0], fix.end_byte)
    return {"range": {"start": start, "end": end}, "text": fix.text}


def _position(line: int, column: int) -> dict[str, int]:
    return {"line": line, "column": column} if column else {"line": line}
