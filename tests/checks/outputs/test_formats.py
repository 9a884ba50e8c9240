"""What holds of a report in every format."""

from __future__ import annotations

import json
from functools import cache

import pytest

from locmem.checks.outputs.formats import FORMATS
from locmem.checks.run import CheckReport
from locmem.cli.check import Format
from locmem.model.finding import Gate
from tests.checks.outputs.reports import DAMAGED, FIXED, HOSTILE, LEAK, NOTE, STEERING, many, meant, report
from tests.checks.outputs.validators import faults


@cache
def crowded() -> CheckReport:
    """More findings than any platform shows."""
    return many(7_000)


def test_the_command_knows_every_format() -> None:
    assert [one.value for one in Format] == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_report_is_whole(name: str) -> None:
    written = FORMATS[name](report())
    # A file of lines without a line is empty.
    assert written == "" if name == "rdjsonl" else written.endswith("\n")
    assert faults(name, written) == []


@pytest.mark.parametrize("gate", Gate)
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_what_its_readers_take(name: str, gate: Gate) -> None:
    assert faults(name, FORMATS[name](report(LEAK, DAMAGED, NOTE, FIXED, HOSTILE, gate=gate, known=(DAMAGED,)))) == []


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_meant_so_is_counted_and_fails_nothing(name: str) -> None:
    found = report(NOTE, excepted=(meant(LEAK), meant(HOSTILE, f"one\n::error::x{STEERING}")))
    written = FORMATS[name](found)
    assert faults(name, written) == []
    assert [one for one in written if one in STEERING and not one.isalnum() and one != "["] == []
    told = {"text", "markdown", "comment", "github"}
    assert ("2 findings excepted with a reason" in written) == (name in told)
    assert ("Klarna itself is meant." in written) == (name in {"json", "sarif"})
    assert found.failing == ()


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_many_findings_keeps_what_its_readers_take(name: str) -> None:
    assert faults(name, FORMATS[name](crowded())) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_findings_give_the_same_report(name: str) -> None:
    assert FORMATS[name](report(LEAK, DAMAGED, NOTE)) == FORMATS[name](report(NOTE, DAMAGED, LEAK))


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_holds_what_steers_a_terminal(name: str) -> None:
    written = FORMATS[name](report(HOSTILE))
    assert [one for one in written if one in STEERING and not one.isalnum() and one != "["] == []
    written.encode("utf-8")
    if name == "json":
        [row] = json.loads(written)["findings"]
        assert (row["path"], row["what"], row["do"]) == (HOSTILE.location.path, HOSTILE.what, HOSTILE.do)
    if name == "github":
        assert len(written.splitlines()) == 2
