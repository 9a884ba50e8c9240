"""Leftovers of tools, engines and lost encodings in translations that customers may read."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.catalogs.pairs import Pair, Row
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location
from locmem.exchange.untranslated import source_left
from locmem.inline.leftovers import Leftover, leftovers, seen
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import shortened
from locmem.render.damage import beside_its_source

LEFTOVER = "leftover"


def leftovers_in_translations(context: CheckContext) -> Iterator[Finding]:
    """Broken references, marks of tools, lost letters and words of the source left in translations."""
    for pair in context.pairs():
        for row in context.shown(pair):
            entry = row.entry
            for found in _found(pair, row):
                yield Finding(
                    check=LEFTOVER,
                    gate=Gate.RELEASE,
                    severity=Severity.ERROR if found.is_certain else Severity.WARNING,
                    location=entry_location(pair, entry),
                    locale=pair.locale,
                    what=f"in “{shortened(entry.target, 60)}” {found.what}.",
                    do="Mend the target in the catalog." if found.is_certain else "Mend the target if it is not meant.",
                )


def _found(pair: Pair, row: Row) -> Iterator[Leftover]:
    source, target = beside_its_source(row)
    yield from leftovers(source, target, pair.locale)
    yield from source_left(seen(source), seen(target), pair.source.locale, pair.locale)


CHECKS = (
    Listed(
        name=LEFTOVER,
        family="leftovers",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=leftovers_in_translations,
        why="Customers read what a tool, an engine or a lost encoding left behind.",
        example="maÃ±ana & amp; más",
        do="Mend the target in the catalog.",
    ),
)
