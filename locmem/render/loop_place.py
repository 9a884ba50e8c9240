"""`forloop`: where a loop is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopPlace:
    """One round of a loop; index counts from 0, length is the number of rounds.

    is_dated: it is over cases, and there are days of others: then `forloop.length` is 2 at least, since content asks
    by it whether to say of which days a case is.
    """

    index: int
    length: int
    is_dated: bool = False

    def told(self, name: str) -> Decimal | bool | None:
        """What `forloop` says under a name: `first`, `last`, `index`, `index0` or `length`; None for another one."""
        tell = _TOLD.get(name)
        return tell(self) if tell else None


_TOLD: Mapping[str, Callable[[LoopPlace], Decimal | bool]] = {
    "first": lambda place: place.index == 0,
    "last": lambda place: place.index == place.length - 1,
    "index": lambda place: Decimal(place.index + 1),
    "index0": lambda place: Decimal(place.index),
    "length": lambda place: Decimal(max(place.length, 2) if place.is_dated else place.length),
}
