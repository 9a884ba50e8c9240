"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import progress
from locmem.clock import day_named

if TYPE_CHECKING:
    from locmem.workspace.project import Project

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Markets = Annotated[list[str], typer.Option("--market", metavar="CODE", help="Only this market; may be repeated.")]
Locales = Annotated[list[str], typer.Option("--locale", metavar="TAG", help="Only this locale; may be repeated.")]


def told_dry(value: bool) -> bool:
    """The option as it is; where it is set, the first line says that what follows did not happen."""
    if value:
        from locmem.cli.output import say

        say("Dry run: nothing is written. What follows is what would be done.")
    return value


def watch_or_not(context: typer.Context, value: bool) -> bool:
    """The option as it is; without it, a terminal shows from here on how far the command is."""
    if not value:
        progress.watch(context.command_path.partition(" ")[2])
    return value


Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        callback=watch_or_not,
        expose_value=False,
        help="Show no progress while the work goes on; results and warnings are printed all the same.",
    ),
]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        help="Find everything out anew, and keep nothing for later; the result is the same.",
    ),
]

DryRun = Annotated[
    bool,
    typer.Option("--dry-run", callback=told_dry, help="Show what would be done; write nothing, ask no engine."),
]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="The day whose facts hold: 2026-12-28, or +30d from today.")
]


def opened(vouched: Sequence[str] = (), *, no_cache: bool = False, reads_on: bool = False) -> Project:
    """The project around the current folder.

    vouched: files that somebody says are whole.  no_cache: whether everything is found out anew.  reads_on: whether one
    broken profile is no reason to say nothing of the other markets, as of `Project`.
    """
    from locmem.cli.output import say
    from locmem.workspace.project import open_project

    project = open_project(vouched=vouched, keeps_answers=not no_cache)
    project.reads_on = reads_on
    project.progress = progress.progress()
    project.told_of_waiting = say
    project.told_of_locales = say
    return project


def leaves_memory(project: Project) -> None:
    """Have the memory left for the next command, unless nothing can be left there."""
    from locmem.workspace.project import CACHE

    place = project.root / CACHE
    project.leaves_no_trace = not os.access(place if place.exists() else project.root, os.W_OK)


def day_of(text: str, project: Project) -> date | None:
    """The day an option names; None where it names none.  Raises UsageError."""
    return day_named(text, project.today)
