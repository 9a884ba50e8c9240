"""Bringing a catalog up to date with its document, losing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from locmem.catalogs.occurrences import Occurrence, Place, align
from locmem.catalogs.texts import legend, source_as_shown
from locmem.inline import protect
from locmem.model.inline import Syntax
from locmem.model.segment import Segment
from locmem.model.translation import NO_ORIGIN, Catalog, CatalogEntry, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """A catalog that fits its document, and what happened on the way.

    orphans: confirmed entries whose place is gone; they belong into the memory.
    new, stale: occurrences that were added, and whose confirmed target lost its source.
    revived: stale ones whose old source came back.
    """

    catalog: Catalog
    orphans: tuple[CatalogEntry, ...] = ()
    new: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()


def place_of(segment: Segment) -> Place:
    """Where a segment stands, with its text as a catalog holds it."""
    return Place(kind=segment.kind, name=segment.name, source=protect.to_editable(segment.content))


def occurrence_ids(document: str, catalogs: Sequence[Catalog], segments: Sequence[Segment]) -> tuple[str, ...]:
    """An id for each segment, carried along from what any of the document's catalogs hold.

    The first catalog leads; what only later ones know (a merge in git) is added after it.
    """
    known: dict[str, Occurrence] = {}
    for catalog in catalogs:
        for entry in catalog.entries:
            source = source_as_shown(entry)
            occurrence = Occurrence(id=entry.occurrence, kind=entry.kind, name=entry.name, source=source)
            known.setdefault(entry.occurrence, occurrence)
    return align(document, tuple(known.values()), tuple(place_of(segment) for segment in segments))


def fresh_entries(segments: Sequence[Segment], ids: Sequence[str]) -> tuple[CatalogEntry, ...]:
    """An entry without a target for each segment, in order: the same in every locale."""
    return tuple(map(_fresh, segments, ids))


def update(
    catalog: Catalog,
    segments: Sequence[Segment],
    ids: Sequence[str],
    today: date,
    known: Sequence[CatalogEntry] = (),
) -> Updated:
    """The catalog with exactly one entry per segment, in order.

    known: what `fresh_entries` gives, where it was asked already.

    A confirmed target whose source changed stays, with the source it was made for, and is stale from `today`; a
    machine's draft for a source that changed is dropped, a person's unfinished one is kept.
    """
    old = {entry.occurrence: entry for entry in catalog.entries}
    entries: list[CatalogEntry] = []
    new: list[str] = []
    stale: list[str] = []
    revived: list[str] = []
    for fresh, id_ in zip(known or fresh_entries(segments, ids), ids, strict=True):
        before = old.pop(id_, None)
        if before is None:
            entries.append(fresh)
            new.append(id_)
            continue
        after = carried(before, fresh, today)
        entries.append(after)
        if after.is_stale and not before.is_stale:
            stale.append(id_)
        if before.is_stale and not after.is_stale:
            revived.append(id_)
    return Updated(
        catalog=replace(catalog, entries=tuple(entries)),
        orphans=tuple(entry for entry in old.values() if entry.is_confirmed),
        new=tuple(new),
        stale=tuple(stale),
        revived=tuple(revived),
    )


def _fresh(segment: Segment, id_: str) -> CatalogEntry:
    place = place_of(segment)
    syntax = segment.content.syntax
    return CatalogEntry(
        occurrence=id_,
        kind=place.kind,
        name=place.name,
        source=place.source,
        syntax=syntax,
        legend=legend(segment.content) if syntax is Syntax.HTML else (),
    )


def _shown(entry: CatalogEntry) -> tuple[object, ...]:
    """What an entry shows of its source."""
    return entry.source, entry.kind, entry.name, entry.syntax, entry.legend


def carried(before: CatalogEntry, fresh: CatalogEntry, today: date) -> CatalogEntry:
    """The entry for the source that `fresh` shows: see `update`."""
    if _shown(before) == _shown(fresh):
        return before
    entry = replace(
        before, kind=fresh.kind, name=fresh.name, source=fresh.source, syntax=fresh.syntax, legend=fresh.legend
    )
    if before.source == fresh.source or source_as_shown(before) == fresh.source:
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
