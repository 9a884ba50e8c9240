"""What a translator is shown for a target whose source changed: the best that the memory has, or the target itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from locmem.catalogs.pairs import Pair
from locmem.catalogs.texts import previous_inline, target_inline
from locmem.inline import protect
from locmem.inline.carrying import carried
from locmem.memory.lookup import matches
from locmem.memory.repair import CHECK_PLURAL
from locmem.model.document import Risk
from locmem.model.match import Entry, Match
from locmem.model.settings import Carry
from locmem.model.translation import CatalogEntry
from locmem.workspace.open_entries import query_of
from locmem.workspace.project import Project
from locmem.workspace.sources import dialects_in
from locmem.workspace.tag_trials import tag_trial
from locmem.workspace.workspace import target_problems


def waits_for_proposal(entry: CatalogEntry) -> bool:
    """Whether the entry is stale for another source, and nobody began to bring it up to date."""
    return entry.is_stale and bool(entry.previous_source) and not (entry.inherited or entry.is_begun)


def doubts_of(match: Match) -> tuple[str, ...]:
    """What a person must look at in the target of a match, in words."""
    return (*match.left, *match.critical, *(one for one in match.repaired if one.endswith(CHECK_PLURAL)))


def proposed(pair: Pair, index: int, texts: Sequence[str], matches_found: Sequence[Match]) -> CatalogEntry:
    """The entry at `index` with the best of what the memory found for it and of its own target brought up to date.

    texts: as for `query_of`.  Its own target is the better one where both are as near.
    """
    entry = pair.catalog.entries[index]
    best = best_proposal(pair, index, texts, matches_found)
    if best is None:
        return entry.without_proposal()
    return entry.with_proposal(protect.to_editable(best.target), int(best.percent), doubts_of(best))


def best_proposal(pair: Pair, index: int, texts: Sequence[str], matches_found: Sequence[Match]) -> Match | None:
    """The match that `proposed` shows: one that was found, or the entry's own target; None where there is neither."""
    own = _own_match(pair, index, texts)
    return max((*own, *matches_found), key=lambda match: match.percent, default=None)


def _own_match(pair: Pair, index: int, texts: Sequence[str]) -> tuple[Match, ...]:
    """What the entry's own pair is worth for the source as it is now, however far that is."""
    entry = pair.catalog.entries[index]
    source = previous_inline(entry, dialects_in(pair.source.content_set), pair.source.document.labels)
    own = Entry(
        source=source,
        target=target_inline(entry, source),
        source_locale=pair.source.locale,
        locale=pair.locale,
        kind=entry.kind,
        document=pair.source.path,
        occurrence=entry.occurrence,
    )
    return matches(query_of(pair, index, texts), (own,), 0, 1)


def with_new_codes(project: Project, pair: Pair, index: int) -> CatalogEntry | None:
    """The stale entry at `index` as confirmed as it was, with the codes of its source, where only those changed.

    None where words changed too, where it is not certain which code is which, or where the target would not be sound.
    """
    entry = pair.catalog.entries[index]
    if not waits_for_proposal(entry):
        return None
    row = pair.rows[index]
    source = previous_inline(entry, dialects_in(pair.source.content_set), pair.source.document.labels)
    target = carried(source, target_inline(entry, source), row.segment.content)
    if target is None:
        return None
    now = replace(entry.with_target(protect.to_editable(target), entry.state, entry.origin), over=entry.over)
    return None if target_problems(row.holding(now), tag_trial(project, pair.source, pair.locale)) else now


def may_carry(pair: Pair) -> bool:
    """Whether confirmed targets of a document take the codes of its source without a person: never in legal texts."""
    return pair.source.content_set.carry is Carry.CONFIRM and pair.source.risk is not Risk.LEGAL
