"""`market add`."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, opened

_SHOWN = 12
"""Of the facts that are missing so many are named; the rest is counted."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(add)


def add(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The country, such as LT.")],
    locale: Annotated[
        list[str],
        typer.Option(metavar="TAG", help="Content locales in place of the country's usual ones; may be repeated."),
    ] = [],  # noqa: B006
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Begin a market, planned: with its law where locmem knows it, and a gap for all that is to be found out.

    Writes its profile, the law of its region, and a section of company data.
    """
    from locmem.model.wording import listed
    from locmem.pipelines.market_adding import add_market
    from locmem.pipelines.run import run_step

    project = opened()
    run, added = run_step(
        project, "market add", lambda run: add_market(run, code.upper(), tuple(locale)), is_dry=dry_run
    )
    if json:
        output.as_json(added)
        return
    begun = "as locmem knows it" if added.is_known else "from what CLDR says"
    shared = f", with the law of {' and '.join(added.inherits)}" if added.inherits else ""
    output.say(f"{added.name} is planned, {begun}{shared}, in {', '.join(added.locales)}.")
    rows = [("file", name) for name in added.written]
    rows += [("fact to find", name) for name in added.gaps[:_SHOWN]]
    if len(added.gaps) > _SHOWN:
        rows.append(("", f"and {len(added.gaps) - _SHOWN} more"))
    rows += [("ask the company", name) for name in added.company[:_SHOWN]]
    if len(added.company) > _SHOWN:
        rows.append(("", f"and {len(added.company) - _SHOWN} more"))
    output.table(("what", "which"), rows)
    if added.section:
        output.say("There is no place for its company data in markets/company.yaml. Put this under `markets`:")
        output.say(added.section)
    if added.needless:
        names = listed(added.needless, 12)
        region = added.inherits[0] if added.inherits else ""
        output.say(f"Left out: that {added.market} departs from {names}, which {region} of this project does not ask.")
    if added.lacking:
        names = listed(added.lacking, 12)
        output.say(f"Its law asks texts for {names}, which markets/company.yaml has for no market: add them for each.")
    if added.undeclared:
        output.say(f"Declare {listed(added.undeclared)} in locmem.yaml before its texts are translated.")
    output.say(f"Next: `locmem market brief {added.market}`, and `locmem market readiness {added.market}`.")
    if run.id:
        output.say(f"Run {run.id}. Undo with `locmem undo {run.id}`.")
