"""The market brief and the launch checklist: gathered from profiles, catalogs and backlog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from locmem.markets.changes import changes
from locmem.markets.lint import lint
from locmem.pipelines.market_reports import limits_of
from locmem.pipelines.overview import overview
from locmem.pipelines.pages import blocked_pages
from locmem.pipelines.project import Project
from locmem.pipelines.publish import chosen_markets
from locmem.reports.brief import Brief, brief
from locmem.reports.launch import Checklist, checklist

AHEAD = timedelta(days=365)


def market_brief(project: Project, code: str, day: date) -> Brief:
    """The brief of one market.  Raises ProjectError for an unknown market, InputErrors for unreadable files."""
    market = project.market(code)
    found = overview(project, (market,), day)
    return brief(
        market, day, project=project.settings.name, coverage=found.coverage, readiness=found.readiness,
        open_items=found.backlog, ahead=changes(market, day, day + AHEAD),
    )  # fmt: skip


def launch_checklists(project: Project, codes: Sequence[str], day: date) -> tuple[Checklist, ...]:
    """One checklist per chosen market, all markets for none.  Raises as `market_brief`."""
    markets = chosen_markets(project, codes)
    found = overview(project, markets, day)
    blocked = blocked_pages(project, found.workspace, markets, day)
    rules = lint(markets, day, limits=limits_of(project))
    return tuple(
        checklist(
            market, day, rules=rules, workspace=found.workspace, readiness=found.readiness, blocked=blocked,
            open_items=found.backlog,
        )
        for market in markets
    )  # fmt: skip
