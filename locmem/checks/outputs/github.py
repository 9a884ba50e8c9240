"""The report as workflow commands, which GitHub shows beside the lines of a pull request.

Escapes and limits are those of GitHub's workflow commands and problem matchers: `%`, carriage return and line
feed in data, in properties `:` and `,` too; ten errors, ten warnings and ten notices are shown per step.
"""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.outputs.text import summary, told_of_excepted
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Severity
from locmem.model.visible import visible
from locmem.model.wording import counted

MOST = 10
"""Annotations of one level that GitHub shows of a step."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(report: CheckReport) -> str:
    """Annotations, worst first, then the summary, which also counts those that had no room.

    An error is one that fails the gate; errors of the other gate and known ones are warnings.  Notes are only
    counted: annotations are for what somebody has to do.
    """
    return "".join(f"{command}\n" for command in _commands(report))


def _commands(report: CheckReport) -> Iterator[str]:
    left = 0
    shown = {Severity.ERROR: 0, Severity.WARNING: 0}
    for finding in report.pressing:
        level = report.level(finding)
        if level is Severity.NOTE:
            continue
        shown[level] += 1
        if shown[level] > MOST:
            left += 1
        else:
            yield _annotation(report, finding)
    notes = sum(finding.severity is Severity.NOTE for finding in report.findings)
    more = f" {left} more without an annotation here." if left else ""
    more += f" {counted(notes, 'note')} in the full report." if notes else ""
    for told in (told_of_excepted(report), report.looked_at):
        more += f" {told}" if told else ""
    yield f"::notice title=locmem check::{_data(summary(report) + more)}"


def _annotation(report: CheckReport, finding: Finding) -> str:
    place = finding.location
    properties = {"file": report.file_of(finding)}
    if place.line:
        properties["line"] = str(place.line)
        # GitHub ignores a column where no line is given.
        if place.column:
            properties["col"] = str(place.column)
    properties["title"] = f"{finding.check} ({finding.scope})" if finding.scope else finding.check
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    key = f"{finding.key}: " if finding.key else ""
    message = "\n".join(part for part in (f"{key}{finding.what}", finding.do, finding.excerpt) if part)
    return f"::{_LEVELS[report.level(finding)]} {said}::{_data(message)}"


def _data(text: str) -> str:
    # The log shows these texts as a terminal does, and the page as HTML does: hidden characters are spelled out.
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
