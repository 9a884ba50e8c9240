"""`queue list` and `queue next`: what a person should look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import Json, Locales, Markets, NoCache, opened
from locmem.model.wording import counted, listed, shortened

if TYPE_CHECKING:
    from locmem.postedit.queue import Queue
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
    project, queue = _queue(locale, market, limit, no_cache=no_cache)
    if json:
        output.as_json(queue.items)
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
        for item in queue.items
    ]
    if not rows:
        for line in _unlisted(project, queue, locale, market) or ("Nothing waits for a person.",):
            output.say(line)
        raise typer.Exit(output.unread(project.unread))
    columns = ("prio", "locale", "state", "markets", "words", "segment", "source and why")
    output.table(columns, rows, right=("prio", "words"), below="source and why")
    output.say(
        f"{counted(queue.segments, 'segment')} with {counted(queue.words, 'word')} wait, "
        f"{queue.handed_out} with translators. "
        + (
            "Take them in with `locmem import FILE`."
            if queue.handed_out == queue.segments
            else "Hand them out with `locmem export --locale TAG`."
        )
    )
    for line in _unlisted(project, queue, locale, market):
        output.say(line)
    raise typer.Exit(output.unread(project.unread))


@app.command("next")
def next_(
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Show the one segment to look at first."""
    project, queue = _queue(locale, market, 1, no_cache=no_cache, only_here=True)
    if json:
        output.as_json(queue.items[0] if queue.items else None)
        raise typer.Exit(output.unread(project.unread))
    if not queue.items:
        for line in _unlisted(project, queue, locale, market) or ("Nothing waits for a person here.",):
            output.say(line)
        raise typer.Exit(output.unread(project.unread))
    item = queue.items[0]
    output.data(f"{item.key}  {item.locale}  priority {int(item.scored.priority)}, {item.state}")
    output.data(f"  source  {item.source}")
    output.data(f"  target  {item.target or '(none)'}")
    if item.before:
        output.data(f"  before  {item.before}")
    for reason in item.scored.reasons:
        output.data(f"  because {reason}")
    step = f"Edit content/translations/{item.locale}/{item.document}.po"
    if item.target:
        reviewed = " --reviewed" if item.needs_review else ""
        accept = f"`locmem accept '{item.key}' --locale {item.locale}{reviewed} --reason …"
        step += f", or {accept}` where the {'text from before' if item.before else 'target'} holds"
        if item.before:
            step += f", or {accept} --proposed` to take the new target as it is"
    output.say(f"{step}.")
    raise typer.Exit(output.unread(project.unread))


def _queue(
    locale: list[str], market: list[str], most: int, *, no_cache: bool, only_here: bool = False
) -> tuple[Project, Queue]:
    from locmem.pages.overview import waiting_queue

    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    wanted = project.declared(locale)
    return project, waiting_queue(project, project.chosen_markets(market), wanted, most, only_here=only_here)


def _unlisted(project: Project, queue: Queue, locales: list[str], codes: list[str]) -> tuple[str, ...]:
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
