"""`conflicts list`, `take` and `drop`: texts that were kept aside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, Locales, NoCache, opened
from locmem.model.wording import counted, shortened

if TYPE_CHECKING:
    from locmem.exchange.decision_table import Waiting
    from locmem.pipelines.conflicts import ConflictsResult
    from locmem.workspace.writing import Run

app = typer.Typer(
    no_args_is_help=True,
    help="Texts that were not taken, returned or of another branch, and wait for a decision.",
)

Keys = Annotated[list[str], typer.Argument(metavar="KEY", help="Segments: articles/refunds.md#k3f9xx.")]

Handoff = Annotated[
    str, typer.Option("--handoff", metavar="ID", help="Only what came back with it; as much of its id as tells it.")
]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="conflicts")


@app.command("list")
def list_(
    locale: Locales = [],  # noqa: B006
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a table to decide in (.xlsx or .csv), for `conflicts settle`."),
    ] = None,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """List texts that were kept aside, each with what stands here.

    Exit code 1 where there are any.
    """
    from locmem.pipelines.conflicts import waiting

    project = opened(no_cache=no_cache)
    conflicts = waiting(project, locale)
    if json:
        output.as_json(conflicts)
        raise typer.Exit(output.unread(project.unread) or (1 if conflicts else 0))
    if to is not None:
        _write(to, conflicts)
        output.say(f"{counted(len(conflicts), 'text')} in {output.relative(str(to))}. Fill its first column, then:")
        output.say(f"locmem conflicts settle {output.relative(str(to))}")
        raise typer.Exit(output.unread(project.unread) or (1 if conflicts else 0))
    for conflict in conflicts:
        where = conflict.handoff or "git"
        output.styled(f"{conflict.key}  {conflict.locale}  {where}: {conflict.in_words}", "bold")
        said = "returned" if conflict.handoff else "theirs  "
        output.data(f"  source    {conflict.source}\n  {said}  {conflict.returned}\n  here      {conflict.here}")
        if conflict.remedy:
            output.data(f"  to do     {conflict.remedy}")
    output.say(_advice(conflicts) if conflicts else "Nothing waits.")
    raise typer.Exit(output.unread(project.unread) or (1 if conflicts else 0))


def _advice(conflicts: Sequence[Waiting]) -> str:
    """How many texts are kept, and what can be done with them: not all can be taken."""
    count, stuck = len(conflicts), sum(bool(one.remedy) for one in conflicts)
    kept = f"{counted(count, 'text')} kept."
    if stuck < count:
        kept += " `locmem conflicts take KEY` confirms one, `locmem conflicts drop KEY` forgets it."
    if stuck:
        they = f"{stuck:,} of them cannot" if stuck < count else "It cannot" if count == 1 else "None can"
        stands = "they stand" if 1 < stuck < count else "it stands"
        kept += f" {they} be taken as {stands}: do what is said beside it; `locmem conflicts drop KEY` forgets it."
    return kept


def _write(to: Path, conflicts: Sequence[Waiting]) -> None:
    """The table, where no file is that somebody may have filled."""
    from locmem import textfile
    from locmem.errors import UsageError
    from locmem.exchange.decision_table import write_table

    if to.exists():
        raise UsageError(f"{output.relative(str(to))} is there already, and may hold decisions. Name another file.")
    textfile.write_bytes(to, write_table(conflicts, to.name))


@app.command("settle")
def settle_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table of `conflicts list --to`, filled.")],
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Confirm as reviewed, as legal texts demand.")] = False,
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Take and drop what somebody decided on in a table: `take`, `drop`, or nothing to let it wait.  Undoable."""
    from locmem import textfile
    from locmem.exchange.decision_table import read_table
    from locmem.pipelines.conflicts import settle
    from locmem.pipelines.run import run_step

    decisions = read_table(textfile.read_bytes(file), str(file))
    run, result = run_step(
        opened(no_cache=no_cache), "conflicts", lambda run: settle(run, decisions, reviewed=reviewed), is_dry=dry_run
    )
    _show(run, result)


@app.command("take")
def take_(
    keys: Keys,
    locale: Locales = [],  # noqa: B006
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Confirm as reviewed, as legal texts demand.")] = False,
    handoff: Handoff = "",
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Confirm texts that were kept aside in place of what stands here; undoable."""
    from locmem.pipelines.conflicts import take
    from locmem.pipelines.run import run_step

    run, result = run_step(
        opened(no_cache=no_cache),
        "conflicts",
        lambda run: take(run, keys, locales=locale, reviewed=reviewed, handoff=handoff),
        is_dry=dry_run,
    )
    _show(run, result)


@app.command("drop")
def drop_(
    keys: Keys,
    locale: Locales = [],  # noqa: B006
    handoff: Handoff = "",
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Forget texts that were kept aside; what stands here stays.  Undoable."""
    from locmem.pipelines.conflicts import drop
    from locmem.pipelines.run import run_step

    run, result = run_step(
        opened(no_cache=no_cache),
        "conflicts",
        lambda run: drop(run, keys, locales=locale, handoff=handoff),
        is_dry=dry_run,
    )
    _show(run, result)


def _show(run: Run, result: ConflictsResult) -> None:
    for one in result.settled:
        done = "taken  " if one.is_taken else "dropped"
        output.data(f"{done}  {one.locale} {one.key}  {shortened(one.text, 60)}")
    output.say(result.summary + (f"; undo with `locmem undo {run.id}`" if run.id else ""))
