"""The report as JUnit XML, which most CI servers can show: a suite per market, a case per file.

What holds for all markets is in the suite `project`, whose cases are all files looked at, so that a file
without findings counts as passed.
"""

from __future__ import annotations

import xml.etree.ElementTree as Tree

from locmem.checks.run import CheckReport
from locmem.model.finding import Finding
from locmem.model.visible import for_xml, xml_text

PROJECT = "project"


def junit(report: CheckReport) -> str:
    """The report as XML that ends in a line feed; a case fails where a finding fails the gate.

    What does not fail stands in the case's system-out.
    """
    suites: dict[str, dict[str, list[Finding]]] = {PROJECT: {path: [] for path in report.files}}
    for finding in report.findings:
        cases = suites.setdefault(finding.market or PROJECT, {})
        cases.setdefault(finding.location.path, []).append(finding)
    root = Tree.Element("testsuites", name=f"locmem check ({report.gate.value} gate)")
    total = failed = 0
    for name in sorted(suites, key=lambda name: (name != PROJECT, name)):
        suite = Tree.SubElement(root, "testsuite", name=for_xml(name))
        failures = 0
        for path in sorted(suites[name]):
            failures += _case(suite, name, path, suites[name][path], report)
        total, failed = total + len(suites[name]), failed + failures
        suite.attrib |= {"tests": str(len(suites[name])), "failures": str(failures), "errors": "0", "skipped": "0"}
    root.attrib |= {"tests": str(total), "failures": str(failed), "errors": "0"}
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml_text(Tree.tostring(root, encoding="unicode"))}\n'


def _case(suite: Tree.Element, market: str, path: str, findings: list[Finding], report: CheckReport) -> bool:
    """Adds the case of one file; whether it fails."""
    case = Tree.SubElement(suite, "testcase", classname=for_xml(f"locmem.{market}"), name=for_xml(path))
    failing = [finding for finding in findings if report.fails(finding)]
    others = [finding for finding in findings if not report.fails(finding)]
    if failing:
        more = f" and {len(failing) - 1} more" if len(failing) > 1 else ""
        failure = Tree.SubElement(case, "failure", type=failing[0].check, message=for_xml(f"{failing[0].what}{more}"))
        failure.text = for_xml("\n\n".join(_told(finding) for finding in failing))
    if others:
        Tree.SubElement(case, "system-out").text = for_xml("\n\n".join(_told(finding) for finding in others))
    return bool(failing)


def _told(finding: Finding) -> str:
    scope = " ".join(part for part in (finding.check, finding.locale) if part)
    key = f" {finding.location.key}" if finding.location.key else ""
    head = f"{finding.location}{key}: {finding.severity.value}: {finding.what} [{scope}]"
    return "\n".join(part for part in (head, finding.excerpt, finding.do) if part)
