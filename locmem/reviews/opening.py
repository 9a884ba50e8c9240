"""Beginning a review, or going on with it: what is asked today, what the file says, what the last review left open.

Answers stand, whatever happens.  An item whose evidence is another than when it was answered is open again, with the
old answer kept beside it; what is asked no longer stays in the file and says since when.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from locmem.model.review_rules import ItemKind
from locmem.model.wording import counted
from locmem.reviews.items import Answer, Earlier, Review, ReviewItem, duty_of

_AT_LEAST = timedelta(days=14)
"""The time that everybody has for their answers, also where a review begins late in its month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A review that was begun or gone on with.

    added: items that are new in the file.  reopened: answered ones that are open again.  gone: open ones that are
    asked no longer.  carried: new ones that were open in the review before, too.
    """

    review: Review
    is_new: bool
    added: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        open_, questions = len(self.review.open), len(self.review.questions)
        asked = sum(one.kind is not ItemKind.DONE for one in self.review.items)
        parts = [f"{counted(asked, 'item')}, {open_} open"]
        parts[0] += f" in {counted(questions, 'question')}" if questions < open_ else ""
        holding = sum(one.kept is not None for one in self.review.items)
        parts += [f"{holding} still hold"] if holding else []
        for names, what in (
            (self.carried, "carried over"),
            (self.reopened, "reopened"),
            (self.gone, "asked no longer"),
        ):
            parts += [f"{len(names)} {what}"] if names else []
        if not self.is_new and self.added:
            parts.insert(1, f"{len(self.added)} new")
        return f"{self.review.market} {self.review.month}: {', '.join(parts)}"


def due_on(month: str, due_day: int, begun: date) -> date:
    """The day by which the items of a month are to be answered."""
    year, _, number = month.partition("-")
    return max(date(int(year), int(number), due_day), begun + _AT_LEAST)


def opened(
    asked: Sequence[ReviewItem],
    kept: Review | None,
    before: Review | None,
    *,
    market: str,
    month: str,
    day: date,
    due: date,
    holds_days: int = 0,
) -> Opened:
    """The review with all that is asked on a day, nothing that the file holds being lost.

    asked: what is asked today, `since` being today.  kept: the file as it is.  before: the review before this month's.
    holds_days: for how many days a confirmed duty, law in force, text, or fact that is not legal is not asked
    again where the evidence is the same.
    """
    known = {one.id: one for one in kept.items} if kept else {}
    fresh = {one.id: one for one in asked}
    last = _last(before)
    added = [_new(one, last.get(one.id), before, holds_days) for one in asked if one.id not in known]
    items = [_again(one, fresh.get(one.id), day) for one in known.values()]
    for one in sorted(added, key=lambda one: one.rank):
        place = next((n for n, other in enumerate(items) if other.rank > one.rank), len(items))
        items.insert(place, one)
    start = kept or Review(market=market, month=month, begun=day, due=due, items=())
    review = replace(start, items=tuple(items), head=start.head if start.items else "", tail=start.tail)
    return Opened(
        review=review,
        is_new=kept is None,
        added=tuple(one.id for one in added if one.kind is not ItemKind.DONE and not one.kept),
        reopened=tuple(one.id for one in items if one.is_open and (old := known.get(one.id)) and old.said),
        gone=tuple(one.id for one in items if one.gone and known[one.id].gone is None),
        carried=tuple(one.id for one in added if one.since < day and not one.kept),
    )


def _last(before: Review | None) -> dict[str, ReviewItem]:
    """The items of the review before by id; that of the beginning of a duty also as the duty, which goes on with it."""
    items = before.items if before else ()
    begun = {key: one for one in items if (key := duty_of(one.id))}
    return begun | {one.id: one for one in items}


def left_over(asked: Iterable[ReviewItem], before: Review | None) -> tuple[ReviewItem, ...]:
    """What was open in the review before and is asked no longer, a duty that began since being asked for itself."""
    keys = {one.id for one in asked}
    items = before.items if before else ()
    return tuple(one for one in items if one.is_open and not keys & {one.id, duty_of(one.id)})


_HOLDING = (ItemKind.OBLIGATION, ItemKind.FACT, ItemKind.TEMPLATE)
"""Kinds whose confirmation is worth as much next month, where nothing changed; law that has begun is one more.

Of a legal fact only a reading is worth something, and law that is to come may still be put off.
"""


def _new(item: ReviewItem, last: ReviewItem | None, before: Review | None, holds_days: int) -> ReviewItem:
    """An item as it begins the month: what was owed before is owed since then, and what was confirmed may hold."""
    if last is None or before is None or item.kind is ItemKind.DONE:
        return item
    confirmed = last.said or last.kept
    is_holding = item.kind in _HOLDING or (item.begins is not None and item.begins <= item.since)
    is_same = is_holding and item.evidence == last.evidence
    is_right = confirmed is not None and confirmed.answer is Answer.CONFIRM
    if confirmed and is_right and is_same and (item.since - confirmed.on).days <= holds_days:
        return replace(item, kept=confirmed)
    nobody = "" if last.gone else f"nobody answered in {before.month}"
    said = str(confirmed) if confirmed else nobody
    is_owed = last.is_open or (last.said is not None and last.said.answer is not Answer.CONFIRM)
    return replace(item, before=said, since=last.since if is_owed else item.since)


def _again(item: ReviewItem, fresh: ReviewItem | None, day: date) -> ReviewItem:
    """An item of the file beside what is asked today, None where it is asked no longer."""
    if item.kind is ItemKind.DONE and item.said is None:
        # Nobody's answer: it says what is so today.
        return _as(item, fresh) if fresh else item
    if fresh is None:
        return replace(item, gone=day, written="") if item.is_open else item
    if item.kept and item.evidence != fresh.evidence:
        return replace(_as(item, fresh), kept=None, before=str(item.kept), since=day, written="")
    if item.said is None:
        return _as(item, fresh) if item.gone is None else replace(_as(item, fresh), gone=None, written="")
    if item.evidence == fresh.evidence:
        return item
    earlier = (*item.earlier, Earlier(said=item.said, evidence=item.evidence))
    return replace(_as(item, fresh), said=None, earlier=earlier, since=day, written="")


def _as(item: ReviewItem, fresh: ReviewItem) -> ReviewItem:
    """The item with what is asked today; who is asked is as the file says, where somebody may have changed it."""
    told = replace(
        item,
        kind=fresh.kind,
        what=fresh.what,
        why=fresh.why,
        evidence=fresh.evidence,
        question=fresh.question,
        urgent=fresh.urgent,
        tickets=fresh.tickets,
        views=fresh.views,
    )
    return item if told == item else replace(told, written="")
