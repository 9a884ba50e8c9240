"""Bringing a catalog up to date with its document, losing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from locmem.catalogs.carrying import carried
from locmem.catalogs.occurrences import Occurrence, Place, align
from locmem.catalogs.texts import legend, source_as_shown
from locmem.inline import protect
from locmem.model.inline import Syntax
from locmem.model.segment import Segment
from locmem.model.translation import Catalog, CatalogEntry


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
