"""Marks of a merge that nobody finished, in sources: customers would read both sides and the marks between them.

The marks are those of git: seven signs at the start of a line, and behind `<<<<<<<` and `>>>>>>>` the name of a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding, spot
from locmem.model.finding import Finding, Gate, Severity

CONFLICT = "merge-conflict"

_MARK = re.compile(r"^(?:<{7}|>{7}) \S[^\n]*", re.MULTILINE)
_DO = "Keep what is right of the two sides, and take the lines with the marks out."


def open_conflicts(context: CheckContext) -> Iterator[Finding]:
    """Marks of a merge conflict (`<<<<<<<`, `>>>>>>>`) in a source; each conflict is told once, where it begins."""
    for page in context.pages:
        text = page.source.document.text
        if "<" * 7 not in text and ">" * 7 not in text:
            continue
        is_open = False
        for found in _MARK.finditer(text):
            begins = found[0][0] == "<"
            # An article about git shows the marks as code.  A fence that opens on both sides hides the end alone.
            is_code = not page.text[found.start() : found.end()].strip()
            if not is_code and (begins or not is_open):
                what = f"`{found[0][:60].rstrip()}` is the mark of a merge that nobody finished."
                yield source_finding(spot(page.source, found.start(), 7), CONFLICT, Severity.ERROR, what, _DO)
            is_open = begins and not is_code


CHECKS = (
    Listed(
        name=CONFLICT,
        family="source_conflicts",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=open_conflicts,
        why="Customers read both versions of a sentence and the marks between them, in every language.",
        example="<<<<<<< HEAD",
        do=_DO,
    ),
)
