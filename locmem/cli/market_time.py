"""`market due|diff|impact`: markets over time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, Json, Markets, NoCache, day_of, opened

if TYPE_CHECKING:
    from locmem.markets.due import Review
    from locmem.pipelines.market_reports import Impact


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(due)
    app.command()(diff)
    app.command()(impact)


def due(
    market: Markets = [],  # noqa: B006
    within: Annotated[
        int, typer.Option(metavar="DAYS", help="Also what is due in this many days.", min=0, max=36_500)
    ] = 30,
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """List the values that must be read again at their source.

    Soonest first; what nobody ever read leads.
    """
    from locmem.pages.facts_ahead import due_reviews

    project = opened()
    day = day_of(as_of, project) or project.today
    everything = due_reviews(project, market, day)
    owed = [review for review in everything if review.due is None or review.due <= day + timedelta(days=within)]
    if json:
        output.as_json(owed)
        return
    if not owed:
        later = next((review for review in everything if review.due), None)
        then = f" Next: {later.path} of {later.market} on {later.due}." if later else ""
        output.say(f"Nothing has to be read again within {within} days of {day}.{then}")
        return
    waived = {(one.code, waiver.fact): waiver for one in project.all_markets for waiver in one.waivers}

    def source_of(review: Review) -> str:
        waiver = waived.get((review.market, review.path))
        return review.source + (f"; waived by {waiver.by} on {waiver.on}: {waiver.reason}" if waiver else "")

    output.table(
        ("market", "fact", "kind", "read on", "due", "days", "source"),
        [
            (
                review.market,
                f"{review.path} ({review.item})" if review.item else review.path,
                review.kind.value,
                str(review.verified_on or "never"),
                str(review.due or "now"),
                "" if (left := review.days_left(day)) is None else str(left),
                source_of(review),
            )
            for review in owed
        ],
        right=("days",),
        below="source",
        first=("due", "kind"),
        styles=["red" if review.due is None or review.due < day else "" for review in owed],
    )
    never = sum(review.due is None for review in owed)
    late = sum(review.due is not None and review.due < day for review in owed)
    output.say(
        f"{never} never read, {late} overdue, {len(owed) - never - late} due by {day + timedelta(days=within)}. "
        "Read the source, then write value, verified_on and confidence."
    )


def diff(
    since: Annotated[str, typer.Option(metavar="DATE", help="Changes after this day: 2026-01-01, or +30d.")],
    to: Annotated[str, typer.Option(metavar="DATE", help="Up to and including this day; open without it.")] = "",
    market: Markets = [],  # noqa: B006
    json: Json = False,
) -> None:
    """List what changed in the facts of markets, or will.

    Old value, new value, from when, and the source.
    """
    from locmem.model.wording import counted, shortened
    from locmem.pages.facts_ahead import fact_changes

    project = opened()
    start, end = day_of(since, project), day_of(to, project)
    assert start
    changes = fact_changes(project, market, start, end)
    if json:
        output.as_json(changes)
        return
    if not changes:
        until = f" up to {end}" if end else ""
        output.say(f"No window of a fact begins or ends after {start}{until}.")
        return
    output.table(
        ("from", "market", "fact", "before", "after", "source"),
        [
            (
                str(change.on),
                change.market,
                change.path,
                shortened(change.before, 60),
                "nothing holds" if change.is_ending else shortened(change.after, 60),
                f"{change.source}, read {change.verified_on or 'never'}",
            )
            for change in changes
        ],
        below="source",
        styles=["" if change.on <= project.today else "cyan" for change in changes],
    )
    ahead = sum(change.on > project.today for change in changes)
    counts = f"{counted(len(changes), 'change')}, {ahead} still ahead"
    output.say(f"{counts}. `locmem market impact FACT` says what a change touches.")


def impact(
    fact: Annotated[str, typer.Argument(metavar="FACT", help="A path such as tax.standard_rate, or a group: tax.")],
    market: Markets = [],  # noqa: B006
    as_of: AsOf = "",
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Show what a change of a fact touches, and what is in store for it.

    Articles, macros, locales, words and views.
    """
    from locmem.pipelines.market_reports import impact as find

    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    touched = find(project, fact, market, day_of(as_of, project) or project.today)
    if json:
        output.as_json(touched)
    else:
        _show(touched, fact)
    raise typer.Exit(output.unread(project.unread))


def _show(touched: Impact, fact: str) -> None:
    from locmem.model.wording import counted

    if touched.rows:
        output.table(
            ("document", "market", "locale", "changes on", "uses", "in translation", "words", "views"),
            [
                (
                    row.document,
                    row.market,
                    row.locale,
                    str(row.on or ""),
                    str(row.uses),
                    str(row.in_translation),
                    str(row.words),
                    str(row.views),
                )
                for row in touched.rows
            ],
            right=("uses", "in translation", "words", "views"),
            first=("changes on", "words", "market", "locale", "views"),
        )
    for change in touched.changes:
        after = "nothing" if change.is_ending else change.after
        output.data(f"{change.on}  {change.market}  {change.path}: {change.before} -> {after} ({change.source})")
    if not touched.rows:
        output.say(f"No document asks for {', '.join(touched.facts[:3]) or fact}.")
        return
    words = sum({row.document: row.words for row in touched.rows}.values())
    pages = len({(row.document, row.market, row.locale) for row in touched.rows})
    views = sum({(row.document, row.market): row.views for row in touched.rows}.values())
    sets = ", ".join(
        f"{len({row.document for row in touched.rows if row.content_set == name})} of {name}"
        for name in dict.fromkeys(row.content_set for row in touched.rows)
    )
    markets, locales = {row.market for row in touched.rows}, {row.locale for row in touched.rows}
    where = f"{counted(pages, 'page')} in {counted(len(markets), 'market')} and {counted(len(locales), 'locale')}"
    changing = len({(row.document, row.market, row.locale) for row in touched.rows if row.on})
    ahead = f"{counted(changing, 'page')} will change." if touched.changes else "No change of it is known."
    output.say(
        f"{counted(len(touched.documents), 'document')} ({sets}), {where}, "
        f"{counted(words, 'source word')} that print it, {counted(views, 'view')}. {ahead}"
    )
