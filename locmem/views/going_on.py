"""Which text an editor opens, and which one it goes on with: in the same locale unless the filter says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from locmem.exchange.decision import Decision, Outcome
from locmem.memory.difference import difference
from locmem.model.match import Piece
from locmem.pages.editing import place_of
from locmem.pages.standing import item_of
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.views.live import Live
from locmem.workspace.project import Project


def opened(live: Live, project: Project, place: Place) -> Ordered:
    """The text of a place as an item, though it waits for nobody.  Raises UsageError where the place is gone."""
    if found := live.item(project, place):
        return found
    project.declared([place.locale])
    looked = live.seen(project)
    pair, number = place_of(looked.found.surveyed, place)
    return item_of(project, looked.markets, looked.found, pair, number)


def first(live: Live, project: Project, wanted: Wanted, locales: Sequence[str] = ()) -> Ordered | None:
    """The first item that is wanted; None where none is.  locales: those that somebody works in, empty for all."""
    live.found(project)
    mine = _in_locales(wanted, locales)
    found = live.next_after(project, None, mine)
    if found is None:
        live.found_anew(project)
        found = live.next_after(project, None, mine)
    return found


def following(
    live: Live, project: Project, place: Place, wanted: Wanted, locales: Sequence[str] = ()
) -> dict[str, str] | None:
    """The place after one, as an address has it; None where nothing is left.

    Where the filter names no locale it is of the same locale, as long as anything waits there.
    locales: those that somebody works in, empty for all.
    """
    item = None
    if not wanted.locales:
        item = live.next_after(project, place, replace(wanted, locales=(place.locale,)))
    item = item or live.next_after(project, place, _in_locales(wanted, locales))
    return {"key": item.place.key, "locale": item.place.locale} if item else None


def is_taken(one: Decision) -> bool:
    """Whether a text stands as it was typed."""
    return one.outcome in (Outcome.ACCEPTED, Outcome.UNCHANGED)


def decided(place: Place, one: Decision) -> dict[str, object]:
    """What became of a text; where another one stands there, how what was typed differs from that."""
    found = difference(one.kept, one.text, place.locale) if one.kept and not is_taken(one) else ()
    return {
        "key": place.key,
        "outcome": one.outcome.value,
        "taken": is_taken(one),
        "why": one.why,
        "kept": one.kept,
        "text": one.text,
        "difference": pieces(found),
        "notes": list(one.notes),
    }


def pieces(found: Sequence[Piece]) -> list[tuple[str, str]]:
    """A difference as a script reads it."""
    return [(piece.text, piece.change.value) for piece in found]


def _in_locales(wanted: Wanted, locales: Sequence[str]) -> Wanted:
    return wanted if wanted.locales or not locales else replace(wanted, locales=tuple(locales))
