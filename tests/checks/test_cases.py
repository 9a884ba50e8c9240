"""Every check finds what its cases say it finds, and leaves alone what they say it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.checks.catalogue import CHECKS
from tests.checks.cases import FOLDER, cases_of, faults


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_and_leaves_what_its_cases_say(name: str, tmp_path: Path) -> None:
    wrong, found = faults(name, tmp_path)
    assert wrong == []
    listed = CHECKS[name]
    for finding in found:
        assert (finding.check, finding.gate) == (name, listed.gate)
        assert finding.severity.rank >= listed.severity.rank, "no finding is worse than the check is listed"
        place = finding.location
        assert place.line or place.key or place.path.endswith(".po")
        assert finding.what.rstrip()[-1] in ".!?)”"
        assert finding.do.rstrip().endswith((".", ".”", "?", "?”", "!”"))


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_has_cases_of_both_sorts(name: str) -> None:
    cases = cases_of(name)
    assert any(case.finds for case in cases)
    assert any(not case.finds for case in cases)


def test_no_file_of_cases_is_of_no_check() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} <= CHECKS.keys()
