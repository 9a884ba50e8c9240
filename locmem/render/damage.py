"""Damage in the targets of a page that its readers would see: what must not ship, whoever wrote it.

It is what the release gate calls certain: leftovers of tools and lost encodings, steering characters, codes that do
not fit, a text that may be cut.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from locmem.catalogs.pairs import Pair, Row
from locmem.catalogs.texts import previous_inline, target_inline
from locmem.inline.leftovers import leftovers, may_be_left
from locmem.model.inline import Inline
from locmem.model.translation import State
from locmem.model.wording import shortened


def shipped_damage(pair: Pair, without: Collection[str] = ()) -> tuple[str, ...]:
    """What is damaged in the targets that customers of a locale get, in words with the catalog and the entry's key.

    without: occurrences that customers get as the source has them.
    """
    codes = {one.entry.occurrence: one.problems for one in pair.damaged}
    found: list[str] = []
    for row in pair.shipped_rows:
        entry = row.entry
        if entry.target and entry.occurrence not in without:
            for what in (*_codes(row, codes.get(entry.occurrence, ())), *_left(pair, row)):
                place = f"{pair.file_of(entry)} {pair.key(entry)}"
                found.append(f"{place}: in “{shortened(entry.target, 60)}” {what}")
    return tuple(found)


def beside_its_source(row: Row) -> tuple[Inline, Inline]:
    """The source that an entry's target says in another language, the previous one while it is stale; the target."""
    entry = row.entry
    if not (entry.is_stale and entry.previous_source):
        return row.segment.content, row.target
    source = previous_inline(entry)
    return source, target_inline(entry, source)


def _left(pair: Pair, row: Row) -> Iterator[str]:
    if may_be_left(row.entry.target):
        yield from (one.what for one in leftovers(*beside_its_source(row), pair.locale) if one.is_certain)


def _codes(row: Row, known: tuple[str, ...]) -> Iterator[str]:
    """Drafts are not looked at when they are read, and where drafts ship they must be."""
    if known or row.entry.state is not State.DRAFT or row.entry.is_stale:
        yield from known
    else:
        yield from row.serious_problems
