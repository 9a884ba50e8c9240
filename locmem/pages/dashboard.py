"""Everything the report on a project shows, gathered from the functions that the commands ask, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from locmem.backlog.items import BacklogItem, by_document
from locmem.catalogs.pairs import Workspace
from locmem.checks.run import CheckReport
from locmem.errors import InputErrors
from locmem.noted_day import plain_day
from locmem.pages.decided import with_jobs
from locmem.pages.facts_ahead import due_reviews, fact_changes
from locmem.pages.launching import days_after, launch_verdicts
from locmem.pages.memory_counts import memory_stats
from locmem.pages.overview import pressing_markets, surveyed_overview
from locmem.pages.reviews import newest_reviews
from locmem.pages.savings import Asked, effort_of, savings_of
from locmem.pages.trend import trend_of
from locmem.pages.waiting_queue import queue_rows
from locmem.postedit.ordering import Wanted
from locmem.reports.costs import cost_steps
from locmem.reports.coverage import DocumentRow, document_rows
from locmem.reports.dashboard import (
    AHEAD,
    BacklogMonth,
    Dashboard,
    MarketReview,
    MemoryMonth,
    OwedBy,
    Published,
    StaleTexts,
    Waiting,
)
from locmem.reviews.states import days_stale
from locmem.reviews.trend import TREND_FILE, TrendRow, summed
from locmem.workspace.memory_cache import remembered
from locmem.workspace.project import Project
from locmem.workspace.sound_markets import left_out
from locmem.workspace.survey import Question
from locmem.workspace.turnaround import turnarounds

LOOKED_BACK = 365
"""Days of git's past in which it is looked how long changed texts waited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a report is of: a day, None for today, and work of the months from `first` to `last`, empty for all."""

    day: date | None = None
    first: str = ""
    last: str = ""


def _documents(workspace: Workspace) -> tuple[DocumentRow, ...]:
    return tuple(document_rows(workspace))


DOCUMENTS = Question(name="documents", kind=tuple[DocumentRow, ...], answer=_documents)
"""How far each document is in each of its locales."""


def dashboard(project: Project, shown: Shown, gate: Callable[[date], CheckReport]) -> Dashboard:
    """What the report shows.  gate: the release gate's report of all launched markets on a day.

    What cannot be read is left out and told, as the project knows it; raises InputErrors where nothing can be.
    """
    asked = shown.day
    today = plain_day(asked or project.today)
    verdicts = launch_verdicts(project, (), asked or project.today, gate)
    surveyed, found = surveyed_overview(project, project.markets, asked, (DOCUMENTS,))
    rows = surveyed.ask(DOCUMENTS)
    documents = tuple(sorted(chain.from_iterable(rows), key=_place))
    pressing = pressing_markets(project, (), asked or project.today)
    backlog = found.backlog
    if pressing != project.markets:
        backlog = surveyed_overview(project, pressing, asked)[1].backlog
    work = Asked(first=shown.first, last=shown.last)
    savings = savings_of(project, work)
    since = today - timedelta(days=LOOKED_BACK)
    until = days_after(today, AHEAD[-1])
    burn = tuple(_burn(project))
    published = _published(project, since, today)
    remembered(project)
    memory = memory_stats(project)
    return Dashboard(
        project=project.settings.name,
        source_locale=str(project.settings.source_locale),
        day=today,
        first=shown.first,
        last=shown.last,
        savings=savings,
        costs=cost_steps(savings, project.settings.rates) if savings else (),
        effort=effort_of(project, work, ("engine", "locale")),
        verdicts=verdicts,
        readiness=found.readiness,
        coverage=found.coverage,
        documents=documents,
        backlog=with_jobs(project, backlog),
        burn=burn,
        queue=tuple(_waiting(project)),
        stale=tuple(_stale(documents, backlog, today)),
        published=published,
        since=since,
        pairs=memory.pairs,
        growth=tuple(MemoryMonth(month=one.month, added=one.added, total=one.total) for one in memory.growth),
        changes=fact_changes(project, (), today, until),
        due=tuple(one for one in due_reviews(project, (), today) if one.due is None or one.due <= until),
        reviews=tuple(_reviews(project, plain_day(project.today))),
        unknown=tuple(_unknown(project, burn, published)),
        unread=tuple(project.unread),
    )


def _place(row: DocumentRow) -> tuple[str, str]:
    return row.counts.locale, row.document


def _burn(project: Project) -> Iterator[BacklogMonth]:
    try:
        rows = trend_of(project)
    except InputErrors as error:
        project.note_unread(TREND_FILE, error.problems)
        return
    markets: dict[str, list[str]] = {}
    for row in rows:
        markets.setdefault(row.month, []).append(row.market)
    yield from (_month(row, markets[row.month]) for row in summed(rows))


def _month(row: TrendRow, markets: Iterable[str]) -> BacklogMonth:
    return BacklogMonth(
        month=row.month,
        markets=tuple(markets),
        priority_1=row.priority_1,
        priority_2=row.priority_2,
        priority_3=row.priority_3,
        words_left=row.words_left,
    )


def _waiting(project: Project) -> Iterator[Waiting]:
    for row in queue_rows(project, project.markets, Wanted()):
        yield Waiting(
            locale=row.locale,
            texts=row.texts,
            segments=row.segments,
            words=row.words,
            effort=row.effort,
            assigned=row.assigned,
            overdue=row.overdue,
            handed_out=row.handed_out,
        )


def _stale(documents: Iterable[DocumentRow], backlog: Sequence[BacklogItem], day: date) -> Iterator[StaleTexts]:
    scores = by_document(backlog)
    for row in documents:
        locale = row.counts.locale
        scored = scores.get((locale, row.document))
        ages = Counter(days_stale(row.stale_since, row.counts.stale, day))
        for days in sorted(ages):
            yield StaleTexts(
                locale=locale,
                document=row.document,
                priority=int(scored.priority) if scored else 0,
                days=days,
                texts=ages[days],
            )


def _published(project: Project, since: date, until: date) -> tuple[Published, ...] | None:
    found = turnarounds(project, since, until)
    if found is None:
        return None
    days: dict[str, list[int]] = {}
    for one in found:
        days.setdefault(one.locale, []).append(one.days)
    return tuple(Published(locale=locale, days=tuple(sorted(days[locale]))) for locale in sorted(days))


def _reviews(project: Project, today: date) -> Iterator[MarketReview]:
    for review in newest_reviews(project):
        counts = dict(review.counted())
        yield MarketReview(
            market=review.market,
            month=review.month,
            due=review.due,
            is_late=bool(review.open) and review.due < today,
            open=counts["open"],
            confirm=counts["confirm"],
            change=counts["change"],
            skip=counts["skip"],
            owed=tuple(
                OwedBy(owner=one.owner, items=len(one.items), since=one.since, kinds=one.kinds) for one in review.owed
            ),
        )


def _unknown(project: Project, burn: Sequence[BacklogMonth], published: Sequence[Published] | None) -> Iterator[str]:
    if missing := left_out(project.broken_markets):
        yield f"Left out of all figures by market: {missing}."
    codes = {market.code for market in project.markets}
    if burn and (lacking := sorted(codes - {*burn[-1].markets})):
        yield f"The backlog of {burn[-1].month} was not counted in {', '.join(lacking)}: `locmem review start` counts."
    if published is None:
        yield (
            "How long changed texts waited is not known: git has no past of the catalogs here, or more of it than is "
            "looked at."
        )
    if not project.settings.rates.has_money:
        yield "What a word costs is not known: `rates: {currency: EUR, per_word: 0.12}` in locmem.yaml gives money."
