"""What becomes of an entry when its source changes: what somebody confirmed stays, and is seen to be stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.model.translation import NO_ORIGIN, CatalogEntry, State


def _asked(entry: CatalogEntry) -> tuple[object, ...]:
    """What an entry shows of its source."""
    return entry.source, entry.kind, entry.name, entry.syntax, entry.legend


def carried(before: CatalogEntry, fresh: CatalogEntry, today: date) -> CatalogEntry:
    """The entry for the source that `fresh` shows, where both are of the same occurrence.

    A confirmed target whose source changed stays, with the source it was made for, and is stale from `today`; a
    machine's draft for a source that changed is dropped, a person's unfinished one is kept.
    """
    if _asked(before) == _asked(fresh):
        return before
    entry = replace(
        before, kind=fresh.kind, name=fresh.name, source=fresh.source, syntax=fresh.syntax, legend=fresh.legend
    )
    if before.source == fresh.source or _as_shown_today(before) == fresh.source:
        return entry
    if before.is_confirmed:
        if before.is_stale and before.previous_source == fresh.source:
            return replace(entry.without_proposal(), stale_since=None, previous_source="", previous_legend=())
        if before.is_stale and before.previous_source:
            # The memory proposes anew for the newer source; what somebody began stays.
            return entry if entry.is_begun else entry.without_proposal()
        return replace(
            entry.without_proposal(),
            stale_since=before.stale_since or today,
            previous_source=before.source,
            previous_legend=before.legend,
            note="",
        )
    if before.state is State.DRAFT and before.origin.kind.value == "human":
        return replace(entry, previous_source=before.previous_source or before.source)
    blank = replace(fresh, target="", state=State.UNTRANSLATED, origin=NO_ORIGIN)
    return replace(blank, remarks=before.remarks, rivals=before.rivals)


def _as_shown_today(entry: CatalogEntry) -> str:
    """The entry's source as a catalog holds it today; a merge in git seldom asks, and reading it loads much."""
    from locmem.catalogs.texts import source_as_shown

    return source_as_shown(entry)
