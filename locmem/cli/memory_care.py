"""`memory stats|audit|forget|dedupe|rebuild`: care of the memory."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output, progress
from locmem.cli.options import DryRun, Json, NoCache, opened
from locmem.errors import UsageError
from locmem.model.wording import counted, shortened

if TYPE_CHECKING:
    from locmem.pipelines.memory.forgetting import Forgotten, Selection
    from locmem.workspace.project import Project

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (stats, audit, forget, dedupe, rebuild):
        app.command()(command)


def with_memory(*, no_cache: bool = False) -> Project:
    """The project with its memory there: a missing or damaged cache is built anew from the catalogs."""
    from locmem.workspace.memory_cache import remembered

    project = opened(no_cache=no_cache)
    remembered(project)
    return project


def with_whole_memory(*, no_cache: bool) -> Project:
    """As `with_memory`, for what says how much there is: the project knows what cannot be read."""
    from locmem.workspace.survey import survey

    project = with_memory(no_cache=no_cache)
    survey(project)
    return project


def stats(json: Json = False, no_cache: NoCache = False) -> None:
    """Count what the memory holds: entries, words, repetitions, and its growth by month."""
    from locmem.pages.memory_counts import memory_stats

    project = with_whole_memory(no_cache=no_cache)
    counts = memory_stats(project)
    unread = output.unread(project.unread)
    if json:
        output.as_json(counts)
        raise typer.Exit(unread)
    if not counts.pairs:
        output.say("The memory is empty. It fills with confirmed translations at the next `locmem sync`.")
        raise typer.Exit(unread)
    columns = ("from", "to", "trust", "entries", "sources", "words", "repeated")
    rows = [
        (
            pair.source_locale,
            pair.locale,
            pair.trust,
            f"{pair.entries:,}",
            f"{pair.sources:,}",
            f"{pair.words:,}",
            f"{pair.repeated:.1f} %",
        )
        for pair in counts.pairs
    ]
    output.table(columns, rows, right=columns[3:])
    output.data("")
    months = [(month.month or "unknown", f"{month.added:,}", f"{month.total:,}") for month in counts.growth]
    output.table(("month", "added", "total"), months, right=("added", "total"))
    raise typer.Exit(unread)


def audit(
    batch: Annotated[
        str, typer.Argument(metavar="[BATCH]", help="A run, or an origin such as import:agency: show its pairs.")
    ] = "",
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """List the batches the memory's pairs came in with: when, by whom, from which file, how many are left."""
    from locmem.pipelines.memory.audit import batch_entries, batches

    project = with_whole_memory(no_cache=no_cache)
    if batch:
        entries = batch_entries(project, batch)
        if json:
            output.as_json(
                [
                    {
                        "locale": entry.locale,
                        "source": entry.source,
                        "target": entry.target,
                        "document": entry.document,
                        "occurrence": entry.occurrence,
                        "origin": entry.origin,
                        "trust": entry.trust,
                        "author": entry.author,
                        "changed": entry.changed,
                    }
                    for entry in entries
                ]
            )
            raise typer.Exit(output.unread(project.unread))
        if not entries:
            raise UsageError(f"the memory holds nothing of {batch!r}. `locmem memory audit` lists the batches.")
        pairs = [
            (entry.locale, entry.source.native, entry.target.native, entry.document or entry.origin, entry.author)
            for entry in entries
        ]
        output.table(("to", "source", "target", "from", "author"), pairs, wraps=("source", "target", "from"))
        raise typer.Exit(output.unread(project.unread))
    known_batches = batches(project)
    unread = output.unread(project.unread)
    if json:
        output.as_json(known_batches)
        raise typer.Exit(unread)
    if not known_batches:
        output.say("The memory is empty. It fills with confirmed translations at the next `locmem sync`.")
        raise typer.Exit(unread)
    columns = ("batch", "when", "by", "who", "origin", "file", "brought", "held", "rejected")
    rows = [
        (
            known_batch.id,
            known_batch.when[:10],
            known_batch.by,
            known_batch.who,
            known_batch.origin,
            known_batch.file,
            str(known_batch.brought),
            str(known_batch.held),
            str(known_batch.rejected),
        )
        for known_batch in known_batches
    ]
    output.table(columns, rows, right=columns[6:], wraps=("by", "who", "origin", "file"), first=("when", "held"))
    output.say(
        "See the pairs with `locmem memory audit BATCH`; take a batch back with `locmem undo RUN`, "
        "or `locmem memory forget --origin ORIGIN` where no run is named."
    )
    raise typer.Exit(unread)


def forget(
    text: Annotated[str, typer.Option(metavar="TEXT", help="Pairs in whose source or target this stands.")] = "",
    author: Annotated[str, typer.Option(metavar="NAME", help="Pairs this person made or changed.")] = "",
    origin: Annotated[str, typer.Option(metavar="ORIGIN", help="Pairs that came from here: import:agency.")] = "",
    locale: Annotated[str, typer.Option(metavar="TAG", help="Only pairs in this language.")] = "",
    catalogs: Annotated[
        bool, typer.Option("--catalogs", help="Also empty the targets of catalogs; without it they stay.")
    ] = False,
    for_good: Annotated[
        bool, typer.Option("--for-good", help="Also erase them from the history: this cannot be undone.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Erase pairs from the memory: database, index and content/memory/. Shows them first, then asks."""
    from locmem.pipelines.memory.forgetting import Selection, erase_traces
    from locmem.pipelines.memory.forgetting import forget as forget_pairs
    from locmem.pipelines.run import run_step

    selection = Selection(text=text, author=author, origin=origin, locale=locale)
    plan, planned = run_step(
        opened(), "memory forget", lambda run: forget_pairs(run, selection, with_catalogs=catalogs), is_dry=True
    )
    if not json:
        _show(planned)
        if plan.files and not planned.gone:
            paths = ", ".join(change.path for change in plan.files)
            output.say(f"No pair is meant, but neighbours or notes of others hold the text: {paths}.")
    if dry_run or not plan.files:
        if json:
            output.as_json(planned)
        else:
            if not plan.files:
                output.say("No pair of content/memory/ is meant; nothing is to be forgotten there.")
            _say_what_stays(planned, selection, is_done=False, is_for_good=for_good)
            if plan.files:
                output.say("Nothing was forgotten. Repeat without --dry-run to be asked.")
        return
    if not yes:
        _ask(counted(len(planned.gone), "pair") if planned.gone else "the text in neighbours and notes")
    project = opened()
    run, result = run_step(project, "memory forget", lambda run: forget_pairs(run, selection, with_catalogs=catalogs))
    erased = erase_traces(project, selection, with_history=for_good)
    if json:
        output.as_json({"run": run.id, "erased_from_history": erased, "result": result})
        return
    output.data(result.summary)
    if for_good:
        output.say(f"{counted(erased, 'record')} erased from the history: this cannot be undone.")
    _say_what_stays(result, selection, is_done=True, is_for_good=for_good)
    if not for_good:
        output.say(f"Commit the changed files; undo with `locmem undo {run.id}`.")


def _show(planned: Forgotten) -> None:
    if planned.gone:
        rows = [(one.locale, one.source, one.target, one.path) for one in planned.gone[:_SHOWN]]
        output.table(("to", "source", "target", "file"), rows, wraps=("source", "target", "file"))
    if len(planned.gone) > _SHOWN:
        output.say(f"… and {len(planned.gone) - _SHOWN} more; --json lists all.")


def _ask(what: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError(f"this forgets {what}. Look at them above, then repeat with --yes.")
    progress.make_room(is_done=True)
    if not typer.confirm(f"Forget {what}?", err=True):
        raise UsageError("nothing was forgotten.")


def _say_what_stays(found: Forgotten, selection: Selection, *, is_done: bool, is_for_good: bool) -> None:
    """Where what was forgotten can still be read, so that nobody believes it to be gone."""
    if found.in_catalogs:
        keys = "; ".join(shortened(key, 60) for key in found.in_catalogs[:5])
        output.say(
            f"{counted(len(found.in_catalogs), 'pair')} in catalogs stay and come back into the memory: {keys}. "
            "Empty them too with --catalogs."
        )
    if found.remains:
        output.say("It also stands in: " + ", ".join(found.remains[:10]) + ". Change or remove these yourself.")
    if is_done and not is_for_good:
        output.say("The history in locmem.db keeps it for undoing; --for-good erases it there.")
    if is_done and (selection.text or selection.author or selection.origin):
        output.say("What was committed before stays in git's history, and in backups and exports made before.")


def dedupe(dry_run: DryRun = False, json: Json = False) -> None:
    """Take pairs out of content/memory/ that say nothing the memory does not hold already."""
    from locmem.pipelines.memory.care import dedupe as take_out
    from locmem.pipelines.run import run_step

    project = opened()
    run, result = run_step(project, "memory dedupe", take_out, is_dry=dry_run)
    if json:
        output.as_json({"run": run.id, "result": result})
        raise typer.Exit(output.unread(project.unread))
    output.data(result.summary)
    for path in result.files:
        output.data(f"  {path}")
    if result.conflicts:
        output.say(
            f"{counted(result.conflicts, 'text')} with several different translations stay: "
            "`locmem memory concordance` shows them."
        )
    if run.id:
        output.say(f"Commit the changed files; undo with `locmem undo {run.id}`.")
    raise typer.Exit(output.unread(project.unread))


def rebuild(json: Json = False) -> None:
    """Build the memory and its index anew from catalogs and content/memory/: nothing else changes."""
    from locmem.pipelines.memory.care import rebuild as build_anew

    project = opened()
    result = build_anew(project)
    if json:
        output.as_json(result)
        raise typer.Exit(output.unread(project.unread))
    output.data(result.summary)
    for path, count in result.files:
        output.data(f"  {path}: {counted(count, 'pair')}")
    raise typer.Exit(output.unread(project.unread))
