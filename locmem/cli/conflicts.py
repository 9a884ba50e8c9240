"""`conflicts list`, `take` and `drop`: texts that were kept aside."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, Locales, NoCache, opened
from locmem.model.wording import counted

app = typer.Typer(
    no_args_is_help=True,
    help="Texts that were not taken, returned or of another branch, and wait for a decision.",
)

Keys = Annotated[list[str], typer.Argument(metavar="KEY", help="Segments: articles/refunds.md#k3f9xx.")]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="conflicts")


@app.command("list")
def list_(locale: Locales = [], json: Json = False, no_cache: NoCache = False) -> None:  # noqa: B006
    """List texts that were kept aside, each with what stands here.

    Exit code 1 where there are any.
    """
    from locmem.pipelines.conflicts import waiting

    project = opened(no_cache=no_cache)
    conflicts = waiting(project, locale)
    if json:
        output.as_json(conflicts)
        raise typer.Exit(output.unread(project.unread) or (1 if conflicts else 0))
    for conflict in conflicts:
        more = "; its source is no longer the one here" if conflict.is_for_another_source else ""
        where = conflict.handoff or "git"
        output.styled(f"{conflict.key}  {conflict.locale}  {where}: {conflict.why.sentence}{more}", "bold")
        said = "returned" if conflict.handoff else "theirs  "
        output.data(f"  source    {conflict.source}\n  {said}  {conflict.returned}\n  here      {conflict.here}")
    if conflicts:
        count = counted(len(conflicts), "text")
        output.say(f"{count} kept. `locmem conflicts take KEY` confirms one, `locmem conflicts drop KEY` forgets it.")
    else:
        output.say("Nothing waits.")
    raise typer.Exit(output.unread(project.unread) or (1 if conflicts else 0))


@app.command("take")
def take_(
    keys: Keys,
    locale: Locales = [],  # noqa: B006
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Confirm as reviewed, as legal texts demand.")] = False,
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Confirm texts that were kept aside in place of what stands here; undoable."""
    from locmem.pipelines.conflicts import take
    from locmem.pipelines.run import run_step

    run, result = run_step(
        opened(no_cache=no_cache),
        "conflicts",
        lambda run: take(run, keys, locales=locale, reviewed=reviewed),
        is_dry=dry_run,
    )
    for key in result.settled:
        output.data(key)
    output.say(result.summary + (f"; undo with `locmem undo {run.id}`" if run.id else ""))


@app.command("drop")
def drop_(keys: Keys, locale: Locales = [], dry_run: DryRun = False, no_cache: NoCache = False) -> None:  # noqa: B006
    """Forget texts that were kept aside; what stands here stays.  Undoable."""
    from locmem.pipelines.conflicts import drop
    from locmem.pipelines.run import run_step

    run, result = run_step(
        opened(no_cache=no_cache), "conflicts", lambda run: drop(run, keys, locales=locale), is_dry=dry_run
    )
    for key in result.settled:
        output.data(key)
    output.say(result.summary + (f"; undo with `locmem undo {run.id}`" if run.id else ""))
