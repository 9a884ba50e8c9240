"""Where everybody begins: how far the project is, what to do first and what becomes due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from locmem.backlog.items import BacklogItem
from locmem.markets.changes import Change
from locmem.markets.due import Review as Reading
from locmem.pages.facts_ahead import due_reviews, fact_changes
from locmem.pages.overview import overview, pressing_markets
from locmem.pages.project_status import ProjectStatus, project_status
from locmem.reports.coverage import CoverageRow
from locmem.workspace.project import Project
from locmem.workspace.sound_markets import left_out, reading_on

_FIRST = 10
_SOON = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """How far the project is.

    backlog: the first of it, not snoozed; open: how many items have each priority.  due: what is to be read again.
    changes: of facts, soon.  markets: names by code.  missing: markets that are left out, in words.
    """

    day: date
    status: ProjectStatus
    backlog: tuple[BacklogItem, ...]
    open: tuple[int, ...]
    due: tuple[Reading, ...]
    due_total: int
    changes: tuple[Change, ...]
    markets: Mapping[str, str]
    missing: str

    @property
    def locales(self) -> tuple[str, ...]:
        """The rows of the heat map."""
        return tuple(dict.fromkeys(row.locale for row in self.status.coverage))

    @property
    def content_sets(self) -> tuple[str, ...]:
        """Its columns."""
        return tuple(dict.fromkeys(row.content_set for row in self.status.coverage))

    def cell(self, locale: str, content_set: str) -> CoverageRow | None:
        """What stands there; None where the locale has no such texts."""
        rows = self.status.coverage
        return next((row for row in rows if (row.locale, row.content_set) == (locale, content_set)), None)


def overview_page(project: Project) -> OverviewPage:
    """The project today; markets that cannot be read are left out, and named."""
    with reading_on(project):
        day = project.today
        found = overview(project, pressing_markets(project, (), day), day)
        status = project_status(project, (), (), day, found)
        open_ = [item for item in found.backlog if not item.is_snoozed]
        until = day + timedelta(days=_SOON)
        due = [one for one in due_reviews(project, (), day) if one.due is None or one.due <= until]
        # What nobody ever read leads the list of the command; here what has a day does.
        due.sort(key=lambda one: (one.due is None, one.due or until))
        return OverviewPage(
            day=day,
            status=status,
            backlog=tuple(open_[:_FIRST]),
            open=tuple(sum(int(item.scored.priority) == n for item in open_) for n in (1, 2, 3)),
            due=tuple(due[:_FIRST]),
            due_total=len(due),
            changes=fact_changes(project, (), day, until)[:_FIRST],
            markets={market.code: market.name for market in project.markets},
            missing=left_out(project.broken_markets),
        )
