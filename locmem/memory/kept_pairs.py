"""The project's own memory files as sets of pairs: what makes two pairs one, and two branches' files as one.

A file of these has one unit for each pair, sorted, so that the same pairs always give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import partial

from locmem.errors import Location, Problems, input_error
from locmem.formats import tmx
from locmem.memory.admission import Rejected
from locmem.memory.tmx_entries import read_entries, units
from locmem.model.match import Entry, Trust
from locmem.model.three_way import Changed, Merged, changed, kept_keys, same_file

SUPERSEDED = "superseded"
"""Detail of the origin of pairs whose target a person replaced: they are proposed, never trusted."""


def identity(entry: Entry) -> tuple[str, ...]:
    """What makes a pair one pair: its place, its texts and its languages."""
    kind = entry.kind.value if entry.kind else ""
    return (
        entry.document,
        entry.occurrence,
        kind,
        entry.source.native,
        entry.target.native,
        entry.source_locale,
        entry.locale,
    )


def refuse_broken(path: str, found: Iterable[Entry | Rejected]) -> None:
    """Raises InputErrors that name what a file of the project's own holds and no entry could be made of."""
    problems = Problems()
    for entry in found:
        if isinstance(entry, Rejected):
            place, do = (
                Location(path=path, line=entry.line),
                "Mend the unit, remove it, or take the file back with git.",
            )
            problems.add(place, entry.why, do)
    problems.raise_all()


def merge_kept_pairs(base: bytes | None, ours: bytes, theirs: bytes, *, path: str) -> Merged:
    """The memory file made of both: every pair that either side has, less those that one side removed.

    base: None where both added the file.  path: for messages.  Nothing in it can contradict: two targets of one source
    are two pairs.  Of a pair that both sides noted differently, the one that trusts it less stands, or the newer one.
    Raises InputErrors, naming the side, for a file that cannot be read or that locmem would write otherwise, as the
    memories of other tools: of these it may hold what entries have no place for.
    """
    if (same := same_file(base, ours, theirs)) is not None:
        return Merged(data=same)
    locale = tmx.source_locale(ours, f"{path} (ours)")
    read = partial(_pairs, locale=locale)
    before = read(base, f"{path} (before both changed it)") if base is not None else {}
    here, there = read(ours, f"{path} (ours)"), read(theirs, f"{path} (theirs)")
    found = [_one(before.get(key), here.get(key), there.get(key)) for key in sorted(kept_keys(before, here, there))]
    return Merged(data=tmx.write(units(found), source_locale=locale))


def _pairs(data: bytes, path: str, *, locale: str) -> dict[tuple[str, ...], Entry]:
    found = tuple(read_entries(io.BytesIO(data), path, locale, Trust.CONFIRMED))
    refuse_broken(path, found)
    pairs = {identity(entry): entry for entry in found if isinstance(entry, Entry)}
    if tmx.write(units(pairs.values()), source_locale=locale) != data:
        what = "another program wrote this memory or changed it, so that its pairs cannot be told from all it holds."
        raise input_error(Location(path=path), what, "Take the file of one side, and import the other one.")
    return pairs


def _one(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry:
    which = changed(base, ours, theirs)
    if ours is None or theirs is None:
        alone = ours or theirs
        assert alone is not None
        return alone
    if which is not Changed.BOTH:
        return theirs if which is Changed.THEIRS else ours
    return max(ours, theirs, key=lambda one: (one.origin == SUPERSEDED, one.changed, one.created, str(one)))
