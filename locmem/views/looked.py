"""What was found when a project was looked through, and what of it is asked again and again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from locmem.errors import LocmemError
from locmem.model.fact import Market
from locmem.model.match import Entry
from locmem.pages.editing import edited, judged, place_of
from locmem.pages.foreseen import Foreseen
from locmem.pages.guidance import Surroundings, surroundings
from locmem.pages.queue_item import Newer
from locmem.pages.standing import item_of, own_places
from locmem.pages.waiting_queue import Found, found_waiting, in_page_order
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.postedit.waiting import NOT_REVIEWED, waiting_state
from locmem.workspace.filling import fill_memory
from locmem.workspace.project import Project
from locmem.workspace.remembering import pair_entries
from locmem.workspace.survey import PlainProject, Survey

_GONE_BACK_TO = 500
"""Texts that were done here and can be gone back to."""


class Looked:
    """The queue of a project at one time, in order.

    is_plain: whether its documents are opened one by one, and so each as it is when it is asked for.
    """

    def __init__(self, markets: tuple[Market, ...], found: Found) -> None:
        self.markets, self.found = markets, found
        self.is_plain = isinstance(found.surveyed, PlainProject)
        self._around: Surroundings | None = None
        self._foreseen: Foreseen | None = None
        self._places = {place: item for item in found.items for place in (item.place, *item.others)}
        self._orders: dict[Wanted, tuple[tuple[Ordered, ...], dict[Place, int]]] = {}

    @classmethod
    def at(cls, project: Project, codes: Sequence[str] = ()) -> Looked:
        """What waits in a project now.  codes: of the markets that count, the launched ones for none."""
        markets = project.chosen_markets(codes)
        found = found_waiting(project, markets, Wanted())
        fill_memory(project, found.surveyed)
        return cls(markets, found)

    def warmed(self, project: Project) -> Looked:
        """The same, with all that the first text would have to wait for done already."""
        around = self.around(project)
        for item in self.found.items[:1]:
            with suppress(LocmemError):
                shown = edited(project, self.markets, self.found, item, around)
                text = "".join(text for text, _ in shown.source)
                judged(project, self.found.surveyed, item.place, text, self.foreseen(project))
        self.order(Wanted())
        return self

    def around(self, project: Project) -> Surroundings:
        """What is known of all documents."""
        if self._around is None:
            self._around = surroundings(project, self.found.surveyed)
        return self._around

    def foreseen(self, project: Project) -> Foreseen:
        """What judges texts before they are confirmed."""
        if self._foreseen is None:
            self._foreseen = Foreseen(project)
        return self._foreseen

    def with_back(self, items: Iterable[Ordered]) -> Looked:
        """The same with items that wait again and were done when it was found, before all others."""
        back = {one.place: one for one in items if self.at_place(one.place) is None}
        if not back:
            return self
        looked = Looked(self.markets, replace(self.found, items=(*back.values(), *self.found.items)))
        looked._around, looked._foreseen = self._around, self._foreseen
        return looked

    def at_place(self, place: Place) -> Ordered | None:
        """The item that a place is of; None where it does not wait."""
        return self._places.get(place)

    def order(self, wanted: Wanted) -> tuple[tuple[Ordered, ...], dict[Place, int]]:
        """The items that are wanted, and the number of each by its place."""
        if wanted not in self._orders:
            items = self.found.within(wanted).items
            if len(wanted.documents) == 1:
                items = in_page_order(self.found, items, next(iter(wanted.documents)))
            self._orders[wanted] = items, {item.place: number for number, item in enumerate(items)}
        return self._orders[wanted]

    def following(self, place: Place | None, wanted: Wanted, is_left: Callable[[Ordered], bool]) -> Ordered | None:
        """The item after a place, from the beginning where there is none, of those that are left."""
        items, numbers = self.order(wanted)
        start = numbers[place] + 1 if place in numbers else 0
        order = (items[number % len(items)] for number in range(start, start + len(items)))
        return next((one for one in order if one.place != place and is_left(one)), None)


class Since:
    """What was done since a project was looked through, so that nobody has to wait until it is looked through again."""

    def __init__(self) -> None:
        self._done: set[Place] = set()
        self._recent: dict[Place, Ordered] = {}
        self._reviews: dict[Place, Ordered] = {}
        self._own: dict[str, set[Place]] = {}
        self._pairs: dict[str, tuple[tuple[Entry, ...], tuple[Entry, ...]]] = {}

    def forget(self) -> None:
        """The project is looked through anew: what was done is seen there, and may be gone back to."""
        self.noted()()

    def recent(self, place: Place) -> Ordered | None:
        """The item of a place where a text was done here; None where there was none."""
        return self._recent.get(place)

    @property
    def newer(self) -> Newer:
        """What became of pairs since the memory was filled."""
        some = self._pairs.values()
        return Newer.between((one for before, _ in some for one in before), (one for _, now in some for one in now))

    def noted(self) -> Callable[[], None]:
        """What leaves out all that was done until now, once it is seen in what was looked through meanwhile."""
        done, reviews, pairs = frozenset(self._done), dict(self._reviews), dict(self._pairs)

        def leave_out() -> None:
            self._done -= done
            self._reviews = {place: one for place, one in self._reviews.items() if reviews.get(place) is not one}
            self._pairs = {path: one for path, one in self._pairs.items() if pairs.get(path) is not one}
            self._own = {}

        return leave_out

    @contextmanager
    def noting(self, looked: Looked | None, documents: Collection[str]) -> Iterator[None]:
        """Know what becomes of the pairs that documents give to the memory, where that was looked through before."""
        if looked is None or not documents:
            yield
            return
        held = _given(looked.found.surveyed, documents)
        yield
        holding = _given(looked.found.surveyed, documents)
        for path in held.keys() | holding.keys():
            first = self._pairs[path][0] if path in self._pairs else tuple(held.get(path, ()))
            self._pairs[path] = first, tuple(holding.get(path, ()))

    def note_done(self, project: Project, looked: Looked, places: Sequence[Place]) -> None:
        """Texts that were confirmed: those that are finished wait no longer, the others for a review."""
        reviews: dict[Place, list[Place]] = {}
        for place in places:
            item = looked.at_place(place)
            first = item.place if item else place
            if item:
                self._recent[place] = item
                while len(self._recent) > _GONE_BACK_TO:
                    del self._recent[next(iter(self._recent))]
            self._done.add(place)
            self._reviews.pop(place, None)
            if _waits_for_review(project, looked.found.surveyed, place):
                reviews.setdefault(first, []).append(place)
        for first, some in reviews.items():
            pair, number = place_of(looked.found.surveyed, some[0])
            was, now = looked.at_place(first), item_of(project, looked.markets, looked.found, pair, number)
            kept = replace(now, scored=was.scored, markets=was.markets) if was else now
            self._reviews[some[0]] = replace(kept, others=tuple(some[1:]))
        for who, own in self._own.items():
            own.difference_update(places)
            if who == project.person:
                own.update(places)

    def take_back(self, places: Iterable[Place]) -> None:
        """Texts that wait as they did before."""
        for place in places:
            self._done.discard(place)
            self._reviews.pop(place, None)
        self._own = {}

    def left(self, items: tuple[Ordered, ...]) -> tuple[Ordered, ...]:
        """The items that wait still, those that were confirmed here for their review."""
        return tuple(self._left(items)) if self._done else items

    def _left(self, items: Iterable[Ordered]) -> Iterator[Ordered]:
        reviews = dict(self._reviews)
        for item in items:
            places = (item.place, *item.others)
            if self._done.isdisjoint(places):
                yield item
                continue
            yield from (reviews.pop(place) for place in places if place in reviews)
            if rest := [place for place in places if place not in self._done]:
                yield replace(item, place=rest[0], others=tuple(rest[1:]))
        yield from reviews.values()

    def own(self, project: Project) -> Collection[Place]:
        """Where whoever works confirmed what stands there."""
        if project.person not in self._own:
            self._own[project.person] = set(own_places(project))
        return self._own[project.person]

    def is_left(self, project: Project, wanted: Wanted) -> Callable[[Ordered], bool]:
        """Tells whether an item is work for whoever works: not done, and no review of what they wrote themselves.

        Those reviews are meant where the filter asks for reviews.
        """
        is_any = NOT_REVIEWED in wanted.states

        def is_work(item: Ordered) -> bool:
            is_review = item.state == NOT_REVIEWED and not is_any
            return item.place not in self._done and not (is_review and item.place in self.own(project))

        return is_work


def _given(surveyed: Survey, documents: Collection[str]) -> dict[str, list[Entry]]:
    """What some documents give to the memory now, in all their locales."""
    found: dict[str, list[Entry]] = {}
    for pair in surveyed.open(set(documents)).pairs:
        found.setdefault(pair.source.path, []).extend(pair_entries(pair))
    return found


def _waits_for_review(project: Project, surveyed: Survey, place: Place) -> bool:
    """Whether the text of a place is confirmed and somebody is to review it; not where it is gone by now."""
    with suppress(LocmemError):
        pair, number = place_of(surveyed, place)
        required = project.settings.risks[pair.source.risk].required
        return waiting_state(pair.catalog.entries[number], required) == NOT_REVIEWED
    return False
