"""One item of the queue with all that helps to decide on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair
from locmem.errors import UsageError
from locmem.exchange.guidance import Guidance
from locmem.inline.editable import editable_pieces
from locmem.memory.difference import difference
from locmem.memory.kept_pairs import identity
from locmem.memory.lookup import matches
from locmem.model.fact import Market
from locmem.model.inline import Inline
from locmem.model.match import Entry, Match, Piece
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """What became of pairs since the memory was filled, for whoever is not to wait until it is filled again.

    come: pairs that it will hold.  gone: those that nobody is to be offered any more, as of `identity`.
    """

    come: tuple[Entry, ...] = ()
    gone: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def between(cls, before: Iterable[Entry], now: Iterable[Entry]) -> Newer:
        """What is different between the pairs that some documents gave and those that they give now."""
        held, holding = {identity(one) for one in before}, {identity(one): one for one in now}
        come = tuple(one for key, one in holding.items() if key not in held)
        return cls(come=come, gone=frozenset(held - holding.keys()))


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
    newer: Newer | None = None,
) -> WholeItem:
    """One of the items that were found, as it is now, with at most so many matches.

    known: what is known of all documents, where somebody asked before.
    newer: what became of pairs since somebody filled the memory; it is filled now for None.
    Raises UsageError where its document or its place is gone or cannot be read any more.
    """
    key = chosen.place.key
    workspace = found.surveyed.open({chosen.place.document})
    items = tuple(items_of(workspace, [chosen], found.assigned, found.known, registers(project, markets)))
    pair = next((one for one in workspace.pairs if one.locale == chosen.place.locale), None)
    if not items or pair is None:
        raise UsageError(f"{key} cannot be read any more: somebody saved its document meanwhile. Ask again.")
    if newer is None:
        fill_memory(project, found.surveyed)
    number = next(
        place for place, entry in enumerate(pair.catalog.entries) if entry.occurrence == chosen.place.occurrence
    )
    around = known or surroundings(project, found.surveyed)
    return WholeItem(
        item=items[0],
        around=around.of(pair, (chosen.place.occurrence,))[chosen.place.occurrence],
        nearest=tuple(_nearest(project, pair, number, most, newer or Newer())),
        words=Assignments(project.database).of([chosen.place]) if project.has_state else (),
    )


def _nearest(project: Project, pair: Pair, number: int, most: int, newer: Newer) -> Iterator[Nearest]:
    """The best matches of the memory, with what is newer, for the segment of a document at that place."""
    texts = [segment.content.text for segment in pair.source.catalog_segments]
    source = _written(pair.source.catalog_segment(number).content)
    query, floor = query_of(pair, number, texts), project.settings.floor
    fallbacks = project.settings.fallbacks.get(pair.locale, ())
    found = project.memory.lookup(query, floor=floor, limit=most + len(newer.gone), fallbacks=fallbacks)
    if newer.come or newer.gone:
        left = [one.entry for one in found if identity(one.entry) not in newer.gone]
        locales = {pair.locale, *fallbacks}
        come = [one for one in newer.come if one.locale in locales and one.source_locale == pair.source.locale]
        found = matches(query, (*left, *come), floor, most)
    for one in found:
        yield Nearest(match=one, difference=difference(_written(one.entry.source), source, pair.source.locale))


def _written(content: Inline) -> str:
    """A text with its codes, as whoever works reads it: a sentence without them may make no sense."""
    return "".join(text for text, _ in editable_pieces(content))
