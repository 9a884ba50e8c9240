"""How problems of a source become findings, with the line of the source below which carets stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from locmem.content.view import line_span, position_in
from locmem.errors import Location, Problem
from locmem.inline.tag import LiquidProblem
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.segment import Unit

_LONE_SWITCH = re.compile(r"<!--\s*locmem:off\s*-->\Z")

MAX_EXCERPT = 120
"""Characters of a line that a finding shows."""


def findings_of(problems: Iterable[Problem], check: str, text: str) -> Iterator[Finding]:
    """Problems of a source as findings that fail the gate of the change that brought them."""
    for problem in problems:
        yield Finding(
            check=check,
            gate=Gate.CHANGE,
            severity=Severity.ERROR,
            location=problem.location,
            what=problem.what,
            do=problem.do,
            excerpt=excerpt(text, problem.location.line, problem.location.column),
        )


def liquid_findings(problems: Iterable[LiquidProblem], path: str, text: str) -> Iterator[Finding]:
    """What is wrong with the Liquid of a source, check `liquid-syntax`."""
    for problem in problems:
        line, column = position_in(text, problem.start)
        yield Finding(
            check="liquid-syntax",
            gate=Gate.CHANGE,
            severity=problem.severity,
            location=Location(path=path, line=line, column=column),
            what=problem.what,
            excerpt=excerpt(text, line, column, problem.end - problem.start),
        )


def warning(check: str, path: str, text: str, offset: int, what: str, do: str) -> Finding:
    """A finding that is reported and fails no gate."""
    line, column = position_in(text, offset)
    return Finding(
        check=check,
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        location=Location(path=path, line=line, column=column),
        what=what,
        do=do,
        excerpt=excerpt(text, line, column),
    )


def switch_findings(units: Iterable[Unit], path: str, text: str) -> Iterator[Finding]:
    """A warning for each comment `locmem:off` in a paragraph that keeps nothing."""
    for unit in units:
        start = unit.start
        for part in unit.content.parts if "locmem:off" in unit.content.native else ():
            native = part if isinstance(part, str) else part.original
            if not isinstance(part, str) and _LONE_SWITCH.match(native):
                what = "`locmem:off` keeps nothing here: its paragraph has no `locmem:on`."
                do = "Put both into one paragraph, or each on a line of its own with empty lines around it."
                yield warning("markup-open", path, text, start, what, do)
            start += len(native)


def excerpt(text: str, line: int, column: int, length: int = 1) -> str:
    """The source line with carets below the place, or empty where the line is not known."""
    if not line or not column:
        return ""
    start, end = line_span(text, line)
    if end - start > MAX_EXCERPT:
        # Only what is shown is copied: a line may be as long as the text, and have thousands of findings.
        first = max(0, column - 1 - MAX_EXCERPT // 2)
        start, column = start + first, column - first
        end = min(end, start + MAX_EXCERPT)
    shown = text[start:end].rstrip("\r")
    width = max(1, min(length, len(shown) - column + 1))
    # Tabs are kept below tabs, so that the caret stands where the reader's tab width puts the character.
    blanks = "".join("\t" if character == "\t" else " " for character in shown[: column - 1])
    return f"{shown}\n{blanks}{'^' * width}"
