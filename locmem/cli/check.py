"""`check`: the two gates."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, Markets, NoCache, day_of, opened, told_dry
from locmem.errors import UsageError

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
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REF", help="Report only what this branch touched since it left REF, and what depends on that."
        ),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Known findings: they are reported but do not fail.")
    ] = None,
    baseline_to: Annotated[
        Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write what fails today, for --baseline.")
    ] = None,
    baseline_of: Annotated[
        Path | None,
        typer.Option(
            "--update-baseline", metavar="FILE", help="Take out of a baseline what is gone; what is new does not enter."
        ),
    ] = None,
    may_grow: Annotated[
        bool, typer.Option("--allow-growth", help="With --update-baseline: let what is new enter.")
    ] = False,
    expires: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="The last day on which what enters a baseline is covered: 2027-03-31, or +90d."
        ),
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Also print notes, findings of the other gate, and what is excepted.")
    ] = False,
    explain: Annotated[
        str, typer.Option(metavar="CHECK", help="Only say what a check is for, and how what it finds is mended.")
    ] = "",
    as_of: AsOf = "",
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what has one certain remedy, as a run that can be undone.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", callback=told_dry, help="With --fix: show the changes, write nothing.")
    ] = False,
    no_cache: NoCache = False,
) -> None:
    """Check the project against a gate.

    Exit code 1 when the gate fails, 0 when it passes, 2 when it could not be run as it was asked for.  With --fix it
    is 0 whatever is left.
    """
    if explain:
        from locmem.checks.outputs.rules import explained

        for told in explained(explain).lines:
            output.data(told)
        return
    if dry_run and not fix:
        raise UsageError("--dry-run says what --fix would do. Pass both.")
    if since is not None and not since.strip():
        # A variable that is empty in CI would have everything checked, and a wrong one nothing.
        raise UsageError(
            "--since names no commit: the text behind it is empty. Name a branch or a commit, such as origin/main; or "
            "leave --since out, and everything is checked."
        )
    if fix:
        _require_fix(reports, format, baseline_to or baseline_of, as_of, everything=everything)
    from locmem.checks.outputs.formats import FORMATS
    from locmem.checks.outputs.text import lines
    from locmem.cli import baselines
    from locmem.cli.report_files import require_places, wanted_reports, write_reports
    from locmem.model.finding import Gate
    from locmem.pipelines.check import CheckOptions
    from locmem.pipelines.check import check as run_check

    if json and format not in (None, Format.JSON):
        raise UsageError(f"--json and --format {format} contradict each other. Pass one of them.")
    if sum(one is not None for one in (baseline, baseline_to, baseline_of)) > 1:
        raise UsageError("--baseline, --write-baseline and --update-baseline exclude each other. Pass one of them.")
    if may_grow and baseline_of is None:
        raise UsageError("--allow-growth belongs to --update-baseline. Pass both.")
    if expires and baseline_to is None and not may_grow:
        raise UsageError("--expires is of what enters a baseline. Pass --write-baseline, or --allow-growth.")
    baselines.require_whole(bool(baseline_of and (paths or market or as_of or since)))
    wanted = wanted_reports("json" if json else format or "", reports)
    project = opened(no_cache=no_cache)
    require_places(project, wanted)
    ends = day_of(expires, project)
    if ends is not None and ends < project.today.plain:
        raise UsageError(f"{ends} has passed: nothing would be covered. Name a day to come.")
    options = CheckOptions(
        gate=Gate(gate.value),
        markets=tuple(market),
        as_of=day_of(as_of, project),
        since=since or "",
        known=baselines.read(project, baseline) if baseline else (),
    )
    if fix:
        from locmem.cli.fixes import fix as fix_all

        fix_all(project, options, paths, is_dry=dry_run, as_json=json or format is Format.JSON)
        return
    report = run_check(project, options, paths).report
    write_reports(report, wanted)
    if baseline_to:
        baselines.write(project, report, baseline_to, ends)
        return
    if baseline_of:
        raise typer.Exit(0 if baselines.update(project, report, baseline_of, ends, may_grow=may_grow) else 1)
    if wanted.shown == Format.TEXT:
        for line in lines(report, everything=everything):
            output.styled(line.text, _style(line))
    else:
        output.report(FORMATS[wanted.shown](report))
    raise typer.Exit(1 if report.failing else 0)


def _require_fix(
    reports: list[str], format: Format | None, baseline: Path | None, as_of: str, *, everything: bool
) -> None:
    """Refuse what `--fix` would not heed."""
    if reports or everything or format not in (None, Format.TEXT, Format.JSON):
        raise UsageError("--fix writes no report. Run `locmem check` with --output afterwards.")
    if baseline is not None:
        raise UsageError("--fix writes no baseline. Run `locmem check` for that afterwards.")
    if as_of:
        raise UsageError("--fix writes what holds today. Leave --as-of out.")


def _style(line: Line) -> str:
    if line.part.value == "finding" and line.severity is not None:
        return _SEVERITIES[line.severity.value]
    return _STYLES.get(line.part.value, "")
