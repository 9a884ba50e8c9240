"""`content verify`: proof that reading and writing changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import Json

app = typer.Typer(no_args_is_help=True, help="Source articles and macros.")


@app.callback()
def _content() -> None:
    """Keeps `verify` a command of its own while it is the only one."""


@app.command()
def verify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files or folders; need not be in a project.")],
    json: Json = False,
) -> None:
    """Replace every segment by itself and compare: identical bytes, and how many of a reader's words are seen."""
    from locmem.pipelines.verification import verify_paths

    report = verify_paths(paths)
    if json:
        output.as_json(report)
    else:
        for one in report.different:
            output.data(f"{one}: not identical")
        for refused in report.refused:
            output.data(str(refused))
        output.data(report.summary)
    raise typer.Exit(1 if report.different else 0)
