"""SARIF as code scanning reads it: levels, places, identities that outlive moved lines, and the best 5,000."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from locmem.checks.baseline import fingerprints
from locmem.checks.outputs.sarif import MOST, sarif
from locmem.checks.run import CheckReport
from locmem.errors import Location
from locmem.model.finding import Gate, Severity, fix_in
from locmem.model.gate_rules import Excepted
from tests.checks.outputs.reports import DAMAGED, FIXED, LEAK, NOTE, many, meant, report


def run_of(found: CheckReport) -> Any:
    return json.loads(sarif(found))["runs"][0]


def test_an_error_is_what_fails_the_gate_and_stands_first() -> None:
    results = run_of(report(NOTE, DAMAGED, LEAK))["results"]
    assert [(one["ruleId"], one["level"]) for one in results] == [
        ("fact-typed-in", "error"),
        ("damaged-codes", "warning"),
        ("obligation", "note"),
    ]
    results = run_of(report(NOTE, DAMAGED, LEAK, gate=Gate.RELEASE))["results"]
    assert [one["level"] for one in results] == ["error", "warning", "note"]
    assert results[0]["message"]["text"] == "a.md#k3f9: `{{ x }}` is missing. Mend it. (ES es)"


def test_a_place_is_the_words_that_are_underlined() -> None:
    [first, second] = run_of(report(LEAK, DAMAGED))["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "content/a.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 7, "startColumn": 5, "endColumn": 9}
    # GitHub takes no result without a line.
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert second["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "a.md#k3f9"}]


def test_files_are_named_from_the_root_of_the_repository_as_addresses() -> None:
    found = replace(report(replace(LEAK, location=Location(path="content/ä b:c.md"))), folder="help desk")
    place = run_of(found)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "help%20desk/content/%C3%A4%20b%3Ac.md"


def test_a_finding_is_the_same_one_after_lines_moved() -> None:
    moved = replace(LEAK, location=replace(LEAK.location, line=70, column=1))
    before, after = (run_of(report(one))["results"][0]["partialFingerprints"] for one in (LEAK, moved))
    assert before == after
    assert before["locmem/v1"] == fingerprints([LEAK])[0]


def test_rules_explain_themselves() -> None:
    [rule, other] = run_of(report(LEAK, replace(LEAK, check="asset-refused")))["tool"]["driver"]["rules"]
    assert (rule["id"], other["id"]) == ("asset-refused", "fact-typed-in")
    assert "Its errors fail both gates" in rule["help"]["text"]
    assert other["shortDescription"]["text"].startswith("Names, rates, amounts, phone numbers")
    assert other["properties"]["tags"] == ["localization", "leaks", "change-gate"]


def test_what_is_known_is_told_from_what_is_new() -> None:
    results = run_of(report(LEAK, DAMAGED, known=(LEAK,)))["results"]
    assert {one["ruleId"]: one["baselineState"] for one in results} == {
        "damaged-codes": "new",
        "fact-typed-in": "unchanged",
    }
    assert "baselineState" not in run_of(report(LEAK))["results"][0]


def test_what_is_meant_so_is_suppressed_with_its_reason_and_no_error_to_any_reader() -> None:
    by_hand = replace(meant(LEAK).by, document="a.md", owner="", expires=None)
    results = run_of(report(NOTE, excepted=(meant(LEAK), Excepted(finding=DAMAGED, by=by_hand))))["results"]
    assert ["suppressions" in one for one in results] == [False, True, True]
    assert {one["level"] for one in results[1:]} == {"note"}
    assert [one["suppressions"] for one in results[1:]] == [
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "Klarna itself is meant. (until 2027-01-31), Ana",
            }
        ],
        [{"kind": "inSource", "status": "accepted", "justification": "Klarna itself is meant."}],
    ]


def test_a_fix_takes_out_what_was_typed_in() -> None:
    [change] = run_of(report(FIXED))["results"][0]["fixes"][0]["artifactChanges"]
    [replacement] = change["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 12}
    assert replacement["insertedContent"] == {"text": "{{ market.tax.abbreviation }}"}


def test_a_fix_may_run_over_lines() -> None:
    fix = fix_in("a\n現金 b\nc", 3, 7, "")
    [change] = run_of(report(replace(FIXED, fix=fix)))["results"][0]["fixes"][0]["artifactChanges"]
    [replacement] = change["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 2, "startColumn": 2, "endLine": 3, "endColumn": 1}
    assert replacement["insertedContent"] == {"text": ""}


def test_the_most_pressing_are_kept_and_it_is_said_how_many_are_left_out() -> None:
    found = many(MOST + 500)
    run = run_of(found)
    assert len(run["results"]) == MOST
    assert sum(one["level"] == "error" for one in run["results"]) == len(found.failing)
    said, left = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("Change gate failed")
    assert left["message"]["text"].startswith("500 findings of 5,500 are left out here")
    assert run["properties"] == {"gate": "change", "found": MOST + 500, "shown": MOST}
    kept = {one["partialFingerprints"]["locmem/v1"] for one in run["results"]}
    dropped = [one for one, mark in zip(found.findings, fingerprints(found.findings), strict=True) if mark not in kept]
    assert {one.severity for one in dropped} == {Severity.NOTE}


def test_nothing_is_said_to_be_left_out_where_all_is_there() -> None:
    [invocation] = run_of(report(LEAK))["invocations"]
    assert (invocation["exitCode"], len(invocation["toolExecutionNotifications"])) == (1, 1)
