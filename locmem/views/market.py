"""A market on a day: its facts, what changes soon, and what its law asks of texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from locmem.errors import UsageError
from locmem.markets.changes import Change
from locmem.markets.due import Review as Reading
from locmem.model.fact import Market
from locmem.pages.duty_states import DutyState, coming_duties, duty_states
from locmem.pages.facts_ahead import due_reviews, fact_changes
from locmem.pipelines.market_facts import FactRow, contacts_told, facts_on
from locmem.views.fields import Fields, day_of, required
from locmem.workspace.project import Project
from locmem.workspace.sound_markets import reading_on

_STRETCHES = (0, 30, 60, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketsPage:
    """The markets there are, and those that cannot be read, by the file at fault."""

    markets: tuple[Market, ...]
    broken: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketPage:
    """A market on a day.  codes: of all there are.

    facts, contacts: as `market show` has them.  changes: in each of the next stretches of days, by the last of them.
    duties: in force; coming: key and first day of those that are not yet.  due: what is to be read again.
    """

    codes: tuple[str, ...]
    market: Market
    day: date
    facts: tuple[FactRow, ...]
    contacts: tuple[FactRow, ...]
    changes: tuple[tuple[int, tuple[Change, ...]], ...]
    duties: tuple[DutyState, ...]
    coming: tuple[tuple[str, date], ...]
    due: tuple[Reading, ...]


def markets_page(project: Project, _: Fields) -> MarketsPage:
    """All markets, launched and planned."""
    with reading_on(project):
        return MarketsPage(markets=project.all_markets, broken=tuple(sorted(project.broken_markets.items())))


def market_page(project: Project, fields: Fields) -> MarketPage:
    """The market of `code` on `day`.  Raises ProjectError for one that is not there, UsageError for one that
    cannot be read."""
    code = required(fields, "code")
    with reading_on(project):
        if project.all_markets and code in project.broken_markets:
            raise UsageError(f"{project.broken_markets[code]} cannot be read. `locmem market lint` says why.")
        return _market(project, code, day_of(fields, project))


def _market(project: Project, code: str, day: date) -> MarketPage:
    market, until = project.market(code), day + timedelta(days=_STRETCHES[-1])
    changes = fact_changes(project, (code,), day, until)
    return MarketPage(
        codes=tuple(one.code for one in project.all_markets),
        market=market,
        day=day,
        facts=facts_on(project, market, day),
        contacts=contacts_told(market, day),
        changes=tuple(
            (last, tuple(one for one in changes if first < (one.on - day).days <= last))
            for first, last in pairwise(_STRETCHES)
        ),
        duties=duty_states(project, (code,), day),
        coming=tuple((key, first) for _, key, first in coming_duties((market,), day)),
        due=tuple(one for one in due_reviews(project, (code,), day) if one.due is None or one.due <= until),
    )
