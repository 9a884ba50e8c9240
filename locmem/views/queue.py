"""What pages show, as values: no markup and no requests here, so that a page is a function of one of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from locmem.inline.editable import Pieces, editable_pieces
from locmem.model.match import Match
from locmem.model.priority import Scored
from locmem.pages.editing import Edited, Neighbour
from locmem.pages.queue_item import Nearest
from locmem.pages.waiting_queue import Found
from locmem.postedit.ordering import Ordered, Wanted
from locmem.postedit.queue import QueueItem

PAGE = 50
"""Items on one page of the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """A part of the queue, and how much waits.

    first: the number of its first item, from 1.  address: of this page, to be sent to somebody.
    filter: the filter as a part of an address.
    """

    items: tuple[QueueItem, ...]
    texts: int
    words: int
    effort: float
    first: int
    last: int
    address: str
    filter: str
    earlier: str
    later: str
    locales: tuple[str, ...]
    states: tuple[str, ...]
    people: tuple[str, ...]
    wanted: Wanted


def queue_page(
    found: Found,
    wanted: Wanted,
    fields: Mapping[str, Sequence[str]],
    number: int,
    read: Callable[[Found, Sequence[Ordered]], Sequence[QueueItem]],
) -> QueuePage:
    """The page of the queue with that number, from 1.

    found: all that waits.  fields: the filter as an address has it.  read: gives items with their texts.
    """
    chosen = found.within(wanted)
    pages = max(1, -(-len(chosen.items) // PAGE))
    number = min(max(1, number), pages)
    items = chosen.items[(number - 1) * PAGE : number * PAGE]

    pairs = [(name, value) for name, values in fields.items() for value in values]

    def address(page: int) -> str:
        return "/queue?" + urlencode([*pairs, *([("page", page)] if page > 1 else [])])

    return QueuePage(
        items=tuple(read(chosen, items)),
        texts=len(chosen.items),
        words=sum(item.segments * item.text.words for item in chosen.items),
        effort=round(sum(item.expected.effort for item in chosen.items), 1),
        first=(number - 1) * PAGE + 1 if items else 0,
        last=(number - 1) * PAGE + len(items),
        address=address(number),
        filter=urlencode(pairs),
        earlier=address(number - 1) if number > 1 else "",
        later=address(number + 1) if number < pages else "",
        locales=tuple(sorted({item.place.locale for item in found.items})),
        states=tuple(sorted({item.state for item in found.items})),
        people=tuple(sorted({word.who for word in found.assigned.values()})),
        wanted=wanted,
    )


def scored_words(scored: Scored | None) -> str:
    """A priority with what makes it so, in words; why the text waits at all is told beside it."""
    return ": ".join(filter(None, (str(int(scored.priority)), "; ".join(scored.reasons[1:3])))) if scored else ""


def editor_data(edited: Edited) -> dict[str, object]:
    """An item as the editor's script reads it."""
    item, around = edited.whole.item, edited.whole.around
    return {
        "key": item.key,
        "locale": item.locale,
        "sourceLocale": edited.source_locale,
        "others": list(item.others),
        "waits": item.state,
        "state": edited.state,
        "origin": item.origin,
        "why": item.scored.reasons[0] if item.scored.reasons else "",
        "line": item.line,
        "source": _pieces(edited.source),
        "target": _pieces(edited.target),
        "before": _pieces(edited.before),
        "earlier": _pieces(edited.earlier),
        "changed": [[piece.text, piece.change.value] for piece in edited.changed],
        "legend": list(edited.legend),
        "isProposed": edited.is_proposed,
        "match": item.match,
        "doubts": list(edited.doubts),
        "remarks": list(edited.remarks),
        "estimate": item.estimate,
        "suggestions": [suggestion(one) for one in edited.whole.nearest],
        "above": [neighbour(one) for one in edited.above],
        "below": [neighbour(one) for one in edited.below],
        "lock": edited.lock,
        "unlock": edited.unlock,
        "onlyDraft": edited.refused,
        "most": around.most,
        "register": around.register,
        "terms": [term.in_words for term in around.terms],
        "answers": list(around.answers),
        "refused": around.refused,
        "needsReview": item.needs_review,
        "handoff": item.handoff,
        "assignee": item.assignee,
    }


def suggestion(nearest: Nearest) -> dict[str, object]:
    """A match of the memory as the editor shows it: its percent, why not more, and what differs in the source."""
    match: Match = nearest.match
    return {
        "percent": int(match.percent),
        "target": _pieces(editable_pieces(match.target)),
        "difference": [[piece.text, piece.change.value] for piece in nearest.difference],
        "reasons": [
            *(f"−{one.points:g}: {one.why}" if one.points else one.why for one in match.penalties),
            *match.critical,
            *match.repaired,
            *match.left,
            *(("several translations are stored for this source",) if match.is_ambiguous else ()),
        ],
        "from": match.entry.document or str(match.entry.origin),
        "trust": match.entry.trust.value,
    }


def neighbour(one: Neighbour) -> dict[str, str]:
    """A text beside the one that is edited."""
    return {"occurrence": one.occurrence, "source": one.source, "target": one.target, "state": one.state}


def _pieces(pieces: Pieces) -> list[list[object]]:
    return [[text, is_code] for text, is_code in pieces]
