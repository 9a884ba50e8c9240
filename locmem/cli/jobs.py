"""`jobs list`, `show`, `recall` and `change`: what is with translators."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, Locales, day_of, opened
from locmem.model.wording import counted

app = typer.Typer(no_args_is_help=True, help="Handoffs that are out: who has what, and until when.")

JobId = Annotated[str, typer.Argument(metavar="ID", help="The handoff, or as much of its id as tells it.")]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="jobs")


@app.command("list")
def list_(
    locale: Locales = [],  # noqa: B006
    every: Annotated[bool, typer.Option("--all", help="Also those that are back or recalled.")] = False,
    json: Json = False,
) -> None:
    """List the handoffs of which something is with a translator, the first due first."""
    from locmem.reports.handoff_jobs import job_of
    from locmem.workspace.handoffs import lone_folders, readable_manifests

    project = opened()
    wanted = project.declared(tuple(locale))
    jobs = [job_of(manifest, project.today.isoformat()) for manifest in readable_manifests(project)]
    meant = [job for job in jobs if job.locale in wanted]
    shown = sorted((job for job in meant if every or job.status.is_open), key=lambda job: (job.due, job.id))
    if json:
        output.as_json(shown)
        raise typer.Exit(output.unread(project.unread))
    rows = [
        (
            job.id,
            job.locale,
            job.status.value,
            f"{job.answered}/{job.segments}",
            str(job.words_out),
            job.due,
            job.assignee,
            job.scope,
        )
        for job in shown
    ]
    if rows:
        columns = ("handoff", "locale", "status", "answered", "words out", "due", "assignee", "scope")
        first = ("due", "answered", "locale", "assignee")
        output.table(columns, rows, right=("answered", "words out"), first=first)
    for folder in lone_folders(project):
        output.say(
            f"{folder} holds files of no handoff: their export was cut off, or undone. What comes back of them cannot "
            "be taken in. Do not send them; remove the folder."
        )
    waiting = sum(job.kept_aside for job in meant)
    if waiting:
        output.say(f"{counted(waiting, 'returned text')} kept aside: see `locmem conflicts list`.")
    if not rows and len(meant) > len(shown):
        output.say(f"Nothing is out. {counted(len(meant), 'handoff')} before: `locmem jobs list --all`.")
    elif not rows:
        output.say("Nothing was handed out yet: `locmem export` does.")
    raise typer.Exit(output.unread(project.unread))


@app.command("show")
def show(job: JobId, json: Json = False) -> None:
    """Show one handoff: words by band, and what is still out of each document."""
    from locmem.pipelines.recall import named
    from locmem.reports.handoff_jobs import job_of

    project = opened()
    found = job_of(named(project, job), project.today.isoformat())
    if json:
        output.as_json(found)
        return
    facts = {
        "locale": found.locale,
        "status": found.status.value,
        "made for": f"{found.profile or 'any tool'}, {found.format}",
        "scope": found.scope or "everything that needed a person",
        "markets": ", ".join(found.markets),
        "assignee": found.assignee,
        "handed out": found.created,
        "due": found.due,
        "answered": f"{found.answered} of {counted(found.segments, 'segment')}",
        "still out": counted(found.words_out, "word"),
    }
    output.table(("handoff", found.id), [(name, value) for name, value in facts.items() if value])
    if found.by_band:
        rows = [(band, str(segments), str(words)) for band, (segments, words) in found.by_band.items()]
        output.table(("band", "segments", "words"), rows, right=("segments", "words"))
    parts = [(one.document, f"{one.answered}/{one.segments}", str(one.words_out)) for one in found.documents]
    output.table(("document", "answered", "words out"), parts, right=("answered", "words out"))
    if found.kept_aside:
        output.say(f"{counted(found.kept_aside, 'returned text')} kept aside: see `locmem conflicts list`.")
    if found.status.is_open:
        output.say(
            f"Take in what comes with `locmem import FILES`; free the rest with `locmem jobs recall {found.id}`."
        )


@app.command("recall")
def recall_(
    jobs: Annotated[list[str], typer.Argument(metavar="ID", help="Handoffs, or as much of their ids as tells them.")],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Wait no more for what did not come back; it can be handed out again.

    What comes late is taken in all the same, and replaces nothing that somebody confirmed meanwhile.
    """
    from locmem.pipelines.recall import recall
    from locmem.pipelines.run import run_step

    run, result = run_step(opened(), "jobs recall", lambda run: recall(run, jobs), is_dry=dry_run)
    if json:
        output.as_json({"run": run.id, "result": result})
        return
    for done in result.done:
        output.say(f"{done}: nothing is out of it any more.")
    if result.recalled:
        would = "would be " if dry_run else ""
        output.data(f"{would}recalled: {result.summary}")
    if run.id:
        output.say(f"Run {run.id}. Tell whoever has the files; undo with `locmem undo {run.id}`.")


@app.command("change")
def change(
    job: JobId,
    assignee: Annotated[str | None, typer.Option(metavar="NAME", help="Who does it now.")] = None,
    due: Annotated[str, typer.Option(metavar="DATE", help="When it is due: 2026-12-01, or +5d.")] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Give a handoff to somebody else, or more time."""
    from locmem.errors import UsageError
    from locmem.pipelines.recall import reassign
    from locmem.pipelines.run import run_step

    project = opened()
    if assignee is None and not due:
        raise UsageError("nothing is to be changed. Name --assignee or --due.")
    day = day_of(due, project)
    run, result = run_step(
        project, "jobs change", lambda run: reassign(run, job, assignee=assignee, due=day), is_dry=dry_run
    )
    if json:
        output.as_json({"run": run.id, "result": result})
        return
    output.data(result.summary)
    if run.id:
        output.say(f"Run {run.id}. Undo with `locmem undo {run.id}`.")
