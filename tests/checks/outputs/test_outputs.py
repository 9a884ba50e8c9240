"""What reports promise to those who read them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as Tree
from dataclasses import replace

import pytest

from locmem.checks.outputs.formats import FORMATS
from locmem.checks.outputs.github import github
from locmem.checks.outputs.json_report import json_report
from locmem.checks.outputs.junit import junit
from locmem.checks.outputs.text import Part, lines, text
from locmem.checks.run import CheckReport
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity

LEAK = Finding(
    check="fact-typed-in",
    gate=Gate.CHANGE,
    severity=Severity.ERROR,
    location=Location(path="content/a.md", line=7, column=5),
    what="“21 %” is typed in.",
    do="Write `{{ market.tax.standard_rate }}`.",
    excerpt="Pay 21 % now.\n    ^^^^",
)
DAMAGED = Finding(
    check="damaged-codes",
    gate=Gate.RELEASE,
    severity=Severity.ERROR,
    location=Location(path="content/translations/es/a.md.po", key="a.md#k3f9"),
    what="`{{ x }}` is missing.",
    do="Mend it.",
    locale="es",
    market="ES",
)
NOTE = replace(LEAK, check="obligation", gate=Gate.RELEASE, severity=Severity.NOTE, what="Say more.", excerpt="")


def report(*findings: Finding, gate: Gate = Gate.CHANGE, known: tuple[Finding, ...] = ()) -> CheckReport:
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    return CheckReport(findings=ordered, gate=gate, known=frozenset(known), files=("content/a.md", "content/b.md"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_an_empty_report_too(name: str) -> None:
    assert FORMATS[name](report()).endswith("\n")


def test_text_puts_findings_under_their_file_and_ends_with_what_to_do() -> None:
    assert (
        text(report(LEAK, DAMAGED, NOTE))
        == """\
content/a.md
  7:5      error: “21 %” is typed in. [fact-typed-in]
           | Pay 21 % now.
           |     ^^^^
           Write `{{ market.tax.standard_rate }}`.

Change gate failed: 1 finding to mend. In all 2 errors, 1 note.
Next: mend it in content/a.md and run `locmem check` again.
1 error of the release gate does not fail this one: `locmem check --gate release`.
1 note not shown: pass --all to read it.
"""
    )


def test_what_to_run_next_names_the_markets_that_were_asked_for() -> None:
    asked = replace(report(LEAK, DAMAGED, gate=Gate.RELEASE), markets=("ES", "PT"))
    assert "run `locmem check --gate release --market ES --market PT` again." in text(asked)
    assert "does not fail this one: `locmem check --market ES --market PT`." in text(asked)


def test_everything_is_written_when_asked_for() -> None:
    found = "\n".join(line.text for line in lines(report(LEAK, DAMAGED, NOTE), everything=True))
    assert "7:5      note: Say more. [obligation]" in found
    assert "-        error: a.md#k3f9: `{{ x }}` is missing. [damaged-codes, ES es]" in found
    assert "not shown" not in found


def test_text_lines_say_what_they_are_for_those_who_colour_them() -> None:
    found = list(lines(report(LEAK, DAMAGED), everything=True))
    assert [line.part for line in found[:4]] == [Part.FILE, Part.FINDING, Part.EXCERPT, Part.EXCERPT]
    assert {line.severity for line in found if line.part is Part.FINDING} == {LEAK.severity, DAMAGED.severity}


def test_text_of_a_gate_that_passes() -> None:
    assert text(report()) == "Change gate passed: nothing found in 2 files.\n"
    assert "Change gate passed: 1 error, none of which fails it." in text(report(LEAK, known=(LEAK,)))
    assert "1 finding known from the baseline." in text(report(LEAK, known=(LEAK,)))


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
    }
    assert (second["line"], second["key"], second["market"], second["locale"]) == (None, "a.md#k3f9", "ES", "es")


def test_github_escapes_data_and_properties_and_shows_findings_of_the_other_gate_as_warnings() -> None:
    odd = replace(LEAK, location=Location(path="content/a,b:c%.md", line=7, column=5), excerpt="")
    assert github(report(odd, DAMAGED, NOTE)).splitlines() == [
        "::error file=content/a%2Cb%3Ac%25.md,line=7,col=5,title=fact-typed-in::“21 %25” is typed in.%0A"
        "Write `{{ market.tax.standard_rate }}`.",
        "::warning file=content/translations/es/a.md.po,title=damaged-codes (ES es)::"
        "a.md#k3f9: `{{ x }}` is missing.%0AMend it.",
        "::notice title=locmem check::Change gate failed: 1 finding to mend. In all 2 errors, 1 note."
        " 1 note in the full report.",
    ]


def test_github_gets_no_more_than_it_shows_and_the_worst_first() -> None:
    errors = [replace(LEAK, location=Location(path=f"content/{n:02}.md", line=1)) for n in range(15)]
    warnings = [replace(one, severity=Severity.WARNING, what="odd.") for one in errors]
    written = github(report(*warnings, *errors)).splitlines()
    assert [row.split(" ")[0] for row in written] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert "10 more without an annotation here" in written[-1]


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


STEERING = "\x00\x07\x1b[2J\r\x7f\x85\x9b2J\u061c\u200b\u200d\u200e\u2028\u202e\u2066\ufeff\U000e0041\ud800"
HOSTILE = replace(
    LEAK,
    location=Location(path=f"content/a{STEERING}.md", line=7, column=5, key=f"k{STEERING}"),
    what=f"one\n::stop-commands::x\n%0A two{STEERING}",
    do=f"do\n::error::x{STEERING}",
    excerpt=f"x{STEERING}\n^",
    market=f"E{STEERING}S",
    locale=f"e{STEERING}s",
)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
def test_no_report_for_programs_holds_what_steers_a_terminal(name: str) -> None:
    written = FORMATS[name](report(HOSTILE))
    assert [one for one in written if one in STEERING and not one.isalnum() and one != "["] == []
    if name == "json":
        [row] = json.loads(written)["findings"]
        assert (row["path"], row["what"], row["do"]) == (HOSTILE.location.path, HOSTILE.what, HOSTILE.do)
    if name == "junit":
        Tree.fromstring(written.encode())
    if name == "github":
        assert len(written.splitlines()) == 2


def test_the_text_of_a_finding_begins_no_line_of_its_own() -> None:
    assert [line for line in text(report(HOSTILE)).split("\n") if line.lstrip().startswith("::")] == []
