"""`check`: the two gates."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, Markets, NoCache, day_of, opened, told_dry
from locmem.errors import UsageError
from locmem.model.wording import counted

if TYPE_CHECKING:
    from locmem.checks.outputs.text import Line

_STYLES = {
    "file": "bold",
    "excerpt": "cyan",
    "advice": "dim",
    "heading": "bold",
    "summary": "bold",
    "next": "dim",
}
_SEVERITIES = {"error": "red", "warning": "yellow", "note": "blue"}


class GateName(StrEnum):
    """The gates, as options name them."""

    CHANGE = "change"
    RELEASE = "release"


class Format(StrEnum):
    """The forms a report can take."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    CHECKSTYLE = "checkstyle"
    RDJSONL = "rdjsonl"
    MARKDOWN = "markdown"
    COMMENT = "comment"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(check)


def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Report only findings in these files or folders.")
    ] = [],  # noqa: B006
    gate: Annotated[
        GateName,
        typer.Option(help="change: what an author can mend; release: what a market must not ship."),
    ] = GateName.CHANGE,
    market: Markets = [],  # noqa: B006
    format: Annotated[
        Format | None, typer.Option(help="The form of the report on stdout; text where none is named.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    reports: Annotated[
        list[str],
        typer.Option(
            "--output", metavar="FORMAT=FILE", help="Also write the report in this form to FILE; may be repeated."
        ),
    ] = [],  # noqa: B006
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Known findings: they are reported but do not fail.")
    ] = None,
    baseline_to: Annotated[
        Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write what fails today, for --baseline.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also print notes, and findings of the other gate.")
    ] = False,
    explain: Annotated[
        str, typer.Option(metavar="CHECK", help="Only say what a check is for, and how what it finds is mended.")
    ] = "",
    as_of: AsOf = "",
    fix: Annotated[
        bool, typer.Option("--fix", help="Replace facts typed into sources where only one can be meant; undoable.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", callback=told_dry, help="With --fix: show the changes, write nothing.")
    ] = False,
    no_cache: NoCache = False,
) -> None:
    """Check the project against a gate.

    Exit code 1 when the gate fails, 0 when it passes, 2 when it could not be run as it was asked for.
    """
    if explain:
        from locmem.checks.outputs.rules import explained

        for told in explained(explain).lines:
            output.data(told)
        return
    if fix or dry_run:
        if reports:
            raise UsageError("--fix writes no report. Run `locmem check` with --output afterwards.")
        _fix(paths, is_fix=fix, is_dry=dry_run)
        return
    from locmem import textfile
    from locmem.checks.baseline import read_baseline, write_baseline
    from locmem.checks.outputs.formats import FORMATS
    from locmem.checks.outputs.text import lines
    from locmem.cli.report_files import require_places, wanted_reports, write_reports
    from locmem.model.finding import Gate
    from locmem.pipelines.check import CheckOptions
    from locmem.pipelines.check import check as run_check

    if json and format not in (None, Format.JSON):
        raise UsageError(f"--json and --format {format} contradict each other. Pass one of them.")
    wanted = wanted_reports("json" if json else format or "", reports)
    project = opened(no_cache=no_cache)
    require_places(project, wanted)
    fingerprints = frozenset[str]()
    if baseline:
        fingerprints = read_baseline(textfile.read(project.folder.named(baseline)).text, str(baseline))
    options = CheckOptions(
        gate=Gate(gate.value), markets=tuple(market), as_of=day_of(as_of, project), known=fingerprints
    )
    report = run_check(project, options, paths).report
    write_reports(report, wanted)
    if baseline_to:
        textfile.write_text(project.folder.named(baseline_to), write_baseline(report.failing))
        output.say(f"{counted(len(report.failing), 'finding')} written. Pass --baseline {baseline_to} from now on.")
        return
    if wanted.shown == Format.TEXT:
        for line in lines(report, everything=everything):
            output.styled(line.text, _style(line))
    else:
        output.report(FORMATS[wanted.shown](report))
    raise typer.Exit(1 if report.failing else 0)


def _fix(paths: list[str], *, is_fix: bool, is_dry: bool) -> None:
    """Replace typed-in facts, or with a dry run print the differences."""
    from difflib import unified_diff

    from locmem.pipelines.check import from_root
    from locmem.pipelines.mend_leaks import mend_leaks
    from locmem.pipelines.run import run_step

    if not is_fix:
        raise UsageError("--dry-run says what --fix would do. Pass both.")
    project = opened()
    wanted = from_root(project.root, paths)
    run, result = run_step(project, "check --fix", lambda run: mend_leaks(run, wanted), is_dry=is_dry)
    for change in run.files if is_dry else ():
        old, new = (change.before or b"", change.after or b"")
        before, after = (data.decode("utf-8", "replace").splitlines() for data in (old, new))
        for line in unified_diff(before, after, f"a/{change.path}", f"b/{change.path}", lineterm="", n=1):
            output.data(line)
    for mended in () if is_dry else result.mended:
        output.data(f"{mended.file}:{mended.line}: {mended.word} -> {mended.expression}")
    output.say(f"{result.summary}.")
    if run.id:
        output.say(f"Read the sentences, then `locmem sync`; undo with `locmem undo {run.id}`.")


def _style(line: Line) -> str:
    if line.part.value == "finding" and line.severity is not None:
        return _SEVERITIES[line.severity.value]
    return _STYLES.get(line.part.value, "")
