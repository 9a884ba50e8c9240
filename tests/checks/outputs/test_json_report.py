"""The report for programs: every field of its schema."""

from __future__ import annotations

import json

from locmem.checks.outputs.json_report import json_report
from tests.checks.outputs.reports import DAMAGED, FIXED, LEAK, meant, report


def test_json_has_every_field_of_its_schema() -> None:
    document = json.loads(json_report(report(LEAK, DAMAGED, known=(LEAK,))))
    assert document["schema"] == "locmem-check/1"
    assert document["passed"] is True
    assert document["counts"] == {"failing": 0, "error": 2, "warning": 0, "note": 0, "known": 1, "excepted": 0}
    assert (document["looked_at"], document["excepted"]) == (None, [])
    first, second = document["findings"]
    assert first["fingerprint"] != second["fingerprint"]
    assert {key: value for key, value in first.items() if key != "fingerprint"} == {
        "check": "fact-typed-in",
        "gate": "change",
        "severity": "error",
        "failing": False,
        "known": True,
        "priority": None,
        "path": "content/a.md",
        "line": 7,
        "column": 5,
        "key": None,
        "market": None,
        "markets": None,
        "locale": None,
        "what": LEAK.what,
        "do": LEAK.do,
        "excerpt": LEAK.excerpt,
        "fix": None,
    }
    assert (second["line"], second["key"], second["market"], second["locale"]) == (None, "a.md#k3f9", "ES", "es")


def test_json_has_what_is_meant_so_with_who_says_it_and_where() -> None:
    [row] = json.loads(json_report(report(excepted=(meant(LEAK),))))["excepted"]
    assert (row["check"], row["line"], row["failing"]) == ("fact-typed-in", 7, False)
    assert row["exception"] == {
        "kind": "external",
        "path": "locmem.yaml",
        "line": 12,
        "key": None,
        "reason": "Klarna itself is meant.",
        "owner": "Ana",
        "expires": "2027-01-31",
    }


def test_json_says_what_is_certain_to_belong_there() -> None:
    [row] = json.loads(json_report(report(FIXED)))["findings"]
    assert row["fix"] == {"line": 3, "column": 9, "replaced": "IVA", "text": "{{ market.tax.abbreviation }}"}
