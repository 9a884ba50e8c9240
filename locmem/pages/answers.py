"""What the reviews of a project say that counts today, read from their files for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from locmem.backlog.answers import Answers, Given
from locmem.checks.cards import Card
from locmem.errors import InputErrors
from locmem.exchange.queries import Query
from locmem.model.fact import Market
from locmem.model.review_rules import ItemKind
from locmem.noted_day import plain_day
from locmem.pages.queries import open_queries
from locmem.pages.reviews import asked_of, asking_of, months_of, review_at
from locmem.pages.signatures import signatures_of
from locmem.reviews.items import path_of
from locmem.reviews.profile_items import fact_items
from locmem.reviews.standing import Answered, answered, standing
from locmem.reviews.work_items import question_items
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of
from locmem.workspace.project import Project

_QUESTION = "review"


def answers_of(project: Project, markets: Sequence[Market], cards: Sequence[Card], day: date) -> Answers:
    """The answers of these markets that count on a day; the project knows of the reviews that cannot be read.

    cards: the documents there are.
    """
    given: list[Given] = []
    asked: list[str] = []
    for market in markets:
        months = dict(answered_months(project, market.code))
        if not months:
            continue
        asked += [one.id for one in months[max(months)]]
        asking = asking_of(project, market, plain_day(day), cards)
        every = [one for items in months.values() for one in items]
        fresh = [*fact_items(asking)]
        if any(one.kind is ItemKind.QUESTION and one.answers for one in every):
            fresh += question_items(asking, _queries(project, market, cards))
        given += standing(months, asking, {one.id: one for one in fresh})
    return Answers(tuple(given), frozenset(asked), signatures_of(project))


def _queries(project: Project, market: Market, cards: Sequence[Card]) -> Sequence[Query]:
    return dict(asked_of(project.markets, cards, open_queries(project))).get(market.code, [])


def answered_months(project: Project, code: str) -> Iterator[tuple[str, tuple[Answered, ...]]]:
    """The items of each review of a market; what a file says is kept under its bytes."""
    read = reader_of(tuple[Answered, ...])
    is_new = False
    for month, _ in months_of(project, code):
        path = path_of(code, month)
        # An answer of a day to come is refused today, and fine then.
        key = key_of(path, project.folder.digest(path), str(plain_day(project.today)))
        if (known := project.answers.get(_QUESTION, key)) is not None:
            yield month, read(known)
            continue
        try:
            review = review_at(project, path)
        except InputErrors as error:
            project.note_unread(path, error.problems)
            continue
        project.note_unread(path, ())
        items = answered(review.items) if review else ()
        project.answers.put(_QUESTION, key, as_bytes(items))
        is_new = True
        yield month, items
    if is_new and not project.is_dry:
        project.answers.keep()
