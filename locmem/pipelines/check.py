"""Step `check`: what the two gates say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from locmem.checks.model import CheckContext
from locmem.checks.run import CheckReport, problems_as_findings, run_checks
from locmem.errors import InputErrors
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate
from locmem.model.wording import counted
from locmem.model.workspace import CONTENT
from locmem.pipelines.project import Project
from locmem.pipelines.publish import chosen_markets
from locmem.pipelines.workspace import open_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """Which gate, for which markets (empty for all), on which day (None for today).

    known: fingerprints of a baseline; what it holds is reported, but does not fail.
    """

    gate: Gate = Gate.CHANGE
    markets: tuple[str, ...] = ()
    as_of: date | None = None
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The report, and how it reads in one line."""

    report: CheckReport

    @property
    def summary(self) -> str:
        """One line for people."""
        failing, others = len(self.report.failing), len(self.report.findings) - len(self.report.failing)
        text = f"{self.report.gate.value} gate: " + (counted(failing, "finding") if failing else "passed")
        return f"{text}, {others} reported" if others else text


def check(project: Project, options: CheckOptions, paths: Sequence[str] = ()) -> CheckResult:
    """Every check run over the project.  Reads only.

    paths: report only findings in these files.  Files that cannot be read are findings, too; a locmem.yaml that
    cannot be read raises InputErrors, as nothing can be checked without it.
    """
    findings: list[Finding] = []
    markets: tuple[Market, ...] = ()
    try:
        markets = project.markets
    except InputErrors as error:
        findings += problems_as_findings(error.problems)
    workspace = open_workspace(project)
    findings += problems_as_findings(workspace.problems)
    context = CheckContext(
        workspace=workspace,
        markets=chosen_markets(project, options.markets) if markets else (),
        all_markets=markets,
        day=options.as_of or project.today,
        settings=project.settings,
        files=frozenset(project.folder.files(f"{CONTENT}/**/*")),
    )
    report = run_checks(context, options.gate, extra=tuple(findings), known=options.known, paths=tuple(paths))
    return CheckResult(report=report)
