"""`privacy-report`: what left the machine, where to and by whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import Json, opened

if TYPE_CHECKING:
    from locmem.reports.privacy import PrivacyReport, Sent


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("privacy-report")(privacy_report)


def privacy_report(
    month: Annotated[str, typer.Option(metavar="MONTH", help="Calls of one month only: 2026-11.")] = "",
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="The calls as CSV, one a row.")] = False,
) -> None:
    """Say what was sent to engines on other machines, where to and by whose word, and what may be sent today.

    Texts are never recorded: calls, counts, and what personal data was hidden. Exit code 1 where the log was changed,
    or something of it is gone.
    """
    from locmem.backlog.kpi_months import month_of
    from locmem.errors import UsageError
    from locmem.pipelines.privacy import privacy_report as report_on
    from locmem.reports.privacy import as_csv

    meant = month_of(month)
    if month and not meant:
        raise UsageError(f"{month!r} is no month. Write one such as 2026-11.")
    if json and csv:
        raise UsageError("--json and --csv are two forms of one report. Choose one.")
    project = opened()
    project.reads_on = True
    report = report_on(project, meant)
    code = 1 if report.faults else output.unread(project.unread)
    if json:
        output.as_json({**output.plain(report), "hidden": report.hidden})
    elif csv:
        output.report(as_csv(report.calls))
    else:
        _show_sent(report)
        _show_allowances(report)
    for fault in report.faults:
        output.say(f"The log was touched: {fault.what}.")
    if report.faults:
        output.say("What it says is not certain any more. Compare it with a backup of the database.")
    raise typer.Exit(code)


def _show_sent(report: PrivacyReport) -> None:
    from locmem.model.wording import counted

    if not report.sent:
        when = f" for {report.month}" if report.month else ""
        output.sentence(f"The log of this project's database ({report.database}) has no call{when}.")
        output.sentence("What was sent with another database, or before this one was made, is not in it.")
    else:
        rows = [
            (
                one.engine,
                one.host,
                one.locale,
                f"{one.calls:,}",
                f"{one.texts:,}",
                f"{one.characters + one.beside:,}",
                _cost(one),
                _word(one),
            )
            for one in report.sent
        ]
        columns = ("engine", "sent to", "locale", "calls", "texts", "characters", "cost", "by the word of")
        output.table(columns, rows, right=columns[3:7], below=columns[-1], first=("calls", "cost", "sent to"))
        hidden = [counted(count, *_NOUNS.get(kind, (kind, kind))) for kind, count in report.hidden.items()]
        output.sentence(f"Hidden before anything was sent: {', '.join(hidden) or 'nothing had to be'}.")
        if hidden:
            output.sentence("One counts in each text, and again where that text stands beside another.")
        failed, cut = sum(one.failed for one in report.sent), sum(one.open for one in report.sent)
        away, unsent = sum(one.turned_away for one in report.sent), sum(one.unsent for one in report.sent)
        if failed or cut:
            output.sentence(
                f"Of the calls {failed} failed and {cut} ended before the answer was there; they may be billed, "
                "and their cost counts."
            )
        if away or unsent:
            output.sentence(
                f"{away} were turned away by the host and {unsent} found no connection, so that nothing was sent; "
                "they cost nothing."
            )
    if report.end and not report.faults:
        output.sentence(f"The log is whole, its last digest is {report.end}.")


_NOUNS = {
    "email": ("mail address", "mail addresses"),
    "phone": ("telephone number", "telephone numbers"),
    "iban": ("bank account", "bank accounts"),
    "card": ("payment card", "payment cards"),
    "ip": ("IP address", "IP addresses"),
    "number": ("number of an order or the like", "numbers of orders and the like"),
    "name": ("name", "names"),
}


def _cost(one: Sent) -> str:
    return " + ".join(f"{format(round(cost, 4).normalize(), 'f')} {unit}".rstrip() for unit, cost in one.cost.items())


def _word(one: Sent) -> str:
    said = [
        f"{word.market} ({word.region or 'no region'}, read on {word.reviewed_on or 'no day'})"
        for word in one.permissions
    ]
    return ", ".join(said) or "nobody"


def _show_allowances(report: PrivacyReport) -> None:
    from locmem.model.document import Risk

    output.data("")
    if report.local:
        here = ", ".join(f"{name} ({locale})" for name, locale in report.local)
        output.sentence(f"On this machine, as far as locmem sees: {here}.")
    if report.elsewhere and not report.allowances:
        engines = ", ".join(f"{name} ({locale})" for name, locale in report.elsewhere)
        output.sentence(f"No market reads what is set to be sent to {engines}: nothing can leave until one does.")
        return
    if not report.allowances:
        where = " on another machine" if report.local else ""
        output.sentence(f"No engine{where} is set in locmem.yaml: nothing can leave.")
        return
    # An engine may stand twice in a locale, for texts of different classes: what either may be sent may leave.
    places = dict.fromkeys((one.engine, one.locale, one.market) for one in report.allowances)
    allowed = {(one.engine, one.locale, one.market, one.risk) for one in report.allowances if one.may}
    rows = [
        (*place, *("may" if (*place, risk) in allowed else "no" for risk in (Risk.LEGAL, Risk.STANDARD, Risk.LOW)))
        for place in places
    ]
    output.table(("engine", "locale", "market", "legal", "standard", "low"), rows)
    for why_not in dict.fromkeys(one.why_not for one in report.allowances if one.why_not):
        output.sentence(f"- {why_not}")
    output.say("A text is sent only where every market that reads it allows it; `locmem market lint` says what ends.")
