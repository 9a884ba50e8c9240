"""The report as SARIF 2.1.0, which code scanning of GitHub, Azure DevOps and editors show.

What GitHub takes is less than the standard allows: of a run's results it keeps the 5,000 most severe and refuses a run
of more than 25,000, a result needs a line, and it is known again by `primaryLocationLineHash` alone.
"""

from __future__ import annotations

from urllib.parse import quote

import locmem
from locmem.checks.baseline import fingerprints
from locmem.checks.outputs.columns import caret_width
from locmem.checks.outputs.rules import Rule, rule_of
from locmem.checks.outputs.text import summary
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Fix, Severity
from locmem.model.gate_rules import Excepted
from locmem.model.visible import json_text
from locmem.model.wording import counted

MOST = 5_000
"""Results that GitHub keeps of a run."""

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"


def sarif(report: CheckReport) -> str:
    """The report as SARIF that ends in a line feed: the most pressing findings, and how many were left out.

    An error is one that fails the gate.  Columns count code points; where the line is not known it is the first.
    """
    prints = dict(zip(map(id, report.findings), fingerprints(report.findings), strict=True))
    shown = report.pressing[:MOST]
    meant = report.excepted[: MOST - len(shown)]
    meant_prints = fingerprints([one.finding for one in report.excepted])
    names = sorted({finding.check for finding in (*shown, *(one.finding for one in meant))})
    rules = {name: number for number, name in enumerate(names)}
    run = {
        "tool": {
            "driver": {
                "name": "locmem",
                "semanticVersion": locmem.__version__,
                "rules": [_rule(rule_of(name)) for name in names],
            }
        },
        # Runs of both gates stand beside each other on GitHub because they are of two categories.
        "automationDetails": {"id": f"locmem/{report.gate.value}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, len(report.findings) - len(shown))],
        "results": [
            *(_result(report, finding, rules[finding.check], prints[id(finding)]) for finding in shown),
            *(
                _suppressed(report, one, rules[one.finding.check], print_)
                for one, print_ in zip(meant, meant_prints, strict=False)
            ),
        ],
        "properties": {"gate": report.gate.value, "found": len(report.findings), "shown": len(shown)},
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": rule.says},
        "help": {"text": rule.help, "markdown": rule.help},
        "properties": {"tags": ["localization", rule.family, f"{rule.gate}-gate"]},
    }


def _invocation(report: CheckReport, left: int) -> dict[str, object]:
    notes = [{"level": "note", "message": {"text": summary(report)}}]
    if left:
        text = (
            f"{counted(left, 'finding')} of {len(report.findings):,} are left out here, as GitHub keeps {MOST:,} of a "
            "run. The most pressing are shown; `locmem check --format json` has all."
        )
        notes.append({"level": "warning", "message": {"text": text}})
    return {
        "executionSuccessful": True,
        "exitCode": 1 if report.failing else 0,
        "toolExecutionNotifications": notes,
    }


def _result(report: CheckReport, finding: Finding, rule: int, fingerprint: str) -> dict[str, object]:
    place = finding.location
    file = {"uri": _uri(report.file_of(finding)), "uriBaseId": _ROOT}
    location: dict[str, object] = {"physicalLocation": {"artifactLocation": file, "region": _region(finding)}}
    if place.key:
        location["logicalLocations"] = [{"fullyQualifiedName": place.key}]
    result: dict[str, object] = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": report.level(finding).value,
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"locmem/v1": fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"},
        "properties": {
            "gate": finding.gate.value,
            "severity": finding.severity.value,
            **({"market": finding.market} if finding.market else {}),
            **({"locale": finding.locale} if finding.locale else {}),
        },
    }
    if report.known:
        result["baselineState"] = "unchanged" if finding in report.known else "new"
    if finding.fix:
        result["fixes"] = [_fix(file, finding.fix, finding.do or finding.what)]
    return result


def _suppressed(report: CheckReport, excepted: Excepted, rule: int, fingerprint: str) -> dict[str, object]:
    """A finding that is meant so; a note, as not every reader knows what is suppressed."""
    by = excepted.by
    until = f" (until {by.expires})" if by.expires else ""
    suppression = {
        "kind": "inSource" if by.is_in_source else "external",
        "status": "accepted",
        "justification": f"{by.reason}{until}{f', {by.owner}' if by.owner else ''}",
    }
    result = _result(report, excepted.finding, rule, fingerprint)
    return result | {"level": Severity.NOTE.value, "suppressions": [suppression]}


def _region(finding: Finding) -> dict[str, object]:
    place = finding.location
    if not place.line:
        return {"startLine": 1}
    if not place.column:
        return {"startLine": place.line}
    width = caret_width(finding)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        **({"endColumn": place.column + width} if width else {}),
    }


def _fix(file: dict[str, str], fix: Fix, told: str) -> dict[str, object]:
    line, column = fix.end
    region = {"startLine": fix.line, "startColumn": fix.column, "endLine": line, "endColumn": column}
    replacement = {"deletedRegion": region, "insertedContent": {"text": fix.text}}
    return {
        "description": {"text": told},
        "artifactChanges": [{"artifactLocation": file, "replacements": [replacement]}],
    }


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "surrogatepass"), safe="/")
