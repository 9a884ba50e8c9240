"""`run`, `sync`, `history` and `undo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, Locales, Markets, NoCache, opened
from locmem.model.wording import counted

if TYPE_CHECKING:
    from locmem.pipelines.jobs import StepResult
    from locmem.pipelines.run import RunResult


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(run)
    app.command()(sync)
    app.command()(history)
    app.command()(undo)


def run(
    pipeline: Annotated[
        Path, typer.Argument(metavar="PIPELINE", help="A YAML file of steps, or its name in pipelines/.")
    ],
    market: Markets = [],  # noqa: B006
    locale: Locales = [],  # noqa: B006
    dry_run: DryRun = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Run a pipeline: the steps of a YAML file, in order, undoable."""
    from locmem.pipelines.jobs import Scope
    from locmem.pipelines.run import run_pipeline

    project = opened(no_cache=no_cache)
    result = run_pipeline(
        project,
        pipeline,
        scope=Scope(markets=tuple(market), locales=tuple(locale)),
        is_dry=dry_run,
        told=(lambda name, result: None) if json else _tell,
    )
    if json:
        output.as_json(result)
    else:
        _conclude(result)
    unread = output.unread(result.unread)
    raise typer.Exit(1 if _fails(result) else unread)


def sync(dry_run: DryRun = False, json: Json = False, no_cache: NoCache = False) -> None:
    """Bring catalogs up to date and pre-translate.

    The same as `locmem run pipelines/sync.yaml`. Exit code 1 where a damaged text is kept back.
    """
    run(Path("pipelines/sync.yaml"), dry_run=dry_run, json=json, no_cache=no_cache)


def history(
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="A segment, such as articles/refunds.md#k3f9xx; without it, the runs.")
    ] = "",
    limit: Annotated[int, typer.Option(metavar="N", help="How many runs to list.", min=1)] = 20,
    json: Json = False,
) -> None:
    """List the runs, newest first, or every target a segment ever had."""
    from locmem.errors import UsageError
    from locmem.pages.handoff_scope import document_named, require_document

    project = opened()
    if not project.has_state:
        if json:
            output.as_json([])
        output.say("Nothing was run here yet. Start with `locmem sync`.")
        return
    if not key:
        runs = project.journal.runs(limit)
        if json:
            output.as_json(runs)
            return
        rows = [
            (run.id, run.pipeline, run.status, run.who, str(run.files), str(run.targets), run.summary) for run in runs
        ]
        columns = ("run", "what", "status", "who", "files", "targets", "summary")
        output.table(columns, rows, right=("files", "targets"), below="summary", first=("status", "targets"))
        output.say("Undo one with `locmem undo RUN`; see one segment's past with `locmem history KEY`.")
        return
    key = document_named(key)
    document, _, occurrence = key.partition("#")
    if not occurrence:
        raise UsageError(f"{key!r} is not a segment's key. Keys look like articles/refunds.md#k3f9xx.")
    changes = project.journal.targets(document, occurrence)
    if not changes:
        require_document(project, document)
    if json:
        output.as_json(
            [
                {
                    "run": which,
                    "time": when,
                    "what": change.what,
                    **output.plain(change),
                    # Null is what nobody knows; nothing stood there where it is empty.
                    "before": change.before if change.is_known else None,
                }
                for which, when, change in changes
            ]
        )
        return
    if not changes:
        output.say(f"No run ever changed {key}.")
        return
    told = [
        (
            which,
            change.locale,
            change.what,
            change.by,
            change.before if change.is_known else "(not known here)",
            change.after,
        )
        for which, _, change in changes
    ]
    names = ("run", "locale", "what", "by", "target then", "target after")
    output.table(names, told, wraps=("target then", "target after"))


def undo(
    which: Annotated[str, typer.Argument(metavar="RUN", help="A run's id, from `locmem history`.")],
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Put back what a run changed, except what somebody changed since."""
    from locmem.pipelines.undo import undo as put_back

    run, result = put_back(opened(no_cache=no_cache), which, is_dry=dry_run)
    output.data(result.summary)
    for kept in result.kept:
        output.data(f"  kept: {kept}")
    for key in result.opened:
        output.data(f"  a draft again, as nobody else answers for it: {key}")
    for key in result.decided:
        output.data(f"  stays, as somebody decided for it since: {key}")
    for path in result.unread:
        output.data(f"  cannot be read, and may hold more of it: {path}")
    for told in result.withdrawn:
        output.data(f"  no handoff any more: {told}")
    if result.opened or result.decided:
        output.say("They were confirmed because of what was taken back: `locmem queue list` has those that wait.")
    if result.withdrawn:
        output.say("Tell whoever has the files: nothing that comes back of them can be taken in.")
    if run.id:
        output.say(f"This was run {run.id}; `locmem undo {run.id}` does it all again.")


def _tell(name: str, result: StepResult) -> None:
    output.data(f"{name:<13} {result.summary}")


def _conclude(result: RunResult) -> None:
    for earlier in result.recovered:
        output.say(f"The run {earlier} had been cut off; it was finished first.")
    for earlier in result.taken_back:
        output.say(
            f"The run {earlier} had been cut off, and somebody saved one of its files since: it was taken back. "
            "Run it again; `locmem history` says which file."
        )
    for name, step in result.steps:
        for line in _details(name, step):
            output.say(line)
    for problem in result.market_problems:
        output.say(f"markets: {problem}")
    if result.is_dry:
        output.say(f"{counted(len(result.files), 'file')} would change.")
        for change in result.files[:20]:
            verb = "new" if change.before is None else "removed" if change.after is None else "changed"
            output.say(f"  {verb:<8} {change.path}")
        if len(result.files) > 20:
            output.say(f"  and {len(result.files) - 20} more")
    elif result.id:
        output.say(f"Run {result.id}. See what waits with `locmem queue list`; undo with `locmem undo {result.id}`.")
    elif all(name != "check" and not getattr(step, "changed", 0) for name, step in result.steps):
        output.say("Nothing changed.")


def _details(name: str, step: StepResult) -> list[str]:
    """What of a step people should hear beyond its one line."""
    lines: list[str] = []
    if name == "pretranslate":
        lines += [f"  confirmed from the memory: {key}" for key in getattr(step, "confirmed", ())[:20]]
        lines += [f"  carried over to the codes of its source: {key}" for key in getattr(step, "carried", ())[:20]]
        turned_down = getattr(step, "turned_down", ())
        lines += [f"  turned down in {locale}: {key}: {why}" for locale, key, why in turned_down[:10]]
        if len(turned_down) > 10:
            lines.append(f"  … and {len(turned_down) - 10} more, in `locmem sync --json`")
        lines += [f"  not drafted in {locale}: {why}" for locale, why in getattr(step, "missing", ())]
        lines += [f"  note on {locale}: {what}" for locale, what in getattr(step, "notes", ())]
    if name == "collect":
        damaged = getattr(step, "damaged", ())
        lines += [f"  damaged: {place}" for place in damaged[:20]]
        if len(damaged) > 20:
            lines.append(f"  … and {len(damaged) - 20} more, in `locmem sync --json`")
        if damaged:
            lines.append("  They are drafts until somebody mends them in their catalogs; `locmem queue list` has them.")
        unclaimed = getattr(step, "unclaimed", ())
        lines += [f"  in no content set: content/{path}" for path in unclaimed[:5]]
        if unclaimed:
            lines.append("  Their catalogs stay. Mend `files` in locmem.yaml, or remove the pages with their catalogs.")
        unplaced = getattr(step, "unplaced", ())
        # All of them, with their words: they are kept nowhere else but in what `undo` brings back.
        lines += [f"  unfinished, without a segment: {text}" for text in unplaced]
        if unplaced:
            lines.append("  Write what is still needed into its segment; `locmem undo RUN` brings all of it back.")
    if name == "handoff":
        lines += [f"  files: {batch.folder}/" for batch in getattr(step, "batches", ())]
    return lines


def _fails(result: RunResult) -> bool:
    return any(getattr(step, "fails", False) for _, step in result.steps)
