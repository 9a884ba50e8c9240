"""`init`, `status` and `doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locmem.cli import output, progress
from locmem.cli.options import AsOf, Json, Locales, Markets, NoCache, day_of, opened


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(init)
    app.command()(status)
    app.command()(doctor)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to start the project.")] = Path(),
    git: Annotated[
        bool,
        typer.Option("--git", help="Only have git merge the files of the project there is; start one in a new folder."),
    ] = False,
) -> None:
    """Start a small project that runs and passes its own checks.

    In a git repository, have it merge catalogs unit by unit; with --git do only that, once in each clone. In a new
    folder --git starts the project and its repository.
    """
    from locmem.pipelines.scaffold import scaffold, set_up_git
    from locmem.settings import FILE_NAME
    from locmem.workspace.wholeness import note_whole

    done = set_up_git(folder) if git else scaffold(folder)
    is_new = FILE_NAME in done.written
    if is_new:
        note_whole(folder)
    for name in done.written:
        output.data(f"  {name}")
    for name, lines in done.added:
        output.say(f"Added to {name}: {', '.join(lines)}.")
    for name, why in done.left:
        output.say(f"{name} was left alone: {why}")
    if done.is_begun:
        output.say(f"A repository of git was begun in {folder}.")
    if done.is_merging:
        output.say("In this clone git merges catalogs, memories, approvals, handoffs and reviews unit by unit.")
    if is_new:
        where = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
        output.say(f"{len(done.written)} files written. Next: {where}locmem sync, then locmem status.")


def status(
    market: Markets = [],  # noqa: B006
    locale: Locales = [],  # noqa: B006
    as_of: AsOf = "",
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Show how far each locale is, and what each market sees."""
    from locmem.model.wording import counted
    from locmem.pages.project_status import project_status
    from locmem.workspace.sound_markets import left_out

    project = opened(no_cache=no_cache, reads_on=True)
    project.leaves_no_trace = True
    found = project_status(project, market, locale, day_of(as_of, project))
    if json:
        output.as_json(found.told())
        raise typer.Exit(output.unread(project.unread))
    coverage, readiness, engines = found.coverage, found.readiness, found.engines
    variants = project.settings.variants
    columns: tuple[str, ...] = (
        "locale",
        "content",
        "total",
        "reviewed",
        "translated",
        "draft",
        "missing",
        "stale",
        "done",
    )
    rows: list[tuple[str, ...]] = [
        (
            row.locale,
            row.content_set,
            str(row.total),
            str(row.reviewed),
            str(row.translated),
            str(row.draft),
            str(row.untranslated),
            str(row.stale),
            f"{int(row.percent)} %",
        )
        for row in coverage
    ]
    if variants:
        columns = (*columns, "inherited")
        rows = [
            (*row, str(counts.inherited) if counts.locale in variants else "")
            for row, counts in zip(rows, coverage, strict=True)
        ]
    first = ("content", "done", "missing", "stale", "total", "draft")
    output.table(columns, rows, right=columns[2:], first=first)
    if readiness:
        columns = ("market", "locale", "pages", "ready", "kept", "in source", "withheld", "blocked", "must do")
        columns = (*columns, "not read") if project.unread else columns
        rows = [
            (
                row.market,
                row.locale,
                str(row.pages),
                str(row.ready),
                str(row.last_confirmed),
                str(row.source),
                str(row.withheld),
                str(row.blocked),
                str(row.must),
                *((str(row.unread),) if project.unread else ()),
            )
            for row in readiness
        ]
        styles = ["green" if row.is_ready else "" for row in readiness]
        first = ("locale", "must do", "blocked", "not read", "pages", "ready")
        output.table(columns, rows, right=columns[2:], first=first, styles=styles)
    for engine in engines:
        if engine.engine and not engine.is_ready:
            output.say(f"{engine.locale}: {engine.engine} is not ready: {engine.why}")
    without = [engine.locale for engine in engines if not engine.engine and engine.locale not in variants]
    if without:
        output.say(f"Without machine translation: {', '.join(without)}; no engine is set for them in locmem.yaml.")
    if found.idle:
        output.say(
            f"No launched market is served in {', '.join(found.idle)}: what is translated into it ships nowhere."
        )
    for one in found.empty:
        output.say(f"{one.content_set.location}: {one.what} {one.do}")
    if kept := found.kept:
        wait = "waits" if kept == 1 else "wait"
        output.say(f"{counted(kept, 'returned text')} kept aside {wait} for a decision: see `locmem conflicts list`.")
    if missing := left_out(project.broken_markets):
        output.say(f"Not counted: {missing}.")
    output.say("See why with `locmem backlog`, and what blocks a release with `locmem check --gate release`.")
    raise typer.Exit(output.unread(project.unread))


def doctor(json: Json = False, no_cache: NoCache = False) -> None:
    """Examine the machine and the project.

    Versions, markets, content, engines, history. Exit code 1 where something is not as it should be.
    """
    from locmem.pipelines.health import examine

    report = examine(Path(), keeps_answers=not no_cache, progress=progress.progress())
    if json:
        output.as_json(report)
    else:
        width = max(len(item.name) for item in report)
        for item in report:
            head = f"{item.name:<{width}}  {'ok' if item.is_fine else 'look':<4}"
            style = "" if item.is_fine else "yellow"
            parts = [(name, text) for name, text in (("", item.what), ("do", item.do)) if text]
            output.entry(head, parts, style)
    raise typer.Exit(0 if all(item.is_fine for item in report) else 1)
