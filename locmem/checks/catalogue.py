"""Every check there is, by name, in the order in which they run."""

from __future__ import annotations

from collections.abc import Mapping

from locmem.checks import (
    cards,
    codes,
    completeness,
    content_sets,
    facts,
    language,
    leaks,
    leftovers,
    lengths,
    links,
    liquid,
    marks,
    obligations,
    profiles,
    slugs,
    staleness,
    structure,
    toolkit,
    undecided,
)
from locmem.checks.model import Check, Listed, Reach
from locmem.model.finding import Gate

_REACH = {
    links.LINK: Reach.PROJECT,
    links.LINK_ELSEWHERE: Reach.PROJECT,
    links.IMAGE: Reach.PROJECT,
    links.OWN_IMAGE: Reach.PROJECT,
    cards.SYNTAX: Reach.PROJECT,
    content_sets.EMPTY: Reach.PROJECT,
    profiles.PROFILE: Reach.PROJECT,
    slugs.REPEATED: Reach.PROJECT,
    completeness.UNDECLARED: Reach.PROJECT,
    completeness.UNREAD: Reach.PROJECT,
    obligations.MISSING: Reach.PROJECT,
    obligations.OBLIGATION: Reach.PROJECT,
}
"""The checks that depend on more than one document."""


_GUARDS = {
    structure.ACTIVE: "what a page runs or brings in, customers get whoever wrote it",
    codes.DAMAGED: "customers would see a broken tag, or none where a value belongs",
    codes.UNSAFE: "markup that the source does not have could run in customers' browsers or lead them elsewhere",
    facts.NOT_READY: "customers would read what no longer holds there, or nothing where a fact belongs",
    obligations.MISSING: "the law of the market asks for it",
}
"""The checks whose errors must never be waved through, and why."""


def _listed(*rows: tuple[str, str, Gate, Check]) -> Mapping[str, Listed]:
    return {
        name: Listed(
            name=name,
            family=family,
            gate=gate,
            check=check,
            reach=_REACH.get(name, Reach.DOCUMENT),
            guards=_GUARDS.get(name, ""),
        )
        for name, family, gate, check in rows
    }


CHECKS: Mapping[str, Listed] = _listed(
    (structure.READING, "structure", Gate.CHANGE, structure.reading_problems),
    (cards.SYNTAX, "liquid", Gate.CHANGE, liquid.broken_liquid),
    (liquid.TAG, "liquid", Gate.CHANGE, liquid.unusable_tags),
    (facts.UNKNOWN, "facts", Gate.CHANGE, facts.unknown_facts),
    (leaks.IN_SOURCE, "leaks", Gate.CHANGE, leaks.facts_typed_in),
    (leaks.IN_STORE, "leaks", Gate.CHANGE, leaks.dead_words_in_store),
    (profiles.PROFILE, "profiles", Gate.CHANGE, profiles.doubtful_profiles),
    (content_sets.EMPTY, "content_sets", Gate.CHANGE, content_sets.empty_content_sets),
    (slugs.REPEATED, "slugs", Gate.CHANGE, slugs.repeated_slugs),
    (structure.HEADING_ID, "structure", Gate.CHANGE, structure.repeated_heading_ids),
    (structure.REFERENCE, "structure", Gate.CHANGE, structure.missing_references),
    (links.LINK, "links", Gate.CHANGE, links.broken_links),
    (links.IMAGE, "links", Gate.CHANGE, links.missing_images),
    (structure.HTML, "structure", Gate.CHANGE, structure.unbalanced_html),
    (structure.ACTIVE, "structure", Gate.CHANGE, structure.active_content),
    (lengths.IN_SOURCE, "lengths", Gate.CHANGE, lengths.long_sources),
    (links.LINK_ELSEWHERE, "links", Gate.RELEASE, links.links_out_of_a_market),
    (completeness.UNDECLARED, "completeness", Gate.RELEASE, completeness.undeclared_locales),
    (completeness.UNREAD, "completeness", Gate.RELEASE, completeness.unread_locales),
    (completeness.INCOMPLETE, "completeness", Gate.RELEASE, completeness.incomplete_documents),
    (staleness.STALE, "staleness", Gate.RELEASE, staleness.stale_translations),
    (undecided.UNDECIDED, "undecided", Gate.RELEASE, undecided.undecided_merges),
    (facts.NOT_READY, "facts", Gate.RELEASE, facts.unready_facts),
    (links.OWN_IMAGE, "links", Gate.RELEASE, links.pictures_of_the_source),
    (codes.DAMAGED, "codes", Gate.RELEASE, codes.damaged_codes),
    (codes.UNSAFE, "codes", Gate.RELEASE, codes.unsafe_markup),
    (codes.LINK, "codes", Gate.RELEASE, codes.changed_links),
    (codes.WORDS, "codes", Gate.RELEASE, codes.changed_interface_words),
    (marks.LOST, "marks", Gate.RELEASE, marks.lost_placeholders),
    (leftovers.LEFTOVER, "leftovers", Gate.RELEASE, leftovers.leftovers_in_translations),
    (language.OTHER, "language", Gate.RELEASE, language.other_languages),
    (leaks.IN_TARGET, "leaks", Gate.RELEASE, leaks.facts_typed_into_translations),
    (lengths.IN_TARGET, "lengths", Gate.RELEASE, lengths.long_translations),
    (toolkit.QUALITY, "toolkit", Gate.RELEASE, toolkit.quality_filters),
    (obligations.MISSING, "obligations", Gate.RELEASE, obligations.missing_statements),
    (obligations.OBLIGATION, "obligations", Gate.RELEASE, obligations.owed_statements),
)
"""Findings of files that cannot be read have the check `input`, facts that change before the day of the check
`fact-changes`, approved pages that changed `approval-lost`, pages that nobody approved though somebody must
`approval-missing`, returned texts that wait `return-waiting`, files that pages must not bring along `asset-refused`,
outputs of one name `output-clash`, names that cannot be written `output-name`, and exceptions that are not sound
`exception-…`; they come from outside (`checks.run`, `checks.exceptions`, and what `pipelines.check` gathers)."""
