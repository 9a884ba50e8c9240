"""The project in this repository is the first user of its own checks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from locmem.checks.model import CheckContext
from locmem.clock import FixedClock
from locmem.markets.lint_sources import SOURCE
from locmem.model.finding import Gate
from locmem.workspace.project import open_project
from locmem.workspace.workspace import open_workspace
from tests.checks.gates import run_checks

ROOT = Path(__file__).parents[2]


def test_its_sources_pass_the_change_gate_without_a_single_warning() -> None:
    project = open_project(ROOT, FixedClock(datetime(2026, 11, 30, tzinfo=UTC)))
    context = CheckContext(
        workspace=open_workspace(project),
        markets=project.markets,
        all_markets=project.markets,
        day=project.today,
        settings=project.settings,
        terminology=project.terminology,
        files=frozenset(project.folder.files("content/**/*")),
    )
    report = run_checks(context, Gate.CHANGE)
    assert report.files
    found = [finding for finding in report.findings if finding.gate is Gate.CHANGE]
    # Law that the profiles cite from other countries and from code of nobody is being read anew.
    assert [finding for finding in found if finding.check != SOURCE] == []
