"""What a variant takes over from its base: every wording it does not have itself, segment by segment.

`es-MX` over `es-419` over `es`: a variant's catalog holds only what it says differently.  What it inherits counts as
far as it is confirmed there.  Its own wording notes which one it stands in place of, and is stale once that changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from locmem.catalogs.states import one_line
from locmem.model.translation import CatalogEntry, State


def of_source(entries: Sequence[CatalogEntry], locale: str) -> tuple[CatalogEntry, ...]:
    """The source's own wording as a base for variants of the source locale: nobody needs to confirm it."""
    return tuple(
        replace(entry.with_target(entry.source, State.REVIEWED, entry.origin), inherited=locale, over="", base="")
        for entry in entries
    )


def inherited(
    own: Sequence[CatalogEntry], base: Sequence[CatalogEntry], locale: str, today: date
) -> tuple[CatalogEntry, ...]:
    """A variant's entries, each with a target of its own or that of its base, in order.

    own, base: entries of the same segments, in the same order.  locale: the base.
    An own confirmed target is stale from `today` when the base confirms another wording than the one it was
    written over, and holds again when the base goes back to that.  Drafts of the base change nothing.
    """
    return tuple(_one(mine, theirs, locale, today) for mine, theirs in zip(own, base, strict=True))


def _one(mine: CatalogEntry, theirs: CatalogEntry, locale: str, today: date) -> CatalogEntry:
    wording = one_line(theirs.target) if theirs.is_current else ""
    if mine.is_own:
        return _kept(replace(mine, base=wording), today)
    if not theirs.target:
        return mine
    return replace(
        mine,
        target=theirs.target,
        state=theirs.state,
        origin=theirs.origin,
        stale_since=theirs.stale_since,
        previous_source=theirs.previous_source,
        previous_legend=theirs.previous_legend,
        match=theirs.match,
        inherited=theirs.inherited or locale,
        base=wording,
    )


def _kept(mine: CatalogEntry, today: date) -> CatalogEntry:
    if not mine.base:
        return mine
    if not mine.over:
        return replace(mine, over=mine.base)
    is_of_base = mine.is_stale and not mine.previous_source
    if mine.over == mine.base:
        return replace(mine, stale_since=None) if is_of_base else mine
    if mine.is_confirmed and not mine.is_stale:
        return replace(mine, stale_since=today)
    return mine
