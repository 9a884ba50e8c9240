"""The report for CI servers: a suite per market, a case per file."""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from dataclasses import replace

from locmem.checks.outputs.junit import MOST, TOLD, junit
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity
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


def test_what_fails_is_kept_where_there_are_too_many_cases_and_the_rest_is_counted() -> None:
    def at(path: str, finding: Finding) -> Finding:
        return replace(finding, location=Location(path=path))

    failing = [at(f"content/{number:05}.md", LEAK) for number in range(0, MOST + 60, 20)]
    noted = [at(f"content/{number:05}.md", NOTE) for number in range(MOST + 60) if number % 20 not in (0, 1)]
    files = tuple(f"content/{number:05}.md" for number in range(MOST + 60))
    root = Tree.fromstring(junit(replace(report(*failing, *noted), files=files)))
    [suite] = root
    told = {case.get("name"): case[0].tag if len(case) else "" for case in suite if case.tag == "testcase"}
    assert (root.get("tests"), root.get("failures"), len(told)) == (str(MOST), str(len(failing)), MOST)
    assert [path for path, tag in told.items() if tag == "failure"] == [one.location.path for one in failing]
    # Those of which there is nothing to tell are left out first.
    assert sum(tag == "system-out" for tag in told.values()) == len(noted)
    assert sum(tag == "" for tag in told.values()) == MOST - len(failing) - len(noted)
    [left] = [one.text for one in suite if one.tag == "system-out"]
    assert str(left).startswith("60 cases of 10,060 are left out here")


def test_no_case_that_fails_gives_way_to_one_that_does_not() -> None:
    noted = [replace(NOTE, location=Location(path=f"content/{number:05}.md")) for number in range(MOST)]
    failing = replace(LEAK, severity=Severity.ERROR, location=Location(path="content/last.md"))
    found = replace(report(*noted), findings=(*report(*noted).findings, failing))
    root = Tree.fromstring(junit(found))
    assert (root.get("tests"), root.get("failures")) == (str(MOST), "1")


def test_a_case_tells_no_more_than_anybody_reads() -> None:
    many = [replace(LEAK, what=f"This is number {number:03}.") for number in range(TOLD + 7)]
    [failure] = Tree.fromstring(junit(report(*many))).iter("failure")
    assert f"number {TOLD - 1:03}." in str(failure.text)
    assert f"number {TOLD:03}." not in str(failure.text)
    assert str(failure.text).endswith("\n\n7 findings more.")
    assert failure.get("message") == f"This is number 000. and {TOLD + 6} more"
