"""`market list|show`."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, Json, day_of, opened

app = typer.Typer(no_args_is_help=True, help="Markets and their facts.")


@app.command("list")
def list_(json: Json = False) -> None:
    """List the markets."""
    project = opened()
    if json:
        output.as_json(
            [{"market": one.code, "name": one.name, "currency": one.currency, "locales": one.locales,
              "facts": len(one.facts), "company": len(one.company), "waivers": len(one.waivers)}
             for one in project.markets]
        )  # fmt: skip
        return
    rows = [
        (
            one.code, one.name, one.currency, ", ".join(f"{tag.content} ({tag.format})" for tag in one.locales),
            str(len(one.facts)), str(len(one.company)), str(len(one.waivers)),
        )
        for one in project.markets
    ]  # fmt: skip
    if not rows:
        output.say("There are no markets yet. Write markets/ES.yaml; `locmem init` shows one.")
        return
    columns = ("market", "name", "currency", "locales", "facts", "company data", "waivers")
    output.table(columns, rows, right=columns[4:])


@app.command()
def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The market, such as ES.")],
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Show a market's facts as they hold on a day, as its pages print them, with window and evidence."""
    from locmem.pipelines.market_facts import facts_on

    project = opened()
    rows = facts_on(project, project.market(code), day_of(as_of, project) or project.today)
    if json:
        output.as_json(rows)
        return
    output.table(
        ("fact", "holds", "read on", "evidence", "value"),
        [
            (
                one.path, one.window, one.verified_on, one.confidence,
                f"{one.value} ({one.note})" if one.note else one.value,
            )
            for one in rows
        ],
        below="value",
        styles=["red" if one.is_blocking else "" for one in rows],
    )
