"""Two branches' versions of a market's review made one, item by item, for the merge driver of git.

Both may have begun the same month, on different days: there is no base then.  No answer is lost: of two that say
different things of one item ours stands, theirs is kept beside it, and git stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from locmem.errors import InputErrors, Problems
from locmem.model.three_way import Changed, Disagreement, Merged, changed, same_file
from locmem.reviews.items import Earlier, Review, ReviewItem
from locmem.reviews.record import read_review, write_review


def merge_reviews(base: bytes | None, ours: bytes, theirs: bytes, *, path: str) -> Merged:
    """The review that both make.  base: None where both began it.  path: of the file, from the project's folder.

    Raises InputErrors for a file that cannot be read.
    """
    if (same := same_file(base, ours, theirs)) is not None:
        return Merged(data=same)
    problems = Problems()
    found = [_read(data, path, problems) for data in (base, ours, theirs)]
    problems.raise_all()
    before, here, there = found
    assert here
    assert there
    told: list[Disagreement] = []
    items = [_merged(before, here, there, key, told) for key in _keys(here, there)]
    begun = min(here.begun, there.begun)
    due = _due(before, here, there)
    of = there if before and here.head == before.head else here
    review = replace(
        here,
        begun=begun,
        due=due,
        items=tuple(items),
        head=_with_days(of.head, begun, due),
        tail=there.tail if before and here.tail == before.tail else here.tail,
    )
    return Merged(data=write_review(review), disagreements=tuple(told))


def _read(data: bytes | None, path: str, problems: Problems) -> Review | None:
    try:
        return None if data is None else read_review(data, path)
    except InputErrors as error:
        problems.take(error.problems)
        return None


def _keys(here: Review, there: Review) -> Iterator[str]:
    """The ids of all items: those of ours in their order, each of theirs alone where its rank puts it."""
    items = list(here.items)
    for one in there.items:
        if here.find(one.id) is None:
            items.insert(next((n for n, other in enumerate(items) if other.rank > one.rank), len(items)), one)
    yield from (one.id for one in items)


def _due(before: Review | None, here: Review, there: Review) -> date:
    """The day by which all is to be answered: as one side changed it, else the later: a merge makes nobody late."""
    which = changed(before.due if before else None, here.due, there.due)
    return {Changed.OURS: here.due, Changed.THEIRS: there.due}.get(which, max(here.due, there.due))


def _with_days(head: str, begun: date, due: date) -> str:
    for name, day in (("begun", begun), ("due", due)):
        head = re.sub(rf"^{name}:[ \t]*\d{{4}}-\d\d-\d\d", f"{name}: {day}", head, count=1, flags=re.MULTILINE)
    return head


def _merged(before: Review | None, here: Review, there: Review, key: str, told: list[Disagreement]) -> ReviewItem:
    base, ours, theirs = (review.find(key) if review else None for review in (before, here, there))
    if ours is None or theirs is None:
        found = ours or theirs
        assert found
        return found
    comments = tuple(dict.fromkeys((*ours.comments, *theirs.comments)))
    which = changed(base, ours, theirs)
    if which is not Changed.BOTH:
        found = theirs if which is Changed.THEIRS else ours
        return found if comments == found.comments else replace(found, comments=comments, written="")
    lead = theirs if _leads(base, ours, theirs, is_later=there.begun > here.begun) else ours
    other = ours if lead is theirs else theirs
    is_decided_twice = changed(base.said if base else None, ours.said, theirs.said) is Changed.BOTH
    if is_decided_twice and ours.said and theirs.said:
        told.append(_disagreement(lead, ours, theirs))
    kept = [Earlier(said=one.said, evidence=one.evidence) for one in (ours, theirs) if one.said]
    earlier = (one for one in (*ours.earlier, *theirs.earlier, *kept) if one.said != lead.said)
    gone = [one.gone for one in (ours, theirs) if one.gone]
    return replace(
        lead,
        owner=_taken(base.owner if base else None, ours.owner, theirs.owner, lead.owner),
        since=min(ours.since, theirs.since),
        before=lead.before or other.before,
        gone=min(gone) if len(gone) == 2 else None,
        earlier=tuple(sorted(dict.fromkeys(earlier), key=lambda one: (one.said.on, one.said.by, str(one.said)))),
        comments=comments,
        written="",
    )


def _leads(base: ReviewItem | None, ours: ReviewItem, theirs: ReviewItem, *, is_later: bool) -> bool:
    """Whether theirs of two changed items stands: it was answered, or says what is so on the later day.

    is_later: whether their review was begun later than ours.
    """
    said = changed(base.said if base else None, ours.said, theirs.said)
    if said in (Changed.OURS, Changed.THEIRS):
        return said is Changed.THEIRS
    if said is Changed.ALIKE:
        asked = changed(base and _asked(base), _asked(ours), _asked(theirs))
        return is_later if asked is Changed.BOTH else asked is Changed.THEIRS
    if ours.said and theirs.said:
        return _are_one(ours, theirs) and _by_day(theirs) > _by_day(ours)
    # One side opened the item again on other evidence, and an answer on the old one closes nothing.
    return (theirs.said is not None) is (ours.evidence == theirs.evidence)


def _asked(item: ReviewItem) -> tuple[object, ...]:
    return item.kind, item.what, item.why, item.evidence


def _are_one(ours: ReviewItem, theirs: ReviewItem) -> bool:
    """Whether what both answered says the same of the same evidence."""
    answers = {one.said.answer for one in (ours, theirs) if one.said}
    return len(answers) == 1 and ours.evidence == theirs.evidence


def _by_day(item: ReviewItem) -> tuple[date, str]:
    assert item.said
    return item.said.on, item.said.by


def _taken(base: str | None, ours: str, theirs: str, lead: str) -> str:
    which = changed(base, ours, theirs)
    return {Changed.OURS: ours, Changed.THEIRS: theirs}.get(which, lead)


def _disagreement(lead: ReviewItem, ours: ReviewItem, theirs: ReviewItem) -> Disagreement:
    is_open = not _are_one(ours, theirs)
    do = f"Both say the same. This stands, the later one, with the other beside it: {lead.said}."
    if is_open:
        do = f"Theirs is kept under `earlier`. Decide: `locmem review confirm` or `change` {ours.id} --by NAME."
    return Disagreement(key=ours.id, ours=str(ours.said), theirs=str(theirs.said), do=do, is_open=is_open)
