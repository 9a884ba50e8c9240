"""What was found when a project was looked through, and what of it is asked again and again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from locmem.errors import LocmemError
from locmem.model.fact import Market
from locmem.pages.editing import edited, judged
from locmem.pages.foreseen import Foreseen
from locmem.pages.guidance import Surroundings, surroundings
from locmem.pages.waiting_queue import Found, found_waiting, in_page_order
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.workspace.filling import fill_memory
from locmem.workspace.project import Project
from locmem.workspace.survey import PlainProject


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

    def following(self, place: Place | None, wanted: Wanted, done: Collection[Place]) -> Ordered | None:
        """The item after a place, from the beginning where there is none, without those that are done."""
        items, numbers = self.order(wanted)
        start = numbers[place] + 1 if place in numbers else 0
        order = (items[number % len(items)] for number in range(start, start + len(items)))
        return next((one for one in order if one.place not in done and one.place != place), None)
