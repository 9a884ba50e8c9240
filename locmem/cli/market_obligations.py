"""`market obligations|sign`: what the law of a market asks of texts, who keeps it, and who answers for that by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, DryRun, Json, NoCache, day_of, opened

if TYPE_CHECKING:
    from locmem.pipelines.sign import Signed

_STYLES = {"kept": "green", "signed": "green", "outdated": "red", "nobody": "red"}


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(obligations)
    app.command()(sign)


def obligations(
    codes: Annotated[
        list[str], typer.Argument(metavar="[CODE]...", help="Markets such as ES; for none all that are launched.")
    ] = [],  # noqa: B006
    as_of: AsOf = "",
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """List what the law of markets asks of texts, and whether it is kept.

    Each is kept by texts, as a machine sees, signed by somebody, outdated as the texts are others since, or kept by
    nobody, which fails the release gate. Of a kept one it is said where customers see nothing of it today, because the
    pages that keep it are withheld or not translated. What a market departs from stands below, with its source. Exit
    code 1 where nobody keeps one.
    """
    from locmem.model.wording import counted
    from locmem.noted_day import plain_day
    from locmem.pages.duty_states import coming_duties, departed_duties, duty_states

    project = opened(no_cache=no_cache)
    project.leaves_no_trace = True
    day = plain_day(day_of(as_of, project) or project.today)
    found = duty_states(project, codes, day)
    away = departed_duties(project.chosen_markets(codes), day)
    unkept = sum(not one.is_kept for one in found)
    if json:
        output.as_json((*found, *away))
        raise typer.Exit(1 if unkept else output.unread(project.unread))
    output.table(
        ("market", "obligation", "state", "by what or whom"),
        [(one.market, one.key, one.state, one.how) for one in found],
        below="by what or whom",
        styles=["yellow" if one.hidden_in else _STYLES[one.state] for one in found],
    )
    for one in found:
        if one.do:
            output.data("")
            output.block(f"{one.market} {one.key}", [("asks", one.asks), ("do", one.do)], "bold")
    if away:
        output.data("")
        output.table(
            ("market", "obligation", "none here, because", "source"),
            [(one.market, one.key, one.how, one.source) for one in away],
            below="source",
        )
    coming = coming_duties(project.chosen_markets(codes), day)
    if coming:
        code, key, first = coming[0]
        begin = "begins later" if len(coming) == 1 else "begin later, the first of them"
        output.say(f"{len(coming)} more {begin}: {key} of {code} on {first}.")
    if away:
        output.say(f"{counted(len(away), 'obligation')} departed from.")
    sentence = f"All {counted(len(found), 'obligation')} in force are kept"
    if not found:
        sentence = "No obligation is in force. Profiles and regions list them under `obligations`"
    elif unkept:
        sentence = f"{unkept} of {counted(len(found), 'obligation')} {'is' if unkept == 1 else 'are'} kept by nobody"
    elif len(found) == 1:
        sentence = "The one obligation in force is kept"
    if unseen := [one for one in found if one.hidden_in]:
        names = " ".join(dict.fromkeys(one.market for one in unseen))
        which = f"{len(unseen)} of those that are kept" if len(found) > 1 else "it"
        sentence += f", and of {which} customers see nothing today; `locmem market readiness {names}` says why"
    output.say(f"{sentence}.")
    raise typer.Exit(1 if unkept else output.unread(project.unread))


def sign(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The market, such as ES.")],
    key: Annotated[str, typer.Argument(metavar="KEY", help="The obligation, as its profile or region calls it.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who read the texts and answers for them.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day they were read; today if not given.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="What there is to say of it.")] = "",
    is_withdrawn: Annotated[bool, typer.Option("--withdraw", help="Take the signature back.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Sign by name that the texts of a market keep an obligation.

    It holds until the obligation, or what the market's customers read on its topics, is another.
    """
    from locmem.pipelines.run import run_step
    from locmem.pipelines.sign import sign as sign_texts
    from locmem.pipelines.sign import withdraw

    project = opened(no_cache=no_cache)
    result: object
    if is_withdrawn:
        run, withdrawn = run_step(project, "sign", lambda run: withdraw(run, code, key), is_dry=dry_run)
        result, sentence = withdrawn, f"{withdrawn.summary}."
    else:
        day = day_of(on, project) or project.today
        run, signed = run_step(project, "sign", lambda run: sign_texts(run, code, key, by, day, note), is_dry=dry_run)
        result, sentence = signed, f"{signed.summary}: {signed.path}."
    if json:
        output.as_json(result)
        return
    if not is_withdrawn:
        _show(signed)
    output.say(sentence)
    if run.id:
        output.say(f"Run {run.id}. Commit the file; undo with `locmem undo {run.id}`.")


def _show(signed: Signed) -> None:
    """What is signed for."""
    parts = [
        ("asks", signed.asks),
        ("source", signed.source),
        ("texts", ", ".join(signed.documents)),
        ("in", ", ".join(signed.signature.locales)),
    ]
    if signed.lacking:
        parts.append(("but", f"a machine finds that {'; '.join(signed.lacking)}"))
    if signed.is_seen:
        parts.append(("note", "a machine sees that the texts keep it; no signature is needed."))
    output.block(f"{signed.signature.market} {signed.signature.obligation}", parts, "bold")
