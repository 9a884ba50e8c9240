"""Three-way merging of values: what two sides made of one base, whatever the values are.

What only one side changed is taken.  What both changed is for those to decide who know what the values mean.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Changed(Enum):
    """Which sides made something else of a base: one of them, both, or both the same, as where nothing changed."""

    ALIKE = "alike"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Something that both sides decided, each in its way, for people.

    key: what it is about, as commands take it.  source: what is translated there, empty where nothing is.
    ours: what stands.  theirs: what was decided on the other side.  do: what became of it, and what to do next.
    is_open: whether somebody must decide before the merge is committed; else it is only told.
    """

    key: str
    source: str = ""
    ours: str
    theirs: str
    do: str
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A file made of two, and what both sides decided differently."""

    data: bytes
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to decide anything."""
        return not any(one.is_open for one in self.disagreements)


def changed(base: object, ours: object, theirs: object) -> Changed:
    """Which sides made something else of `base`."""
    if ours == theirs:
        return Changed.ALIKE
    if ours == base:
        return Changed.THEIRS
    return Changed.OURS if theirs == base else Changed.BOTH


def same_file(base: bytes | None, ours: bytes, theirs: bytes) -> bytes | None:
    """The file where no more than one side changed it, byte for byte; None where both did."""
    which = changed(base, ours, theirs)
    if which is Changed.BOTH:
        return None
    return theirs if which is Changed.THEIRS else ours


def kept_keys(base: Mapping[K, V], ours: Mapping[K, V], theirs: Mapping[K, V]) -> frozenset[K]:
    """The keys of what stays: what one side removed goes, unless the other side made something else of it."""
    return frozenset(
        key
        for key in (*ours, *theirs)
        if key not in base
        or (key in ours and key in theirs)
        or (key in ours and ours[key] != base[key])
        or (key in theirs and theirs[key] != base[key])
    )


def in_order(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], kept: Collection[T]) -> tuple[T, ...]:
    """Those of `kept`, each a member of `ours` or `theirs`, in the order that either side gave them.

    No sequence holds a member twice.  What both have stands as the side has it that moved anything; what one side
    alone has follows what it follows there.  Where both moved something, or put something in one place, what sorts
    first decides, so that the order is the same from either side.
    """
    both = set(ours).intersection(theirs, kept)
    before, here, there = ([one for one in side if one in both] for side in (base, ours, theirs))
    known = set(before)
    # What both sides added says nothing of who moved what.
    is_moved = [[one for one in side if one in known] != before for side in (here, there)]
    frame = min(here, there, key=_spelled) if is_moved[0] is is_moved[1] else here if is_moved[0] else there
    own = _runs(ours, both, kept)
    other = _runs(theirs, both, kept)
    found: list[T] = []
    for anchor in (None, *frame):
        if anchor is not None:
            found.append(anchor)
        runs = [run for run in (own.get(anchor, []), other.get(anchor, [])) if run]
        found += chain.from_iterable(sorted(runs, key=_spelled))
    return tuple(found)


def _spelled(side: Iterable[object]) -> list[str]:
    return [str(one) for one in side]


def members(base: Iterable[T], ours: Iterable[T], theirs: Iterable[T]) -> tuple[T, ...]:
    """The members that either side has, in order, less those that one side removed; equal ones count one by one."""
    one, other, third = (tuple(_numbered(side)) for side in (base, ours, theirs))
    kept = kept_keys(*(dict.fromkeys(side) for side in (one, other, third)))
    return tuple(member for member, _ in in_order(one, other, third, kept))


def _runs(side: Sequence[T], both: Collection[T], kept: Collection[T]) -> dict[T | None, list[T]]:
    """What only this side has, by the common member that it follows; None for what precedes them all."""
    found: dict[T | None, list[T]] = {}
    anchor: T | None = None
    for one in side:
        if one in both:
            anchor = one
        elif one in kept:
            found.setdefault(anchor, []).append(one)
    return found


def _numbered(side: Iterable[T]) -> Iterator[tuple[T, int]]:
    seen: dict[T, int] = {}
    for one in side:
        seen[one] = seen.get(one, 0) + 1
        yield one, seen[one]
