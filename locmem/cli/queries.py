"""`queries list`, `answer` and `dismiss`: what translators asked."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, Locales, NoCache, opened
from locmem.model.wording import counted

app = typer.Typer(no_args_is_help=True, help="What translators noted beside texts, for the authors to answer.")

Keys = Annotated[list[str], typer.Argument(metavar="KEY", help="Segments: articles/refunds.md#k3f9xx.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who says so.")]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="queries")


@app.command("list")
def list_(
    locale: Locales = [],  # noqa: B006
    settled: Annotated[bool, typer.Option("--settled", help="What was answered or dismissed, instead.")] = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """List what translators asked and nobody settled yet, with the place in the source.

    Exit code 1 where something is open.
    """
    from locmem.catalogs.pairs import CONTENT
    from locmem.pages.queries import open_queries, settled_queries

    project = opened(no_cache=no_cache)
    if settled:
        wanted = project.declared(tuple(locale))
        done = [one for one in settled_queries(project) if one.locale in wanted]
        if json:
            output.as_json(done)
            return
        for one in done:
            output.styled(f"{one.key}  {one.locale}  {one.on}{f'  {one.by}' if one.by else ''}", "bold")
            output.data(f"  asked     {one.question}\n  answered  {one.answer or 'nothing; it needed no answer'}")
        if not done:
            output.say("Nothing was settled yet.")
        return
    queries = open_queries(project, tuple(locale))
    if json:
        output.as_json(queries)
        raise typer.Exit(output.unread(project.unread) or (1 if queries else 0))
    for query in queries:
        output.styled(f"{CONTENT}/{query.document}:{query.line}  {query.locale}  {query.key}", "bold")
        output.data(f"  source  {query.source}\n  asked   {query.question}")
    if queries:
        count = counted(len(queries), "query is", "queries are")
        output.say(f"{count} open. `locmem queries answer KEY --text …` settles one for all locales.")
    else:
        output.say("Nobody asks anything.")
    raise typer.Exit(output.unread(project.unread) or (1 if queries else 0))


@app.command("answer")
def answer_(
    keys: Keys,
    text: Annotated[str, typer.Option(metavar="TEXT", help="The answer, for translators of every locale.")],
    by: By = "",
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Answer what was asked about segments, once for all locales; it goes along with their next handoffs."""
    from locmem.errors import UsageError

    if not text.strip():
        raise UsageError("the answer is empty. `locmem queries dismiss` settles what needs none.")
    _settle(keys, text, by, [], is_dry=dry_run, no_cache=no_cache)


@app.command("dismiss")
def dismiss(
    keys: Keys,
    locale: Locales = [],  # noqa: B006
    by: By = "",
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Settle notes that need no answer."""
    _settle(keys, "", by, locale, is_dry=dry_run, no_cache=no_cache)


def _settle(keys: list[str], text: str, by: str, locales: list[str], *, is_dry: bool, no_cache: bool) -> None:
    from locmem.pipelines.answer import answer
    from locmem.pipelines.run import run_step

    run, result = run_step(
        opened(no_cache=no_cache),
        "queries",
        lambda run: answer(run, keys, text, by=by, locales=tuple(locales)),
        is_dry=is_dry,
    )
    for one in result.settled:
        output.data(f"{one.locale}  {one.key}  {one.question}")
    output.say(result.summary + (f"; undo with `locmem undo {run.id}`" if run.id else ""))
