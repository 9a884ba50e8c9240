"""`kpi import`: what a help desk counted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, NoCache, opened

app = typer.Typer(no_args_is_help=True, help="Views, tickets and satisfaction, which the backlog is scored from.")
_SHOWN = 20


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="kpi")


@app.callback()
def _group() -> None:
    """Views, tickets and satisfaction, which the backlog is scored from."""


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV export of Zendesk Explore, Freshdesk, Intercom or another.")
    ],
    columns: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yaml", help="Which column is what, where headings are not the usual ones."),
    ] = None,
    period: Annotated[str, typer.Option(metavar="MONTH", help="The month of a file that names none: 2026-10.")] = "",
    market: Annotated[str, typer.Option(metavar="CODE", help="The market of a file that names none.")] = "",
    dry_run: DryRun = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Take in what a help desk counted: rows are joined to articles and macros by path, id, address or title.

    Figures of the same document, market and month are replaced, all others stay; where one of their rows cannot be
    read, none of them is taken. Exit code 1 where a row could not be joined.
    """
    from locmem.backlog.kpi_months import month_of
    from locmem.errors import UsageError
    from locmem.pipelines.kpi import import_kpi
    from locmem.pipelines.run import run_step

    month = month_of(period)
    if period and not month:
        raise UsageError(f"{period!r} is no month. Write one such as 2026-10.")
    run, result = run_step(
        opened(no_cache=no_cache),
        "kpi import",
        lambda run: import_kpi(run, file, columns=columns, period=month, market=market),
        is_dry=dry_run,
    )
    code = 1 if result.needs_attention else 0
    if json:
        output.as_json(result)
        raise typer.Exit(code)
    for field, heading in result.columns.items():
        output.data(f"  {field}: {heading}")
    for line in result.doubtful:
        output.data(line)
    for one in result.unjoined[:_SHOWN]:
        why = one.why if one.why.endswith("?") else f"{one.why}."
        output.data(f"{result.file}:{one.line}:{one.column}: {one.name}: {why}")
    for line in result.held[:_SHOWN]:
        output.data(line)
    if max(len(result.unjoined), len(result.held)) > _SHOWN:
        more = max(0, len(result.unjoined) - _SHOWN) + max(0, len(result.held) - _SHOWN)
        output.data(f"and {more} more; --json lists all")
    if result.unused:
        output.say(f"Not used: {', '.join(result.unused)}. --columns FILE.yaml says what a column is.")
    output.say(result.summary + (f"; undo with `locmem undo {run.id}`" if run.id else ""))
    raise typer.Exit(code)
