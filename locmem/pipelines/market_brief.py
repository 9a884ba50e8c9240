"""The market brief, gathered from profiles, catalogs and backlog."""

from __future__ import annotations

from datetime import date, timedelta

from locmem.checks.hidden_duties import unseen
from locmem.checks.keeping import keepings_of
from locmem.markets.changes import changes
from locmem.markets.witnesses import holidays_between, holidays_witness
from locmem.model.fact import Market
from locmem.noted_day import plain_day
from locmem.pages.launching import days_after
from locmem.pages.overview import kpi_of, overview_with_cards
from locmem.reports.brief import Around, Brief, brief
from locmem.reviews.states import days_stale
from locmem.workspace.project import Project

AHEAD = timedelta(days=365)
HOLIDAYS = 90
"""Days for which a brief names the public holidays."""


def market_brief(project: Project, code: str, day: date) -> Brief:
    """The brief of one market.  Raises ProjectError for an unknown market, InputErrors for unreadable files."""
    market = project.market(code)
    found, cards = overview_with_cards(project, (market,), day)
    keepings = keepings_of(market, cards, plain_day(day), found.answers.signatures)
    return brief(
        market,
        day,
        project=project.settings.name,
        coverage=found.coverage,
        readiness=found.readiness,
        open_items=found.backlog,
        ahead=changes(market, day, day + AHEAD),
        around=Around(
            launch=rules.launch if (rules := project.settings.backlog.markets.get(code)) else None,
            figures=kpi_of(project),
            holidays=holidays_between(_calendar(market), plain_day(day), days_after(plain_day(day), HOLIDAYS)),
            witness=holidays_witness(),
        ),
        keepings=keepings,
        stale_days=[
            age
            for one in found.states
            if one.market == code
            for age in days_stale(one.stale_since, one.counts.get("stale", 0), plain_day(day))
        ],
        hidden={
            one.obligation.key for one in keepings if unseen(market, one, cards, plain_day(day), found.hidden).locales
        },
    )


def _calendar(market: Market) -> str:
    """Whose holidays the desk has; the market's own where the profile does not say."""
    return market.desk.holidays if market.desk and market.desk.holidays else market.code
