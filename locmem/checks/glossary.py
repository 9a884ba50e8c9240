"""The team's glossary itself: rows that contradict each other, name what there is not, or are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.term import Glossary, TermStatus
from locmem.model.wording import counted
from locmem.terms.lint import flaws

ENTRY = "glossary-entry"

_MISSING = "preferred-missing"
_UNKNOWN = "locale-unknown"
_NEARLY_ALL = 0.8
"""The part of the concepts that must have a word in a locale before one without is told: others are being written."""


def wrong_entries(context: CheckContext) -> Iterator[Finding]:
    """Rows of the glossary that contradict others, name what there is not, or lack a word that nearly all have."""
    terminology, settings = context.terminology, context.settings
    if terminology is None or not terminology.glossary.concepts:
        return
    glossary, source = terminology.glossary, terminology.source_locale
    covered = [tag for tag in settings.locales if _covers(glossary, tag)]
    markets = [*(market.code for market in context.all_markets), *context.broken] or None
    all_told = flaws(glossary, source_locale=source, locales=settings.locales, markets=markets)
    variants = tuple(settings.variants)
    missing = flaws(glossary, source_locale=source, locales=covered, variants=variants) if covered else ()
    told = [flaw for flaw in all_told if flaw.kind != _MISSING] + [flaw for flaw in missing if flaw.kind == _MISSING]
    rows = Counter(flaw.locale for flaw in told if flaw.kind == _UNKNOWN)
    for flaw in told:
        # A locale that the settings lack is one fault, in however many rows it is written.
        count = rows.pop(flaw.locale, 0) if flaw.kind == _UNKNOWN else 1
        if flaw.severity is not Severity.NOTE and count:
            yield Finding(
                check=ENTRY,
                gate=Gate.CHANGE,
                severity=flaw.severity,
                location=Location(path=settings.glossary, line=flaw.line),
                what=f"{flaw.what} {counted(count, 'row')} are in it, this is the first." if count > 1 else flaw.what,
                do=flaw.do.replace("the row", "the rows") if count > 1 else flaw.do,
                about=flaw.locale if flaw.kind == _UNKNOWN else "",
            )


def _covers(glossary: Glossary, locale: str) -> bool:
    """Whether nearly all concepts have a word in a locale that is to be written."""
    translated = [one for one in glossary.concepts if not one.is_kept]
    having = [one for one in translated if any(term.status is TermStatus.PREFERRED for term in one.in_locale(locale))]
    return len(having) >= _NEARLY_ALL * len(translated)


CHECKS = (
    Listed(
        name=ENTRY,
        family="glossary",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=wrong_entries,
        reach=Reach.PROJECT,
        why="Translators are told two things, or nothing, and correct translations are reported.",
        example="factura as preferred and as forbidden for invoice in es",
        do="Mend the row; `locmem terms check` says the same and more.",
    ),
)
