"""Checkstyle's XML: files, and in them errors with a place, a severity and a source."""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from dataclasses import replace

from locmem.checks.outputs.checkstyle import checkstyle
from tests.checks.outputs.reports import DAMAGED, LEAK, NOTE, report


def test_findings_stand_under_their_files_the_failing_ones_first() -> None:
    other = replace(LEAK, what="“x”\nis typed in <here>.", do="")
    root = Tree.fromstring(checkstyle(report(NOTE, DAMAGED, LEAK, other)))
    assert [(file.get("name"), len(file)) for file in root] == [
        ("content/a.md", 3),
        ("content/translations/es/a.md.po", 1),
    ]
    first, second, third = root[0]
    assert first.attrib == {
        "line": "7",
        "column": "5",
        "severity": "error",
        "message": "“21 %” is typed in. Write `{{ market.tax.standard_rate }}`.",
        "source": "locmem.fact-typed-in",
    }
    assert second.get("message") == "“x” is typed in <here>."
    assert third.get("severity") == "info"
    [damaged] = root[1]
    assert (damaged.get("line"), damaged.get("column"), damaged.get("severity")) == ("0", None, "warning")


def test_files_are_named_from_the_root_of_the_repository() -> None:
    root = Tree.fromstring(checkstyle(replace(report(LEAK), folder="help")))
    assert root[0].get("name") == "help/content/a.md"
