"""The lines of a brief about the work: figures of the help desk, the calendar, coverage, what is ahead and open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from locmem.backlog.items import BacklogItem
from locmem.backlog.signals import Kpi
from locmem.markets.changes import OBLIGATION, Change
from locmem.model.fact import Market
from locmem.model.priority import Priority
from locmem.model.wording import counted
from locmem.reports.brief_figures import pages_in, segments_in
from locmem.reports.brief_lines import Line, cut, first_sentence
from locmem.reports.coverage import CoverageRow, ReadinessRow

MOST_OPEN = 6
MOST_CHANGES = 5
_MOST_ASKED = 3
_MOST_HOLIDAYS = 12


def launch_lines(market: Market, launch: date | None, day: date) -> Iterator[Line]:
    """Whether the company sells there, and since or from when, as far as the settings say so."""
    if launch and launch > day:
        value = f"planned for {launch}, in {counted((launch - day).days, 'day')}"
    elif launch:
        value = f"launched on {launch}" if market.is_launched else f"was planned for {launch}, and is not launched"
    else:
        value = "launched" if market.is_launched else "planned; backlog.markets in locmem.yaml can say for when"
    yield Line(label="Launch", value=value, source="locmem.yaml", read_on=day)


def volume_lines(market: Market, figures: Mapping[tuple[str, str], Kpi], day: date) -> Iterator[Line]:
    """What customers asked in the newest month that was counted, and of which texts most.

    figures: of each document in each market, the newest month.
    """
    mine = {document: kpi for (document, code), kpi in figures.items() if code == market.code and kpi.is_known}
    newest = max((kpi.period for kpi in mine.values()), default="")
    mine = {document: kpi for document, kpi in mine.items() if kpi.period == newest}
    if not mine:
        return
    views, tickets = sum(one.views for one in mine.values()), sum(one.tickets for one in mine.values())
    value = f"{counted(views, 'view')} and {counted(tickets, 'ticket')} of {counted(len(mine), 'text')}"
    yield Line(label=f"In {newest}", value=value, source="content/kpi.csv", read_on=day)
    asked = sorted(mine.items(), key=lambda one: (-one[1].tickets, -one[1].views, one[0]))[:_MOST_ASKED]
    names = (f"{document.rpartition('/')[2]} ({kpi.told('tickets', 'views')})" for document, kpi in asked)
    yield Line(label="Most asked", value="; ".join(names), source="content/kpi.csv", read_on=day)


def holiday_lines(holidays: Sequence[tuple[date, str]], witness: str, day: date) -> Iterator[Line]:
    """The public holidays of the days ahead, in English.  witness: who knows them, with its version."""
    for on, name in holidays[:_MOST_HOLIDAYS]:
        yield Line(label=str(on), value=f"{name} ({on:%A})", source=witness, read_on=day)


def ahead_lines(market: Market, changes: Sequence[Change]) -> Iterator[Line]:
    """What changes in the market's law and facts, soonest first."""
    mine = [change for change in changes if change.market == market.code]
    for change in mine[:MOST_CHANGES]:
        value = f"{change.before} → {change.after}"
        if change.path.startswith(OBLIGATION):
            is_new = change.before == "(none)"
            text = first_sentence(change.after if is_new else change.before)
            value = text if is_new else f"no longer: {text}"
        name = change.path.removeprefix("market.").removeprefix(OBLIGATION).replace("_", " ")
        yield Line(
            label=str(change.on),
            value=f"{name}: {value}",
            source=change.source,
            read_on=change.verified_on,
            is_unverified=change.verified_on is None,
        )


def coverage_lines(
    market: Market, tags: Sequence[str], coverage: Sequence[CoverageRow], readiness: Sequence[ReadinessRow], day: date
) -> Iterator[Line]:
    """How much is translated, and how the market's pages stand.  tags: its content locales."""
    for row in coverage:
        if row.locale in tags:
            stale = f", {row.stale} stale" if row.stale else ""
            value = f"{row.percent:.0f} % of {counted(row.total, 'segment')} confirmed{stale}"
            yield Line(label=segments_in(row), value=value, source="catalogs", read_on=day)
    for ready in readiness:
        if ready.market == market.code and ready.pages:
            rest = ", ".join(
                f"{count} {standing}"
                for count, standing in (
                    (ready.last_confirmed, "with older wording"),
                    (ready.source, "in the source language"),
                    (ready.withheld, "withheld"),
                    (ready.blocked, "held back by a fact"),
                )
                if count
            )
            value = f"{ready.ready} of {counted(ready.pages, 'page')} ready{f'; {rest}' if rest else ''}"
            yield Line(label=pages_in(ready), value=value, source="locmem status", read_on=day)

    without = [row.locale for row in readiness if row.market == market.code and not row.pages]
    if without:
        value = "nothing is translated: not declared"
        yield Line(label=", ".join(without), value=value, source="locmem.yaml", read_on=day)


def open_lines(market: Market, items: Sequence[BacklogItem], day: date) -> Iterator[Line]:
    """The open items of priority 1, those of one document and one reason together."""
    mine = [one for one in items if one.market == market.code and one.scored.priority is Priority.MUST]
    groups: dict[tuple[str, ...], list[BacklogItem]] = {}
    for one in mine:
        groups.setdefault((one.document, *one.scored.reasons), []).append(one)
    shown = list(groups.values())[:MOST_OPEN]
    for same in shown:
        locales = ", ".join(one.locale for one in same)
        reasons = "; ".join(_plain(reason) for reason in same[0].scored.reasons)
        name = same[0].document.rpartition("/")[2]
        label = f"{name} ({locales})" if locales else name
        yield Line(label=label, value=cut(reasons, 150), source="locmem backlog", read_on=day)
    left = len(mine) - sum(map(len, shown))
    if left:
        value = f"locmem backlog --market {market.code} lists them"
        yield Line(label=f"and {left} more", value=value, source="locmem backlog", read_on=day)


def _plain(reason: str) -> str:
    """A reason without the source of a fact that follows in brackets: the fact's own line has it."""
    return re.sub(r" \(source: .*?\)(?=[.;]|$)", "", reason)
