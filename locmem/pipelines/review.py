"""Steps `review` and `trend`, and answers: the review of a month begun or gone on with, and what people say to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from locmem.checks.cards import Card
from locmem.errors import UsageError
from locmem.model.fact import Market
from locmem.model.review_rules import ItemKind
from locmem.model.wording import counted, listed
from locmem.noted_day import plain_day
from locmem.pages.overview import Overview, kpi_of, overview_with_cards, with_launched
from locmem.pages.queries import ASKED
from locmem.pages.reviews import Material, months_of, review_at
from locmem.pages.trend import record_trend
from locmem.reviews.items import Answer, Review, ReviewItem, Said, path_of, snapshot_of
from locmem.reviews.opening import Opened, due_on, opened
from locmem.reviews.record import write_review, wrong_day
from locmem.reviews.service import unjoined
from locmem.reviews.trend import TREND_FILE, TrendRow
from locmem.reviews.work_items import write_snapshot
from locmem.workspace.project import Project
from locmem.workspace.writing import Run

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewResult:
    """The reviews that were begun or gone on with.  remarks: what could not be known, or belongs to nothing here."""

    reviews: tuple[Opened, ...]
    trend: tuple[TrendRow, ...]
    remarks: tuple[str, ...] = ()

    @property
    def changed(self) -> int:
        """How many there are."""
        return len(self.reviews)

    @property
    def summary(self) -> str:
        """One line for people."""
        open_ = sum(len(one.review.open) for one in self.reviews)
        months = listed(tuple(sorted({one.review.month for one in self.reviews})))
        new = sum(one.is_new for one in self.reviews)
        return f"{counted(len(self.reviews), 'market')} in {months}, {new} new: {counted(open_, 'item')} open"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendResult:
    """The rows that were recorded."""

    rows: tuple[TrendRow, ...]

    @property
    def summary(self) -> str:
        """One line for people."""
        return f"{counted(len(self.rows), 'market')} counted, {sum(row.open for row in self.rows)} open: {TREND_FILE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredItems:
    """The items that were answered, as they are now, and the reviews they are in."""

    items: tuple[ReviewItem, ...]
    reviews: tuple[Review, ...]

    @property
    def summary(self) -> str:
        """One line for people."""
        left = sum(len(review.open) for review in self.reviews)
        return f"{counted(len(self.items), 'item')} answered, {left} open in {_named(self.reviews)}"


def start(run: Run, markets: Sequence[str] = (), month: str = "") -> ReviewResult:
    """Begin the review of a month in these markets, all launched ones for none, or go on with it.

    month: the present one, or the next; empty for the present one.  The figures of the trend are those of today.
    Raises UsageError for another month, ProjectError for a market that is not there, InputErrors, nothing being
    written, for files that cannot be read.
    """
    project = run.project
    today = plain_day(project.today)
    month = _begun_now(month, today)
    chosen = project.chosen_markets(markets)
    found, cards = _looked_at(project, chosen)
    kpi = kpi_of(project)
    material = Material(project, chosen, month, found.backlog, cards, kpi)
    reviews = tuple(_opened(project, material, market, month, today) for market in chosen)
    rows = record_trend(project, chosen, found, cards)
    remarks = [*unjoined(material.measured, [market.code for market in project.all_markets])]
    if not any(figures.tickets for figures in kpi.values()):
        remarks.append("Nobody counted tickets, so that no templates are asked about: `locmem kpi import FILE`.")
    if any(row.confirmed_again is None for row in rows):
        remarks.append("Git does not know this project's past, so that no time to publishing is in the trend.")
    return ReviewResult(reviews=reviews, trend=rows, remarks=tuple(remarks))


def _looked_at(project: Project, chosen: Sequence[Market]) -> tuple[Overview, tuple[Card, ...]]:
    every = with_launched(project, chosen)
    return overview_with_cards(project, every, project.today, (ASKED,))


def _opened(project: Project, material: Material, market: Market, month: str, today: date) -> Opened:
    result = opened(
        material.asked(market),
        material.kept.get(market.code),
        material.before.get(market.code),
        market=market.code,
        month=month,
        day=today,
        due=due_on(month, project.settings.review.due_day, today),
        holds_days=project.review_limits.legal,
    )
    project.folder.write(result.review.path, write_review(result.review))
    project.folder.write(snapshot_of(market.code, month), write_snapshot(material.backlog_of(market.code)).encode())
    return result


def _begun_now(month: str, today: date) -> str:
    """The month that is meant.  Raises UsageError for one whose review cannot be begun today."""
    this = f"{today:%Y-%m}"
    if not month:
        return this
    following = f"{today.year + today.month // 12}-{today.month % 12 + 1:02}"
    if not _MONTH.fullmatch(month):
        raise UsageError(f"{month!r} is no month. Write one such as {this}.")
    if month not in (this, following):
        raise UsageError(
            f"a review says what is so today, so that it is begun for {this} or {following} and not for {month}."
            f" `locmem review status --month {month}` shows one there is."
        )
    return month


def record(run: Run, markets: Sequence[str] = ()) -> TrendResult:
    """Count how these markets stand, all launched ones for none, in place of what was counted in this month before."""
    project = run.project
    chosen = project.chosen_markets(markets)
    found, cards = _looked_at(project, chosen)
    return TrendResult(rows=record_trend(project, chosen, found, cards))


def say(
    run: Run,
    keys: Sequence[str],
    answer: Answer,
    *,
    by: str,
    reason: str = "",
    month: str = "",
    is_together: bool = False,
) -> AnsweredItems:
    """Answer items of the newest review of their markets, or that of a month; an answer before is kept beside.

    is_together: also what is open and asked in one question with them; each item has the answer for itself.
    Raises UsageError, nothing being written, for an item that is not there, without a name, and without a reason
    where the answer needs one; InputErrors for a review that cannot be read.
    """
    project = run.project
    by, reason = " ".join(by.split()), " ".join(reason.split())
    if not by:
        raise UsageError("an answer has a name. Add --by NAME.")
    if answer.needs_reason and not reason:
        raise UsageError(f"the answer {answer.value} has a reason. Add --reason TEXT.")
    said = Said(answer=answer, by=by, on=plain_day(project.today), reason=reason)
    reviews: dict[str, Review] = {}
    answered: list[ReviewItem] = []
    for key in dict.fromkeys(keys):
        code = key.partition("/")[0]
        review = reviews.get(code) or _review_of(project, code, month)
        item = review.find(key)
        if item is None or item.kind is ItemKind.DONE:
            near = get_close_matches(key, [one.id for one in review.items], n=1)
            hint = f"Did you mean {near[0]}?" if near else f"`locmem review next --market {code}` shows what is open."
            raise UsageError(f"{review.path} asks nothing under {key!r}. {hint}")
        if why := wrong_day(said, item.since, review.begun, said.on):
            raise UsageError(f"{key}: {why}. Is this machine's clock right?")
        asked = next((one.items for one in review.questions if item in one.items), ()) if is_together else ()
        for one in asked or (item,):
            if one.id not in {other.id for other in answered}:
                review = review.with_item(one.answered(said))
                answered.append(one.answered(said))
        reviews[code] = review
    for review in reviews.values():
        project.folder.write(review.path, write_review(review))
    return AnsweredItems(items=tuple(answered), reviews=tuple(reviews.values()))


def _review_of(project: Project, code: str, month: str) -> Review:
    months = [when for when, _ in months_of(project, code)]
    if not months or (month and month not in months):
        there = f" There are: {listed(tuple(months[-5:]))}." if months else ""
        raise UsageError(
            f"there is no review of {code!r}{f' for {month}' if month else ''}.{there} An item is named as"
            " `locmem review next` shows it; `locmem review start` begins a review."
        )
    review = review_at(project, path_of(code, month or months[-1]))
    assert review is not None
    return review


def _named(reviews: Sequence[Review]) -> str:
    return listed(tuple(f"{review.market} {review.month}" for review in reviews))
