from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.checks.baseline import fingerprints, known_of, read_baseline, updated, write_baseline
from locmem.errors import InputErrors, Location
from locmem.model.finding import Finding, Gate, Severity

DAY = date(2026, 11, 21)


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
    known = known_of(found, DAY, date(2027, 3, 31))
    text = write_baseline(known)
    assert text == write_baseline(known[::-1])
    assert set(read_baseline(text, "baseline.json")) == set(known)
    assert {one.since for one in known} == {DAY}


def test_a_baseline_of_before_has_no_days_and_covers_all_the_same() -> None:
    [print_] = fingerprints([finding()])
    text = json.dumps({"locmem_baseline": 1, "findings": [{"fingerprint": print_, "check": "fact-typed-in"}]})
    [known] = read_baseline(text, "baseline.json")
    assert (known.fingerprint, known.since, known.holds(date.max)) == (print_, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"locmem_baseline": 1, "findings": [{}]}',
        '{"locmem_baseline": 3, "findings": []}',
        '{"locmem_baseline": 2, "findings": [{"fingerprint": "a", "expires": "soon"}]}',
        "[" * 100_000,
    ],
)
def test_another_file_is_no_baseline(text: str) -> None:
    with pytest.raises(InputErrors, match=r"baseline\.json"):
        read_baseline(text, "baseline.json")


@given(st.sets(st.integers(0, 8)), st.sets(st.integers(0, 8)))
def test_an_update_takes_out_what_is_gone_and_names_what_is_new(before: set[int], now: set[int]) -> None:
    old, new = ([finding(f"“{n}” is typed in.") for n in sorted(numbers)] for numbers in (before, now))
    change = updated(known_of(old, DAY), new, new, DAY + timedelta(days=9))
    assert len(change.kept) == len(before & now)
    assert len(change.gone) == len(before - now)
    assert {one.what for one in change.findings} == {f"“{n}” is typed in." for n in now - before}
    assert {one.since for one in change.kept} <= {DAY}
    assert {one.since for one in change.grown} <= {DAY + timedelta(days=9)}
    assert {one.fingerprint for one in (*change.kept, *change.grown)} == set(fingerprints(new))


def test_what_was_found_for_the_other_gate_is_not_gone() -> None:
    change = updated(known_of([finding()], DAY), [finding()], [], DAY)
    assert (len(change.kept), change.gone, change.grown) == (1, (), ())
