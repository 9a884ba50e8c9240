"""What the memory is asked for, and what a match makes of an entry: the table of docs/design.md section 5.

Targets a person confirmed or began are never touched.  A machine's draft gives way only to an exact match.
"""

from __future__ import annotations

from dataclasses import replace

from locmem.catalogs.pairs import Pair
from locmem.inline import protect
from locmem.model.match import Band, Match, Trust
from locmem.model.tags import LanguageTag
from locmem.model.translation import NO_ORIGIN, CatalogEntry, Origin, OriginKind, State
from locmem.workspace.open_entries import is_open
from locmem.workspace.proposals import doubts_of, waits_for_proposal
from locmem.workspace.routing import Routes

_CONTEXT = (Band.CONTEXT_BOTH, Band.CONTEXT)
_EXACT = (*_CONTEXT, Band.EXACT)


def is_asked_for(pair: Pair, entry: CatalogEntry) -> bool:
    """Whether the memory is asked for an entry: a machine may fill it, or it is stale and nobody began with it."""
    return waits_for_proposal(entry) or (not entry.is_own if pair.base else is_open(entry))


def answered(routes: Routes, pair: Pair, entry: CatalogEntry, match: Match, *, is_sure: bool) -> CatalogEntry | None:
    """The entry as the best match fills it, None where it stays as it is.

    is_sure: whether an exact match may confirm.
    """
    accept = pair.source.content_set.accept if is_sure else None
    prefers_engine = _prefers_engine(routes, pair, match)
    if not pair.base:
        filled = _with_match(entry, match, pair.locale, accept, prefers_engine)
        return filled if filled and (filled.target, filled.state) != (entry.target, entry.state) else None
    # A variant's own wording that lost its place comes back for certain or not at all; a draft would
    # only stand in the way of what is inherited.
    empty = replace(entry, target="", state=State.UNTRANSLATED, origin=NO_ORIGIN)
    filled = _with_match(empty, match, pair.locale, accept, prefers_engine)
    return filled if filled and filled.is_confirmed and filled.target != entry.target else None


def _with_match(
    entry: CatalogEntry, match: Match, locale: LanguageTag, accept: int | None, prefers_engine: bool
) -> CatalogEntry | None:
    """The entry filled with a match, None where the match must not replace what stands there.

    accept: as the content set says, None where nothing is confirmed.
    """
    is_sure = (
        match.entry.trust is Trust.CONFIRMED
        and match.entry.locale == locale
        and not (match.is_ambiguous or match.critical or match.repaired)
    )
    is_accepted = accept is not None and (match.band in _CONTEXT or (accept == 100 and match.band is Band.EXACT))
    text = protect.to_editable(match.target)
    if is_sure and is_accepted and not match.left:
        return entry.with_target(text, State.TRANSLATED, Origin(OriginKind.TM))
    if entry.state is State.DRAFT and match.band not in _EXACT:
        return None
    if entry.state is State.DRAFT and entry.origin.kind is OriginKind.TM and entry.match >= int(match.percent):
        return None
    if prefers_engine:
        return None
    origin = Origin(OriginKind.TM)
    draft = entry.with_target(text, State.DRAFT, origin, match=int(match.percent), doubts=doubts_of(match))
    if match.band in _EXACT:
        return draft
    # The source the proposal was made for, so that a tool can show the translator what differs.
    made_for = protect.to_editable(match.entry.source)
    return draft if made_for == entry.source else replace(draft, previous_source=made_for)


def _prefers_engine(routes: Routes, pair: Pair, match: Match) -> bool:
    """Whether the first engine that may draft the document does better than a match like this."""
    if match.band in _EXACT:
        return False
    first = next(iter(routes.engines_for(pair)), None)
    return first is not None and match.percent < routes.threshold(first).percent
