"""Translations in another language or script than their locale's."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location
from locmem.inline.leftovers import seen
from locmem.markets.spoken import near_language, other_language
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.tags import language_of
from locmem.model.wording import shortened
from locmem.render.damage import beside_its_source
from locmem.values.locales import english_name

OTHER = "other-language"


def other_languages(context: CheckContext) -> Iterator[Finding]:
    """Translations that customers may read in another of the project's languages, a near one or another script."""
    among = (context.settings.source_locale, *context.settings.locales)
    for pair in context.pairs():
        for row in context.shown(pair):
            # What is the same text in two locales of one language is no mistake of language.
            if language_of(pair.locale) == language_of(pair.source.locale):
                continue
            source, target = beside_its_source(row)
            here, there = seen(source), seen(target)
            found, is_certain = other_language(there, pair.locale, among, here), True
            if not found:
                found, is_certain = near_language(there, pair.locale, here)
            if found:
                yield Finding(
                    check=OTHER,
                    gate=Gate.RELEASE,
                    severity=Severity.ERROR if is_certain else Severity.WARNING,
                    location=entry_location(pair, row.entry),
                    locale=pair.locale,
                    what=f"“{shortened(row.entry.target, 60)}” is in {english_name(found)}, and not in "
                    f"{english_name(pair.locale)}.",
                    do=f"Translate it into {english_name(pair.locale)}, or move it to the catalog it belongs to.",
                )


CHECKS = (
    Listed(
        name=OTHER,
        family="language",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=other_languages,
        why="Customers get a text that they cannot read.",
        example="A Portuguese sentence in the Spanish catalog",
        do="Translate it, or move it to the catalog it belongs to.",
    ),
)
