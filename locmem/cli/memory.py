"""`memory import|export|search|concordance`, and the commands that care for the memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from locmem.cli import memory_care, output
from locmem.cli.memory_care import with_memory, with_whole_memory
from locmem.cli.options import DryRun, Json, Locales, NoCache, opened
from locmem.model.wording import counted

_REMARKS = 20
"""Remarks that are printed of many."""

app = typer.Typer(no_args_is_help=True, help="The translation memory.")


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="memory")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TMX file from elsewhere.")],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="The name it gets in content/memory/; the file's own if not given.")
    ] = "",
    as_: Annotated[
        str,
        typer.Option("--as", metavar="LOCALE", help="The locale that is meant by the file's regions of its language."),
    ] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring in a TMX file from elsewhere.

    It is kept in content/memory/, so that every clone has it; its pairs are proposed, never confirmed by themselves.
    """
    from locmem.pipelines.memory.files import import_tmx
    from locmem.pipelines.run import run_step

    project = opened()
    run, result = run_step(project, "memory import", lambda run: import_tmx(run, file, name, as_), is_dry=dry_run)
    code = 1 if result.needs_attention else 0
    if json:
        output.as_json(result)
        raise typer.Exit(code)
    output.data(result.summary)
    for line in result.rejected[:20]:
        output.data(f"  rejected: {line}")
    if len(result.rejected) > 20:
        output.data(f"  and {len(result.rejected) - 20} more; --json lists all")
    for line in result.remarks[:_REMARKS]:
        output.say(line)
    if len(result.remarks) > _REMARKS:
        output.say(f"and {len(result.remarks) - _REMARKS} more remarks; --json lists all")
    if run.id:
        output.say(f"Commit {result.path}; undo with `locmem undo {run.id}`.")
    raise typer.Exit(code)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The TMX file to write.")],
    locale: Locales = [],  # noqa: B006
    no_cache: NoCache = False,
) -> None:
    """Write the memory's pairs as TMX 1.4b."""
    from locmem.pipelines.memory.files import export_tmx

    project = with_whole_memory(no_cache=no_cache)
    count = export_tmx(project, file, project.declared(locale))
    output.say(f"{counted(count, 'pair')} written to {file}.")
    raise typer.Exit(output.unread(project.unread))


@app.command()
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The source text, as it stands in an article.")],
    to: Annotated[str, typer.Option(metavar="LOCALE", help="The language to find it in.")],
    floor: Annotated[
        int, typer.Option(metavar="PERCENT", help="The lowest match to show, 50 to 100.", min=50, max=100)
    ] = 70,
    limit: Annotated[int, typer.Option(metavar="N", help="How many to show.", min=1)] = 5,
    json: Json = False,
) -> None:
    """Find what was translated before, exactly or nearly."""
    from locmem.reports.found_pairs import match_told, to_mind

    project = with_memory()
    (tag,) = project.declared([to])
    output.unread(project.unread)
    matches = project.memory.search(text, source=project.settings.source_locale, target=tag, floor=floor, limit=limit)
    if json:
        output.as_json([match_told(match) for match in matches])
        return
    if not matches:
        output.say(f"Nothing at {floor} % or above. Lower --floor to 50, or try `locmem memory stats`.")
        return
    rows = [
        (
            _percent(match.percent),
            _percent(match.raw),
            match.band.value,
            match.source_text,
            match.target_text,
            match.entry.document or match.entry.origin,
            "; ".join(to_mind(match)),
        )
        for match in matches
    ]
    output.table(
        ("%", "raw", "band", "source", "target", "from", "mind"),
        rows,
        right=("%", "raw"),
        wraps=("source", "target", "from", "mind"),
    )


@app.command()
def concordance(
    words: Annotated[str, typer.Argument(help='Words and "quoted phrases"; all of them must be there.')],
    to: Annotated[str, typer.Option(metavar="LOCALE", help="The language of the translations.")],
    in_target: Annotated[bool, typer.Option("--in-target", help="Search the translations, not the sources.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help="How many to show.", min=1)] = 20,
    json: Json = False,
) -> None:
    """Show how words were translated: the entries that hold them."""
    from locmem.reports.found_pairs import hit_told

    project = with_memory()
    (tag,) = project.declared([to])
    output.unread(project.unread)
    hits = project.memory.concordance(words, "target" if in_target else "source", tag, limit)
    if json:
        output.as_json([hit_told(hit) for hit in hits])
        return
    if not hits:
        output.say("Nothing holds these words. Try fewer of them, or --in-target.")
        return
    rows = []
    for hit in hits:
        shown = _highlighted(hit.text, hit.highlights)
        other = (hit.entry.source if in_target else hit.entry.target).native
        pair = (other, shown) if in_target else (shown, other)
        rows.append((*pair, hit.entry.document or hit.entry.origin))
    output.table(("source", "target", "from"), rows, wraps=("source", "target", "from"))


def _percent(percent: float) -> str:
    """A percent as a whole number, never rounded up: 99.6 is not 100."""
    return str(int(percent))


def _highlighted(text: str, highlights: Iterable[tuple[int, int]]) -> str:
    """The text with » and « around what was found: a table is plain text wherever it goes."""
    pieces, last = [], 0
    for start, end in highlights:
        pieces += [text[last:start], "»", text[start:end], "«"]
        last = end
    return "".join((*pieces, text[last:]))


memory_care.register(app)
