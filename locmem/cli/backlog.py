"""`backlog` and `analyze`: what is missing, and what it will take."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, Json, Locales, Markets, NoCache, day_of, opened
from locmem.model.wording import counted


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(backlog)
    app.command()(analyze)


def backlog(
    market: Markets = [],  # noqa: B006
    limit: Annotated[int, typer.Option(metavar="N", help="How many to show.", min=1)] = 30,
    as_of: AsOf = "",
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """List what is not ready, scored 1 (must) to 3 (may), and say why."""
    from locmem.pages.overview import overview

    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    items = overview(project, project.chosen_markets(market), day_of(as_of, project)).backlog
    if json:
        output.as_json(items)
        raise typer.Exit(output.unread(project.unread))
    rows = [
        (
            str(int(item.scored.priority)),
            item.market,
            item.locale,
            item.document,
            str(item.words_left),
            str(item.views),
            "; ".join(item.scored.reasons),
        )
        for item in items[:limit]
    ]
    if not rows:
        output.say("Nothing is missing." if not project.unread else "Nothing is missing in what can be read.")
        raise typer.Exit(output.unread(project.unread))
    colours = {"1": "red", "2": "yellow"}
    output.table(
        ("prio", "market", "locale", "document", "words", "views", "why"),
        rows,
        right=("prio", "words", "views"),
        below="why",
        styles=[colours.get(row[0], "") for row in rows],
    )
    counts = ", ".join(f"{sum(int(item.scored.priority) == n for item in items)} of priority {n}" for n in (1, 2, 3))
    more = f" {limit} shown; --limit shows more." if len(items) > limit else ""
    output.say(f"{counted(len(items), 'item')}: {counts}.{more}")
    raise typer.Exit(output.unread(project.unread))


def analyze(locale: Locales = [], json: Json = False, no_cache: NoCache = False) -> None:  # noqa: B006
    """Count the waiting words by match band, before money is spent."""
    from locmem.pages.analysis import analysis
    from locmem.reports.analysis import BANDS
    from locmem.workspace.project import CACHE

    project = opened(no_cache=no_cache)
    # The memory is left for the next command, unless nothing can be left there.
    place = project.root / CACHE
    project.leaves_no_trace = not os.access(place if place.exists() else project.root, os.W_OK)
    rows = analysis(project, project.declared(locale))
    if json:
        output.as_json(rows)
        raise typer.Exit(output.unread(project.unread))
    columns = ("locale", *BANDS, "waiting", "done", "total")
    output.table(
        columns,
        [
            (
                row.locale,
                *(str(row.words[band]) for band in BANDS),
                str(sum(row.words.values())),
                str(row.done),
                str(row.total),
            )
            for row in rows
        ],
        right=columns[1:],
    )
    output.say(
        "Words of the source. Codes count nothing, a number counts as a word, Japanese counts characters; a text "
        "that occurs again is a repetition."
    )
    raise typer.Exit(output.unread(project.unread))
