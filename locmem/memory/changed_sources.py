"""Which sources of the memory changed, and whether a text may find something else in it since.

What the memory says to a text depends on the sources that are near it, and on nothing else that is stored.  So an
answer holds for as long as nothing near its text comes, goes, or gets another translation.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.inline import Inline
from locmem.similarity import reaches

MOST = 300
"""Changed sources of which a list is kept: to compare texts with more of them takes as long as asking the memory."""


class Sought(NamedTuple):
    """A text as the memory looks for it: the digest that makes two sources the same, its raw and masked symbols."""

    key: bytes
    raw: str
    masked: str


def sought(source: Inline) -> Sought:
    """A source as the memory looks for it."""
    from locmem.memory.schema import source_key

    return Sought(source_key(source), raw_symbols(source), masked_symbols(source))


class Change(NamedTuple):
    """What became of a memory.

    before, after: what stands for all that it held and holds.
    sources: those that came, went, or got another translation; None where they are too many to be told.
    """

    before: bytes
    after: bytes
    sources: tuple[Sought, ...] | None


def is_reached(texts: Collection[Sought], changed: Collection[Sought], floor: float) -> bool:
    """Whether one of the texts may have gained or lost a match of `floor` percent since these sources changed.

    It may be said where it is not so, but never the other way round.
    """
    if not texts or not changed:
        return False
    if not {one.key for one in texts}.isdisjoint(one.key for one in changed):
        return True
    return any(_is_near(text, other, floor) for text in texts for other in changed)


def _is_near(text: Sought, other: Sought, floor: float) -> bool:
    return reaches(text.raw, other.raw, floor) or (
        (text.masked, other.masked) != (text.raw, other.raw) and reaches(text.masked, other.masked, floor)
    )
