"""Whose the texts of the queue are: said by people, kept in the state database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from locmem.errors import UsageError
from locmem.model.fact import Market
from locmem.pages.handoff_scope import require_to_come
from locmem.pages.waiting_queue import found_waiting
from locmem.postedit.assignments import Assigned, Assignments
from locmem.postedit.ordering import Ordered, Wanted
from locmem.postedit.waiting import NOT_REVIEWED
from locmem.workspace.project import Project


class Given(NamedTuple):
    """An item that is somebody's from now on.  before: whose its places were by what people said, somebody else's."""

    item: Ordered
    before: tuple[str, ...] = ()


def assign(
    project: Project,
    markets: Sequence[Market],
    wanted: Wanted,
    keys: Sequence[str],
    *,
    who: str,
    due: date | None,
    by: str,
    most: int | None = None,
) -> tuple[Given, ...]:
    """The items that are somebody's from now on.

    keys: of segments; without any, the first items that are wanted.  who: empty for nobody.
    by: who says so; empty for the user's login name.
    Raises UsageError for a key of which nothing waits, a day that has passed, and a day for what is nobody's; nothing
    is said then.
    """
    require_to_come(due, project.today)
    if due and not who:
        raise UsageError("what is nobody's is due on no day. Leave --due out, or say whose it is with --to NAME.")
    found = found_waiting(project, markets, wanted)
    chosen = found.items[:most]
    if keys:
        asked = set(keys)
        chosen = tuple(item for item in found.items if asked & {one.key for one in (item.place, *item.others)})
        known = {one.key for item in chosen for one in (item.place, *item.others)}
        if missing := [key for key in keys if key not in known]:
            raise UsageError(
                f"{', '.join(missing)}: nothing waits there. `locmem queue list` lists what does; nothing was assigned."
            )
    moment = project.clock.now().isoformat()
    words = [
        Assigned(
            place=place,
            who=who,
            due=due,
            by=by or project.person,
            on=moment,
            about=item.text.about,
            is_review=item.state == NOT_REVIEWED,
        )
        for item in chosen
        for place in (item.place, *item.others)
    ]
    Assignments(project.database).say(words)
    return tuple(
        Given(
            item,
            tuple(
                word.who
                for place in (item.place, *item.others)
                if (word := found.words.get(place)) and word.who and word.who.casefold() != who.casefold()
            ),
        )
        for item in chosen
    )
