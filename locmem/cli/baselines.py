"""Writing down what fails today, so that only new findings fail, and taking out what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from locmem.cli import output
from locmem.errors import UsageError
from locmem.model.wording import counted

if TYPE_CHECKING:
    from locmem.checks.baseline import Known
    from locmem.checks.run import CheckReport
    from locmem.workspace.project import Project

_SHOWN = 20
"""Findings that are named of those that would come in."""


def read(project: Project, place: Path) -> tuple[Known, ...]:
    """What a baseline holds.  Raises InputErrors."""
    from locmem import textfile
    from locmem.checks.baseline import read_baseline

    return read_baseline(textfile.read(project.folder.named(place)).text, str(place))


def require_whole(partial: bool) -> None:
    """Raise UsageError where only a part was looked at: nobody knows then what is gone."""
    if partial:
        raise UsageError("--update-baseline looks at the whole project: leave out PATH, --market, --since, --as-of.")


def write(project: Project, report: CheckReport, place: Path, expires: date | None) -> None:
    """Write what fails, without that of priority 1, and say how much that was.

    Raises UsageError where the file is there: what it has since when, and until when, would be lost.
    """
    from locmem import textfile
    from locmem.checks.baseline import known_of, write_baseline

    if project.folder.named(place).exists():
        raise UsageError(
            f"{place} is there. `--update-baseline {place}` takes out what is gone, with --allow-growth it lets new "
            "findings in; delete the file to begin anew."
        )
    covered = tuple(finding for finding in report.every if report.fails(finding) and finding not in report.first)
    known = known_of(covered, project.today.plain, expires)
    textfile.write_text(project.folder.named(place), write_baseline(known))
    until = f", covered until {expires}" if expires else ""
    output.say(f"{counted(len(known), 'finding')} written{until}. Pass --baseline {place} from now on.")
    _say_left_out(report)


def update(project: Project, report: CheckReport, place: Path, expires: date | None, *, may_grow: bool) -> bool:
    """Take out of a baseline what is gone; whether it was done: not where it would grow and may not.

    report: of the whole project, without any baseline.
    """
    from locmem import textfile
    from locmem.checks.baseline import renewed, updated, write_baseline
    from locmem.checks.run import UNREADABLE
    from locmem.model.finding import Severity

    if any(finding.check == UNREADABLE for finding in report.findings):
        output.say(
            "Nothing written: files that cannot be read may hold what is known. Mend them first: `locmem check`."
        )
        return False
    held = read(project, place)
    coverable = tuple(
        finding for finding in report.every if finding.severity is Severity.ERROR and finding not in report.first
    )
    failing = tuple(finding for finding in coverable if report.fails(finding))
    change = updated(held, coverable, failing, project.today.plain, expires)
    if change.grown and not may_grow:
        for finding in change.findings[:_SHOWN]:
            output.data(f"{finding.location}: {finding.message} [{finding.check}]")
        if len(change.findings) > _SHOWN:
            output.data(f"and {len(change.findings) - _SHOWN:,} more")
        output.say(
            f"Nothing written: {counted(len(change.grown), 'finding')} would come in. Mend them, except them with a "
            "reason, or pass --allow-growth."
        )
        return False
    is_renewed = bool(change.over and may_grow and expires)
    if expires and is_renewed:
        change = renewed(change, expires)
    textfile.write_text(project.folder.named(place), write_baseline((*change.kept, *change.grown)))
    grown = f", {len(change.grown):,} came in" if change.grown else ""
    again = f", {len(change.over):,} covered anew until {expires}" if is_renewed else ""
    left = len(change.kept) + len(change.grown)
    output.say(f"{place}: {counted(len(change.gone), 'finding')} gone and taken out{grown}{again}, {left:,} left.")
    if change.over and not is_renewed:
        _say_over(change.over)
    if not left:
        output.say("Nothing is left to cover: delete the file, and leave out --baseline.")
    _say_left_out(report)
    return True


def _say_over(over: Sequence[Known]) -> None:
    """Say that entries cover nothing any more, and how they would again."""
    last = max(one.expires for one in over if one.expires)
    are, cover = ("1 is", "covers") if len(over) == 1 else (f"{len(over):,} are", "cover")
    do = "Mend what is found, or give it another end with --allow-growth --expires DATE."
    output.say(f"Of these {are} over ({last} was the last day), and {cover} nothing. {do}")


def _say_left_out(report: CheckReport) -> None:
    """Say how many findings no baseline covers, and why: for each of their checks once."""
    from locmem.checks.severities import why_first

    left = tuple(finding for finding in report.failing if finding in report.first)
    if not left:
        return
    output.say(f"{counted(len(left), 'finding')} of priority 1 left out, which fail all the same:")
    reasons: dict[tuple[str, str], int] = {}
    for finding in left:
        key = (finding.check, why_first(finding))
        reasons[key] = reasons.get(key, 0) + 1
    for (check, why), count in reasons.items():
        output.say(f"  {count:,} {check}: {why}")
