"""Marks of a notation that nobody declared, and that a translation has lost."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location
from locmem.inline.foreign_marks import lost_marks
from locmem.model.finding import Finding, Gate, Severity

LOST = "mark-lost"


def lost_placeholders(context: CheckContext) -> Iterator[Finding]:
    """Marks that look like placeholders (`[AMOUNT]`, `$NAME$`) and stand in a source but not in its translation."""
    for pair in context.pairs():
        for row in context.shown(pair):
            for what in () if row.entry.is_stale else lost_marks(row.segment.content, row.target):
                yield Finding(
                    check=LOST,
                    gate=Gate.RELEASE,
                    severity=Severity.WARNING,
                    location=entry_location(pair, row.entry),
                    locale=pair.locale,
                    what=f"{what}.",
                    do="Put it back, if something is filled in there; `placeholders` or `placeholder_patterns` of "
                    "its content set then protect it.",
                )


CHECKS = (
    Listed(
        name=LOST,
        family="marks",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=lost_placeholders,
        why="Where something was to be filled in, nothing will be.",
        example="Estimado cliente, for Dear $NAME$,",
        do="Put the mark back, and declare its notation in `placeholder_patterns`.",
    ),
)
