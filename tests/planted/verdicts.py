"""What a check said of planted faults: found in the right place, found elsewhere, missed; and what nobody planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem.checks.run import problems_as_findings
from locmem.errors import InputErrors
from locmem.model.finding import Finding, Gate, Severity
from locmem.pipelines.check import CheckOptions, check
from locmem.workspace.workspace import open_workspace
from tests.planted.faults import CONTENT, TRANSLATIONS, Fault, Place
from tests.planted.planting import copy_base, line_numbers, plant, project


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a segment stands in its source: a line, and the columns from the first up to the one behind it."""

    line: int
    column: int
    end: int

    def holds(self, finding: Finding) -> bool:
        """Whether a finding points into it; one that names no column may mean it."""
        place = finding.location
        return place.line == self.line and (not place.column or self.column <= place.column < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A fault with the findings that were not there before: at its place, and elsewhere in what it touches."""

    fault: Fault
    there: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...]

    @property
    def is_found(self) -> bool:
        """Whether a finding points at the place."""
        return bool(self.there)

    @property
    def is_error(self) -> bool:
        """Whether one that does is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """The clean help centre: a copy with its cache warm, what is found in it, and where its segments stand."""

    root: Path
    findings: tuple[Finding, ...]
    spans: dict[tuple[str, str], Span]


_FAR, _SHALLOW = 1_000_000, 2


def clean(place: Path) -> Clean:
    """The clean help centre copied to a folder and checked."""
    root = copy_base(place)
    spans: dict[tuple[str, str], Span] = {}
    for pair in open_workspace(project(root)).pairs_of("es"):
        segments = [row.segment for row in pair.rows]
        for row in pair.rows:
            line, column = row.segment.line, row.segment.column
            later = [one.column for one in segments if one.line == line and one.column > column]
            spans[pair.source.path, row.entry.occurrence] = Span(line=line, column=column, end=min(later, default=_FAR))
    return Clean(root=root, findings=findings(root), spans=spans)


def findings(root: Path) -> tuple[Finding, ...]:
    """What both gates find in a help centre, each thing once; settings that cannot be read end the command."""
    found: dict[Finding, None] = {}
    try:
        for gate in (Gate.CHANGE, Gate.RELEASE):
            found.update(dict.fromkeys(check(project(root), CheckOptions(gate=gate)).report.findings))
    except InputErrors as error:
        return tuple(problems_as_findings(error.problems))
    return tuple(found)


def judge(known: Clean, group: Sequence[Fault], place: Path) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """A verdict on each fault of a group, planted in a copy at `place`; and the findings that none of them explains."""
    root = copy_base(place, known.root)
    plant(root, group)
    new = _new(findings(root), known.findings)
    left = list(new)
    verdicts = []
    for fault in group:
        there = tuple(finding for finding in new if _is_at(finding, fault, root, known))
        own = [finding for finding in new if len(group) == 1 or _touches(finding, fault)]
        elsewhere = tuple(finding for finding in own if finding not in there)
        left = [finding for finding in left if finding not in there and finding not in elsewhere]
        verdicts.append(Verdict(fault=fault, there=there, elsewhere=elsewhere))
    return tuple(verdicts), tuple(left)


def _new(found: Iterable[Finding], known: Iterable[Finding]) -> list[Finding]:
    """The findings that were not there before; lines may have moved, so a finding is known by what it says."""
    before = Counter(_said(finding) for finding in known)
    places = {(*_said(finding), finding.location.line) for finding in known}
    new = []
    # Those on a line of before are taken for the old ones first.
    for finding in sorted(found, key=lambda one: (*_said(one), one.location.line) not in places):
        said = _said(finding)
        if before[said]:
            before[said] -= 1
        else:
            new.append(finding)
    return new


def _said(finding: Finding) -> tuple[str, ...]:
    return (finding.check, finding.location.path, finding.locale, finding.market, finding.what)


def _is_at(finding: Finding, fault: Fault, root: Path, known: Clean) -> bool:
    if fault.at.entry:
        return finding.locale in ("", fault.locale) and _is_at_entry(finding, fault, root, known)
    return any(_is_on_line(finding, at, root) for at in (fault.at, fault.or_at) if at)


def _is_at_entry(finding: Finding, fault: Fault, root: Path, known: Clean) -> bool:
    place, at = finding.location, fault.at
    if place.path == at.file:
        context = f'msgctxt "{at.entry}"'
        return place.key.endswith(f"#{at.occurrence}") or context in _around(root / at.file, place.line, _in_paragraph)
    if place.path != CONTENT + fault.document:
        return False
    span = known.spans.get((fault.document, at.occurrence))
    return place.key.endswith(f"#{at.occurrence}") or (span is not None and span.holds(finding))


def _is_on_line(finding: Finding, at: Place, root: Path) -> bool:
    """Whether a finding is on the line; in a profile also on the fact that holds it, in a catalog on its header."""
    place = finding.location
    if place.path != at.file:
        return False
    if not at.line or place.line in line_numbers(root, at.file, at.line):
        return True
    if at.file.endswith(".po"):
        return at.line in _around(root / at.file, place.line, _in_paragraph)
    if not at.file.startswith("markets/"):
        return False
    named = _around(root / at.file, place.line - 1, _alone)
    return at.line in (*named, *_around(root / at.file, place.line, _in_fact))


def _around(file: Path, number: int, belongs: Callable[[str, str], bool]) -> list[str]:
    """A line of a file, from 1, with those before and behind it that belong to it; none where it is not there."""
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n") if file.is_file() else []
    if not 1 <= number <= len(lines):
        return []
    first = last = number - 1
    while first and belongs(lines[first - 1], lines[number - 1]):
        first -= 1
    while last + 1 < len(lines) and belongs(lines[last + 1], lines[number - 1]):
        last += 1
    return lines[first : last + 1]


def _alone(line: str, of: str) -> bool:
    del line, of
    return False


def _in_paragraph(line: str, of: str) -> bool:
    del of
    return bool(line.strip())


def _in_fact(line: str, of: str) -> bool:
    """Whether a line is as deep as another one, which is the case for the keys of a fact, or deeper."""
    return len(line) - len(line.lstrip()) >= len(of) - len(of.lstrip()) > _SHALLOW


def _touches(finding: Finding, fault: Fault) -> bool:
    path = finding.location.path
    if path.startswith(TRANSLATIONS):
        return path.removeprefix(TRANSLATIONS).partition("/")[2] == f"{fault.document}.po"
    return path == CONTENT + fault.document or path in (fault.file, fault.at.file)
