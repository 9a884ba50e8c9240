"""Priority of a piece of work, always with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

BLOCKED = "blocked: "
"""How reasons begin that say what keeps a page back besides its texts."""

MOST_DAYS = 92
"""For how many days at most what is of priority 1 is put off or waved through by one decision: a quarter of a year."""

BEGUN_DAYS = 30
"""For how many days after its first one the law is asked about that nobody confirmed, where nothing else is seen."""


class Priority(IntEnum):
    """1 must, 2 should, 3 may."""

    MUST = 1
    SHOULD = 2
    MAY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A priority and why, in words; `points` orders items of the same priority, higher first."""

    priority: Priority
    reasons: tuple[str, ...]
    points: float = 0.0
