"""The market brief: what a manager must know of a market, each value with its source and day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from locmem.backlog.items import BacklogItem
from locmem.backlog.signals import Kpi
from locmem.checks.keeping import Keeping
from locmem.markets.changes import Change
from locmem.model.fact import Market
from locmem.reports.brief_facts import (
    LEGAL,
    SILENT,
    channel_lines,
    company_lines,
    facts_of,
    languages,
    methods,
    obligations,
    peak_months,
)
from locmem.reports.brief_figures import Figures
from locmem.reports.brief_lines import Section
from locmem.reports.brief_work import (
    ahead_lines,
    coverage_lines,
    holiday_lines,
    launch_lines,
    open_lines,
    volume_lines,
)
from locmem.reports.coverage import CoverageRow, ReadinessRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a brief says that is neither law nor work.

    launch: the day of the launch, as far as the settings say one.  figures: of each document in each market, what the
    help desk counted in the newest month.  holidays: of the days ahead, with their English names; witness: who says so.
    """

    launch: date | None
    figures: Mapping[tuple[str, str], Kpi]
    holidays: tuple[tuple[date, str], ...]
    witness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The page: sections are always the same, in the same order.  figures: what charts show beside them."""

    code: str
    name: str
    currency: str
    project: str
    day: date
    sections: tuple[Section, ...]
    figures: Figures = field(default_factory=Figures)


def brief(
    market: Market,
    day: date,
    *,
    project: str,
    coverage: Sequence[CoverageRow],
    readiness: Sequence[ReadinessRow],
    open_items: Sequence[BacklogItem],
    ahead: Sequence[Change],
    around: Around,
    keepings: Sequence[Keeping] = (),
    hidden: Collection[str] = (),
    stale_days: Sequence[int] = (),
) -> Brief:
    """The brief of a market on a day: values as its first locale writes them, texts in each of its locales.

    coverage, readiness, open_items, ahead: of the whole project; what concerns other markets is left out.
    keepings: how its obligations stand.  hidden: the keys of those of which customers see nothing today.
    stale_days: the age in days of each of its stale texts.
    """
    tags = [locale.content for locale in market.locales]
    kept = {one.obligation.key: one for one in keepings}
    is_served = any(row.pages for row in readiness if row.market == market.code)
    return Brief(
        code=market.code,
        name=market.name,
        currency=market.currency,
        project=project,
        day=day,
        figures=Figures(
            coverage=tuple(row for row in coverage if row.locale in tags),
            readiness=tuple(row for row in readiness if row.market == market.code),
            stale_days=tuple(sorted(stale_days)),
        ),
        sections=(
            Section(title="Languages", lines=tuple(languages(market, day)), empty="No locale."),
            Section(
                title="Launch and volumes",
                lines=(*launch_lines(market, around.launch, day), *volume_lines(market, around.figures, day)),
                empty="",
            ),
            Section(
                title="Calendar",
                lines=(*peak_months(market, day), *holiday_lines(around.holidays, around.witness, day)),
                empty="No public holiday is near, and the profile names no peak month.",
            ),
            Section(
                title="Channels and tone",
                lines=tuple(channel_lines(market, day)),
                empty="The profile names no channel.",
            ),
            Section(
                title="Payment methods",
                lines=tuple(methods(market, day)),
                empty="The profile names no payment method.",
            ),
            *(
                Section(title=title, lines=tuple(facts_of(market, day, wanted)), empty=SILENT)
                for title, wanted in LEGAL
            ),
            Section(
                title="Company contacts", lines=tuple(company_lines(market, day)), empty="There are no company data."
            ),
            Section(
                title="Obligations",
                lines=tuple(obligations(market, day, kept, hidden)),
                empty="Authors owe nothing special here.",
            ),
            Section(title="Changes ahead", lines=tuple(ahead_lines(market, ahead)), empty="No change is known of."),
            Section(
                title="Coverage",
                lines=tuple(coverage_lines(market, tags, coverage, readiness, day)),
                empty="No content ships here yet.",
            ),
            Section(
                title="Open items of priority 1",
                lines=tuple(open_lines(market, open_items, day)),
                empty=f"None on {day}." if is_served else "None is counted before the market's locales are declared.",
            ),
        ),
    )
