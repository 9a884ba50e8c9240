"""What the reports need, gathered: blocked pages, backlog, queue, coverage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from locmem import textfile
from locmem.backlog.items import BacklogItem, backlog, by_document, in_order
from locmem.backlog.signals import KPI_FILE, Kpi, read_kpi
from locmem.catalogs.pairs import Workspace
from locmem.checks.cards import Card, cards_of
from locmem.errors import InputErrors
from locmem.model.fact import Market
from locmem.noted_day import told
from locmem.pages.approvals import UNSIGNED, approval_digests, unsigned_pages
from locmem.postedit.queue import Queue, Waiting, first, items_of, stretches, unseen, waiting_in
from locmem.reports.coverage import (
    CoverageRow,
    ReadinessRow,
    added_coverage,
    added_readiness,
    coverage,
    readiness,
)
from locmem.workspace.handoffs import readable_manifests
from locmem.workspace.project import Project
from locmem.workspace.successors import followed
from locmem.workspace.survey import Question, Survey, survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A project's state on one day."""

    backlog: tuple[BacklogItem, ...]
    coverage: tuple[CoverageRow, ...]
    readiness: tuple[ReadinessRow, ...]


def overview(project: Project, markets: Sequence[Market], day: date | None = None) -> Overview:
    """Coverage of every locale, and readiness and backlog of the given markets, as far as files can be read."""
    _, found = _overview(project, markets, day or project.today)
    return found


def _overview(
    project: Project, markets: Sequence[Market], day: date, expecting: Sequence[Question[Any]] = ()
) -> tuple[Survey, Overview]:
    question = Question(
        name="overview",
        kind=Overview,
        answer=lambda workspace: overview_of(project, workspace, markets, day),
        depends=(tuple(market.code for market in markets), told(day), project.folder.digest(KPI_FILE)),
        of_document=approval_digests(project),
    )
    surveyed = survey(project, expecting=(question, *expecting))
    surveyed.rest.require_listed()
    parts = surveyed.ask(question)
    return surveyed, Overview(
        backlog=in_order(item for part in parts for item in part.backlog),
        coverage=added_coverage(project.settings, [row for part in parts for row in part.coverage]),
        readiness=added_readiness(markets, [row for part in parts for row in part.readiness]),
    )


CARDS = Question(name="cards", kind=tuple[Card, ...], answer=lambda workspace: tuple(cards_of(workspace)))
"""What others must know of each document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A page that facts keep back, and which, in words."""

    market: str
    locale: str
    document: str
    reasons: tuple[str, ...]


def held_pages(
    project: Project, markets: Sequence[Market], day: date
) -> tuple[Overview, tuple[Held, ...], tuple[Card, ...]]:
    """The overview, the pages that facts keep back, and the documents there are."""

    from locmem.pages.shown import blocked_pages

    def held(workspace: Workspace) -> tuple[Held, ...]:
        found = blocked_pages(project, workspace, markets, day)
        return tuple(Held(market=a, locale=b, document=c, reasons=why) for (a, b, c), why in found.items())

    codes = tuple(market.code for market in markets)
    question = Question(name="held", kind=tuple[Held, ...], answer=held, depends=(codes, told(day)))
    surveyed, found = _overview(project, markets, day, (question, CARDS))
    parts, cards = surveyed.ask(question), surveyed.ask(CARDS)
    return found, tuple(chain.from_iterable(parts)), tuple(chain.from_iterable(cards))


def overview_of(project: Project, workspace: Workspace, markets: Sequence[Market], day: date | None = None) -> Overview:
    """The overview of what was opened of a project."""
    from locmem.pages.shown import blocked_pages

    blocked = blocked_pages(project, workspace, markets, day or project.today)
    unsigned = unsigned_pages(project, workspace.sources, markets)
    held = blocked | {key: (*blocked.get(key, ()), UNSIGNED) for key in unsigned}
    items = backlog(workspace, markets, kpi_of(project), held)
    priorities = {(item.market, item.locale, item.document): item.scored.priority for item in items}
    return Overview(
        backlog=items,
        coverage=coverage(workspace),
        readiness=readiness(workspace, markets, blocked, priorities, frozenset(unsigned)),
    )


_WAITING = Question(name="queue", kind=tuple[Waiting, ...], answer=waiting_in)


def waiting_queue(
    project: Project,
    markets: Sequence[Market],
    locales: Collection[str] | None = None,
    most: int | None = None,
    *,
    only_here: bool = False,
) -> Queue:
    """The post-edit queue for the given markets; only the documents of the segments that are given are opened.

    locales: the ones that are meant, None for all.  most: how many segments are given, None for all of them.
    only_here: whether what is with translators is left out.
    """
    surveyed, found = _overview(project, markets, project.today, (_WAITING,))
    waiting = [one for part in surveyed.ask(_WAITING) for one in part if locales is None or one.locale in locales]
    out = [manifest for manifest in readable_manifests(project) if any(manifest.open_units())]
    flying = {
        (manifest.locale, unit.document, unit.occurrence): manifest.id
        for manifest in followed(project, surveyed, out)
        for unit in manifest.open_units()
    }
    every = [
        one for one in stretches(waiting, markets, by_document(found.backlog), flying) if not (only_here and one.is_out)
    ]
    wanted = tuple(first(every, most))
    return Queue(
        items=tuple(items_of(surveyed.open({one.document for one in wanted}), wanted, flying)),
        segments=sum(len(one.texts) for one in every),
        words=sum(text.words for one in every for text in one.texts),
        handed_out=sum(len(one.texts) for one in every if one.is_out),
        unseen=unseen(waiting, markets),
    )


def kpi_of(project: Project) -> dict[tuple[str, str], Kpi]:
    """The help desk's figures; none where there is no file.

    There is none either in a file that cannot be read, which the project then knows.
    """
    data = project.folder.read(KPI_FILE)
    try:
        figures = dict(read_kpi(textfile.decode(data, KPI_FILE).text)) if data is not None else {}
    except InputErrors as error:
        project.note_unread(KPI_FILE, error.problems)
        return {}
    project.note_unread(KPI_FILE, ())
    return figures
