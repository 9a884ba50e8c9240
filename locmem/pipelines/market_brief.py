"""The market brief, and whether a market may be launched: gathered from profiles, catalogs, backlog and gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from locmem.checks.run import CheckReport
from locmem.markets.changes import changes
from locmem.markets.lint import lint
from locmem.model.fact import Market
from locmem.pages.overview import overview, overview_with_cards
from locmem.reports.brief import Brief, brief
from locmem.reports.launch import Verdict, verdict
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


def launch_verdicts(
    project: Project, codes: Sequence[str], day: date, gate: Callable[[Market], CheckReport]
) -> tuple[Verdict, ...]:
    """Whether each chosen market may be launched on a day; all that are launched for no codes.

    gate: the release gate's report of one market on that day.  Raises as `market_brief`.
    """
    markets = project.chosen_markets(codes)
    # What could not be read is told as the overview knows it, which looks at all markets at once.
    reports = {market.code: gate(market) for market in markets}
    found, cards = overview_with_cards(project, markets, day)
    rules = lint(markets, day, limits=project.review_limits)
    return tuple(
        verdict(
            market,
            day,
            gate=reports[market.code],
            rules=rules,
            documents=cards,
            readiness=found.readiness,
            open_items=found.backlog,
        )
        for market in markets
    )
