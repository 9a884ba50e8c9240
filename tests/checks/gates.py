"""The gates over a context of tests, without the project around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from locmem.checks.baseline import Known
from locmem.checks.model import CheckContext
from locmem.checks.run import CheckReport, findings_of, report_of
from locmem.model.finding import Finding, Gate


def run_checks(
    context: CheckContext,
    gate: Gate,
    *,
    extra: Iterable[Finding] = (),
    known: Sequence[Known] = (),
    paths: Collection[str] = (),
    markets: tuple[str, ...] = (),
) -> CheckReport:
    """What all checks find in a context, and `extra`; the rest as of `report_of`."""
    found = (*extra, *findings_of(context))
    files = [card.file for card in context.cards]
    return report_of(found, gate, files=files, known=known, paths=paths, markets=markets)
