"""One item of the queue with all that helps to decide on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair
from locmem.errors import UsageError
from locmem.exchange.guidance import Guidance
from locmem.inline.editable import editable_pieces
from locmem.memory.difference import difference
from locmem.model.fact import Market
from locmem.model.inline import Inline
from locmem.model.match import Match, Piece
from locmem.pages.guidance import Surroundings, surroundings
from locmem.pages.waiting_queue import Found, found_waiting, registers
from locmem.postedit.assignments import Assigned, Assignments
from locmem.postedit.ordering import Ordered, Wanted
from locmem.postedit.queue import QueueItem, items_of
from locmem.workspace.filling import fill_memory
from locmem.workspace.open_entries import query_of
from locmem.workspace.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """A match of the memory, and what differs between its source and the one that waits."""

    match: Match
    difference: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeItem:
    """An item with what helps to decide on it: what stands around it, the best matches, and whose it was when."""

    item: QueueItem
    around: Guidance
    nearest: tuple[Nearest, ...]
    words: tuple[Assigned, ...]


_NEAREST = 3


def whole_item(project: Project, markets: Sequence[Market], key: str, locale: str) -> WholeItem:
    """One item, found by the key of any of its places.  Raises UsageError where no such text waits."""
    if "#" not in key:
        raise UsageError(f"{key!r} is not a segment's key. Keys look like articles/refunds.md#k3f9xx.")
    found = found_waiting(project, markets, Wanted(locales=(locale,) if locale else ()))
    of_key = [item for item in found.items if any(one.key == key for one in (item.place, *item.others))]
    if not of_key:
        raise UsageError(f"{key} does not wait for anybody here. `locmem queue list` lists what does.")
    if len({item.place.locale for item in of_key}) > 1:
        tags = ", ".join(sorted(item.place.locale for item in of_key))
        raise UsageError(f"{key} waits in several locales. Say which with --locale: {tags}.")
    return item_at(project, markets, found, of_key[0])


def item_at(
    project: Project,
    markets: Sequence[Market],
    found: Found,
    chosen: Ordered,
    known: Surroundings | None = None,
    most: int = _NEAREST,
    *,
    is_filled: bool = False,
) -> WholeItem:
    """One of the items that were found, as it is now, with at most so many matches.

    known: what is known of all documents, where somebody asked before.
    is_filled: whether the memory is as new as it has to be, and newer perhaps than what was found.
    Raises UsageError where its document or its place is gone or cannot be read any more.
    """
    key = chosen.place.key
    workspace = found.surveyed.open({chosen.place.document})
    items = tuple(items_of(workspace, [chosen], found.assigned, found.known, registers(project, markets)))
    pair = next((one for one in workspace.pairs if one.locale == chosen.place.locale), None)
    if not items or pair is None:
        raise UsageError(f"{key} cannot be read any more: somebody saved its document meanwhile. Ask again.")
    if not is_filled:
        fill_memory(project, found.surveyed)
    number = next(
        place for place, entry in enumerate(pair.catalog.entries) if entry.occurrence == chosen.place.occurrence
    )
    around = known or surroundings(project, found.surveyed)
    return WholeItem(
        item=items[0],
        around=around.of(pair, (chosen.place.occurrence,))[chosen.place.occurrence],
        nearest=tuple(_nearest(project, pair, number, most)),
        words=Assignments(project.database).of([chosen.place]) if project.has_state else (),
    )


def _nearest(project: Project, pair: Pair, number: int, most: int) -> Iterator[Nearest]:
    """The best matches of the memory for the segment of a document at that place."""
    texts = [segment.content.text for segment in pair.source.catalog_segments]
    source = _written(pair.source.catalog_segment(number).content)
    matches = project.memory.lookup(
        query_of(pair, number, texts),
        floor=project.settings.floor,
        limit=most,
        fallbacks=project.settings.fallbacks.get(pair.locale, ()),
    )
    for one in matches:
        yield Nearest(match=one, difference=difference(_written(one.entry.source), source, pair.source.locale))


def _written(content: Inline) -> str:
    """A text with its codes, as whoever works reads it: a sentence without them may make no sense."""
    return "".join(text for text, _ in editable_pieces(content))
