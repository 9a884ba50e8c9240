"""What people are asked: by translators about sources, and by the review of a month about markets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from locmem.errors import UsageError
from locmem.exchange.queries import Query, Settled
from locmem.pages.queries import open_queries, settled_queries
from locmem.pages.reviews import months_of, newest_reviews
from locmem.pipelines.answer import AnswerResult
from locmem.pipelines.answer import answer as settle_queries
from locmem.pipelines.review import AnsweredItems, ReviewResult, say, start
from locmem.reviews.items import Answer, Question, Review, ReviewItem
from locmem.views.fields import Fields, Stretch, required, stretch, text_of
from locmem.workspace.project import Project
from locmem.workspace.writing import Run

_SIZE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriesPage:
    """What translators asked: what is open, by segment, or what was settled, newest first."""

    open: Stretch[tuple[Query, ...]]
    settled: Stretch[Settled]
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The reviews that are shown.

    months, markets: those there are.  questions: what is open, most pressing first; answered: what is not.
    """

    reviews: tuple[Review, ...]
    months: tuple[str, ...]
    markets: tuple[str, ...]
    month: str
    market: str
    questions: Stretch[Question]
    answered: tuple[tuple[Review, ReviewItem], ...]
    this_month: str


def queries_page(project: Project, fields: Fields) -> QueriesPage:
    """What nobody settled yet; with `settled=1` what was."""
    is_settled = text_of(fields, "settled") == "1"
    found = () if is_settled else open_queries(project)
    asked = [tuple(some) for _, some in groupby(found, key=lambda one: one.key)]
    settled = sorted(settled_queries(project), key=lambda one: one.on, reverse=True) if is_settled else []
    return QueriesPage(
        open=stretch(asked, fields, _SIZE, "/queries"),
        settled=stretch(settled, fields, _SIZE, "/queries", settled="1"),
        is_settled=is_settled,
    )


def settle(run: Run, fields: Fields, by: str) -> AnswerResult:
    """Answer what was asked about a segment (`key`), for all locales, or dismiss it (`action`)."""
    is_dismissed = text_of(fields, "action") == "dismiss"
    text = text_of(fields, "text")
    if not is_dismissed and not text.strip():
        raise UsageError("the answer is empty. What needs none can be dismissed.")
    return settle_queries(run, [required(fields, "key")], "" if is_dismissed else text, by=by)


def review_page(project: Project, fields: Fields) -> ReviewPage:
    """The newest review of each market, of `market` alone, or those of `month`."""
    month, market = text_of(fields, "month"), text_of(fields, "market")
    there = months_of(project)
    reviews = newest_reviews(project, (market,) if market else (), month)
    asked = sorted((one for review in reviews for one in review.questions), key=lambda one: one.weight)
    return ReviewPage(
        reviews=reviews,
        months=tuple(sorted({when for when, _ in there}, reverse=True)),
        markets=tuple(sorted({code for _, code in there})),
        month=month,
        market=market,
        questions=stretch(asked, fields, _SIZE, "/review", month=month, market=market),
        answered=tuple((one, item) for one in reviews for item in one.items if item.said),
        this_month=f"{project.today:%Y-%m}",
    )


def answer_item(run: Run, fields: Fields, by: str) -> AnsweredItems:
    """Confirm an item of a review, say what has to change, or leave it for another month, by name."""
    try:
        said = Answer(text_of(fields, "action"))
    except ValueError:
        raise UsageError(f"an answer is one of {', '.join(one.value for one in Answer)}.") from None
    reason, month, is_together = text_of(fields, "reason"), text_of(fields, "month"), bool(fields.get("together"))
    return say(run, [required(fields, "item")], said, by=by, reason=reason, month=month, is_together=is_together)


def start_review(run: Run, fields: Fields, _: str) -> ReviewResult:
    """Begin the review of this month, or go on with it."""
    market = text_of(fields, "market")
    return start(run, (market,) if market else ())
