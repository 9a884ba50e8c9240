"""`accept`: a stale or draft target that still holds, a file that is whole as it is."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Locales, NoCache, opened


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(accept)


def accept(
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY",
            help="Segments (articles/refunds.md#k3f9xx); documents or folders: all stale there; settings, profiles.",
        ),
    ] = [],  # noqa: B006
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why the target still holds; kept beside it.")] = "",
    since: Annotated[
        str, typer.Option(metavar="REF", help="Everything that became stale by source changes since this git commit.")
    ] = "",
    locale: Locales = [],  # noqa: B006
    drafts: Annotated[
        bool,
        typer.Option("--drafts", help="Documents stand for all drafts of a locale in them, not for what is stale."),
    ] = False,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Confirm as reviewed, as legal texts demand.")] = False,
    proposed: Annotated[
        bool, typer.Option("--proposed", help="Take what is proposed in place of a stale target, not its own words.")
    ] = False,
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Say of stale or draft targets that they still hold; undoable.

    Where only codes of the source changed (a link, a picture, a placeholder), the target takes the new ones.

    With --drafts those are left that are damaged, look broken, would fail the release gate or are with a translator,
    and named with the reason; --dry-run counts first. What the release gate will say of the others is told.
    A review is recorded of each text by its key.

    Or of settings, a market profile, company data or a pipeline that it is whole, though it was longer before.

    Exit code 1 where a review was to be recorded of a document in which nothing is stale, and none was, and where
    anything that was meant was left, also with a translator.
    """
    from locmem.errors import UsageError
    from locmem.model.wording import counted
    from locmem.pipelines.accept import accept as confirm
    from locmem.pipelines.run import run_step
    from locmem.workspace.changed_files import changed_since

    project = opened(vouched=keys, no_cache=no_cache)
    chosen = [*keys, *(changed_since(project, since) if since else ())]
    if not chosen:
        none = f"no document changed since {since}." if since else "nothing to accept."
        raise UsageError(f"{none} Name segments, documents or --since REF; `locmem queue list` shows keys.")
    run, result = run_step(
        project,
        "accept",
        lambda run: confirm(
            run, chosen, reason=reason, locales=locale, reviewed=reviewed, proposed=proposed, drafts=drafts
        ),
        is_dry=dry_run,
    )
    for key in (*result.files, *result.accepted):
        output.data(key)
    # A commit may well have changed documents in which nothing went stale.
    for line in result.idle if keys else ():
        output.say(line)
    for line in result.notes:
        output.say(f"note: {line}")
    for line in result.left:
        output.say(f"left: {line}")
    if result.out < len(result.left):
        output.say("Look at each that was left with `locmem queue show KEY`; one that holds is accepted by its key.")
    if result.out:
        out = counted(result.out, "text")
        output.say(f"{out} of these will come back with `locmem import`; `locmem jobs recall` frees them.")
    if result.doubtful:
        output.say(f"{counted(result.doubtful, 'draft')} came with something to look at.")
    if dry_run and result.drafts:
        them = " ".join(f"--document {key}" for key in chosen if "#" not in key) or "--locale TAG"
        output.say(f"Read them with `locmem queue list --state draft {them}`.")
    if result.to_review:
        verb = "waits" if result.to_review == 1 else "wait"
        output.say(f"{counted(result.to_review, 'draft')} still {verb} for the review that the risk demands.")
    has_done = run.id and (result.accepted or result.files)
    output.say(result.summary + (f"; undo with `locmem undo {run.id}`" if has_done else ""))
    if result.left:
        raise typer.Exit(1)
    if reviewed and keys and result.idle and not (result.accepted or result.files):
        raise typer.Exit(1)
