"""`queue`: what a person should look at first, one item with all that helps, whose it is, and how much there is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output, queue_work
from locmem.cli.options import Json, Locales, Markets, NoCache, day_of, opened
from locmem.cli.queue_options import (
    ContentSets,
    Documents,
    Here,
    Limit,
    Origins,
    People,
    Priorities,
    States,
    nothing_waits,
    opened_to_look,
    queue_found,
    unlisted,
    wanted_of,
)
from locmem.model.wording import counted, listed, shortened

if TYPE_CHECKING:
    from locmem.pages.queue_item import WholeItem
    from locmem.pages.waiting_queue import QueueRow
    from locmem.postedit.ordering import Wanted
    from locmem.postedit.queue import Queue, QueueItem

app = typer.Typer(no_args_is_help=True, help="The post-edit queue: what waits for a person.")


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    queue_work.register(app)
    top.add_typer(app, name="queue")


@app.command("list")
def list_(
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    state: States = [],  # noqa: B006
    origin: Origins = [],  # noqa: B006
    priority: Priorities = [],  # noqa: B006
    content: ContentSets = [],  # noqa: B006
    document: Documents = [],  # noqa: B006
    assignee: People = [],  # noqa: B006
    here: Here = False,
    limit: Limit = 20,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """List the queue, first things first, with the reasons.

    Texts that are the same in source and draft are one item. Within a priority comes first what is worth most to
    customers for the words it takes.
    """
    project = opened_to_look(no_cache=no_cache)
    wanted = wanted_of(project, locale, state, origin, priority, content, document, assignee, is_here=here)
    queue = queue_found(project, market, wanted, limit)
    if json:
        output.as_json(queue.items)
        raise typer.Exit(output.unread(project.unread))
    rows = [
        (
            str(int(item.scored.priority)),
            item.locale,
            item.state,
            ",".join(item.markets),
            str(item.words),
            f"{item.effort:.0f}",
            item.key,
            f"{shortened(item.source, 60)} ({'; '.join((*_whose(item), *item.scored.reasons[:2]))})",
        )
        for item in queue.items
    ]
    if not rows:
        for line in unlisted(project, queue, locale, market) or (nothing_waits(wanted, market),):
            output.say(line)
        raise typer.Exit(output.unread(project.unread))
    columns = ("prio", "locale", "state", "markets", "words", "effort", "segment", "source and why")
    first = ("locale", "words", "state", "effort")
    output.table(columns, rows, right=("prio", "words", "effort"), below="source and why", first=first)
    output.say(_summary(queue, wanted))
    output.say("See all of one with `locmem queue show SEGMENT`; how much waits where with `locmem queue stats`.")
    for line in unlisted(project, queue, locale, market):
        output.say(line)
    raise typer.Exit(output.unread(project.unread))


def _summary(queue: Queue, wanted: Wanted) -> str:
    texts = f"{counted(queue.texts, 'text')} in " if queue.texts != queue.segments else ""
    out = f"; {queue.handed_out} with translators" if queue.handed_out else ""
    return (
        f"{texts}{counted(queue.segments, 'segment')} with {counted(queue.words, 'word')} wait, and are likely to "
        f"take as long as {queue.effort:,.0f} new ones (the opening counts five each){out}. {_what_next(queue, wanted)}"
    )


def _what_next(queue: Queue, wanted: Wanted) -> str:
    """How what is listed is handed out, by whom it is and where as far as that is one."""
    if queue.handed_out == queue.segments:
        return "Take them in with `locmem import FILE`."
    locales = {item.locale for item in queue.items} if len(queue.items) == queue.texts else set(wanted.locales)
    tag = next(iter(locales)) if len(locales) == 1 else "TAG"
    people = [name for name in wanted.people if name]
    theirs = f" --assigned --assignee '{people[0]}'" if len(people) == 1 == len(wanted.people) else ""
    return f"Hand them out with `locmem export --locale {tag}{theirs}`."


def _whose(item: QueueItem) -> tuple[str, ...]:
    until = f", due {item.due}" if item.due else ""
    return (f"{item.assignee}'s{until}",) if item.assignee else ()


@app.command("next")
def next_(
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    assignee: People = [],  # noqa: B006
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Show the one text to look at first, of those that are here."""
    project = opened_to_look(no_cache=no_cache)
    wanted = wanted_of(project, locale, people=assignee, is_here=True)
    queue = queue_found(project, market, wanted, 1)
    if json:
        output.as_json(queue.items[0] if queue.items else None)
        raise typer.Exit(output.unread(project.unread))
    if not queue.items:
        for line in unlisted(project, queue, locale, market) or (nothing_waits(wanted, market),):
            output.say(line)
        raise typer.Exit(output.unread(project.unread))
    item = queue.items[0]
    _show(item)
    output.say(_step(item))
    raise typer.Exit(output.unread(project.unread))


@app.command()
def show(
    key: Annotated[str, typer.Argument(metavar="SEGMENT", help="Its key, such as articles/refunds.md#k3f9xx.")],
    locale: Annotated[str, typer.Option(metavar="TAG", help="In which locale, where it waits in several.")] = "",
    market: Markets = [],  # noqa: B006
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Show one text with all that helps to decide on it.

    Its reasons, the best matches with what differs, the glossary's words, what stands around it, and whose it is.
    """
    from locmem.pages.queue_item import whole_item

    project = opened_to_look(no_cache=no_cache)
    if locale:
        (locale,) = project.declared([locale])
    whole = whole_item(project, project.chosen_markets(market), key, locale)
    if json:
        output.as_json(whole)
        raise typer.Exit(output.unread(project.unread))
    _show(whole.item)
    for label, text in _helps(whole):
        output.data(f"  {label:<7} {text}")
    output.say(_step(whole.item))
    raise typer.Exit(output.unread(project.unread))


def _show(item: QueueItem) -> None:
    output.data(f"{item.key}  {item.locale}  priority {int(item.scored.priority)}, {item.state}")
    output.data(f"  source  {item.source}")
    output.data(f"  target  {item.target or '(none)'}")
    if item.before:
        output.data(f"  before  {item.before}")
    made = f"{item.origin}{f', {item.match} %' if item.match else ''}" if item.origin else "nobody"
    output.data(f"  made by {made}")
    output.data(f"  takes   {counted(item.words, 'word')}, likely as long as {item.effort:.0f} new ones")
    if item.estimate:
        output.data(f"  worth   {item.estimate}")
    for reason in (*_whose(item), *item.scored.reasons):
        output.data(f"  because {reason}")


def _helps(whole: WholeItem) -> list[tuple[str, str]]:
    from locmem.exchange.guidance import notes_around
    from locmem.model.match import Change

    marks = {Change.GONE: ("[-", "-]"), Change.CAME: ("[+", "+]"), Change.SAME: ("", "")}
    lines = [("in", f"{whole.item.document}, line {whole.item.line}, for {', '.join(whole.item.markets)}")]
    if whole.item.handoff:
        lines.append(("out", f"with a translator in {whole.item.handoff}"))
    for one in whole.nearest:
        changed = "".join(f"{marks[piece.change][0]}{piece.text}{marks[piece.change][1]}" for piece in one.difference)
        lines.append(("match", f"{int(one.match.percent)} %  {changed}"))
        lines.append(("", f"      {one.match.target.native}"))
    lines += [("note", f"{note.label.value}: {note.text}") for note in notes_around(whole.around)]
    if whole.around.register:
        lines.append(("note", f"address readers as {whole.around.register}"))
    lines += [("also", key) for key in whole.item.others]
    for word in whole.words:
        until = f", due {word.due}" if word.due else ""
        lines.append(("said", f"{word.on[:10]} {word.by}: {word.who or 'nobody'}'s{until}"))
    return lines


def _step(item: QueueItem) -> str:
    """What to do with an item."""
    step = f"Edit content/translations/{item.locale}/{item.document}.po"
    if item.target:
        keys = " ".join(f"'{key}'" for key in (item.key, *item.others))
        reviewed = " --reviewed" if item.needs_review else ""
        accept = f"`locmem accept {keys} --locale {item.locale}{reviewed} --reason …"
        step += f", or {accept}` where the {'text from before' if item.before else 'target'} holds"
        if item.before:
            step += f", or {accept} --proposed` to take the new target as it is"
    return f"{step}."


@app.command()
def assign(
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="[SEGMENT]…", help="Their keys; without any, what the options choose.")
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Whose they are from now on.")] = "",
    nobody: Annotated[bool, typer.Option("--nobody", help="They are nobody's any more.")] = False,
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="Until when: 2026-12-28, or +5d.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so; without it, your login name.")] = "",
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    state: States = [],  # noqa: B006
    origin: Origins = [],  # noqa: B006
    priority: Priorities = [],  # noqa: B006
    content: ContentSets = [],  # noqa: B006
    document: Documents = [],  # noqa: B006
    assignee: People = [],  # noqa: B006
    limit: Annotated[int, typer.Option(metavar="N", help="How many at most, the first ones; 0 for all.", min=0)] = 0,
    json: Json = False,
) -> None:
    """Say whose texts of the queue are, and until when; the last word about a text holds.

    Texts are chosen by their keys or, as with `queue list`, by options. What is with a translator is left out unless it
    is named.
    """
    from locmem.errors import UsageError
    from locmem.pipelines.assign import assign as assigned

    if bool(to.strip()) == nobody:
        raise UsageError("say whose they are: --to NAME, or --nobody.")
    project = opened()
    wanted = wanted_of(project, locale, state, origin, priority, content, document, assignee, is_here=not keys)
    if not keys and not wanted.is_narrow and not limit:
        raise UsageError(
            "this would be the whole queue. Name segments, or say which with --locale, --priority, --limit …"
        )
    given = assigned(
        project,
        project.chosen_markets(market),
        wanted,
        keys or (),
        who=to.strip(),
        due=day_of(due, project),
        by=by,
        most=limit or None,
    )
    if json:
        output.as_json(
            [
                {"key": of.place.key, "locale": of.place.locale, "segments": of.segments, "before": sorted(set(was))}
                for of, was in given
            ]
        )
        raise typer.Exit(output.unread(project.unread))
    items = [item for item, _ in given]
    words = sum(item.segments * item.text.words for item in items)
    if not items:
        output.say(f"{nothing_waits(wanted, market)} Nothing was assigned.")
    elif nobody:
        output.say(f"{counted(len(items), 'text')} with {counted(words, 'word')} are nobody's from now on.")
    else:
        who = f"--assignee '{to.strip()}'"
        output.say(
            f"{counted(len(items), 'text')} with {counted(words, 'word')} are {to.strip()}'s from now on. "
            f"See them with `locmem queue list {who}`, hand them out with `locmem export --assigned {who}`; "
            "take it back with `--nobody`."
        )
    for who, count in sorted(Counter(name for _, before in given for name in before).items()):
        verb = "was" if count == 1 else "were"
        output.say(f"{counted(count, 'segment')} of these {verb} {who}'s until now. Tell {who}.")
    named = {key.partition("#")[0] for key in keys or ()} | set(wanted.documents)
    along = sorted({one.document for item in items for one in item.others} - named) if named else []
    if along:
        output.say(f"The same texts stand in {listed(tuple(along))}, and are given along.")
    raise typer.Exit(output.unread(project.unread))


@app.command()
def stats(
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    state: States = [],  # noqa: B006
    origin: Origins = [],  # noqa: B006
    priority: Priorities = [],  # noqa: B006
    content: ContentSets = [],  # noqa: B006
    document: Documents = [],  # noqa: B006
    assignee: People = [],  # noqa: B006
    here: Here = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Count what waits: texts, words and effort by locale, with states, priorities, and who made the drafts."""
    from locmem.pages.waiting_queue import queue_rows

    project = opened_to_look(no_cache=no_cache)
    wanted = wanted_of(project, locale, state, origin, priority, content, document, assignee, is_here=here)
    rows = queue_rows(project, project.chosen_markets(market), wanted)
    if json:
        output.as_json(rows)
        raise typer.Exit(output.unread(project.unread))
    if not rows:
        output.say(nothing_waits(wanted, market))
        raise typer.Exit(output.unread(project.unread))
    columns = ("locale", "texts", "segments", "words", "effort", "prio 1", "out", "assigned", "overdue")
    output.table(
        columns,
        [
            (
                row.locale,
                f"{row.texts:,}",
                f"{row.segments:,}",
                f"{row.words:,}",
                f"{row.effort:,.0f}",
                str(row.priorities.get(1, 0)),
                str(row.handed_out),
                str(row.assigned),
                str(row.overdue),
            )
            for row in rows
        ],
        right=columns[1:],
        first=("words", "prio 1", "overdue", "effort"),
    )
    for row in rows:
        output.say(f"{row.locale}: {_states(row)}.")
    output.say(
        "Effort is what they are likely to take, in words of a translation from scratch. "
        "See the first with `locmem queue list`."
    )
    raise typer.Exit(output.unread(project.unread))


def _states(row: QueueRow) -> str:
    """How many texts of a locale wait for what, and who made those that are there."""
    from locmem.postedit.waiting import STATES

    states = ", ".join(f"{row.states[state]:,} {state}" for state in STATES if row.states.get(state))
    makers = [(count, who) for who, count in row.made_by.items() if who != "nobody"]
    made = ", ".join(f"{count:,} by {who}" for count, who in sorted(makers, key=lambda one: (-one[0], one[1])))
    return f"{states}; made {made}" if made else states
