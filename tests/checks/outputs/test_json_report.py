"""The report for programs: every field of its schema."""

from __future__ import annotations

import json

from locmem.checks.outputs.json_report import json_report
from tests.checks.outputs.reports import DAMAGED, FIXED, LEAK, report


def test_json_has_every_field_of_its_schema() -> None:
    document = json.loads(json_report(report(LEAK, DAMAGED, known=(LEAK,))))
    assert document["schema"] == "locmem-check/1"
    assert document["passed"] is True
    assert document["counts"] == {"failing": 0, "error": 2, "warning": 0, "note": 0, "known": 1}
    first, second = document["findings"]
    assert first["fingerprint"] != second["fingerprint"]
    assert {key: value for key, value in first.items() if key != "fingerprint"} == {
        "check": "fact-typed-in",
        "gate": "change",
        "severity": "error",
        "failing": False,
        "known": True,
        "path": "content/a.md",
        "line": 7,
        "column": 5,
        "key": None,
        "market": None,
        "locale": None,
        "what": LEAK.what,
        "do": LEAK.do,
        "excerpt": LEAK.excerpt,
        "fix": None,
    }
    assert (second["line"], second["key"], second["market"], second["locale"]) == (None, "a.md#k3f9", "ES", "es")


def test_json_says_what_is_certain_to_belong_there() -> None:
    [row] = json.loads(json_report(report(FIXED)))["findings"]
    assert row["fix"] == {"line": 3, "column": 9, "replaced": "IVA", "text": "{{ market.tax.abbreviation }}"}
