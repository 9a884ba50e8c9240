"""Market profiles themselves: what `locmem market lint` has against them, beside the texts that use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.errors import Location
from locmem.markets.due import Limits
from locmem.markets.lint import lint
from locmem.markets.lint_amounts import AMOUNT
from locmem.markets.lint_evidence import CONFIDENCE, REVIEW
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted

PROFILE = "market-profile"


def doubtful_profiles(context: CheckContext) -> Iterator[Finding]:
    """What independent witnesses and rules have against a market's profile and company data.

    Warnings, each with the name of its rule in `locmem market lint`; errors only for amounts that no currency has.
    Overdue readings are counted per market,
    and unverified legal facts left to the check of the pages that use them.
    """
    limits = Limits(legal=context.settings.verified_days)
    for result in lint(context.markets, context.day, limits=limits):
        if result.rule.name == CONFIDENCE:
            continue
        if result.rule.name == REVIEW:
            yield from _counted(result.findings)
            continue
        for finding in result.findings:
            severity = finding.severity if result.rule.name == AMOUNT else Severity.WARNING
            yield replace(finding, check=PROFILE, severity=severity, what=f"{finding.what} ({result.rule.name})")


def _counted(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    places: dict[tuple[str, str], list[Location]] = {}
    for finding in findings:
        places.setdefault((finding.market, finding.location.path), []).append(finding.location)
    for (market, _), known in places.items():
        first = min(known, key=lambda place: place.line)
        yield Finding(
            check=PROFILE,
            gate=Gate.CHANGE,
            severity=Severity.WARNING,
            location=first,
            market=market,
            what=f"{counted(len(known), 'value')} of {market} should be read again at the source ({REVIEW}).",
            do=f"`locmem market due --market {market}` lists them, the most pressing first.",
        )


CHECKS = (
    Listed(
        name=PROFILE,
        family="profiles",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=doubtful_profiles,
        reach=Reach.PROJECT,
        why="One wrong figure in a profile is wrong on every page of the market.",
        example="standard_rate: 22 where witnesses say 21",
        do="Look at the source of the fact, then mend the value or note why it holds.",
    ),
)
