"""`approve` and `approvals`: legal texts that somebody answers for by name."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, DryRun, Json, Markets, NoCache, day_of, opened


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(approve)
    app.command()(approvals)


def approve(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Such as articles/complaints.md.")],
    market: Annotated[str, typer.Option(metavar="CODE", help="The market whose page was read.")],
    locale: Annotated[str, typer.Option(metavar="TAG", help="The content locale it was read in.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who approves it.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day whose facts were read; today if not given.")] = "",
    is_withdrawn: Annotated[bool, typer.Option("--withdraw", help="Take the approval back.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Approve a market's page by name, until its source, its text or a fact on it changes."""
    from locmem.pipelines.approve import approve as approve_page
    from locmem.pipelines.approve import withdraw
    from locmem.pipelines.run import run_step

    project = opened(no_cache=no_cache)
    locale = project.meant_locale(locale)
    if is_withdrawn:
        run, withdrawn = run_step(
            project, "approve", lambda run: withdraw(run, document, market, locale), is_dry=dry_run
        )
        result: object = withdrawn
        sentence = f"{withdrawn.summary}."
    else:
        day = day_of(on, project) or project.today
        run, approval = run_step(
            project, "approve", lambda run: approve_page(run, document, market, locale, by, day), is_dry=dry_run
        )
        result = approval
        sentence = f"{approval.summary}: {approval.path}."
    if json:
        output.as_json(result)
        return
    output.say(sentence)
    if run.id:
        output.say(f"Run {run.id}. Commit the file; undo with `locmem undo {run.id}`.")


def approvals(market: Markets = [], as_of: AsOf = "", json: Json = False, no_cache: NoCache = False) -> None:  # noqa: B006
    """List the approvals, and what each is worth on a day."""
    from locmem.pages.approvals import approval_prints
    from locmem.pages.approvals import approvals as standings
    from locmem.workspace.survey import survey

    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    surveyed = survey(project)
    surveyed.rest.require_listed()
    workspace = surveyed.open(tuple(approval_prints(project)))
    listed = standings(project, workspace, project.chosen_markets(market), day_of(as_of, project) or project.today)
    if json:
        output.as_json(listed)
        raise typer.Exit(output.unread(project.unread))
    if not listed:
        output.say("Nobody approved a page yet. `locmem approve --help` says how.")
        raise typer.Exit(output.unread(project.unread))
    columns = ("market", "locale", "document", "by", "for", "state")
    rows = [
        (
            standing.approval.market,
            standing.approval.locale,
            standing.approval.document,
            standing.approval.by,
            standing.approval.on,
            standing.lost or "holds",
        )
        for standing in listed
    ]
    output.table(columns, rows, wraps=("state",), styles=["red" if standing.lost else "" for standing in listed])
    raise typer.Exit(output.unread(project.unread))
