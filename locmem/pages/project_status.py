"""How far a project is: what `status` tells, for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from locmem.catalogs.pairs import CONTENT
from locmem.checks.completeness import unread
from locmem.checks.content_sets import EmptySet, empty_sets
from locmem.errors import Problem
from locmem.model.tags import LanguageTag
from locmem.pages.overview import Overview, overview
from locmem.reports.coverage import CoverageRow, ReadinessRow
from locmem.workspace.handoffs import kept_aside
from locmem.workspace.project import Project
from locmem.workspace.routing import EngineReport, Routes


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectStatus:
    """A project on one day.

    kept: how many returned texts wait for a decision.  idle: locales that no launched market reads.
    empty: content sets without a document.  unread: what could not be read.
    """

    coverage: tuple[CoverageRow, ...]
    readiness: tuple[ReadinessRow, ...]
    kept: int
    idle: tuple[LanguageTag, ...]
    empty: tuple[EmptySet, ...]
    engines: tuple[EngineReport, ...]
    unread: tuple[Problem, ...]

    def told(self) -> dict[str, object]:
        """The same by name, for `locmem.reports.plain_values`."""
        return {
            "coverage": self.coverage,
            "readiness": self.readiness,
            "conflicts": self.kept,
            "locales_unread": self.idle,
            "unread": self.unread,
            "content_sets_empty": [
                {"content": one.content_set.name, "at": str(one.content_set.location), "what": one.what, "do": one.do}
                for one in self.empty
            ],
            "engines": [
                {
                    "locale": row.locale,
                    "engine": row.engine,
                    "ready": row.is_ready,
                    "why": row.why,
                    "memory_first": row.first,
                }
                for row in self.engines
            ],
        }


def project_status(
    project: Project, codes: Sequence[str], locales: Sequence[str], day: date | None, found: Overview | None = None
) -> ProjectStatus:
    """The status of the markets of these codes, all launched ones for none, and of these locales.

    found: the overview of these markets, where somebody asked before.  Raises UsageError for an undeclared locale.
    """
    wanted = project.declared(locales)
    found = found or overview(project, project.chosen_markets(codes), day)
    # A market that cannot be read may be served in any locale.
    served = () if project.broken_markets else project.markets
    return ProjectStatus(
        coverage=tuple(row for row in found.coverage if row.locale in wanted),
        readiness=tuple(row for row in found.readiness if row.locale in wanted),
        kept=kept_aside(project, wanted),
        idle=tuple(tag for tag in unread(project.settings, served) if tag in wanted),
        empty=empty_sets(project.settings, project.folder.files(f"{CONTENT}/**/*")),
        engines=Routes(project).report(wanted),
        unread=project.unread,
    )
