"""Small pieces of wording that every report needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

E = TypeVar("E", bound=Enum)


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: `1 segment`, `1,204 segments`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def shortened(text: str, most: int) -> str:
    """Text on one line, cut with an ellipsis to `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def by_outcome(outcomes: Iterable[E], kind: type[E]) -> dict[str, int]:
    """How often each member of an enum occurs, by its value and in its order; also those that never do."""
    found = Counter(outcomes)
    return {outcome.value: found[outcome] for outcome in kind}


def listed(names: tuple[str, ...], most: int = 5) -> str:
    """Names joined with commas, the rest counted: `a, b, c and 4 more`."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"
