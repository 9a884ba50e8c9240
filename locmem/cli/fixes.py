"""`check --fix`: what was mended, what somebody else has, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import unified_diff
from typing import TYPE_CHECKING

from locmem.cli import output
from locmem.model.wording import counted
from locmem.pipelines.check import CheckOptions, CheckResult
from locmem.pipelines.check import check as run_check
from locmem.pipelines.mend import Mended, MendResult, mend
from locmem.pipelines.run import run_step

if TYPE_CHECKING:
    from locmem.history.changes import FileChange
    from locmem.model.finding import Finding
    from locmem.workspace.project import Project
    from locmem.workspace.writing import Run

_MOST = 10
"""Reasons why texts stay that are told; all are in the report as JSON."""


def fix(project: Project, options: CheckOptions, paths: Sequence[str], *, is_dry: bool, as_json: bool) -> None:
    """Mend what a check finds and is certain, as one run, or with a dry run print the differences."""
    before = run_check(project, options, paths)
    found, markets = before.report.findings, options.markets
    after = before

    def step(run: Run) -> MendResult:
        nonlocal after
        result = mend(run, found, markets)
        if is_dry and result.mended:
            # A dry run asks the files as they would be, before they are let go.
            after = run_check(project, options, paths)
        return result

    run, result = run_step(project, "check --fix", step, is_dry=is_dry)
    if run.id and not is_dry:
        after = run_check(project, options, paths)
    left = after.report.findings
    if as_json:
        _as_json(run, before, result, left, is_dry=is_dry)
        return
    for line in _differences(run.files) if is_dry else map(_told, result.mended):
        output.data(line)
    for line in _held(before):
        output.say(line)
    would = "would be " if is_dry else ""
    output.say(f"{result.planned if is_dry else result.summary}, {len(left)} {would}left to you{_by_severity(left)}.")
    if result.advice:
        output.say(result.advice)
    if run.id:
        sync = ", then `locmem sync`" if any(not one.key for one in result.mended) else ""
        output.say(f"Read what changed{sync}; undo with `locmem undo {run.id}`.")
    if is_dry and result.mended:
        output.say("Nothing was written. `locmem check --fix` mends it.")
    elif left:
        output.say("`locmem check --all` shows what is left.")


def _told(mended: Mended) -> str:
    old, new = mended.words
    key = f" {mended.key}" if mended.key else ""
    state = f", {mended.state.value}" if mended.state else ""
    return f"{mended.file}:{mended.line}:{key} {old} -> {new} [{', '.join(mended.checks)}{state}]"


def _differences(changes: Iterable[FileChange]) -> Iterable[str]:
    for change in changes:
        before, after = (
            (data or b"").decode("utf-8", "replace").splitlines() for data in (change.before, change.after)
        )
        yield from unified_diff(before, after, f"a/{change.path}", f"b/{change.path}", lineterm="", n=1)


def _held(result: CheckResult) -> Iterable[str]:
    """Why texts stay as they are that could be mended, each reason with how many they are."""
    reasons = list(dict.fromkeys(result.held.values()))
    for reason in reasons[:_MOST]:
        count = sum(why == reason for why in result.held.values())
        yield f"{counted(count, 'finding')} not mended: {reason}."
    if len(reasons) > _MOST:
        yield f"… and {len(reasons) - _MOST} more reasons: `locmem check --fix --dry-run --json` has all."


def _by_severity(findings: Sequence[Finding]) -> str:
    counts: dict[str, int] = {}
    for finding in sorted(findings, key=lambda one: one.severity.rank):
        counts[finding.severity.value] = counts.get(finding.severity.value, 0) + 1
    listed = ", ".join(counted(count, name) for name, count in counts.items())
    return f" ({listed})" if counts else ""


def _as_json(run: Run, before: CheckResult, result: MendResult, left: Sequence[Finding], *, is_dry: bool) -> None:
    output.as_json(
        {
            "schema": "locmem-fix/1",
            "run": run.id or None,
            "dry_run": is_dry,
            "mended": result.mended,
            "stale": result.stale,
            "held": [
                {"check": one.check, "path": one.location.path, "key": one.location.key or None, "why": why}
                for one, why in before.held.items()
            ],
            "left": {name: sum(one.severity.value == name for one in left) for name in ("error", "warning", "note")},
        }
    )
