"""The report for CI servers: a suite per market, a case per file."""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from dataclasses import replace

from locmem.checks.outputs.junit import junit
from locmem.model.finding import Gate
from tests.checks.outputs.reports import DAMAGED, LEAK, NOTE, report


def test_junit_has_a_suite_per_market_and_a_case_per_file() -> None:
    root = Tree.fromstring(junit(report(LEAK, DAMAGED, NOTE, gate=Gate.RELEASE)))
    assert {key: root.get(key) for key in ("tests", "failures")} == {"tests": "3", "failures": "1"}
    project, spain = root
    assert [(case.get("name"), len(case)) for case in project] == [("content/a.md", 1), ("content/b.md", 0)]
    assert project[0][0].tag == "system-out"
    failure = spain[0][0]
    assert (spain.get("name"), failure.tag, failure.get("type")) == ("ES", "failure", "damaged-codes")
    assert "Mend it." in str(failure.text)


def test_junit_survives_characters_that_xml_cannot_hold() -> None:
    odd = replace(LEAK, what="a \x00 \x1b \ud800 <b> & “c”")
    [failure] = Tree.fromstring(junit(report(odd)).encode("utf-8")).iter("failure")
    assert failure.get("message") == "a \ufffd \ufffd \ufffd <b> & “c”"
