"""`market list|show|lint|brief|readiness`; those about time and obligations are in files of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import market_adding, market_obligations, market_time, output
from locmem.cli.options import AsOf, Json, NoCache, day_of, opened
from locmem.errors import CHARTS, NotInstalled, missing_library

if TYPE_CHECKING:
    from locmem.reports.brief import Brief
    from locmem.reports.coming import Coming
    from locmem.reports.launch import Block, Verdict

app = typer.Typer(no_args_is_help=True, help="Markets and their facts.")
market_adding.register(app)
market_time.register(app)
market_obligations.register(app)

Code = Annotated[str, typer.Argument(metavar="CODE", help="The market, such as ES.")]
Codes = Annotated[
    list[str], typer.Argument(metavar="[CODE]...", help="Markets such as ES; for none all that are launched.")
]
AllCodes = Annotated[
    list[str], typer.Argument(metavar="[CODE]...", help="Markets such as ES; for none all, those planned too.")
]


class Format(StrEnum):
    """What a brief is written as."""

    MARKDOWN = "markdown"
    HTML = "html"


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="market")


@app.command("list")
def list_(json: Json = False) -> None:
    """List the markets, launched and planned."""
    project = opened()
    if json:
        output.as_json(
            [
                {
                    "market": market.code,
                    "name": market.name,
                    "launched": market.is_launched,
                    "currency": market.currency,
                    "locales": market.locales,
                    "facts": len(market.facts),
                    "company": len(market.company),
                    "waivers": len(market.waivers),
                }
                for market in project.all_markets
            ]
        )
        return
    rows = [
        (
            market.code,
            market.name,
            "" if market.is_launched else "planned",
            market.currency,
            ", ".join(f"{tag.content} ({tag.format})" for tag in market.locales),
            str(len(market.facts)),
            str(len(market.company)),
            str(len(market.waivers)),
        )
        for market in project.all_markets
    ]
    if not rows:
        output.say("There are no markets yet. Write markets/ES.yaml; `locmem init` shows one.")
        return
    columns = ("market", "name", "status", "currency", "locales", "facts", "company data", "waivers")
    output.table(columns, rows, right=columns[5:], first=("status", "locales"))


@app.command()
def show(
    code: Code,
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Show a market's facts on a day, as its pages print them, and how its customers are answered.

    Each with the days on which it holds, its evidence, and the region or country it is inherited from.
    """
    from locmem.pipelines.market_facts import contacts_on, contacts_told, departures_told, facts_on

    project = opened()
    market, day = project.market(code), day_of(as_of, project) or project.today
    rows = facts_on(project, market, day)
    if json:
        output.as_json((*rows, *contacts_on(market, day), *departures_told(market, day)))
        return
    output.table(
        ("fact", "from", "holds", "read on", "evidence", "value"),
        [
            (
                row.path,
                row.comes_from,
                f"{row.window} ({row.decided_by})" if row.decided_by and row.window else row.window,
                row.verified_on,
                row.confidence,
                f"{row.value} ({row.note})" if row.note else row.value,
            )
            for row in rows
        ],
        below="value",
        styles=["red" if row.is_blocking else "" for row in rows],
    )
    if contacts := contacts_told(market, day):
        output.data("")
        output.table(
            ("channels, desk, style", "from", "read on", "evidence", "value"),
            [(row.path, row.comes_from, row.verified_on, row.confidence, row.value) for row in contacts],
            below="value",
        )
    if away := departures_told(market, day):
        output.data("")
        output.table(
            ("not asked here", "from", "holds", "read on", "evidence", "why, and where that stands"),
            [
                (one.path, one.comes_from, one.window, one.verified_on, one.confidence, f"{one.value} ({one.note})")
                for one in away
            ],
            below="why, and where that stands",
        )


_SEVERITIES = {"error": "red", "warning": "yellow", "note": "blue"}


@app.command()
def lint(codes: AllCodes = [], as_of: AsOf = "", json: Json = False) -> None:  # noqa: B006
    """Compare profiles and company data with rules and witnesses, offline.

    Exit code 1 for errors.
    """
    from locmem.model.finding import Severity
    from locmem.model.wording import counted
    from locmem.pipelines.market_reports import lint_markets

    project = opened()
    day = day_of(as_of, project) or project.today
    results = lint_markets(project, codes, day)
    errors = sum(finding.severity is Severity.ERROR for result in results for finding in result.findings)
    if json:
        output.as_json(
            [
                {
                    "rule": result.rule.name,
                    "looks_for": result.rule.sentence,
                    "findings": result.findings,
                    "excepted": result.excepted,
                }
                for result in results
            ]
        )
        raise typer.Exit(1 if errors else 0)
    told = [result for result in results if result.findings]
    if told:
        output.table(
            ("rule", "findings", "looks for"),
            [(result.rule.name, str(len(result.findings)), result.rule.sentence) for result in told],
            right=("findings",),
            wraps=("looks for",),
            styles=["yellow" for _ in told],
        )
    others = len(results) - len(told)
    output.data(f"{counted(others, 'other rule' if told else 'rule')} found nothing; --json names each.")
    if excepted := sum(len(result.excepted) for result in results):
        output.data(f"{counted(excepted, 'finding')} {'is' if excepted == 1 else 'are'} meant so by `exceptions`.")
    findings = sorted((finding for result in results for finding in result.findings), key=lambda finding: finding.order)
    for finding in findings:
        output.data("")
        style = _SEVERITIES[finding.severity.value]
        output.styled(
            f"{finding.location} {finding.severity.value}: {finding.what} [{finding.check}, {finding.market}]", style
        )
        output.data(f"    {finding.location.key}: {finding.do}" if finding.location.key else f"    {finding.do}")
    if not findings:
        output.say(f"Nothing found on {day}. `locmem market due` says what has to be read again, and when.")
    else:
        counts = f"{counted(len(findings), 'finding')}, {counted(errors, 'error')} among them"
        output.say(f"{counts}. Mend what is wrong and run `locmem market lint` again.")
    raise typer.Exit(1 if errors else 0)


@app.command()
def brief(
    code: Code,
    format: Annotated[Format, typer.Option(help="html prints on two A4 pages at most.")] = Format.MARKDOWN,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it there instead of printing it.")] = None,
    as_of: AsOf = "",
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Write the market brief: a page or two about a market for people.

    Payment, tax, legal duties and open work, each with source and day.
    """
    from locmem import textfile
    from locmem.pipelines.market_brief import market_brief
    from locmem.reports.brief_pages import to_markdown

    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    contents = market_brief(project, code, day_of(as_of, project) or project.today)
    if json:
        output.as_json(contents)
        raise typer.Exit(output.unread(project.unread))
    text = _as_html(contents) if format is Format.HTML else to_markdown(contents)
    if to is None:
        output.data(text)
    else:
        textfile.write_text(project.folder.named(to), text)
        output.say(
            f"Written to {to}." + (" Print it from a browser: two A4 pages at most." if format is Format.HTML else "")
        )
    raise typer.Exit(output.unread(project.unread))


def _as_html(contents: Brief) -> str:
    """The brief as a page; without charts where what draws them is not installed, which is said."""
    from locmem.reports.brief_figures import count_tables
    from locmem.reports.brief_pages import Charts, to_html

    try:
        with missing_library(CHARTS):
            from locmem.reports.html.brief_charts import STYLE, brief_charts
    except NotInstalled as missing:
        output.say(str(missing))
        return to_html(contents)
    tables = count_tables(contents.figures)
    told = frozenset(row.label for table in tables for row in table.rows)
    return to_html(contents, Charts(html=brief_charts(tables, contents.day), style=STYLE, told=told))


@app.command()
def readiness(codes: Codes = [], as_of: AsOf = "", json: Json = False, no_cache: NoCache = False) -> None:  # noqa: B006
    """Say whether markets may be launched: yes or no, what blocks, by whom to mend, and the command to run next.

    The answer is that of the release gate. Below it stands what becomes due within 30 days (`soon_days` of the
    backlog's thresholds) and from when on it blocks. Exit code 1 for a no.
    """
    from locmem.model.wording import counted
    from locmem.noted_day import plain_day
    from locmem.pages.launching import launch_verdicts
    from locmem.pipelines.check import release_gate
    from locmem.workspace.sound_markets import left_out

    project = opened(no_cache=no_cache, reads_on=True)
    project.leaves_no_trace = True
    asked = day_of(as_of, project)
    day = asked or project.today
    start = plain_day(day)

    verdicts = launch_verdicts(project, codes, day, release_gate(project, codes, asked))
    no = [one for one in verdicts if not one.may_launch]
    unread = output.unread(project.unread)
    if json:
        output.as_json([{"may_launch": one.may_launch, "answer": one.line, **output.plain(one)} for one in verdicts])
        raise typer.Exit(1 if no else unread)
    for one in verdicts:
        style = "green" if one.may_launch else "red"
        output.sentence(one.line if len(verdicts) == 1 else f"{one.market}: {one.line}", style)
    for one in verdicts:
        _show_blocks(one.market, one.blocks)
        _show_coming(one, start)
    for one in verdicts:
        for remark in one.remarks:
            output.say(f"{one.market}: {remark}")
    if missing := left_out(project.broken_markets):
        output.say(f"Not judged: {missing}.")
    elif not verdicts:
        output.say("There are no markets yet. Write markets/ES.yaml; `locmem init` shows one.")
    if len(verdicts) > 1:
        output.say(f"{len(verdicts) - len(no)} of {counted(len(verdicts), 'market')} can launch.")
    raise typer.Exit(1 if no else unread)


def _show_blocks(market: str, blocks: Sequence[Block]) -> None:
    from locmem.model.wording import listed, shortened

    for block in blocks:
        example = f"{listed(block.places, 1)}: {shortened(block.example, 160)}"
        head = f"{market}, {block.owner.value}: {block.count} {block.check}"
        output.data("")
        duties = [("duties", listed(block.duties, 12))] if block.duties else []
        output.block(head, [("do", f"`{block.do}`"), *duties, ("example", example)], "bold")


def _show_coming(verdict: Verdict, day: date) -> None:
    """Law that began and nobody confirmed, what becomes due, and what the gate says of it."""
    from locmem.model.wording import counted

    for one in verdict.begun:
        output.data("")
        _show_due(f"{verdict.market}, owed since {one.on}, for {counted((day - one.on).days, 'day')}", one)
    for one in verdict.coming:
        output.data("")
        head = f"{verdict.market}, due on {one.on}, in {counted((one.on - day).days, 'day')}"
        _show_due(head, one)
    if verdict.coming or verdict.then:
        output.data("")
        output.sentence(f"{verdict.market}: {verdict.outlook}", "yellow" if verdict.then else "")
    _show_blocks(verdict.market, verdict.then)


def _show_due(head: str, one: Coming) -> None:
    parts = [("", one.what), ("said", one.heard), ("asks", one.asks), ("do", one.do), ("texts", ", ".join(one.texts))]
    output.block(head, [(name, text) for name, text in parts if text], "yellow")
