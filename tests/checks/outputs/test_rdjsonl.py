"""Lines for reviewdog: places in bytes, and suggestions that do what they say."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from locmem.checks.outputs.rdjsonl import rdjsonl
from locmem.model.finding import Fix
from tests.checks.outputs.reports import DAMAGED, FIXED, LEAK, NOTE, report


def test_a_diagnostic_a_line_the_failing_ones_first() -> None:
    first, second, third = (json.loads(line) for line in rdjsonl(report(NOTE, DAMAGED, LEAK)).splitlines())
    assert first == {
        "message": "“21 %” is typed in. Write `{{ market.tax.standard_rate }}`.",
        "location": {"path": "content/a.md", "range": {"start": {"line": 7, "column": 5}}},
        "severity": "ERROR",
        "source": {"name": "locmem"},
        "code": {"value": "fact-typed-in"},
    }
    assert second["location"] == {"path": "content/translations/es/a.md.po"}
    assert (second["severity"], third["severity"]) == ("WARNING", "INFO")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ähm, é: IVA.", "Ähm, é: {{ market.tax.abbreviation }}."),
        ("IVA", "{{ tax }}"),
        ("現金 IVA IVA", "現金 IVA {{ tax }}"),
        ("aa", "aaa"),
        ("one two two", "one two"),
        ("", "x"),
    ],
)
def test_a_suggestion_put_into_the_bytes_of_its_line_gives_the_new_line(old: str, new: str) -> None:
    [line] = rdjsonl(report(replace(FIXED, fix=Fix(line=3, old=old, new=new)))).splitlines()
    [suggestion] = json.loads(line)["suggestions"]
    start, end = (suggestion["range"][name] for name in ("start", "end"))
    assert (start["line"], end["line"]) == (3, 3)
    data = old.encode()
    mended = data[: start["column"] - 1] + suggestion["text"].encode() + data[end["column"] - 1 :]
    assert mended.decode() == new


def test_files_are_named_from_the_root_of_the_repository() -> None:
    assert json.loads(rdjsonl(replace(report(LEAK), folder="help")))["location"]["path"] == "help/content/a.md"
