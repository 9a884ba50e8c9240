"""The options that choose texts of the queue, what they choose, and what is said where that is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli.options import opened
from locmem.model.wording import counted, listed

if TYPE_CHECKING:
    from locmem.postedit.ordering import Wanted
    from locmem.postedit.queue import Queue
    from locmem.workspace.project import Project

States = Annotated[
    list[str],
    typer.Option("--state", metavar="STATE", help="Only stale, not-reviewed, draft or untranslated texts; repeatable."),
]
Origins = Annotated[
    list[str], typer.Option("--origin", metavar="ORIGIN", help="Only drafts of tm, mt, mt:ENGINE or human; repeatable.")
]
Priorities = Annotated[
    list[int], typer.Option("--priority", metavar="N", help="Only priority 1, 2 or 3; repeatable.", min=1, max=3)
]
ContentSets = Annotated[list[str], typer.Option("--content", metavar="NAME", help="Only this content set; repeatable.")]
Documents = Annotated[
    list[str],
    typer.Option("--document", metavar="PATH", help="Only this document, or those of a folder or pattern; repeatable."),
]
People = Annotated[
    list[str], typer.Option("--assignee", metavar="NAME", help="Only what is this person's; '' for nobody's.")
]
Here = Annotated[bool, typer.Option("--here", help="Leave out what is with translators.")]
Limit = Annotated[int, typer.Option(metavar="N", help="How many to show.", min=1)]


def wanted_of(
    project: Project,
    locale: list[str],
    state: list[str] | None = None,
    origin: list[str] | None = None,
    priority: list[int] | None = None,
    content: list[str] | None = None,
    document: list[str] | None = None,
    people: list[str] | None = None,
    *,
    is_here: bool,
) -> Wanted:
    """The items that options choose.

    Raises UsageError for a word that means nothing here; for engines and people the queue itself does.
    """
    from locmem.pages.queue_filter import meant
    from locmem.postedit.ordering import Wanted

    asked = Wanted(
        locales=tuple(locale),
        states=tuple(state or ()),
        made_by=tuple(origin or ()),
        priorities=tuple(priority or ()),
        content_sets=tuple(content or ()),
        documents=tuple(document or ()),
        people=tuple(people or ()),
        is_here=is_here,
    )
    return meant(project, asked)


def nothing_waits(wanted: Wanted, markets: list[str]) -> str:
    """That nothing is to be shown, and where to look instead."""
    if wanted.is_narrow or markets:
        return "Nothing of this waits for a person. `locmem queue stats` counts all that does."
    if wanted.is_here:
        return "Nothing waits for a person here. `locmem jobs list` says what is with translators."
    return "Nothing waits for a person. `locmem sync` looks for what changed in the sources."


def opened_to_look(*, no_cache: bool) -> Project:
    """The project, in which looking leaves nothing behind."""
    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    return project


def queue_found(project: Project, market: list[str], wanted: Wanted, most: int) -> Queue:
    """The first items of the queue, and how much waits.  Raises UsageError as `found_waiting`."""
    from locmem.pages.waiting_queue import waiting_queue

    return waiting_queue(project, project.chosen_markets(market), wanted, most)


def unlisted(project: Project, queue: Queue, locales: list[str], codes: list[str]) -> tuple[str, ...]:
    """What waits and is not listed, with the reason; who names a market and no locale asks for nothing else."""
    if codes and not locales:
        return ()
    read = {served.content for market in project.chosen_markets(codes) for served in market.locales}
    none = "none of these markets" if codes else "no launched market"
    found = []
    for is_read in (True, False):
        of_these = {locale: count for locale, count in sorted(queue.unseen.items()) if (locale in read) is is_read}
        if of_these:
            count = sum(of_these.values())
            which = next(iter(of_these)) if len(of_these) == 1 else "these"
            why = f"{none} gets these documents in {which}" if is_read else f"{none} reads {which}"
            verb = "waits and is" if count == 1 else "wait and are"
            found.append(f"{counted(count, 'segment')} in {listed(tuple(of_these))} {verb} not listed: {why}.")
    return tuple(found)
