"""Texts of other branches that a merge in git kept beside a translation."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import segment_location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import shortened

UNDECIDED = "merge-undecided"


def undecided_merges(context: CheckContext) -> Iterator[Finding]:
    """Translations that another branch gave otherwise, and of which nobody decided yet which one stands."""
    for pair in context.pairs():
        for row in pair.rows:
            for rival in row.entry.rivals:
                key = pair.key(row.entry)
                texts = f"“{shortened(row.entry.target, 60)}” here, “{shortened(rival.target, 60)}” there"
                yield Finding(
                    check=UNDECIDED,
                    gate=Gate.RELEASE,
                    severity=Severity.WARNING,
                    location=segment_location(pair.source, row.segment, key),
                    locale=pair.locale,
                    what=f"another branch says it otherwise: {texts}.",
                    do=f"Run `locmem conflicts take {key} --locale {pair.locale}`, or `drop` to keep what stands.",
                )


CHECKS = (
    Listed(
        name=UNDECIDED,
        family="undecided",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=undecided_merges,
        why="Two people decided differently, and one of the two is shipped by chance.",
        example="“Devoluciones” here, “Reembolsos” there",
        do="Decide with `locmem conflicts`.",
    ),
)
