"""Catalogs nobody has decided on: texts of two branches side by side, and a file that may be of another document."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import segment_location
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import shortened

UNDECIDED = "merge-undecided"
MISNAMED = "catalog-misnamed"


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


def misnamed_catalogs(context: CheckContext) -> Iterator[Finding]:
    """Catalogs whose header names another document of the project than the one they lie under."""
    for card in context.cards:
        for locale, path, named in card.misnamed:
            if named in context.by_path:
                yield Finding(
                    check=MISNAMED,
                    gate=Gate.CHANGE,
                    severity=Severity.WARNING,
                    location=Location(path=path, line=1),
                    locale=locale,
                    what=f"the header names {named}, and the file lies under {card.path}.",
                    do="See whether its texts are of this document; `locmem sync` writes the header anew.",
                )


CHECKS = (
    Listed(
        name=MISNAMED,
        family="undecided",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=misnamed_catalogs,
        reach=Reach.PROJECT,
        why="A copy of another catalog lies here: its translations are of other texts.",
        example="X-Locmem-Document: macros/a.yaml in translations/es/macros/b.yaml.po",
        do="Put the right file here.",
    ),
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
