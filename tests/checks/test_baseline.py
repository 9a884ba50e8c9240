from __future__ import annotations

import pytest

from locmem.checks.baseline import fingerprints, read_baseline, write_baseline
from locmem.errors import InputErrors, Location
from locmem.model.finding import Finding, Gate, Severity


def finding(what: str = "“Bizum” is typed in.", line: int = 3, path: str = "content/a.md") -> Finding:
    return Finding(
        check="fact-typed-in",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        location=Location(path=path, line=line),
        what=what,
    )


def test_a_finding_keeps_its_fingerprint_when_lines_move() -> None:
    assert fingerprints([finding(line=3)]) == fingerprints([finding(line=30)])
    assert fingerprints([finding("4 segments untranslated.")]) == fingerprints([finding("3 segments untranslated.")])
    assert fingerprints([finding("“14 %” is typed in.")]) != fingerprints([finding("“15 %” is typed in.")])
    assert fingerprints([finding(path="content/b.md")]) != fingerprints([finding()])


def test_the_same_finding_twice_has_two_fingerprints_in_order_of_place() -> None:
    one, two = fingerprints([finding(line=9), finding(line=3)])
    assert two == fingerprints([finding(line=3)])[0] != one


def test_a_baseline_is_read_back_and_does_not_depend_on_the_order() -> None:
    found = [finding(), finding("another.", path="content/b.md")]
    text = write_baseline(found)
    assert text == write_baseline(found[::-1])
    assert read_baseline(text, "baseline.json") == frozenset(fingerprints(found))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"locmem_baseline": 1, "findings": [{}]}', "[" * 100_000])
def test_another_file_is_no_baseline(text: str) -> None:
    with pytest.raises(InputErrors, match=r"baseline\.json"):
        read_baseline(text, "baseline.json")
