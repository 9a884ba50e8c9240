"""Lines for reviewdog: places in bytes, and suggestions that do what they say."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from locmem.checks.outputs.rdjsonl import rdjsonl
from locmem.model.finding import fix_in
from tests.checks.outputs.reports import DAMAGED, FIXED, LEAK, NOTE, report
from tests.checks.outputs.suggestions import with_suggestion


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
    ("text", "start", "end", "new"),
    [
        ("Ähm, é: IVA.", 8, 11, "{{ market.tax.abbreviation }}"),
        ("現金 IVA IVA", 7, 10, "{{ tax }}"),
        ("aa", 2, 2, "a"),
        ("one two two", 3, 7, ""),
        ("", 0, 0, "x"),
        ("現\n日本\nü and é", 3, 7, "b\r\nc"),
        ("a\r\nb", 1, 3, ""),
    ],
)
def test_a_suggestion_put_into_the_bytes_of_its_file_gives_the_new_text(
    text: str, start: int, end: int, new: str
) -> None:
    [line] = rdjsonl(report(replace(FIXED, fix=fix_in(text, start, end, new)))).splitlines()
    [suggestion] = json.loads(line)["suggestions"]
    assert with_suggestion(text.encode(), suggestion).decode() == text[:start] + new + text[end:]


def test_files_are_named_from_the_root_of_the_repository() -> None:
    assert json.loads(rdjsonl(replace(report(LEAK), folder="help")))["location"]["path"] == "help/content/a.md"
