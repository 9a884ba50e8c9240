"""Which answers of reviews still stand: what was confirmed and is as it was, and what somebody said has to change.

What was confirmed stands until a later answer, and until it is another: its texts and their translations, the fact and
its evidence.  Figures of a help desk that moved are no change of a text.  What has to change stands until a later
answer says that it is right: an edit may be a comma.  With a duty or a fact that is gone, and a question that is
settled, goes all that was said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from locmem.backlog.answers import Given
from locmem.model.review_rules import ItemKind
from locmem.reviews.items import Answer, Earlier, ReviewItem
from locmem.reviews.profile_items import TRANSLATED, Asking

_SOURCES = re.compile(r"(?:its source|their sources) as of [0-9a-f]{12}")
_OF_TEXTS = (ItemKind.LAW, ItemKind.OBLIGATION, ItemKind.TEMPLATE)
_OF_FACTS = (ItemKind.FACT, ItemKind.LEGAL_FACT)


class Answered(NamedTuple):
    """An item as the file of a month has it, as far as its answers go, the newest first."""

    id: str
    kind: ItemKind
    what: str
    answers: tuple[Earlier, ...]


def answered(items: Iterable[ReviewItem]) -> tuple[Answered, ...]:
    """What is kept of the items of a review."""
    return tuple(
        Answered(one.id, one.kind, one.what, tuple(one.answers)) for one in items if one.kind is not ItemKind.DONE
    )


def standing(
    months: Mapping[str, Iterable[Answered]], asking: Asking, fresh: Mapping[str, ReviewItem]
) -> Iterator[Given]:
    """The answers of a market that stand on a day, one for each item.

    months: the items of its reviews by month.  asking: what a review would be begun with today.  fresh: the facts that
    are asked today, by id, and the questions of translators where anybody knows them.
    A skipped item is none that was answered: the answer before it stands.
    """
    newest = {one.id for one in months[max(months)]} if months else set[str]()
    seen: set[str] = set()
    for month in sorted(months, reverse=True):
        for item in months[month]:
            found = (one for one in item.answers if one.said.answer is not Answer.SKIP and one.said.on <= asking.day)
            given = next(found, None) if item.id not in seen else None
            if given is None:
                continue
            seen.add(item.id)
            is_touched = not _is_as_it_was(item, given, asking, fresh)
            is_change = given.said.answer is Answer.CHANGE
            if not is_touched or (is_change and not _is_gone(item, asking, fresh)):
                said, texts = given.said, asking.texts_on(item.id.partition("/")[2])
                yield Given(
                    item=item.id,
                    kind=item.kind,
                    month=month,
                    what=item.what,
                    by=said.by,
                    on=said.on,
                    reason=said.reason,
                    is_change=is_change,
                    is_newest=item.id in newest,
                    is_touched=is_touched,
                    documents=texts or (),
                )


def _is_gone(item: Answered, asking: Asking, fresh: Mapping[str, ReviewItem]) -> bool:
    """Whether nobody is asked for it any more.  A text that is not there may be one that cannot be read."""
    if item.kind in (*_OF_FACTS, ItemKind.QUESTION):
        return item.id not in fresh
    return item.kind is not ItemKind.TEMPLATE and asking.texts_on(item.id.partition("/")[2]) is None


def _is_as_it_was(item: Answered, given: Earlier, asking: Asking, fresh: Mapping[str, ReviewItem]) -> bool:
    """Whether what an answer is about is as it was when it was given."""
    if item.kind in _OF_FACTS:
        now = fresh.get(item.id)
        return now is not None and now.evidence == given.evidence
    if item.kind is ItemKind.QUESTION:
        return item.id in fresh
    if item.kind not in _OF_TEXTS:
        return True
    texts = asking.texts_on(item.id.partition("/")[2])
    if texts is None:
        # The duty or the text is gone, and with it what was said of it.
        return False
    then = next((line for line in given.evidence if _SOURCES.fullmatch(line)), "")
    now_ = asking.sources_of(texts) if texts else ""
    translated = [line for line in given.evidence if TRANSLATED.fullmatch(line)]
    if translated and texts and not set(translated) <= set(asking.translations_of(texts)):
        return False
    if not then and any(line.startswith("no text on") for line in given.evidence):
        return not texts
    # Reviews of before did not write down what the texts about law to come were, and a text that cannot be read may
    # be as it was.
    return not then or not _SOURCES.fullmatch(now_) or now_ == then
