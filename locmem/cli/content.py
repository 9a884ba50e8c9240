"""`content verify`: proof that reading and writing changes nothing.  `content align`: translations made elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from locmem.cli import output, progress
from locmem.cli.options import DryRun, Json, opened
from locmem.errors import UsageError
from locmem.model.wording import counted, listed

_FIRST = 5
"""Files without a counterpart that are printed of many."""

app = typer.Typer(no_args_is_help=True, help="Source articles and macros.")


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="content")


@app.command()
def verify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or folders; need not be in a project.")],
    json: Json = False,
) -> None:
    """Prove that reading and writing a source changes no byte.

    Replaces every segment by itself, compares, and says how many of a reader's words were seen.
    """
    from locmem.pipelines.verification import verify_paths

    report = verify_paths(paths, progress.progress())
    if json:
        output.as_json(report)
    else:
        for path in report.different:
            output.data(f"{path}: not identical")
        for refused in report.refused:
            output.data(str(refused))
        output.data(report.summary)
    raise typer.Exit(1 if report.different or report.refused else 0)


@app.command()
def align(
    source: Annotated[
        Path | None, typer.Argument(metavar="SRC", help="A document of the project, or a folder of them.")
    ] = None,
    translation: Annotated[
        Path | None,
        typer.Argument(metavar="DST", help="Its translation: a file, or a folder with the same paths in it."),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="LOCALE", help="The language of the translation.")] = "",
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Who made it; kept as the targets' origin, import:NAME.")
    ] = "aligned",
    sure: Annotated[
        float | None,
        typer.Option(metavar="0-1", help="The confidence from which a pair is taken without a look; 0.9 if not given."),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Table (.csv, .xlsx) for all other pairs; in align-review/LOCALE/ if not given."
        ),
    ] = None,
    decided: Annotated[
        Path | None,
        typer.Option(
            "--apply", metavar="FILE", help="Take what somebody decided in such a table, or in all of a folder; alone."
        ),
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring in articles that were translated elsewhere.

    Sure pairs go into the catalogs, the rest into a table to review; --apply takes that back.
    """
    if decided is not None:
        if source is not None or to or review is not None:
            raise UsageError("--apply takes a table and nothing else: its rows say which segments they mean.")
        _apply(decided, dry_run, json)
        return
    if source is None or translation is None or not to:
        raise UsageError("name a document and its translation, with --to LOCALE; or --apply a table with decisions.")
    from locmem.pipelines.align import AlignOptions, align_translations
    from locmem.pipelines.run import run_step

    options = AlignOptions(locale=to, name=name, review=review)
    if sure is not None:
        options = replace(options, sure=sure)
    run, result = run_step(
        opened(), "align", lambda run: align_translations(run, source, translation, options), is_dry=dry_run
    )
    if json:
        output.as_json({"run": run.id, "counts": result.counts, "total": result.total, **output.plain(result)})
        return
    rows = [(outcome, str(count)) for outcome, count in result.counts.items() if count]
    output.table(("outcome", "texts"), [*rows, ("total", str(result.total))], right=("texts",))
    for paths, what in (
        (result.without_translation, "no translation under this name"),
        (tuple(str(translation / path) for path in result.without_document), "no document under this name"),
    ):
        for path in paths[:_FIRST]:
            output.data(f"{path}: {what}")
        if len(paths) > _FIRST:
            output.data(f"and {len(paths) - _FIRST} more: {what}; --json lists all")
    _print(
        [f"{one.translation}: {one.strange}; look whether it is the right file" for one in result.files if one.strange]
    )
    output.say(result.summary)
    if result.review and not dry_run:
        output.say(how_to_decide(result.review))
    if run.id:
        output.say(f"Run {run.id}. See `locmem status`; undo with `locmem undo {run.id}`.")


def how_to_decide(review: str) -> str:
    """What to do with a table of pairs to look at."""
    file = output.relative(review)
    return (
        f"Look through {file}: correct the proposed targets, write take or drop into its first column, and run "
        f"`locmem content align --apply {shlex.quote(file)}`."
    )


def _apply(file: Path, is_dry: bool, json: bool) -> None:
    from locmem.pipelines.align_review import apply_review
    from locmem.pipelines.run import run_step

    run, result = run_step(opened(), "align-review", lambda run: apply_review(run, file), is_dry=is_dry)
    if json:
        output.as_json({"run": run.id, "counts": result.counts, "left": result.left, **output.plain(result)})
        raise typer.Exit(1 if result.asks_to_look else 0)
    _print([f"{row.place}: {row.locale} {row.key or row.document}: {row.reason}" for row in result.refused])
    _print([f"{one.row.place}: note: {one.row.key}: {note}" for one in result.rows for note in one.notes])
    _print(result.remarks)
    output.say(result.summary)
    if result.gone:
        output.say(f"{counted(result.gone, 'row')} gone from what was written: nothing was decided on them.")
    if result.left and not is_dry:
        places = listed(tuple(map(output.relative, result.files)))
        output.say(f"{counted(result.left, 'row')} left in {places}, refused ones with the reason.")
    if run.id:
        output.say(f"Run {run.id}. See `locmem status`; undo with `locmem undo {run.id}`.")
    raise typer.Exit(1 if result.asks_to_look else 0)


def _print(lines: Sequence[str]) -> None:
    """The first lines of many, and how many more there are."""
    for line in lines[:_FIRST]:
        output.data(line)
    if len(lines) > _FIRST:
        output.data(f"and {len(lines) - _FIRST} more; --json lists all")
