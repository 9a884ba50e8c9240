"""What an editor of the queue opens and saves, in a browser as in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from locmem.errors import UsageError
from locmem.exchange.decision import Decision, Outcome
from locmem.model.translation import CatalogEntry
from locmem.pages.editing import Edited, Judged, edited, judged, place_of
from locmem.pages.standing import item_of, standing
from locmem.pipelines.accept import AcceptResult, accept
from locmem.pipelines.post_edit import NoteResult, PostEditResult, Seen, Typed, note, post_edit
from locmem.pipelines.undo import UndoResult
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.views.live import Live
from locmem.workspace.survey import Survey, survey
from locmem.workspace.writing import Run

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A text that somebody has before them.

    item: as it waits.  seen: what stands in each of its places, by key.
    """

    item: Ordered
    shown: Edited
    seen: Mapping[str, Seen]

    @property
    def place(self) -> Place:
        """The place to work in."""
        return self.item.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a text in each place it was typed for.  run: empty where nothing was written."""

    run: str
    decisions: tuple[tuple[Place, Decision], ...]

    @property
    def taken(self) -> tuple[Place, ...]:
        """Where it stands now."""
        return tuple(place for place, one in self.decisions if is_taken(one))

    @property
    def refused(self) -> tuple[tuple[Place, Decision], ...]:
        """Where another one stands, with why."""
        return tuple((place, one) for place, one in self.decisions if not is_taken(one))


class Editor:
    """Opens and saves texts of a project that stays open."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def patiently(self, make: Callable[[], T]) -> T:
        """What `make` gives, once the project is looked through as far as it needs."""
        return self._live.patiently(make)

    def open(self, place: Place) -> Opened:
        """A text, whether it waits or not.  Raises UsageError where it is not there."""
        with self._live.at_work() as project:
            looked, chosen = self._live.seen(project), self._live.item(project, place)
            if chosen is None:
                pair, number = place_of(looked.found.surveyed, place)
                chosen = item_of(project, looked.markets, looked.found, pair, number)
            around = self._live.around(project)
            newer, own = self._live.since.newer, self._live.since.own(project)
            shown = edited(project, looked.markets, looked.found, chosen, around, newer=newer, own=own)
            places = (chosen.place, *chosen.others)
            seen = {one.key: Seen.of(_entry(looked.found.surveyed, one)) for one in places}
            return Opened(item=chosen, shown=shown, seen=seen)

    def standing(self, place: Place) -> CatalogEntry:
        """What stands in a place now.  Raises UsageError where it is gone."""
        with self._live.at_work() as project:
            return _entry(self._live.seen(project).found.surveyed, place)

    def told(self, place: Place) -> str:
        """Who confirmed what stands in a place, and when, in words; empty for nobody.  Raises as `standing`."""
        with self._live.at_work() as project:
            pair, number = place_of(self._live.seen(project).found.surveyed, place)
            return standing(project, pair, pair.catalog.entries[number])

    def judge(self, place: Place, text: str) -> Judged:
        """What is wrong with a text that is typed.  Raises UsageError where its place is gone."""
        with self._live.at_work() as project:
            surveyed = self._live.seen(project).found.surveyed
            return judged(project, surveyed, place, text, self._live.foreseen(project))

    def following(self, place: Place | None, wanted: Wanted, locales: Sequence[str] = ()) -> Place | None:
        """The place that comes after one in the order of the queue, or the first; None where nothing is left.

        Where the filter names no locale it is of the same one, as long as anything waits there.
        locales: those that somebody works in, empty for all.
        """
        with self._live.at_work() as project:
            if place and not wanted.locales:
                here = replace(wanted, locales=(place.locale,))
                if found := self._live.next_after(project, place, here):
                    return found.place
            if locales and not wanted.locales:
                wanted = replace(wanted, locales=tuple(locales))
            if place is None:
                # Who begins may wait for a look at what others changed; who goes on may not.
                self._live.found(project)
            found = self._live.next_after(project, place, wanted)
            if found is None and place is None:
                self._live.found_anew(project)
                found = self._live.next_after(project, None, wanted)
            return found.place if found else None

    def unread(self, place: Place | None = None) -> tuple[str, ...]:
        """What cannot be read, each with where and why: of the document of a place, or of all for none."""
        with self._live.at_work() as project:
            surveyed = self._live.seen(project).found.surveyed
            return tuple(map(str, surveyed.open({place.document}).problems if place else project.unread))

    def left(self, wanted: Wanted) -> int:
        """How many texts wait, in the order that was seen."""
        with self._live.at_work() as project:
            return self._live.left(project, wanted)

    def take(
        self,
        place: Place,
        text: str,
        seen: Mapping[str, Seen],
        others: Sequence[Place] = (),
        *,
        reviewed: bool = False,
        is_draft: bool = False,
    ) -> Saved:
        """Take what was typed, here and in other places with the same text, as far as it is sound and theirs stands.

        seen: what whoever typed had before them, by key of each place.  Raises as `post_edit`.
        """
        places = (place, *others)
        typed = [
            Typed(document=one.document, occurrence=one.occurrence, locale=one.locale, text=text, seen=seen[one.key])
            for one in places
        ]
        step = partial(post_edit, typed=typed, reviewed=reviewed, is_draft=is_draft)

        def done(result: PostEditResult) -> Sequence[Place]:
            return [] if is_draft else [at for at, one in zip(places, result.decisions, strict=True) if is_taken(one)]

        run, result = self._live.save("post-edit", step, done, {one.document for one in places})
        return Saved(run=run, decisions=tuple(zip(places, result.decisions, strict=True)))

    def still_valid(self, place: Place, seen: Seen, reason: str) -> tuple[str, AcceptResult]:
        """Say of a stale text that it holds: the run, and what came of it.

        Raises UsageError where the text or its source is not what whoever says so has seen, and as `accept`.
        """

        def step(run: Run) -> AcceptResult:
            pair, number = place_of(survey(run.project), place)
            if Seen.of(pair.catalog.entries[number]) != seen:
                raise UsageError("somebody changed the text or its source meanwhile. Open it again and look.")
            return accept(run, [place.key], reason=reason, locales=[place.locale])

        return self._live.save("accept", step, [place], {place.document})

    def note(self, place: Place, remark: str) -> tuple[str, NoteResult]:
        """Keep a note to the author beside a text: the run, and whether it was new.  Raises as `note`."""
        step = partial(note, document=place.document, occurrence=place.occurrence, locale=place.locale, remark=remark)
        return self._live.save("note", step)

    def take_back(self, run: str, places: Sequence[Place]) -> UndoResult:
        """Undo a run that was done here; the places wait again.  Raises as `undo`."""
        return self._live.take_back(run, places)


def _entry(surveyed: Survey, place: Place) -> CatalogEntry:
    pair, number = place_of(surveyed, place)
    return pair.catalog.entries[number]


def is_taken(one: Decision) -> bool:
    """Whether what was typed stands there now, because it was taken or stood there already."""
    return one.outcome in (Outcome.ACCEPTED, Outcome.UNCHANGED)
