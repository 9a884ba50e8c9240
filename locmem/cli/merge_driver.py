"""`merge-driver`: what git runs for a file of ours that two branches changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output

if TYPE_CHECKING:
    from locmem.model.three_way import Disagreement


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("merge-driver")(merge_driver)


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="What both were made from; empty for nothing.")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Our file, over which the result is written.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="Their file.")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="Where the file lies in the repository.")],
) -> None:
    """Merge a catalog, memory, approval, review or manifest of two branches unit by unit.

    Git runs this by itself where `locmem init` set it up.  Exit code 1 where two people decided differently: ours
    stands, theirs is kept, and git stops.
    """
    from locmem.pipelines.merge_driver import merge_file

    merged = merge_file(base, ours, theirs, path)
    for one in merged.disagreements:
        output.say(_lines(one, path))
    if not merged.is_settled:
        output.say(f"{path}: nothing is lost. Decide, then `git add` the file and go on as `git status` says.")
        raise typer.Exit(1)


def _lines(one: Disagreement, path: str) -> str:
    from locmem.model.wording import shortened

    source = f"  {shortened(one.source, 60)}" if one.source else ""
    return f"{path}: {one.key}{source}\n  ours    {one.ours}\n  theirs  {one.theirs}\n  {one.do}"
