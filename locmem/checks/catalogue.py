"""Every check there is, by name, in the order in which they run: each file of checks lists its own."""

from __future__ import annotations

from collections.abc import Mapping

from locmem.checks import (
    codes,
    completeness,
    content_sets,
    contradictions,
    facts,
    fragments,
    language,
    leaks,
    left_catalogs,
    leftovers,
    lengths,
    links,
    liquid,
    marks,
    obligations,
    profiles,
    register,
    slugs,
    source_shape,
    source_texts,
    staleness,
    structure,
    terms,
    toolkit,
    translated_links,
    undecided,
)
from locmem.checks.listed import Listed
from locmem.checks.texts import (
    capitals,
    consistency,
    contacts,
    debris,
    negation,
    numbers,
    proportions,
    punctuation,
    repeats,
    scripts,
    spacing,
)

CHECKS: Mapping[str, Listed] = {
    listed.name: listed
    for listed in (
        *structure.CHECKS,
        *liquid.CHECKS,
        *facts.CHECKS,
        *leaks.CHECKS,
        *profiles.CHECKS,
        *content_sets.CHECKS,
        *slugs.CHECKS,
        *source_shape.CHECKS,
        *source_texts.CHECKS,
        *links.CHECKS,
        *fragments.CHECKS,
        *lengths.CHECKS,
        *completeness.CHECKS,
        *staleness.CHECKS,
        *undecided.CHECKS,
        *left_catalogs.CHECKS,
        *codes.CHECKS,
        *translated_links.CHECKS,
        *marks.CHECKS,
        *leftovers.CHECKS,
        *language.CHECKS,
        *contradictions.CHECKS,
        *terms.CHECKS,
        *register.CHECKS,
        *numbers.CHECKS,
        *contacts.CHECKS,
        *negation.CHECKS,
        *spacing.CHECKS,
        *punctuation.CHECKS,
        *scripts.CHECKS,
        *capitals.CHECKS,
        *repeats.CHECKS,
        *debris.CHECKS,
        *proportions.CHECKS,
        *consistency.CHECKS,
        *toolkit.CHECKS,
        *obligations.CHECKS,
    )
}
"""Findings of files that cannot be read have the check `input`, facts that change before the day of the check
`fact-changes`, approved pages that changed `approval-lost`, pages that nobody approved though somebody must
`approval-missing`, returned texts that wait `return-waiting`, files that pages must not bring along `asset-refused`,
outputs of one name `output-clash`, names that cannot be written `output-name`, and exceptions that are not sound
`exception-…`; they come from outside (`checks.run`, `checks.exceptions`, and what `pipelines.check` gathers)."""
