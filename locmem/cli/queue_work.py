"""`queue work`: post-editing in the terminal, with the keys and the functions of the editor in the browser."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from locmem.cli import output, progress
from locmem.cli.options import Locales, Markets, opened
from locmem.cli.queue_options import (
    ContentSets,
    Documents,
    Here,
    Origins,
    People,
    Priorities,
    States,
    nothing_waits,
    opened_to_look,
    queue_found,
    unlisted,
    wanted_of,
)
from locmem.cli.terminal import shows_colours
from locmem.errors import WORK, UsageError, missing_library

if TYPE_CHECKING:
    from locmem.postedit.ordering import Wanted


def register(group: typer.Typer) -> None:
    """Add the command of this file to those of the queue."""
    group.command()(work)


def work(
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    state: States = [],  # noqa: B006
    origin: Origins = [],  # noqa: B006
    priority: Priorities = [],  # noqa: B006
    content: ContentSets = [],  # noqa: B006
    document: Documents = [],  # noqa: B006
    assignee: People = [],  # noqa: B006
    here: Here = False,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Confirm as a reviewer what counts as finished only once reviewed.")
    ] = False,
) -> None:
    """Post-edit the queue in this terminal, first things first.  F1 lists the keys, Ctrl+Q leaves.

    Options choose texts as with `queue list`. What is confirmed is a person's edit of a catalog: checked as a return
    is, journalled, undoable, and seen by git. What was typed and not saved is kept on this machine.
    """
    if not _has_terminal():
        raise UsageError(
            "`locmem queue work` needs a terminal. `locmem queue list` prints what waits, and `locmem serve` has an "
            "editor in the browser."
        )
    with missing_library(WORK):
        from locmem.cli.work.deeds import Deeds, lost_sentences
        from locmem.cli.work.screen import Work
    from locmem.views.editor import Editor
    from locmem.views.live import Live
    from locmem.views.typed_texts import TypedTexts

    project = opened()
    wanted = wanted_of(project, locale, state, origin, priority, content, document, assignee, is_here=here)
    if origin or assignee:
        # Who knows whether there is such a one is the queue itself.
        queue_found(project, market, wanted, 1)
    root, clock = project.root, project.clock
    project.close()
    live = Live(root, codes=market, looks_ahead=True)
    try:
        deeds = Deeds(Editor(live), TypedTexts(root, clock), wanted, reviews=reviewed)
        desk = deeds.first()
        if desk is None:
            _say_nothing(locale, market, wanted)
        progress.end()
        try:
            Work(deeds, desk, has_colours=shows_colours(sys.stdout)).run()
        except BaseException:
            for line in lost_sentences(deeds.lost()):
                output.say(line)
            raise
        for line in deeds.tally.sentences(deeds.unsaved(), deeds.lost()):
            output.say(line)
    finally:
        live.close()


def _say_nothing(locale: list[str], market: list[str], wanted: Wanted) -> NoReturn:
    """Say that nothing waits, as `queue list` does."""
    project = opened_to_look(no_cache=False)
    queue = queue_found(project, market, wanted, 1)
    for line in unlisted(project, queue, locale, market) or (nothing_waits(wanted, market),):
        output.say(line)
    raise typer.Exit(output.unread(project.unread))


def _has_terminal() -> bool:
    """Whether there is a terminal that can be drawn on."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
