"""`export` and `import`: handing work out and taking it back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, Locales, Markets, NoCache, day_of, opened
from locmem.model.wording import counted, listed

if TYPE_CHECKING:
    from locmem.exchange.brought_back import BringBackResult
    from locmem.workspace.writing import Run


class FormatName(StrEnum):
    """The formats a handoff can be written in."""

    PO = "po"
    XLIFF = "xliff"
    XLIFF2 = "xliff2"
    CSV = "csv"
    XLSX = "xlsx"


class ProfileName(StrEnum):
    """The tools a handoff can be made for."""

    OMEGAT = "omegat"
    POEDIT = "poedit"
    LOKALIZE = "lokalize"
    VIRTAAL = "virtaal"
    WEBLATE = "weblate"
    TRADOS = "trados"
    MEMOQ = "memoq"
    PHRASE = "phrase"
    MATECAT = "matecat"
    SPREADSHEET = "spreadsheet"
    GENERIC = "generic"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("export")(export)
    app.command("import")(import_)


def export(
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="DOCUMENT", help="Only these, by path; a folder or `articles/*` for several."),
    ] = None,
    locale: Locales = [],  # noqa: B006
    profile: Annotated[
        ProfileName, typer.Option(help="The tool it is for: which format, and what stands in it.")
    ] = ProfileName.GENERIC,
    format: Annotated[
        FormatName | None,
        typer.Option(
            help="po (the default), xliff (1.2), xliff2 (2.0), xlsx or csv; what the profile's tool takes best."
        ),
    ] = None,
    market: Markets = [],  # noqa: B006
    priority: Annotated[
        list[int], typer.Option("--priority", metavar="1|2|3", help="Only of this priority.", min=1, max=3)
    ] = [],  # noqa: B006
    words: Annotated[
        int,
        typer.Option("--words", metavar="N", help="No more words than this a locale, the most pressing first.", min=0),
    ] = 0,
    since: Annotated[
        str, typer.Option(metavar="REF", help="Only documents whose source changed since this git commit.")
    ] = "",
    to: Annotated[str, typer.Option(metavar="DIR", help="Where the files go; handoffs/<id>/ if not given.")] = "",
    assignee: Annotated[str, typer.Option(metavar="NAME", help="Who does it; from locmem.yaml if not given.")] = "",
    due: Annotated[str, typer.Option(metavar="DATE", help="When it is due: 2026-12-01, or +5d.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Also send what is with a translator already.")] = False,
    assigned: Annotated[
        bool, typer.Option("--assigned", help="Only what is the assignee's, as `locmem queue list --assignee` has it.")
    ] = False,
    others: Annotated[
        bool, typer.Option("--others", help="Also send what `locmem queue assign` gave to somebody else.")
    ] = False,
    inherited: Annotated[bool, typer.Option("--inherited", help="Also send what a variant inherits.")] = False,
    preview: Annotated[
        bool, typer.Option("--preview/--no-preview", help="Whether the pages go along as HTML to look at.")
    ] = True,
    dry_run: DryRun = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Hand out what needs a person: files and a manifest in handoffs/.

    Whoever gets them finds in them what helps: the priority and the market, how long a text may be, what changed, what
    stands beside it. `locmem jobs` says what is out. What `locmem queue assign` gave to somebody else than the assignee
    is left out and told.
    """
    from locmem.exchange.outgoing import ExchangeFormat
    from locmem.exchange.profiles import PROFILES
    from locmem.model.priority import Priority
    from locmem.pages.handoff_scope import documents_meant
    from locmem.pipelines.handoff import HandoffOptions, hand_off
    from locmem.pipelines.run import run_step

    project = opened(no_cache=no_cache)
    tool = PROFILES[profile.value]
    options = HandoffOptions(
        format=ExchangeFormat(format.value) if format else tool.formats[0],
        profile=tool,
        locales=tuple(locale),
        markets=tuple(market),
        documents=documents_meant(project, tuple(documents or ()), since),
        since=since,
        priorities=tuple(Priority(one) for one in sorted(set(priority))),
        most_words=words,
        assignee=assignee,
        due=day_of(due, project),
        folder=str(Path(to).resolve()) if to else "",
        again=again,
        others=others,
        assigned=assigned,
        inherited=inherited,
        preview=preview,
    )
    run, result = run_step(project, "export", lambda run: hand_off(run, options), is_dry=dry_run)
    if json:
        output.as_json(result)
        raise typer.Exit(output.unread(result.unread))
    rows = [
        (
            batch.manifest.id,
            batch.manifest.locale,
            str(len(batch.manifest.files)),
            str(len(batch.manifest.units)),
            str(batch.words),
            batch.manifest.due,
            batch.manifest.assignee,
            output.relative(batch.folder),
        )
        for batch in result.batches
    ]
    columns = ("handoff", "locale", "files", "segments", "words", "due", "assignee", "folder")
    if rows:
        output.table(columns, rows, right=("files", "segments", "words"), first=("locale", "words", "due", "assignee"))
    if result.in_flight:
        output.say(f"{counted(result.in_flight, 'segment')} with translators already; --again sends them once more.")
    if result.elsewhere:
        both = counted(result.elsewhere, "segment")
        output.say(f"{both} of these another translator has too, most often as it was before; see `locmem jobs list`.")
    if result.kept:
        texts = counted(result.kept, "segment")
        output.say(f"For {texts} of these a returned text waits for a decision: see `locmem conflicts list` first.")
    for who, count in result.others.items():
        verb = "is" if count == 1 else "are"
        output.say(
            f"{counted(count, 'segment')} {verb} {who}'s and left out: `--assigned --assignee '{who}'` sends {who} "
            "what is theirs; --others leaves nothing out."
        )
    for who, count in result.taken_over.items():
        verb = "was" if count == 1 else "were"
        output.say(f"{counted(count, 'segment')} of these {verb} {who}'s until now. Tell {who}.")
    if result.left_over:
        output.say(
            f"{counted(result.left_over, 'segment')} did not fit {counted(words, 'word')}; export again for them."
        )
    if not rows and assigned:
        output.say(
            "Nothing to send: nothing that is here is theirs. `locmem queue assign SEGMENT --to NAME` gives texts."
        )
    elif not rows:
        output.say("Nothing to send.")
    elif run.id:
        if tool.advice:
            output.say(f"{tool.title}: {tool.advice}")
        output.say("Commit the manifest in handoffs/, send the folder, and take it back with `locmem import FILES`.")
    raise typer.Exit(output.unread(result.unread))


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Returned files (PO, XLIFF, CSV, XLSX), folders or zip archives of them."),
    ],
    trust_state: Annotated[
        bool, typer.Option("--trust-state", help="Take `translated` in XLIFF at its word where the text is our draft.")
    ] = False,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="The sender is the reviewer: confirmed is reviewed.")
    ] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Take a file in which segments are missing.")] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="PO files that lost their end mark, and CSV files, are whole.")
    ] = False,
    handoff: Annotated[
        str, typer.Option(metavar="ID", help="Which handoff XLIFF files answer that no longer say it themselves.")
    ] = "",
    theirs: Annotated[
        list[str], typer.Option("--theirs", metavar="KEY", help="Take what came where both changed; `all` for each.")
    ] = [],  # noqa: B006
    ours: Annotated[
        list[str], typer.Option("--ours", metavar="KEY", help="Keep what stands here where both changed; or `all`.")
    ] = [],  # noqa: B006
    dry_run: DryRun = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Take returned files in: what was accepted, what not, and why.

    Nothing confirmed here meanwhile is overwritten. A file that is refused does not stop the others. Exit code 1 where
    somebody should look, 2 where no file can be taken.
    """
    from locmem.pipelines.bring_back import bring_back
    from locmem.pipelines.conflicts import settle
    from locmem.pipelines.run import run_step

    project = opened(no_cache=no_cache)
    settled = 0

    def taken(run: Run) -> BringBackResult:
        nonlocal settled
        found = bring_back(
            run,
            files,
            trust_state=trust_state,
            reviewed=reviewed,
            partial=partial,
            whole=whole,
            handoff=handoff,
        )
        if decisions := found.settled_by(theirs, ours):
            settled = len(settle(run, decisions, reviewed=reviewed).settled)
        return found

    run, result = run_step(project, "import", taken, is_dry=dry_run)
    would = "would be " if dry_run else ""
    if json:
        output.as_json(
            {
                "run": run.id,
                "dry_run": dry_run,
                "files": result.files,
                "counts": result.counts,
                "notes": result.notes,
                "locales": result.locales,
                "left_out": result.left_out,
                "decisions": result.decisions,
                "refused": result.refused,
            }
        )
    else:
        rows = [(would + name, str(count)) for name, count in result.counts.items() if count]
        output.table(("outcome", "segments"), [*rows, ("total", str(result.total))], right=("segments",))
        for decision in result.needs_attention:
            key = f"{decision.document}#{decision.occurrence}"
            output.data(f"{decision.location}: {would}{decision.outcome.value}: {key}: {decision.why}")
        for note in result.notes:
            output.data(note)
        for problem in result.refused:
            output.data(f"{would}refused: {problem}")
        for line in result.locales:
            output.say(line)
        if result.left_out:
            names = listed(tuple(map(output.relative, result.left_out)), 5)
            output.say(f"{counted(len(result.left_out), 'file')} left out, of no handoff: {names}.")
        if result.drafts:
            became = "would become" if dry_run else "became"
            texts = counted(result.drafts, "accepted text")
            output.say(f"{texts} came back marked as unfinished and {became} a draft.")
        if result.still_out:
            stay = "would stay" if dry_run else "stay" if result.still_out > 1 else "stays"
            texts = counted(result.still_out, "segment")
            output.say(f"{texts} {stay} with the translator; `locmem jobs recall` frees what will not come.")
        if settled:
            output.say(f"{counted(settled, 'conflict')} {would}settled as --theirs and --ours say.")
        if result.kept_aside > settled:
            see = "" if dry_run else ": see `locmem conflicts list`"
            output.say(f"{counted(result.kept_aside - settled, 'text')} {would}kept aside{see}.")
        for line in result.also_out:
            output.say(f"{line} Tell them, or take it back with `locmem jobs recall`.")
        if result.questions:
            noted = counted(result.questions, "segment")
            output.say(f"Translators noted something beside {noted}: see `locmem queries list`.")
        if result.to_review:
            texts = counted(result.to_review, "text")
            wait = "would wait" if dry_run else "waits" if result.to_review == 1 else "wait"
            output.say(f"{texts} {wait} for a review that the risk demands; take a reviewer's file with --reviewed.")
        if result.reviewed_alone:
            texts = counted(result.reviewed_alone, "text")
            say = "says that it is" if result.reviewed_alone == 1 else "say that they are"
            output.say(
                f"{texts} that must be reviewed {say} reviewed in the file they were translated in. If nobody else "
                "read them, undo this and take the file once more when somebody has."
            )
        if result.unread:
            drafts = counted(result.unread, "draft")
            output.say(
                f"{drafts} came back marked as translated just as sent, which some tools do by themselves; "
                "--trust-state takes them."
            )
        if run.id:
            output.say(f"Run {run.id}. Render with `locmem render`; undo with `locmem undo {run.id}`.")
    unread = output.unread(project.unread)
    raise typer.Exit(1 if result.needs_attention or result.asks_to_look or result.refused else unread)
