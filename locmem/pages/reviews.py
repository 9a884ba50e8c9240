"""The reviews of a project: the files there are, and what a market is asked today."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from locmem import textfile
from locmem.backlog.items import BacklogItem
from locmem.backlog.signals import Kpi
from locmem.checks.cards import Card
from locmem.errors import InputErrors, Problems
from locmem.exchange.queries import Query
from locmem.markets.regions import FOLDER
from locmem.model.fact import Market
from locmem.noted_day import plain_day
from locmem.pages.queries import open_queries
from locmem.pages.signatures import signatures_of
from locmem.reviews.items import REVIEWS, Review, ReviewItem, snapshot_of
from locmem.reviews.opening import left_over
from locmem.reviews.profile_items import Asking, fact_items, law_items, obligation_items
from locmem.reviews.record import read_review
from locmem.reviews.service import SLA_FILE, Measured, levels, read_measured
from locmem.reviews.work_items import (
    done_item,
    priority_items,
    question_items,
    read_snapshot,
    service_items,
    template_items,
)
from locmem.workspace.project import Project

_FILE = re.compile(rf"{REVIEWS}/(\d{{4}}-\d\d)/([A-Z0-9-]+)\.yaml")


def review_at(project: Project, path: str) -> Review | None:
    """The review in a file; None where there is none.  Raises InputErrors for one that cannot be read."""
    data = project.folder.read(path)
    return None if data is None else read_review(data, path, plain_day(project.today))


def months_of(project: Project, market: str = "") -> tuple[tuple[str, str], ...]:
    """Month and market of every review there is, oldest first; market: of this one alone."""
    found = (_FILE.fullmatch(path) for path in project.folder.files(f"{REVIEWS}/*/*.yaml"))
    return tuple(sorted((one[1], one[2]) for one in found if one and market in ("", one[2])))


def newest_reviews(project: Project, codes: Sequence[str] = (), month: str = "") -> tuple[Review, ...]:
    """The newest review of each market, by code; the project knows of those that cannot be read.

    codes: of these markets, all for none.  month: those of this month instead.
    """
    newest = {code: when for when, code in months_of(project) if not month or when == month}
    found = []
    for code in sorted(code for code in newest if not codes or code in codes):
        path = f"{REVIEWS}/{newest[code]}/{code}.yaml"
        try:
            review = review_at(project, path)
        except InputErrors as error:
            project.note_unread(path, error.problems)
            continue
        project.note_unread(path, ())
        found += [review] if review else []
    return tuple(found)


class Material:
    """What reviews of a project are made of, gathered once for all of its markets.

    Raises InputErrors with all that is wrong with the files of the reviews and with the figures of the help desk.
    """

    def __init__(
        self,
        project: Project,
        markets: Sequence[Market],
        month: str,
        backlog: Sequence[BacklogItem],
        cards: Sequence[Card],
        kpi: dict[tuple[str, str], Kpi],
    ) -> None:
        self._project, self._month, self._backlog, self._cards, self._kpi = project, month, backlog, cards, kpi
        self._day = plain_day(project.today)
        self.kept: dict[str, Review] = {}
        self.before: dict[str, Review] = {}
        self._snapshots: dict[str, dict[str, int]] = {}
        self.measured: tuple[Measured, ...] = ()
        problems = Problems()
        for market in markets:
            try:
                self._read(market.code)
            except InputErrors as error:
                problems.take(error.problems)
        try:
            data = project.folder.read(SLA_FILE)
            self.measured = read_measured(textfile.decode(data, SLA_FILE).text) if data is not None else ()
        except InputErrors as error:
            problems.take(error.problems)
        problems.raise_all()
        self._asked_of = dict(asked_of(project.markets, cards, open_queries(project)))

    def _read(self, code: str) -> None:
        project = self._project
        kept = review_at(project, f"{REVIEWS}/{self._month}/{code}.yaml")
        earlier = [month for month, _ in months_of(project, code) if month < self._month]
        before = review_at(project, f"{REVIEWS}/{earlier[-1]}/{code}.yaml") if earlier else None
        for review, found in ((kept, self.kept), (before, self.before)):
            if review:
                found[code] = review
        if before and (data := project.folder.read(path := snapshot_of(code, before.month))) is not None:
            self._snapshots[code] = read_snapshot(textfile.decode(data, path).text, path)

    def backlog_of(self, code: str) -> tuple[BacklogItem, ...]:
        """The open items of a market."""
        return tuple(item for item in self._backlog if item.market == code)

    def asked(self, market: Market) -> tuple[ReviewItem, ...]:
        """All that a market is asked today, in the order of a review."""
        project, code = self._project, market.code
        figures = {path: figures for (path, of), figures in self._kpi.items() if of == code}
        asking = asking_of(project, market, self._day, self._cards, month=self._month, figures=figures)
        before, snapshot = self.before.get(code), self._snapshots.get(code)
        items = self.backlog_of(code)
        found = [
            *law_items(asking),
            *fact_items(asking),
            *obligation_items(asking),
            *template_items(asking),
            *service_items(asking, levels(market, self.measured, project.settings.sla, self._month, self._day)),
            *priority_items(asking, items, snapshot, before.month if before else ""),
            *question_items(asking, self._asked_of.get(code, ())),
        ]
        found += done_item(asking, items, snapshot, before, left_over(found, before))
        # What nothing else is asked with stands alone.
        shared = Counter((one.question, one.owner) for one in found)
        alone = (one if shared[one.question, one.owner] > 1 else replace(one, question="") for one in found)
        return tuple(sorted(alone, key=lambda one: one.rank))


def asking_of(
    project: Project,
    market: Market,
    day: date,
    cards: Sequence[Card],
    *,
    month: str = "",
    figures: Mapping[str, Kpi] | None = None,
) -> Asking:
    """What the review of a market is begun with on a day; month: that of the day for none."""
    return Asking(
        market=market,
        month=month or f"{day:%Y-%m}",
        day=day,
        rules=project.settings.review,
        limits=project.review_limits,
        cards=cards,
        elsewhere={other.path for other in project.markets} - {market.path},
        read_elsewhere=_read_elsewhere(project.markets, market),
        figures=figures or {},
        digest=project.folder.digest,
        signatures=signatures_of(project),
    )


def _read_elsewhere(markets: Sequence[Market], market: Market) -> frozenset[str]:
    """The regions of a market that the review of the first of their markets asks to be read again."""
    first: dict[str, str] = {}
    for one in markets:
        for region in one.regions:
            first.setdefault(region, one.code)
    regions = (region for region in market.regions if first.get(region, market.code) != market.code)
    return frozenset(f"{posixpath.dirname(market.path)}/{FOLDER}/{region}.yaml" for region in regions)


def asked_of(
    markets: Sequence[Market], cards: Sequence[Card], queries: Sequence[Query]
) -> Iterator[tuple[str, list[Query]]]:
    """The open questions of each market; one that concerns several is asked in the first of them alone."""
    by_path = {card.path: card for card in cards}
    found: dict[str, list[Query]] = {}
    for query in queries:
        card = by_path.get(query.document)
        for market in markets:
            speaks = query.locale in [str(one.content) for one in market.locales]
            if speaks and (card is None or card.ships_to(market.code)):
                found.setdefault(market.code, []).append(query)
                break
    yield from found.items()
