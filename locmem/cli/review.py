"""`review start|next|confirm|change|skip|status`: the review of a month; `trend` is in `review_trend`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output, review_trend
from locmem.cli.options import DryRun, Json, Markets, NoCache, opened
from locmem.model.review_rules import ASKS
from locmem.model.wording import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locmem.backlog.decisions import Decision
    from locmem.reviews.items import Answer, Question, Review, ReviewItem

app = typer.Typer(no_args_is_help=True, help="The review of a month: what each market is asked, and who answered.")
review_trend.register(app)

Items = Annotated[list[str], typer.Argument(metavar="ITEM", help="Items: ES/fact/tax.standard_rate.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who says so.")]
Month = Annotated[str, typer.Option(metavar="MONTH", help="A month such as 2026-11; the newest review without it.")]
Together = Annotated[bool, typer.Option("--together", help="Also what is asked in one question with them.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept and shown.")]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="review")


@app.callback()
def _group() -> None:
    """The review of a month: what each market is asked, and who answered."""


@app.command()
def start(
    market: Markets = [],  # noqa: B006
    month: Annotated[str, typer.Option(metavar="MONTH", help="The present month, or the next: 2026-12.")] = "",
    dry_run: DryRun = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Begin the review of a month, one file for each market, or go on with it: every answer stays.

    Facts to be read again, law that changes, duties, templates, service levels, priorities that moved, open
    questions. It also counts how the backlog stands, for `locmem review trend`.
    """
    from locmem.pipelines.review import start as begin
    from locmem.pipelines.run import run_step

    project = opened(no_cache=no_cache)
    run, result = run_step(project, "review", lambda run: begin(run, tuple(market), month), is_dry=dry_run)
    if json:
        output.as_json([_plain(one.review) for one in result.reviews])
        raise typer.Exit(output.unread(project.unread))
    for one in result.reviews:
        output.data(f"{one.summary}; {one.review.path}")
        if not one.is_new:
            _changes(one.added, "new")
        _changes(one.reopened, "open again, as the evidence changed")
        _changes(one.gone, "asked no longer")
    _show_first([one.review for one in result.reviews])
    for line in result.remarks:
        output.say(line)
    undo = f" Undo with `locmem undo {run.id}`." if run.id else ""
    output.say(f"`locmem review next` goes through it, `locmem review status` says who owes what.{undo}")
    raise typer.Exit(output.unread(project.unread))


_FIRST = 5
"""Questions that are named as those to begin with."""


def _asked(reviews: Sequence[Review], owner: str = "") -> list[Question]:
    """What is open in reviews, the most pressing first.  owner: of this one alone."""
    found = (one for review in reviews for one in review.questions if owner in ("", one.first.owner))
    return sorted(found, key=lambda one: one.weight)


def _show_first(reviews: Sequence[Review]) -> None:
    """What to begin with, law and what is late before what customers ask most."""
    asked = _asked(reviews)
    if not asked:
        return
    output.data("")
    output.styled("Start with these:" if len(asked) <= _FIRST else "Start with these five:", "bold")
    for number, one in enumerate(asked[:_FIRST], start=1):
        others = f" and {len(one.items) - 1} more with it" if len(one.items) > 1 else ""
        what = shortened(one.first.what, 160)
        what = (
            one.first.question
            if len(one.items) > 1
            else f"{what if what[-1:] in '.…?' else f'{what}.'} {ASKS[one.first.kind]}"
        )
        tickets = f"; {counted(one.first.tickets, 'ticket')} on its texts" if one.first.tickets else ""
        why = f"{one.first.why}{tickets}; asked: {one.first.owner or 'nobody'}, by {one.due}"
        output.block(f"{number}  {one.first.id}{others}", [("", what), ("why", why)])


def _changes(keys: Sequence[str], what: str) -> None:
    for key in keys[:10]:
        output.data(f"  {what}: {key}")
    if len(keys) > 10:
        output.data(f"  {what}: {len(keys) - 10} more")


@app.command("next")
def next_(
    market: Markets = [],  # noqa: B006
    owner: Annotated[str, typer.Option(metavar="NAME", help="Only what this one is asked: legal.")] = "",
    json: Json = False,
) -> None:
    """Show the next question with its evidence, and how to answer.

    Law that changes comes first, soonest first, and what is late; then what customers ask most.
    """
    from locmem.pages.decided import decisions_on
    from locmem.pages.reviews import newest_reviews

    project = opened()
    reviews = newest_reviews(project, tuple(market))
    _require_some(reviews, market, is_fine=bool(project.unread))
    found = _asked(reviews, owner)
    if json:
        first = found[0] if found else None
        others = [one.id for one in first.items[1:]] if first else []
        decided = [output.plain(one) for one in decisions_on(project, first.first.id)] if first else []
        told = {**_plain_item(first.first), "together": others, "backlog": decided} if first else None
        output.as_json(told)
    elif found:
        _show(found[0], {item.id: decisions_on(project, item.id) for item in found[0].items})
        key, is_shared = found[0].first.id, len(found[0].items) > 1
        also = f"; {counted(len(found) - 1, 'more question')} after it" if len(found) > 1 else ""
        command = f"locmem review confirm {key}{' --together' if is_shared else ''} --by NAME"
        alone = " Without --together it answers the first alone." if is_shared else ""
        output.say(f"Answer with `{command}`, or `change` or `skip`{also}.{alone}")
    else:
        others = sorted({item.owner for review in reviews for item in review.open})
        also = f" Open for: {', '.join(others)}." if others else ""
        also += " What is open in files that cannot be read nobody knows." if project.unread else ""
        output.say(f"Nothing {'else ' if project.unread else ''}is open{f' for {owner}' if owner else ''}.{also}")
    raise typer.Exit(output.unread(project.unread))


def _show(question: Question, decided: Mapping[str, Sequence[Decision]]) -> None:
    first = question.first
    if len(question.items) > 1:
        output.block(first.question, [("", f"{len(question.items)} items, each with an answer of its own.")], "bold")
    for item in question.items:
        lines = [
            ("what", item.what),
            ("why", item.why),
            ("question", "" if len(question.items) > 1 else ASKS[item.kind]),
            *(("evidence" if not n else "", line) for n, line in enumerate(item.evidence)),
            ("asked", f"{item.owner or 'nobody'}, since {item.since}, by {question.due}"),
            ("customers", _customers(item)),
            *(("backlog", str(one)) for one in decided[item.id]),
            ("before", item.before),
            *(("earlier", f"{one.said} ({'; '.join(one.evidence)})") for one in item.earlier),
        ]
        output.block(item.id, [(name, text) for name, text in lines if text], "bold")


def _customers(item: ReviewItem) -> str:
    figures = ((item.tickets, "ticket"), (item.views, "view"))
    told = " and ".join(counted(count, what) for count, what in figures if count)
    return f"{told} a month on its texts" if told else ""


@app.command()
def confirm(
    items: Items,
    by: By,
    reason: Reason = "",
    together: Together = False,
    month: Month = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Say that items are right as they are; the answer is kept with name and day.

    Of a fact this does not write when it was read: do that in the profile.
    """
    from locmem.reviews.items import Answer

    _answer(items, Answer.CONFIRM, by, reason, month, is_together=together, is_dry=dry_run, json=json)


@app.command()
def change(
    items: Items,
    by: By,
    reason: Reason,
    together: Together = False,
    month: Month = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Say that items have to change, and how; they stay owed until somebody confirms them."""
    from locmem.reviews.items import Answer

    _answer(items, Answer.CHANGE, by, reason, month, is_together=together, is_dry=dry_run, json=json)


@app.command()
def skip(
    items: Items,
    by: By,
    reason: Reason,
    together: Together = False,
    month: Month = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Leave items for the next month, which asks again."""
    from locmem.reviews.items import Answer

    _answer(items, Answer.SKIP, by, reason, month, is_together=together, is_dry=dry_run, json=json)


def _answer(
    items: Sequence[str],
    answer: Answer,
    by: str,
    reason: str,
    month: str,
    *,
    is_together: bool,
    is_dry: bool,
    json: bool,
) -> None:
    from locmem.model.review_rules import ItemKind
    from locmem.pipelines.review import say
    from locmem.pipelines.run import run_step

    project = opened()
    run, result = run_step(
        project,
        "review",
        lambda run: say(run, items, answer, by=by, reason=reason, month=month, is_together=is_together),
        is_dry=is_dry,
    )
    if json:
        output.as_json([_plain_item(item) for item in result.items])
        return
    for item in result.items:
        output.data(f"{item.id}: {item.said}")
        if item.earlier:
            output.data(f"  before: {item.earlier[-1].said}")
    output.say(result.summary + (f"; undo with `locmem undo {run.id}`" if run.id else ""))
    if answer.value == "change":
        it = "It stands" if len(result.items) == 1 else "They stand"
        output.say(f"{it} in `locmem backlog` and `locmem review status` until it is done, or confirmed.")
    facts = [one for one in result.items if one.kind in (ItemKind.FACT, ItemKind.LEGAL_FACT)]
    if facts and answer.value == "confirm":
        codes = sorted({one.id.partition("/")[0] for one in facts})
        day = result.items[0].said.on if result.items[0].said else project.today
        output.say(
            f"Whoever read the source writes `verified_on: {day}` beside the value in {_profiles(codes)};"
            " until then `locmem market due` asks for it."
        )


def _profiles(codes: Sequence[str]) -> str:
    return " and ".join(f"markets/{code}.yaml" for code in codes)


@app.command()
def status(
    market: Markets = [],  # noqa: B006
    month: Month = "",
    json: Json = False,
) -> None:
    """Show who owes what, and since when; and what reviewers want changed.

    Exit code 1 where something is overdue.
    """
    from locmem.pages.decided import wanted_changes
    from locmem.pages.reviews import newest_reviews

    project = opened()
    reviews = newest_reviews(project, tuple(market), month)
    today = project.today
    late = any(review.open and review.due < today for review in reviews)
    codes = [review.market for review in reviews]
    wanted = wanted_changes(project, [one for one in project.all_markets if one.code in codes])
    if json:
        output.as_json(
            [
                {**_plain(review), "wanted": [output.plain(one) for one in wanted if one.market == review.market]}
                for review in reviews
            ]
        )
        raise typer.Exit(output.unread(project.unread) or int(late))
    _require_some(reviews, market, is_fine=bool(project.unread))
    rows = [row for review in reviews for row in _owed(review, is_late=review.due < today)]
    if rows:
        columns = ("market", "month", "owner", "owes", "since", "due", "of")
        output.table(
            columns,
            rows,
            right=("owes",),
            below="of",
            first=("owes", "due"),
            styles=["red" if "late" in row[5] else "" for row in rows],
        )
    for one in wanted:
        if rows or one is not wanted[0]:
            output.data("")
        output.block(f"{one.item}, to be changed", [("", one.what), ("said", str(one)), ("done", f"`{one.command}`")])
    for review in reviews:
        counts = dict(review.counted())
        done = ", ".join(f"{number} {name}" for name, number in counts.items() if number and name != "open") or "none"
        count = len(review.questions)
        questions = f" in {counted(count, 'question')}" if count < len(review.open) else ""
        told = f"{counted(counts['open'], 'item')} open{questions}; answered: {done}"
        holding = sum(one.kept is not None for one in review.items)
        held = f"; {holding} still hold from earlier" if holding else ""
        owed = sum(one.market == review.market for one in wanted)
        changes = f"; {counted(owed, 'change')} owed, also in `locmem backlog`" if owed else ""
        output.say(f"{review.market} {review.month}: {told}{held}{changes}.")
    if rows:
        output.say("`locmem review next --market CODE --owner NAME` shows what to answer first.")
    raise typer.Exit(output.unread(project.unread) or int(late))


def _owed(review: Review, *, is_late: bool) -> list[tuple[str, ...]]:
    """A row for everybody who owes an answer."""
    due = f"{review.due}, late" if is_late else str(review.due)
    return [
        (
            review.market,
            review.month,
            one.owner or "nobody",
            str(len(one.items)),
            str(one.since),
            due,
            ", ".join(one.kinds),
        )
        for one in review.owed
    ]


def _require_some(reviews: Sequence[Review], market: Sequence[str], *, is_fine: bool) -> None:
    from locmem.errors import UsageError

    if not reviews and not is_fine:
        of = f" of {', '.join(market)}" if market else ""
        raise UsageError(f"there is no review{of} yet. `locmem review start` begins one.")


def _plain(review: Review) -> dict[str, object]:
    """A review as JSON has it: with its path and what is open, and without the lines it was read from."""
    return {
        "market": review.market,
        "month": review.month,
        "path": review.path,
        "begun": review.begun.isoformat(),
        "due": review.due.isoformat(),
        **dict(review.counted()),
        "questions": [[item.id for item in one.items] for one in review.questions],
        "items": [_plain_item(item) for item in review.items],
    }


def _plain_item(item: ReviewItem) -> dict[str, object]:
    found: dict[str, object] = {**output.plain(item), "is_open": item.is_open}
    return {name: value for name, value in found.items() if name not in ("written", "comments")}
