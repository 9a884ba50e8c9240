"""What pages show, as values: no markup and no requests here, so that a page is a function of one of these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from locmem.exchange.decision import Decision
from locmem.inline.editable import Pieces, editable_pieces
from locmem.memory.difference import difference
from locmem.model.match import Match, Piece
from locmem.model.priority import Scored
from locmem.pages.editing import Edited, Neighbour
from locmem.pages.queue_item import Nearest
from locmem.pages.waiting_queue import Found, in_page_order
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.postedit.queue import QueueItem
from locmem.postedit.waiting import NOT_REVIEWED
from locmem.views.editor import is_taken
from locmem.workspace.person import OWN_WORK

PAGE = 50
"""Items on one page of the queue."""
_LISTED = ("locale", "state", "priority", "assignee")
"""Filters that a list on the page shows."""
_NAMED = {"document": "only the page", "content": "content set", "origin": "made by", "here": "not with translators"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """A part of the queue, and how much waits.

    first: the number of its first item, from 1.  address: of this page, to be sent to somebody.
    filter: the filter as a part of an address.  today: how many texts whoever looks confirmed today.
    removable: each part of the filter that no list on the page shows: its name, its value, the address without it.
    reviews: how many of the texts are translated and wait for their review alone.
    yours: the locale and key of those that whoever looks wrote themselves.
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
    today: int
    reviews: int
    yours: frozenset[tuple[str, str]]
    removable: tuple[tuple[str, str, str], ...]


def queue_page(
    found: Found,
    wanted: Wanted,
    fields: Mapping[str, Sequence[str]],
    number: int,
    read: Callable[[Found, Sequence[Ordered]], Sequence[QueueItem]],
    today: int = 0,
    own: Collection[Place] = (),
) -> QueuePage:
    """The page of the queue with that number, from 1.

    found: all that waits.  fields: the filter as an address has it.  read: gives items with their texts.
    own: where whoever looks confirmed what stands there.
    """
    chosen = found.within(wanted)
    if len(wanted.documents) == 1:
        chosen = replace(chosen, items=in_page_order(found, chosen.items, next(iter(wanted.documents))))
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
        today=today,
        reviews=sum(item.state == NOT_REVIEWED for item in chosen.items),
        yours=frozenset(
            (one.place.locale, one.place.key) for one in items if one.state == NOT_REVIEWED and one.place in own
        ),
        removable=tuple(_removable(fields)),
    )


def _removable(fields: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    for name, values in fields.items():
        # A list shows one value: of several the others are told as well.
        for value in values if name not in _LISTED else values[1:]:
            rest = [(one, some) for one, all_ in fields.items() for some in all_ if (one, some) != (name, value)]
            yield _NAMED.get(name, name), "" if name == "here" else value, "/queue?" + urlencode(rest)


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
        "language": edited.language,
        "standing": edited.standing,
        "begunBy": edited.begun_by,
        "waitingHere": edited.waiting_here,
        "document": item.document,
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
        "own": OWN_WORK if OWN_WORK in edited.doubts else "",
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


def decided_data(place: Place, one: Decision) -> dict[str, object]:
    """What became of a text; where another one stands there, how what was typed differs from that."""
    pieces = difference(one.kept, one.text, place.locale) if one.kept and not is_taken(one) else ()
    return {
        "key": place.key,
        "outcome": one.outcome.value,
        "taken": is_taken(one),
        "why": one.why,
        "kept": one.kept,
        "text": one.text,
        "difference": difference_data(pieces),
        "notes": list(one.notes),
    }


def difference_data(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """A difference as the editor's script reads it."""
    return [(piece.text, piece.change.value) for piece in pieces]


def suggestion(nearest: Nearest) -> dict[str, object]:
    """A match of the memory as the editor shows it: its percent, why not more, and what differs in the source."""
    match: Match = nearest.match
    return {
        "percent": int(match.percent),
        "target": _pieces(editable_pieces(match.target)),
        "difference": [[piece.text, piece.change.value] for piece in nearest.difference],
        "reasons": list(reasons_of(match)),
        "from": match.entry.document or str(match.entry.origin),
        "trust": match.entry.trust.value,
    }


def reasons_of(match: Match) -> tuple[str, ...]:
    """Why a match of the memory has no more percent, and what is to be looked at in it."""
    return (
        *(f"−{one.points:g}: {one.why}" if one.points else one.why for one in match.penalties),
        *match.critical,
        *match.repaired,
        *match.left,
        *(("several translations are stored for this source",) if match.is_ambiguous else ()),
    )


def neighbour(one: Neighbour) -> dict[str, str]:
    """A text beside the one that is edited."""
    return {"key": one.key, "source": one.source, "target": one.target, "state": one.state, "waits": one.waits}


def _pieces(pieces: Pieces) -> list[list[object]]:
    return [[text, is_code] for text, is_code in pieces]
