"""`report savings` and `report effort`: what translation cost, what was saved, and what people changed in drafts.

`report` alone is in `report_page`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output, report_page
from locmem.cli.options import Json, Locales, Markets, NoCache, opened
from locmem.model.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from locmem.pages.savings import Asked
    from locmem.reports.savings import Savings, SavingsRow, Tally
    from locmem.workspace.project import Project

app = typer.Typer()
app.callback(invoke_without_command=True)(report_page.report)

First = Annotated[str, typer.Option("--from", metavar="MONTH", help="The first month: 2026-01.")]
Last = Annotated[str, typer.Option("--to", metavar="MONTH", help="The last month: 2026-12.")]
OneMonth = Annotated[str, typer.Option("--month", metavar="MONTH", help="This month alone: 2026-11.")]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="report")


@app.command("savings")
def savings_(
    month: OneMonth = "",
    first: First = "",
    last: Last = "",
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    baseline: Annotated[
        str, typer.Option(metavar="MONTH", help="The month to compare with; the first one otherwise.")
    ] = "",
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a row for each month and locale.")] = False,
    no_cache: NoCache = False,
) -> None:
    """Show what was confirmed, what it cost, and what memory and engines saved.

    Words by the band in which each was confirmed, paid at the net rates under `rates:` in locmem.yaml; all that the
    figures rest on is printed below them.
    """
    from locmem.errors import UsageError
    from locmem.pages.savings import savings_of
    from locmem.reports.savings_csv import as_csv

    if json and csv:
        raise UsageError("--json and --csv are two formats. Pass one of them.")
    project = opened(no_cache=no_cache)
    asked = _asked(project, month, first, last, locale, market, baseline)
    found = savings_of(project, asked)
    if json:
        output.as_json(found)
    elif csv:
        output.data(as_csv(found.rows if found else (), found.currency if found else "").rstrip("\n"))
    elif found is None:
        _nothing(project)
    else:
        _show(found)
    raise typer.Exit(output.unread(project.unread))


@app.command("effort")
def effort_(
    by: Annotated[
        str,
        typer.Option(
            metavar="NAMES", help="Groups: engine, band, locale, content-set, market, month; several by comma."
        ),
    ] = "engine,locale",
    month: OneMonth = "",
    first: First = "",
    last: Last = "",
    locale: Locales = [],  # noqa: B006
    market: Markets = [],  # noqa: B006
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Show what people changed in the drafts of engines and of the memory.

    From the draft that was offered to the text confirmed: the share of characters and of words that was changed, HTER
    and chrF, with the 95 % interval of the first.
    """
    from locmem.errors import UsageError
    from locmem.pages.savings import GROUPS, effort_of

    names = tuple(dict.fromkeys(name.strip() for name in by.split(",") if name.strip()))
    if not names or (wrong := [name for name in names if name not in GROUPS]):
        what = f"{listed(tuple(wrong))} cannot be grouped by" if names else "nothing is named to group by"
        raise UsageError(f"{what}. Known: {', '.join(GROUPS)}.")
    project = opened(no_cache=no_cache)
    asked = _asked(project, month, first, last, locale, market)
    rows = effort_of(project, asked, names)
    if json:
        output.as_json({"by": names, "rows": rows})
    elif not rows:
        _nothing(project, "No draft that a person corrected or confirmed")
    else:
        _effort_table(names, rows)
        output.say("Confirmed faster than anyone reads counts as not read, and has no part in changed, HTER and chrF.")
    raise typer.Exit(output.unread(project.unread))


def _asked(
    project: Project,
    month: str,
    first: str,
    last: str,
    locales: Sequence[str],
    markets: Sequence[str],
    baseline: str = "",
) -> Asked:
    from locmem.errors import UsageError
    from locmem.pages.savings import Asked

    named = (("--month", month), ("--from", first), ("--to", last), ("--baseline", baseline))
    require_months(named, first, last, "--to")
    if month and (first or last):
        raise UsageError("--month is one month, --from and --to are a time. Pass either.")
    if locales:
        project.declared(tuple(locales))
    if markets:
        project.chosen_markets(tuple(markets))
    return Asked(
        locales=tuple(locales), markets=tuple(markets), first=month or first, last=month or last, baseline=baseline
    )


def require_months(named: Iterable[tuple[str, str]], first: str, last: str, until: str) -> None:
    """Raise UsageError for an option that names no month, and for a time that ends before it begins.

    named: options with what was passed.  until: the option of the last month.
    """
    from locmem.errors import UsageError

    for name, text in named:
        if text and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII):
            raise UsageError(f"{name} {text!r} is not a month. Write 2026-11.")
    if first and last and first > last:
        raise UsageError(f"--from {first} is after {until} {last}.")


def _nothing(project: Project, what: str = "Nothing of that") -> None:
    """Says why there is nothing to show, and what to do first."""
    from locmem.workspace.measured_drafts import recorded

    works = recorded(project)
    if not works:
        output.say(
            "Nothing that was confirmed is recorded yet. Draft with `locmem sync`, hand out with `locmem export "
            "--locale TAG` and take back with `locmem import FILES`; or edit a catalog and run `locmem sync`."
        )
        return
    months = sorted({work.month for work in works})
    between = months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
    locales = listed(tuple(sorted({work.locale for work in works})))
    output.say(f"{what} is recorded for what was asked. There is work of {between} in {locales}.")


def _show(found: Savings) -> None:
    _words_table("month", [(row.month, row.tally) for row in found.months], found.total)
    _money_table("locale", found, found.locales)
    if any(row.market != "-" for row in found.markets):
        _money_table("market", found, found.markets)
    if found.engines:
        _effort_table(("engine", "locale"), found.engines)
    output.block("What it comes to", _verdict(found))
    output.block("What it rests on", [("", line) for line in found.assumptions])


def _words_table(name: str, rows: Sequence[tuple[str, Tally]], total: Tally) -> None:
    from locmem.postedit.ledger import BAND_GROUPS, GROUPS_APART

    # What had to be translated adds up to its words, and has a price; what did not stands behind it, apart.
    made, apart = (
        [(label, bands) for label, bands in group if any(total.by_band.get(band) for band in bands)]
        for group in (BAND_GROUPS, GROUPS_APART)
    )

    def counts(tally: Tally, columns: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
        return [f"{sum(tally.by_band.get(band, 0) for band in bands):,}" for _, bands in columns]

    cells = [
        (
            label,
            f"{tally.words:,}",
            *counts(tally, made),
            f"{tally.weighted:,.0f}",
            _share(tally.saved),
            *counts(tally, apart),
        )
        for label, tally in (*rows, *([("all", total)] if len(rows) > 1 else []))
    ]
    heads = (name, "words", *(label for label, _ in made), "paid as", "saved", *(label for label, _ in apart))
    output.table(heads, cells, right=heads[1:])


def _money_table(name: str, found: Savings, rows: Iterable[SavingsRow]) -> None:
    has_money = any(row.tally.paid is not None for row in found.locales)
    has_reading = has_money and bool(found.total.reading.words)
    cells = []
    for row in rows:
        tally = row.tally
        money = (_amount(tally.paid), _amount(tally.avoided)) if has_money else ()
        cells.append(
            (
                getattr(row, name),
                f"{tally.words:,}",
                f"{tally.weighted:,.0f}",
                *money,
                f"{tally.hours:,.1f}",
                f"{tally.hours_avoided:,.1f}",
                _share(tally.saved),
                *([_amount(tally.reading.paid)] if has_reading else []),
            )
        )
    currency = (f"paid {found.currency}", "avoided") if has_money else ()
    reading = (f"review {found.currency}",) if has_reading else ()
    heads = (name, "words", "paid as", *currency, "hours", "h saved", "saved", *reading)
    output.table(heads, cells, right=heads[1:])


def _effort_table(names: Sequence[str], rows: Iterable[object]) -> None:
    from locmem.postedit.effort import EffortRow

    cells = []
    for row in rows:
        assert isinstance(row, EffortRow)
        share = row.characters
        changed = f"{100 * share.mean:.1f} % [{100 * share.low:.1f}, {100 * share.high:.1f}]" if share else ""
        cells.append(
            (
                *row.names,
                f"{row.drafts:,}",
                f"{row.unchanged:,}",
                f"{row.unread:,}",
                changed,
                "" if row.hter is None else f"{row.hter:.2f}",
                "" if row.chrf is None else f"{row.chrf:.1f}",
            )
        )
    figures = ("drafts", "as is", "not read", "changed", "HTER", "chrF")
    output.table((*names, *figures), cells, right=figures)


def _verdict(found: Savings) -> list[tuple[str, str]]:
    """What the figures come to, each beside what it is to be."""
    from locmem.postedit.effort import FEWEST
    from locmem.reports.savings import FEWEST_WORDS, MACHINE_GOAL, REPETITION_GOAL

    total = found.total
    said = f"{_share(total.saved)} of {counted(total.words, 'word')} that had to be translated"
    if not total.words:
        said = "nothing had to be translated"
    elif total.avoided is not None:
        said += f": {_amount(total.avoided)} {found.currency} not paid, {_amount(total.paid)} paid"
    if total.engines is not None:
        said += f"; engines cost {_amount(total.engines)}"
    parts = [("net rates", f"{said}.")]
    if total.reading.words:
        parts.append(("review", _reading(found)))
    change = found.repetition
    low, high = REPETITION_GOAL
    if change is None:
        parts.append(
            ("repetition", f"no two months of people's work to compare yet (the aim is {low}-{high} % less in a year).")
        )
    else:
        moved = (
            ""
            if change.percent is None
            else f", {abs(change.percent):.0f} % {'less' if change.percent < 0 else 'more'}"
        )
        parts.append(
            (
                "repetition",
                f"{change.before:.1f} % of the {counted(change.words_before, 'word')} that people translated in "
                f"{change.baseline} had been translated before, {change.after:.1f} % of the "
                f"{counted(change.words_after, 'word')} in {change.month}{moved} (the aim is {low}-{high} % less)"
                f"{f'; below {FEWEST_WORDS} words a month says little' if change.is_small else ''}.",
            )
        )
    parts.append(("memory", _memory(found)))
    low, high = MACHINE_GOAL
    saved = found.by_engines
    if found.machine is not None and saved is not None:
        few = f"; a figure needs {FEWEST}" if saved.count < FEWEST else ""
        less = f"{100 * saved.mean:.0f} % less work than from scratch [{100 * saved.low:.0f}, {100 * saved.high:.0f}]"
        changed = f"{counted(saved.count, 'draft')}, in which people changed {100 * found.machine.mean:.1f} %"
        parts.append(("engines", f"{less}, of {changed} (the aim is {low}-{high} %){few}.{_unread(found)}"))
    elif found.engines:
        parts.append(("engines", f"nothing can be said of what people changed.{_unread(found)}"))
    else:
        parts.append(("engines", "no draft of an engine was corrected or confirmed here yet."))
    return parts


def _reading(found: Savings) -> str:
    """What reading once more cost, which is in no other figure."""
    reading = found.total.reading
    said = f"{counted(reading.words, 'word')} read once more, paid as {reading.weighted:,.0f}"
    if reading.paid is not None:
        said += f": {_amount(reading.paid)} {found.currency}"
    return f"{said}; that is neither in what was paid above nor in what was saved."


def _unread(found: Savings) -> str:
    """The drafts of engines that have no part in what they saved."""
    drafts, words = sum(row.unread for row in found.engines), sum(row.unread_words for row in found.engines)
    if not drafts:
        return ""
    return f" {counted(drafts, 'draft')} of {counted(words, 'word')} that nobody can have read left out."


def _memory(found: Savings) -> str:
    first, last = found.months[0], found.months[-1]
    grown = f"{counted(last.pairs or 0, 'different pair')} confirmed by the end of {last.month}"
    if first is not last:
        grown += f", {first.pairs or 0:,} by that of {first.month}"
    leverage = found.total.leverage
    return (
        f"{grown}; {_share(leverage)} of what had to be translated was in the memory word for word, or stood more than "
        "once in what was confirmed together."
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f} %"


def _amount(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:,.2f}"
