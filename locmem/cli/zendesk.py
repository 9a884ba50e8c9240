"""`pull zendesk` and `drift zendesk`: the way in from a help desk, and how far it has moved away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.content import how_to_decide
from locmem.cli.options import AsOf, DryRun, Json, Markets, day_of, opened

pull = typer.Typer(no_args_is_help=True, help="Bring in what stands in a help desk.")
drift = typer.Typer(no_args_is_help=True, help="Compare a help desk with this project.")

Export = Annotated[
    Path, typer.Argument(metavar="EXPORT.json", help="What the lists of its API returned, in one JSON file.")
]


@pull.callback()
@drift.callback()
def _group() -> None:
    """Typer makes a command without a callback the group itself."""


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(pull, name="pull")
    top.add_typer(drift, name="drift")


@pull.command("zendesk")
def pull_zendesk(file: Export, dry_run: DryRun = False, json: Json = False) -> None:
    """Bring in articles, sections, macros and dynamic content as source files, and their translations as catalogs."""
    from locmem.pipelines.desk.pull import PullOutcome
    from locmem.pipelines.desk.pull import pull as pulled
    from locmem.pipelines.run import run_step

    run, result = run_step(opened(), "pull", lambda run: pulled(run, file), is_dry=dry_run)
    if json:
        output.as_json({"run": run.id, "counts": result.counts, **output.plain(result)})
        return
    for path in result.written:
        output.data(f"  {path}")
    columns = ("document", "locale", *(outcome.value for outcome in PullOutcome))
    rows = [
        (text.document, text.locale, *(str(dict(text.counts).get(outcome, 0)) for outcome in PullOutcome))
        for text in result.texts
    ]
    if rows:
        output.table(columns, rows, right=columns[2:])
    for line in result.left_out:
        output.say(f"Left out: {line}.")
    output.say(result.summary)
    if result.review and not dry_run:
        output.say(how_to_decide(result.review))
    if run.id:
        output.say(f"Run {run.id}. Fill in the rest with `locmem sync`; undo with `locmem undo {run.id}`.")


@drift.command("zendesk")
def drift_zendesk(file: Export, market: Markets = [], as_of: AsOf = "", json: Json = False) -> None:  # noqa: B006
    """Say where a help desk differs from what would be rendered: outdated, missing, unknown, orphaned, badly linked."""
    from locmem.pipelines.desk.drift import drift as compared

    project = opened()
    project.leaves_no_trace = True
    result = compared(project, file, market, day_of(as_of, project))
    if json:
        output.as_json(result)
    else:
        columns = ("drift", "thing", "locale", "document", "what")
        rows = [(place.kind.value, place.thing, place.locale, place.document, place.what) for place in result.drifts]
        if rows:
            output.table(columns, rows, wraps=("document",), below="what")
        for line in result.left_out:
            output.say(f"Not compared: {line}.")
        output.say(f"{result.summary}.")
    raise typer.Exit(1 if result.drifts else 0)
