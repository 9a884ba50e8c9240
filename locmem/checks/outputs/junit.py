"""The report as JUnit XML, which most CI servers can show: a suite per market, a case per file.

What holds for all markets is in the suite `project`, whose cases are all files looked at, so that a file
without findings counts as passed.  GitLab reads no file of over 30 MB, of very many elements, or with a text of
over 10 MB, and shows nothing of it then: cases and what each tells are limited, and what is left out is counted.
"""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from collections.abc import Sequence

from locmem.checks.run import CheckReport
from locmem.model.finding import Finding
from locmem.model.visible import for_xml, xml_text
from locmem.model.wording import counted

PROJECT = "project"

MOST = 10_000
"""Cases of a report."""

TOLD = 100
"""Findings that a case tells of those that fail, and of the others."""

Case = tuple[str, str, list[Finding]]
"""A suite, a path and what was found there."""


def junit(report: CheckReport) -> str:
    """The report as XML that ends in a line feed; a case fails where a finding fails the gate.

    What does not fail stands in the case's system-out.  Of more than `MOST` cases those that fail are kept first,
    then those of which there is something to tell.
    """
    cases = _cases(report)
    kept = sorted(cases, key=lambda case: (not any(map(report.fails, case[2])), not case[2]))[:MOST]
    shown: dict[str, list[Case]] = {PROJECT: []}
    for case in kept:
        shown.setdefault(case[0], []).append(case)
    root = Tree.Element("testsuites", name=f"locmem check ({report.gate.value} gate)")
    total = failed = 0
    for name in sorted(shown, key=lambda name: (name != PROJECT, name)):
        suite = Tree.SubElement(root, "testsuite", name=for_xml(name))
        failures = sum(_case(suite, case, report) for case in sorted(shown[name], key=lambda case: case[1]))
        total, failed = total + len(shown[name]), failed + failures
        suite.attrib |= {"tests": str(len(shown[name])), "failures": str(failures), "errors": "0", "skipped": "0"}
        if name == PROJECT and (left := len(cases) - len(kept)):
            said = (
                f"{counted(left, 'case')} of {len(cases):,} are left out here; `locmem check --all` shows everything."
            )
            Tree.SubElement(suite, "system-out").text = said
    root.attrib |= {"tests": str(total), "failures": str(failed), "errors": "0"}
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml_text(Tree.tostring(root, encoding="unicode"))}\n'


def _cases(report: CheckReport) -> list[Case]:
    found: dict[tuple[str, str], list[Finding]] = {(PROJECT, path): [] for path in report.files}
    for finding in report.findings:
        found.setdefault((finding.market or PROJECT, finding.location.path), []).append(finding)
    return [(*place, findings) for place, findings in found.items()]


def _case(suite: Tree.Element, case: Case, report: CheckReport) -> bool:
    """Adds the case of one file; whether it fails."""
    market, path, findings = case
    element = Tree.SubElement(suite, "testcase", classname=for_xml(f"locmem.{market}"), name=for_xml(path))
    failing = [finding for finding in findings if report.fails(finding)]
    others = [finding for finding in findings if not report.fails(finding)]
    if failing:
        more = f" and {len(failing) - 1} more" if len(failing) > 1 else ""
        message = for_xml(f"{failing[0].what}{more}")
        failure = Tree.SubElement(element, "failure", type=failing[0].check, message=message)
        failure.text = _all_told(failing)
    if others:
        Tree.SubElement(element, "system-out").text = _all_told(others)
    return bool(failing)


def _all_told(findings: Sequence[Finding]) -> str:
    parts = [_told(finding) for finding in findings[:TOLD]]
    if len(findings) > TOLD:
        parts.append(f"{counted(len(findings) - TOLD, 'finding')} more.")
    return for_xml("\n\n".join(parts))


def _told(finding: Finding) -> str:
    scope = " ".join(part for part in (finding.check, finding.locale) if part)
    key = f" {finding.location.key}" if finding.location.key else ""
    head = f"{finding.location}{key}: {finding.severity.value}: {finding.what} [{scope}]"
    return "\n".join(part for part in (head, finding.excerpt, finding.do) if part)
