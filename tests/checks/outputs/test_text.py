"""The report for people: findings under their file, and what to do next."""

from __future__ import annotations

from dataclasses import replace

from locmem.checks.outputs.text import Part, lines, text
from locmem.model.finding import Gate
from tests.checks.outputs.reports import DAMAGED, HOSTILE, LEAK, NOTE, meant, report


def test_text_puts_findings_under_their_file_and_ends_with_what_to_do() -> None:
    assert (
        text(report(LEAK, DAMAGED, NOTE))
        == """\
content/a.md
  7:5      error: “21 %” is typed in. [fact-typed-in]
           | Pay 21 % now.
           |     ^^^^
           Write `{{ market.tax.standard_rate }}`.

Change gate failed: 1 finding to mend. In all 1 error, 1 error of the release gate, 1 note.
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


def test_what_is_excepted_is_counted_and_shown_with_its_reason_when_asked_for() -> None:
    found = report(NOTE, excepted=(meant(LEAK),))
    assert "1 finding excepted with a reason: `locmem check --all` shows it." in text(found)
    assert text(report(excepted=(meant(LEAK),))).startswith(
        "Change gate passed: nothing found that is not excepted in 2 files."
    )
    shown = [line.text for line in lines(found, everything=True)]
    assert shown[shown.index("excepted") + 1] == (
        "  content/a.md:7:5: “21 %” is typed in. [fact-typed-in] is meant so until 2027-01-31: "
        "Klarna itself is meant., Ana"
    )


def test_what_a_baseline_holds_and_does_not_cover_is_said() -> None:
    found = replace(report(LEAK, DAMAGED), uncovered=frozenset([DAMAGED]), lapsed=frozenset([LEAK]))
    assert "1 finding of priority 1 in the baseline: it does not cover what must never ship." in text(found)
    assert "1 finding in the baseline, whose time there is over" in text(found)


def test_text_lines_say_what_they_are_for_those_who_colour_them() -> None:
    found = list(lines(report(LEAK, DAMAGED), everything=True))
    assert [line.part for line in found[:4]] == [Part.FILE, Part.FINDING, Part.EXCERPT, Part.EXCERPT]
    assert {line.severity for line in found if line.part is Part.FINDING} == {LEAK.severity, DAMAGED.severity}


def test_text_of_a_gate_that_passes() -> None:
    assert text(report()) == "Change gate passed: nothing found in 2 files.\n"
    assert "Change gate passed: 1 known error, none of which fails it." in text(report(LEAK, known=(LEAK,)))
    told = text(report(LEAK, DAMAGED, known=(LEAK,)))
    assert "Change gate passed: 1 known error, 1 error of the release gate, none of which fails it." in told
    assert "1 finding known from the baseline." in text(report(LEAK, known=(LEAK,)))


def test_the_text_of_a_finding_begins_no_line_of_its_own() -> None:
    assert [line for line in text(report(HOSTILE)).split("\n") if line.lstrip().startswith("::")] == []
