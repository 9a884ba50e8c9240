"""Small pieces of wording that every report needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

E = TypeVar("E", bound=Enum)


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: `1 segment`, `1,204 segments`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def as_sentence(text: str) -> str:
    """A remark as a sentence among others: with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?", "…", "”")) else ".")


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


def changed_part(old: str, new: str) -> tuple[int, int, str]:
    """Where in `old` that begins and ends which is another in `new`, and what stands there in its place."""
    least = min(len(old), len(new))
    start = next((place for place in range(least) if old[place] != new[place]), least)
    most = least - start
    same = next((place for place in range(most) if old[-1 - place] != new[-1 - place]), most)
    return start, len(old) - same, new[start : len(new) - same]


_AROUND = 20
_BLANK = re.compile("[^\\S \\n]")


def changed_words(old: str, new: str) -> tuple[str, str]:
    """What changed between two texts with the words around it, on one line, in quotation marks.

    Blanks that do not look like what they are, such as a tab or a no-break space, are spelled `\\u00a0`.
    """
    start, end, part = changed_part(old, new)
    first, last = max(0, start - _AROUND), min(len(old), end + _AROUND)
    # A word that is cut off says less than none.
    if old[:first].rstrip() == old[:first] and (blank := old.find(" ", first, start - 1)) >= 0 and first:
        first = blank + 1
    if old[last:].lstrip() == old[last:] and (blank := old.rfind(" ", end + 1, last)) >= 0 and last < len(old):
        last = blank
    head, tail = "…" if first else "", "…" if last < len(old) else ""
    before, behind = f"{head}{old[first:start]}", f"{old[end:last]}{tail}"
    return _in_marks(f"{before}{old[start:end]}{behind}"), _in_marks(f"{before}{part}{behind}")


def _in_marks(text: str) -> str:
    spelled = _BLANK.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"“{spelled}”".replace("\n", "\\n")
