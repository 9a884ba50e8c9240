"""`queue list` and `queue next`: what a person should look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import Json, Locales, Markets, NoCache, opened
from locmem.model.wording import counted, shortened

if TYPE_CHECKING:
    from locmem.postedit.queue import QueueItem
    from locmem.workspace.project import Project

app = typer.Typer(no_args_is_help=True, help="The post-edit queue: what waits for a person.")


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="queue")


@app.command("list")
def list_(
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    limit: Annotated[int, typer.Option(metavar="N", help="How many to show.", min=1)] = 20,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """List the queue, first things first, with the reasons."""
    project, items = _items(locale, market, no_cache=no_cache)
    if json:
        output.as_json(items[:limit])
        raise typer.Exit(output.unread(project.unread))
    rows = [
        (
            str(int(item.scored.priority)),
            item.locale,
            item.state,
            ",".join(item.markets),
            str(item.words),
            item.key,
            f"{shortened(item.source, 60)} ({'; '.join(item.scored.reasons[:2])})",
        )
        for item in items[:limit]
    ]
    if not rows:
        output.say("Nothing waits for a person.")
        raise typer.Exit(output.unread(project.unread))
    columns = ("prio", "locale", "state", "markets", "words", "segment", "source and why")
    output.table(columns, rows, right=("prio", "words"), below="source and why")
    words = sum(item.words for item in items)
    out = sum(bool(item.handoff) for item in items)
    output.say(
        f"{counted(len(items), 'segment')} with {counted(words, 'word')} wait, {out} with translators. "
        + (
            "Take them in with `locmem import FILE`."
            if out == len(items)
            else "Hand them out with `locmem export --locale TAG`."
        )
    )
    raise typer.Exit(output.unread(project.unread))


@app.command("next")
def next_(
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Show the one segment to look at first."""
    project, found = _items(locale, market, no_cache=no_cache)
    items = [item for item in found if not item.handoff]
    if json:
        output.as_json(items[0] if items else None)
        raise typer.Exit(output.unread(project.unread))
    if not items:
        output.say("Nothing waits for a person here.")
        raise typer.Exit(output.unread(project.unread))
    item = items[0]
    output.data(f"{item.key}  {item.locale}  priority {int(item.scored.priority)}, {item.state}")
    output.data(f"  source  {item.source}")
    output.data(f"  target  {item.target or '(none)'}")
    if item.before:
        output.data(f"  before  {item.before}")
    for reason in item.scored.reasons:
        output.data(f"  because {reason}")
    step = f"Edit content/translations/{item.locale}/{item.document}.po"
    if item.target:
        accept = f"`locmem accept '{item.key}' --locale {item.locale} --reason …"
        step += f", or {accept}` where the {'text from before' if item.before else 'target'} holds"
        if item.before:
            step += f", or {accept} --proposed` to take the new target as it is"
    output.say(f"{step}.")
    raise typer.Exit(output.unread(project.unread))


def _items(locale: list[str], market: list[str], *, no_cache: bool) -> tuple[Project, tuple[QueueItem, ...]]:
    from locmem.pages.overview import waiting_queue

    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    wanted = project.declared(locale)
    items = waiting_queue(project, project.chosen_markets(market))
    return project, tuple(item for item in items if item.locale in wanted)
