"""`backlog` and `analyze`: what is missing, and what it will take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, DryRun, Json, Locales, Markets, NoCache, day_of, leaves_memory, opened
from locmem.model.wording import counted

if TYPE_CHECKING:
    from locmem.backlog.items import BacklogItem
    from locmem.pipelines.triage import TriageResult
    from locmem.workspace.project import Project
    from locmem.workspace.writing import Run


app = typer.Typer()

Keys = Annotated[list[str], typer.Argument(metavar="KEY", help="Items: ES/es/articles/refunds.md.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept and shown.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who says so.")]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="backlog")
    top.command()(analyze)


@app.callback(invoke_without_command=True)
def backlog(
    context: typer.Context,
    market: Markets = [],  # noqa: B006
    limit: Annotated[int, typer.Option(metavar="N", help="How many to show.", min=1)] = 30,
    as_of: AsOf = "",
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """List what is not ready, scored 1 (must) to 3 (may), and say why.

    With `--as-of` also what is of priority 1 on that day and is not today.
    """
    if context.invoked_subcommand is not None:
        return
    from locmem.backlog.worth import before
    from locmem.pages.decided import becomes_urgent, remarks, with_jobs
    from locmem.pages.overview import overview, pressing_markets
    from locmem.workspace.sound_markets import left_out

    project = opened(no_cache=no_cache, reads_on=True)
    project.leaves_no_trace = True
    day = day_of(as_of, project) or project.today
    items = with_jobs(project, overview(project, pressing_markets(project, market, day), day).backlog)
    told = tuple(remarks(project, items, market, day))
    if json:
        places = zip_longest(items, items[1:])
        output.as_json([{"key": one.key, **output.plain(one), "place": before(one, other)} for one, other in places])
        raise typer.Exit(output.unread(project.unread))
    shown = [item for item in items if not item.is_snoozed]
    if shown:
        _show(shown, limit)
    for item in becomes_urgent(project, market, day) if day > project.today else ():
        output.sentence(f"1 by {day}, and not today: {item.key}: {item.scored.reasons[0]}")
    for line in told:
        output.say(line)
    if not shown:
        nothing = "Nothing is missing" if not items else "Nothing is open but what is snoozed"
        output.say(f"{nothing}." if not project.unread else f"{nothing} in what can be read.")
    else:
        counts = (f"{sum(int(item.scored.priority) == n for item in shown)} of priority {n}" for n in (1, 2, 3))
        snoozed = f" {len(items) - len(shown)} snoozed." if len(items) > len(shown) else ""
        more = f" {limit} shown; --limit shows more." if len(shown) > limit else ""
        output.say(f"{counted(len(shown), 'item')}: {', '.join(counts)}.{snoozed}{more}")
        output.say("`locmem backlog explain KEY` says how an item's place comes about.")
    if missing := left_out(project.broken_markets):
        output.say(f"Not in this list: {missing}.")
    raise typer.Exit(output.unread(project.unread))


def _show(items: Sequence[BacklogItem], limit: int) -> None:
    from locmem.backlog.worth import before

    colours = {1: "red", 2: "yellow"}
    for item, following in list(zip_longest(items, items[1:]))[:limit]:
        priority = int(item.scored.priority)
        figures = ((item.words_left, "word"), (item.views, "view"))
        told = ", ".join(counted(count, what) for count, what in figures if count)
        cause, *others = item.scored.reasons
        parts = [
            ("", f"{cause[:1].upper()}{cause[1:].rstrip('.')}."),
            ("asks", item.asks),
            ("do", item.do),
            ("texts", "" if item.locale else ", ".join(item.texts)),
            ("why", "; ".join(other.rstrip(".") for other in others)),
            ("place", before(item, following)),
        ]
        output.block(
            f"{priority}  {item.key}{f'  ({told})' if told else ''}",
            [(name, text) for name, text in parts if text],
            colours.get(priority, ""),
        )


@app.command()
def explain(keys: Keys, as_of: AsOf = "", json: Json = False, no_cache: NoCache = False) -> None:
    """Say how the place of items comes about: what they are worth for which effort, and what stands around them."""
    from locmem.pages.decided import neighbours
    from locmem.pages.overview import overview, pressing_markets

    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    day = day_of(as_of, project) or project.today
    codes = tuple(dict.fromkeys(key.partition("/")[0] for key in keys))
    known = {market.code for market in project.all_markets}
    items = overview(project, pressing_markets(project, codes, day), day).backlog if known >= set(codes) else ()
    found = neighbours(items, keys)
    if json:
        output.as_json([output.plain(one) for one in found])
        raise typer.Exit(output.unread(project.unread))
    for number, one in enumerate(found):
        if number:
            output.data("")
        item = one.item
        place = f"{one.place} of {counted(one.count, 'item')} in {item.market}"
        around = ((one.above, "before it", one.why_below), (one.below, "after it", one.why_above))
        parts = [
            ("priority", f"{int(item.scored.priority)}: {'; '.join(item.scored.reasons)}"),
            *item.worth.lines(),
            *((name, f"{other.key}: {why}") for other, name, why in around if other),
        ]
        output.block(f"{item.key}  ({place})", parts, "bold")
    output.say("Weights and thresholds are those under `backlog` in locmem.yaml.")
    raise typer.Exit(output.unread(project.unread))


@app.command()
def pin(
    keys: Keys,
    priority: Annotated[int, typer.Option(metavar="N", help="1, 2 or 3.", min=1, max=3)],
    reason: Reason,
    by: By,
    until: Annotated[
        str, typer.Option(metavar="DATE", help="The last day; for good if not given. Needed to lower a 1.")
    ] = "",
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Give items a priority whatever their score says, by name and with a reason.

    What the law asks, or has priority 1, is put off for 92 days at most.
    """
    from locmem.backlog.decisions import DecisionKind
    from locmem.model.priority import Priority
    from locmem.pipelines.triage import decide

    project = opened(no_cache=no_cache)
    last = day_of(until, project)
    _run(
        project,
        lambda run: decide(run, keys, DecisionKind.PIN, reason=reason, by=by, priority=Priority(priority), until=last),
        is_dry=dry_run,
    )


@app.command()
def snooze(
    keys: Keys,
    until: Annotated[str, typer.Option(metavar="DATE", help="The last day: 2026-12-24, or +30d.")],
    reason: Reason,
    by: By,
    dry_run: DryRun = False,
    no_cache: NoCache = False,
) -> None:
    """Leave items out of the list until a day, by name and with a reason; the snooze ends by itself.

    What the law asks, or has priority 1, is put off for 92 days at most.
    """
    from locmem.backlog.decisions import DecisionKind
    from locmem.errors import UsageError
    from locmem.pipelines.triage import decide

    project = opened(no_cache=no_cache)
    last = day_of(until, project)
    if last is None:
        raise UsageError("a snooze has an end. Add --until 2026-12-24, or +30d.")
    _run(
        project,
        lambda run: decide(run, keys, DecisionKind.SNOOZE, reason=reason, by=by, until=last),
        is_dry=dry_run,
    )


@app.command()
def clear(keys: Keys, dry_run: DryRun = False, no_cache: NoCache = False) -> None:
    """Forget what was decided of items, so that their scores count again."""
    from locmem.pipelines.triage import clear as forget

    _run(opened(no_cache=no_cache), lambda run: forget(run, keys), is_dry=dry_run)


def _run(project: Project, step: Callable[[Run], TriageResult], *, is_dry: bool) -> None:
    from locmem.pipelines.run import run_step

    run, result = run_step(project, "backlog", step, is_dry=is_dry)
    output.say(result.summary + (f"; undo with `locmem undo {run.id}`" if run.id else ""))


def analyze(locale: Locales = [], json: Json = False, no_cache: NoCache = False) -> None:  # noqa: B006
    """Count the waiting words by match band, before money is spent."""
    from locmem.pages.analysis import analysis
    from locmem.reports.analysis import BANDS

    project = opened(no_cache=no_cache)
    leaves_memory(project)
    rows = analysis(project, project.declared(locale))
    if json:
        output.as_json(rows)
        raise typer.Exit(output.unread(project.unread))
    columns = ("locale", *BANDS, "waiting", "done", "total")
    output.table(
        columns,
        [
            (
                row.locale,
                *(str(row.words[band]) for band in BANDS),
                str(sum(row.words.values())),
                str(row.done),
                str(row.total),
            )
            for row in rows
        ],
        right=columns[1:],
        first=("waiting", "total", "done", "new"),
    )
    output.say(
        "Words of the source. Codes count nothing, a number counts as a word, Japanese counts characters; a text "
        "that occurs again is a repetition."
    )
    raise typer.Exit(output.unread(project.unread))
