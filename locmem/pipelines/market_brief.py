"""The market brief and the launch checklist: gathered from profiles, catalogs and backlog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from locmem.markets.changes import changes
from locmem.markets.lint import lint
from locmem.pages.overview import held_pages, overview
from locmem.reports.brief import Brief, brief
from locmem.reports.launch import Checklist, checklist
from locmem.workspace.project import Project

AHEAD = timedelta(days=365)


def market_brief(project: Project, code: str, day: date) -> Brief:
    """The brief of one market.  Raises ProjectError for an unknown market, InputErrors for unreadable files."""
    market = project.market(code)
    found = overview(project, (market,), day)
    return brief(
        market,
        day,
        project=project.settings.name,
        coverage=found.coverage,
        readiness=found.readiness,
        open_items=found.backlog,
        ahead=changes(market, day, day + AHEAD),
    )


def launch_checklists(project: Project, codes: Sequence[str], day: date) -> tuple[Checklist, ...]:
    """One checklist per chosen market, all markets for none.  Raises as `market_brief`."""
    markets = project.chosen_markets(codes)
    found, held, cards = held_pages(project, markets, day)
    blocked = {(one.market, one.locale, one.document): one.reasons for one in held}
    rules = lint(markets, day, limits=project.review_limits)
    return tuple(
        checklist(
            market,
            day,
            rules=rules,
            documents=cards,
            readiness=found.readiness,
            blocked=blocked,
            open_items=found.backlog,
        )
        for market in markets
    )
