"""`render`: the pages of each market."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, DryRun, Json, Locales, Markets, NoCache, day_of, opened


class TargetName(StrEnum):
    """What pages are written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    ZENDESK = "zendesk"


_NOTES = 20
"""Notes that are printed of many."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(render)


def render(
    market: Markets = [],  # noqa: B006
    locale: Locales = [],  # noqa: B006
    to: Annotated[str, typer.Option(metavar="DIR", help="Where the pages go, from the project's folder.")] = "dist",
    target: Annotated[
        TargetName, typer.Option(help="markdown as the sources are, standalone HTML pages, or JSON for Zendesk.")
    ] = TargetName.MARKDOWN,
    as_of: AsOf = "",
    dry_run: DryRun = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Render each market's pages with the facts that hold on a day."""
    from locmem.pipelines.publish import Outcome, PublishOptions, Target, publish
    from locmem.pipelines.run import run_step

    project = opened(no_cache=no_cache)
    options = PublishOptions(
        markets=tuple(market),
        locales=tuple(locale),
        as_of=day_of(as_of, project),
        folder=to,
        target=Target(target.value),
    )
    _, result = run_step(project, "render", lambda run: publish(run, options), is_dry=dry_run)
    if json:
        output.as_json(result)
        output.unread(result.unread)
        raise typer.Exit(1 if result.fails else 0)
    keys = sorted({(page.market, page.locale) for page in result.pages})
    rows = [
        (
            code,
            tag,
            *(
                str(sum((p.market, p.locale, p.outcome) == (code, tag, outcome) for p in result.pages))
                for outcome in Outcome
            ),
        )
        for code, tag in keys
    ]
    columns = ("market", "locale", *(outcome.value for outcome in Outcome))
    output.table(columns, rows, right=columns[2:])
    for page in result.pages:
        if page.is_damaged or page.outcome is Outcome.WITHHELD:
            word = "damaged " if page.is_damaged else "withheld"
            output.data(f"{word}  {page.market}/{page.locale}  {page.document}: {'; '.join(page.reasons)}")
    for line in result.unwritable:
        output.data(f"not written  {line}")
    for note in result.notes[:_NOTES]:
        output.say(note)
    if len(result.notes) > _NOTES:
        output.say(f"{len(result.notes) - _NOTES} more notes: --json has them all.")
    output.say(result.summary)
    output.unread(result.unread)
    raise typer.Exit(1 if result.fails else 0)
