"""The report for people: findings under their files, tables of how many there are, the sum and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from locmem.checks.exceptions import reasons
from locmem.checks.outputs.tallies import COLUMNS, tallies
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.visible import visible
from locmem.model.wording import counted, shortened


class Part(Enum):
    """What a line of the report is, for those who colour it."""

    FILE = "file"
    FINDING = "finding"
    EXCERPT = "excerpt"
    ADVICE = "advice"
    BLANK = "blank"
    HEADING = "heading"
    ROW = "row"
    SUMMARY = "summary"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; severity: of the finding it belongs to, None elsewhere."""

    part: Part
    text: str
    severity: Severity | None = None


def text(report: CheckReport) -> str:
    """The report as plain text that ends in a line feed: what this gate's reader must act on, the rest counted."""
    return visible("".join(f"{line.text}\n" for line in lines(report)))


def lines(report: CheckReport, *, everything: bool = False) -> Iterator[Line]:
    """The lines of the report, without line ends.

    everything: also notes, and what belongs to the other gate; without it these are only counted.
    Files with findings that fail come first, then those with findings of this gate, worst first; in a file the
    order is that of its lines.
    """
    files: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if not everything and not _is_urgent(report, finding):
            continue
        files.setdefault(finding.location.path, []).append(finding)
    worst = {path: min(_rank(report, finding) for finding in findings) for path, findings in files.items()}
    for path in sorted(files, key=lambda path: (worst[path], path)):
        yield Line(part=Part.FILE, text=path)
        ordered = sorted(
            files[path], key=lambda finding: (finding.location.line, finding.location.column, finding.order)
        )
        for finding in ordered:
            yield from _of_finding(report, finding)
        yield Line(part=Part.BLANK, text="")
    if everything and report.excepted:
        yield Line(part=Part.HEADING, text="excepted")
        yield from (Line(part=Part.ROW, text=f"  {' '.join(one.split())}") for one in reasons(report.excepted))
        yield Line(part=Part.BLANK, text="")
    yield from _tables(report)
    yield Line(part=Part.SUMMARY, text=summary(report))
    yield from (Line(part=Part.NEXT, text=step) for step in next_steps(report))
    notes = sum(finding.severity is Severity.NOTE for finding in report.findings)
    if notes and not everything:
        them = "it" if notes == 1 else "them"
        yield Line(part=Part.NEXT, text=f"{counted(notes, 'note')} not shown: pass --all to read {them}.")


def _tables(report: CheckReport) -> Iterator[Line]:
    """The findings counted by check, by locale and by market, none wider than 80 columns."""
    for one in tallies(report):
        yield Line(part=Part.HEADING, text=_row((one.title, *COLUMNS)))
        for count in one.counts:
            yield Line(part=Part.ROW, text=_row((count.name, *(f"{number:,}" for number in count.numbers))))
        yield Line(part=Part.BLANK, text="")


def _row(cells: tuple[str, ...]) -> str:
    name, *numbers = cells
    return f"{shortened(name, 36):<36}" + "".join(
        f"{number:>{width}}" for number, width in zip(numbers, (8, 14, 10, 9), strict=True)
    )


def summary(report: CheckReport) -> str:
    """One line: whether the gate passes, and how much was found."""
    others = len(report.other_errors)
    known = sum(one.severity is Severity.ERROR for one in report.findings) - len(report.failing) - others
    other = next(gate for gate in Gate if gate is not report.gate)
    parts = [
        (len(report.failing), counted(len(report.failing), "error")),
        (known, counted(known, "known error")),
        (others, f"{counted(others, 'error')} of the {other.value} gate"),
    ]
    for severity in (Severity.WARNING, Severity.NOTE):
        count = sum(one.severity is severity for one in report.findings)
        parts.append((count, counted(count, severity.value)))
    found = ", ".join(told for count, told in parts if count)
    name = report.gate.value.capitalize()
    if not report.findings:
        more = " that is not excepted" if report.excepted else ""
        return f"{name} gate passed: nothing found{more} in {counted(len(report.files), 'file')}."
    if not report.failing:
        return f"{name} gate passed: {found}, none of which fails it."
    return f"{name} gate failed: {counted(len(report.failing), 'finding')} to mend. In all {found}."


def next_steps(report: CheckReport) -> Iterator[str]:
    """What to do next, one sentence a line."""
    if report.failing:
        yield f"Next: mend {_those(report.failing)} and run `locmem check{_options(report, report.gate)}` again."
    certain = sum(finding.fix is not None for finding in report.findings)
    if certain:
        yield f"{counted(certain, 'finding')} can be mended by `locmem check --fix`; `--dry-run` shows how."
    others = report.other_errors
    if others:
        other = others[0].gate
        yield (
            f"{counted(len(others), 'error')} of the {other.value} gate "
            f"{'does' if len(others) == 1 else 'do'} not fail this one: `locmem check{_options(report, other)}`."
        )
    known = sum(finding in report.known for finding in report.findings)
    if known:
        yield f"{counted(known, 'finding')} known from the baseline."
    uncovered = sum(finding in report.uncovered for finding in report.findings)
    if uncovered:
        yield f"{counted(uncovered, 'finding')} of priority 1 in the baseline: it does not cover what must never ship."
    lapsed = sum(finding in report.lapsed for finding in report.findings)
    if lapsed:
        yield f"{counted(lapsed, 'finding')} in the baseline, whose time there is over: nothing covers them any more."
    if told := told_of_excepted(report):
        yield told
    if report.looked_at:
        yield report.looked_at


def told_of_excepted(report: CheckReport) -> str:
    """How many findings are meant so, and where their reasons are; empty where none is."""
    if not (count := len(report.excepted)):
        return ""
    them = "it" if count == 1 else "them"
    return f"{counted(count, 'finding')} excepted with a reason: `locmem check --all` shows {them}."


def _of_finding(report: CheckReport, finding: Finding) -> Iterator[Line]:
    place = finding.location
    where = f"{place.line}:{place.column or 1}" if place.line else "-"
    tail = f" [{finding.check}{', ' + finding.scope if finding.scope else ''}]"
    mark = " (known)" if finding in report.known else ""
    # A segment is found by its line; a value of a file of keys is known by its key.
    told = finding.key or (place.key if "#" not in place.key else "")
    key = f"{told}: " if told else ""

    def line(part: Part, written: str) -> Line:
        return Line(part=part, text=written, severity=finding.severity)

    # One line each: a line of its own, taken from a text, could be a command to whoever reads the log.
    problem, do = (" ".join(part.split()) for part in (finding.what, finding.do))
    yield line(Part.FINDING, f"  {where:<8} {finding.severity.value}{mark}: {key}{problem}{tail}")
    for row in finding.excerpt.splitlines():
        yield line(Part.EXCERPT, f"           | {row}")
    if do:
        yield line(Part.ADVICE, f"           {do}")


def _is_urgent(report: CheckReport, finding: Finding) -> bool:
    return report.fails(finding) or (finding.gate is report.gate and finding.severity is not Severity.NOTE)


def _rank(report: CheckReport, finding: Finding) -> tuple[bool, bool, int]:
    return not report.fails(finding), finding.gate is not report.gate, finding.severity.rank


def _those(findings: tuple[Finding, ...]) -> str:
    files = {finding.location.path for finding in findings}
    where = f"{len(files)} files" if len(files) > 1 else min(files)
    return f"{'it' if len(findings) == 1 else 'them'} in {where}"


def _options(report: CheckReport, gate: Gate) -> str:
    """What to type after `locmem check` to look at the same markets under a gate."""
    chosen = "".join(f" --market {code}" for code in report.markets)
    return f"{'' if gate is Gate.CHANGE else f' --gate {gate.value}'}{chosen}"
