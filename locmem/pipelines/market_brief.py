"""The market brief, and whether a market may be launched: gathered from profiles, catalogs, backlog and gate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from locmem.checks.hidden_duties import unseen
from locmem.checks.keeping import keepings_of
from locmem.checks.run import CheckReport
from locmem.checks.staleness import STALE
from locmem.markets.changes import changes
from locmem.markets.lint import lint
from locmem.markets.witnesses import holidays_between, holidays_witness
from locmem.model.fact import Market
from locmem.noted_day import plain_day
from locmem.pages.overview import kpi_of, overview_with_cards
from locmem.reports.brief import Around, Brief, brief
from locmem.reports.coming import Coming, begun, coming
from locmem.reports.launch import Ahead, Verdict, more_failing, verdict
from locmem.workspace.project import Project
from locmem.workspace.sound_markets import comparable_markets

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
            holidays=holidays_between(_calendar(market), plain_day(day), _after(plain_day(day), HOLIDAYS)),
            witness=holidays_witness(),
        ),
        keepings=keepings,
        hidden={
            one.obligation.key for one in keepings if unseen(market, one, cards, plain_day(day), found.hidden).locales
        },
    )


def _calendar(market: Market) -> str:
    """Whose holidays the desk has; the market's own where the profile does not say."""
    return market.desk.holidays if market.desk and market.desk.holidays else market.code


def launch_verdicts(
    project: Project, codes: Sequence[str], day: date, gate: Callable[[date], CheckReport]
) -> tuple[Verdict, ...]:
    """Whether each chosen market may be launched on a day, and what becomes due soon; all launched ones for no codes.

    gate: the release gate's report of these markets on a day.  Raises as `market_brief`.
    """
    markets = project.chosen_markets(codes)
    first = plain_day(day)
    asked = cache(gate)
    # What could not be read is told as the overview knows it, so it comes last.
    asked(first)
    found, cards = overview_with_cards(project, markets, day)
    rules = lint(markets, day, limits=project.review_limits, known=comparable_markets(project))
    until = _after(first, project.settings.backlog.thresholds.soon_days)

    def of(market: Market) -> Verdict:
        def on(one: date) -> CheckReport:
            return asked(one).of_market(market, cards)

        due = coming(market, first, until, cards, project.review_limits, found.answers)
        ahead = _ahead(on, first, until, due)
        return verdict(
            market,
            day,
            gate=on(first),
            rules=rules,
            documents=cards,
            readiness=found.readiness,
            open_items=found.backlog,
            ahead=replace(ahead, begun=begun(market, first, cards, found.answers)),
        )

    return tuple(map(of, markets))


def _after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _ahead(gate: Callable[[date], CheckReport], day: date, until: date, due: tuple[Coming, ...]) -> Ahead:
    """What becomes due after a day, and from when on more fails the gate.

    It is asked of the last day, where anything hangs on days at all, and of those before once more fails then: what
    fails on a day fails on the following ones too, as nobody mends it meanwhile.
    """
    now = gate(day)
    turns = sorted(set(_turns(now, day, until, due)))
    failing = more_failing(now, gate(until)) if turns else ()
    if not failing:
        return Ahead(until=until, coming=due, blocks_from=None, failing=())
    first = bisect_left(turns[:-1], True, key=lambda one: bool(more_failing(now, gate(one))))
    return Ahead(until=until, coming=due, blocks_from=turns[first], failing=failing)


def _turns(now: CheckReport, day: date, until: date, due: Sequence[Coming]) -> Iterator[date]:
    """The days on which more may fail: law, facts and readings, exceptions that end, and any day for old wording."""
    yield from (one.on for one in due)
    ends = (one.by.expires for one in now.excepted if one.by.expires)
    yield from (_after(end, 1) for end in ends if day <= end < until)
    if any(one.check == STALE and not now.fails(one) for one in now.findings):
        yield from map(date.fromordinal, range(day.toordinal() + 1, until.toordinal() + 1))
