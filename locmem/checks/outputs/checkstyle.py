"""The report as Checkstyle writes its own, in XML: Jenkins, SonarQube, reviewdog and many others read it."""

from __future__ import annotations

import xml.etree.ElementTree as Tree

from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Severity
from locmem.model.visible import for_xml, xml_text

VERSION = "4.3"
"""The version whose form this is; readers ask for it."""

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def checkstyle(report: CheckReport) -> str:
    """The report as XML that ends in a line feed: files in order of their most pressing finding, an error is one
    that fails the gate, and line 0 means that it is not known."""
    files: dict[str, list[Finding]] = {}
    for finding in report.pressing:
        files.setdefault(report.file_of(finding), []).append(finding)
    root = Tree.Element("checkstyle", version=VERSION)
    for path, findings in files.items():
        file = Tree.SubElement(root, "file", name=for_xml(path))
        for finding in findings:
            place = finding.location
            error = Tree.SubElement(file, "error", line=str(place.line))
            if place.line and place.column:
                error.set("column", str(place.column))
            error.set("severity", _SEVERITIES[report.level(finding)])
            error.set("message", for_xml(finding.message))
            error.set("source", for_xml(f"locmem.{finding.check}"))
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml_text(Tree.tostring(root, encoding="unicode"))}\n'
