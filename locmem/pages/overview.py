"""What the reports need, gathered: blocked pages, backlog, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import Any, TypeVar

from locmem import textfile
from locmem.backlog.answers import Answers
from locmem.backlog.decisions import DECISIONS_FILE, Decision, read_decisions
from locmem.backlog.items import BacklogItem, backlog
from locmem.backlog.signals import KPI_FILE, Kpi, read_kpi
from locmem.backlog.work import PageWork, work_in
from locmem.catalogs.pairs import Workspace
from locmem.checks.cards import Card, cards_of
from locmem.errors import InputErrors
from locmem.model.fact import Market
from locmem.model.priority import Priority
from locmem.noted_day import plain_day
from locmem.pages.answers import answers_of
from locmem.pages.approvals import approval_digests, unsigned_pages
from locmem.postedit.waiting import Waiting, waiting_in
from locmem.render.policy import UNSIGNED
from locmem.reports.coverage import (
    CoverageRow,
    ReadinessRow,
    added_coverage,
    added_readiness,
    coverage,
    hidden_pages,
    readiness,
)
from locmem.reviews.states import States, states_in
from locmem.workspace.project import Project
from locmem.workspace.survey import Question, Survey, survey

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A project's state on one day.

    states: in any number for a market; those of a market add up.  answers: of its reviews, as far as they count.
    hidden: market, locale and document of the pages of which customers see nothing.
    """

    backlog: tuple[BacklogItem, ...]
    coverage: tuple[CoverageRow, ...]
    readiness: tuple[ReadinessRow, ...]
    states: tuple[States, ...] = ()
    answers: Answers = field(default_factory=Answers)
    hidden: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What some documents bring to an overview."""

    work: tuple[PageWork, ...]
    coverage: tuple[CoverageRow, ...]
    readiness: tuple[ReadinessRow, ...]
    states: tuple[States, ...]
    hidden: tuple[tuple[str, str, str], ...]


CARDS = Question(name="cards", kind=tuple[Card, ...], answer=lambda workspace: tuple(cards_of(workspace)))
"""What others must know of each document."""


def overview(project: Project, markets: Sequence[Market], day: date | None = None) -> Overview:
    """Coverage of every locale, and readiness and backlog of the given markets, as far as files can be read."""
    _, found = surveyed_overview(project, markets, day)
    return found


def pressing_markets(project: Project, codes: Sequence[str], day: date) -> tuple[Market, ...]:
    """The markets of these codes; for none the launched ones, and those whose launch is near."""
    if codes:
        return project.chosen_markets(codes)
    rules = project.settings.backlog
    until = plain_day(day) + timedelta(days=rules.thresholds.soon_days)
    near = {code for code, one in rules.markets.items() if one.launch and plain_day(day) < one.launch <= until}
    markets = project.chosen_markets(())
    if not near - {market.code for market in markets}:
        return markets
    return (*markets, *(one for one in project.all_markets if one.code in near and not one.is_launched))


def with_launched(project: Project, chosen: Sequence[Market]) -> tuple[Market, ...]:
    """All launched markets and the chosen ones: what is known of them all is not found out again for some."""
    launched = {market.code for market in project.markets}
    return (*project.markets, *(market for market in chosen if market.code not in launched))


def surveyed_overview(
    project: Project, markets: Sequence[Market], asked: date | None, expecting: Sequence[Question[Any]] = ()
) -> tuple[Survey, Overview]:
    """The survey that an overview was made from, and the overview.  expecting: as of `overview_with_cards`."""
    day = project.noted(asked)
    question = Question(
        name="overview",
        kind=_Part,
        answer=lambda workspace: _part_of(project, workspace, markets, day),
        depends=tuple(market.code for market in markets),
        day=day,
        of_document=approval_digests(project),
    )
    surveyed = survey(project, expecting=(question, CARDS, *expecting))
    surveyed.rest.require_listed()
    parts, cards = surveyed.ask(question), surveyed.ask(CARDS)
    known = tuple(chain.from_iterable(cards))
    answers = answers_of(project, markets, known, plain_day(day))
    items = backlog(
        (one for part in parts for one in part.work),
        markets,
        known,
        kpi_of(project),
        project.settings.backlog,
        plain_day(day),
        decisions_of(project),
        answers,
    )
    rows = added_readiness(markets, [row for part in parts for row in part.readiness])
    must = Counter((item.market, item.locale) for item in items if item.scored.priority is Priority.MUST)
    return surveyed, Overview(
        backlog=items,
        coverage=added_coverage(project.settings, [row for part in parts for row in part.coverage]),
        readiness=tuple(replace(row, must=must[row.market, row.locale]) for row in rows),
        states=tuple(chain.from_iterable(part.states for part in parts)),
        answers=answers,
        hidden=frozenset(chain.from_iterable(part.hidden for part in parts)),
    )


def overview_with_cards(
    project: Project, markets: Sequence[Market], day: date, expecting: Sequence[Question[Any]] = ()
) -> tuple[Overview, tuple[Card, ...]]:
    """The overview, and the documents there are.

    expecting: questions that will be asked next, so that each document is opened once for all of them.
    """
    surveyed, found = surveyed_overview(project, markets, day, expecting)
    cards = surveyed.ask(CARDS)
    return found, tuple(chain.from_iterable(cards))


def _part_of(project: Project, workspace: Workspace, markets: Sequence[Market], day: date) -> _Part:
    from locmem.pages.shown import fact_standing

    blocked, overdue = fact_standing(project, workspace, markets, day)
    unsigned = unsigned_pages(project, workspace.sources, markets)
    held = blocked | {key: (*blocked.get(key, ()), UNSIGNED) for key in unsigned}
    return _Part(
        work=tuple(work_in(workspace, markets, held, overdue)),
        coverage=coverage(workspace),
        readiness=readiness(workspace, markets, blocked, frozenset(unsigned)),
        states=tuple(states_in(workspace, markets)),
        hidden=tuple(hidden_pages(workspace, markets, held.keys())),
    )


WAITING = Question(name="queue", kind=tuple[Waiting, ...], answer=waiting_in)
"""What waits for a person in each document."""


def kpi_of(project: Project) -> dict[tuple[str, str], Kpi]:
    """The help desk's figures; none where there is no file, or none that can be read, which the project then knows."""
    return dict(_kept(project, KPI_FILE, read_kpi) or {})


def decisions_of(project: Project) -> tuple[Decision, ...]:
    """What people decided of items; none where there is no file, or none that can be read, which the project knows."""
    return _kept(project, DECISIONS_FILE, read_decisions) or ()


def _kept(project: Project, path: str, read: Callable[[str], T]) -> T | None:
    """What a file that people keep says; None where there is none, or it cannot be read, which the project notes."""
    data = project.folder.read(path)
    try:
        found = read(textfile.decode(data, path).text) if data is not None else None
    except InputErrors as error:
        project.note_unread(path, error.problems)
        return None
    project.note_unread(path, ())
    return found
