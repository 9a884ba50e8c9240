"""Faults in the project's own profiles, each alone, and the rule that names it: add a row to `faults.csv`.

A row says in which file (`_regions/EU` for a region, `company` for the company's data) which text becomes which, and
why that is wrong.  The text is replaced where it stands first.
"""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from locmem.markets.lint import RULES, lint
from locmem.markets.load import load_markets
from locmem.model.finding import Finding, Severity

HERE = Path(__file__).parent
PROFILES = HERE.parents[1] / "markets"
DAY = date(2026, 11, 30)
MEMBER = "IE"
"""The market that is asked about a region: it has nearly all from there."""

with (HERE / "faults.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


def told(folder: Path, row: dict[str, str]) -> list[Finding]:
    """What the rule of a row says of the market that it is about, before and after the fault, and only after."""
    shutil.copytree(PROFILES, folder, dirs_exist_ok=True)
    code = MEMBER if row["file"].startswith("_regions/") else row["file"]
    before = _of_rule(folder, row["rule"], code)
    path = folder / f"{row['file']}.yaml"
    text = path.read_text(encoding="utf-8")
    assert row["old"] in text, "no profile has this text any more: mend the row"
    path.write_text(text.replace(row["old"], row["new"], 1), encoding="utf-8")
    said = {(one.what, one.location.path) for one in before}
    return [one for one in _of_rule(folder, row["rule"], code) if (one.what, one.location.path) not in said]


def _of_rule(folder: Path, rule: str, code: str) -> list[Finding]:
    markets = load_markets(folder, "markets")
    chosen = [one for one in markets if one.code == code] or markets
    return [one for result in lint(chosen, DAY, known=markets) if result.rule.name == rule for one in result.findings]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['file']}: {row['why']}" for row in ROWS])
def test_the_fault_is_named(tmp_path: Path, row: dict[str, str]) -> None:
    assert row["rule"] in RULES
    assert any(one.severity is not Severity.NOTE for one in told(tmp_path, row))
