"""Regular expressions that users write, tried under a time limit; the one home of such patterns.

Python's `re` cannot be stopped, and one careless pattern holds up a whole run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from locmem.errors import UsageError

TIMEOUT = 0.1
"""Seconds a pattern may take on one text."""

_PROBE = 2_000
"""Characters of the texts on which a pattern is tried before it is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPattern:
    """A pattern of a user, known to be readable and not to match nothing."""

    text: str
    compiled: Any

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of every match in `text`, in order.  Raises UsageError when it takes too long."""
        try:
            yield from (found.span() for found in self.compiled.finditer(text, timeout=TIMEOUT))
        except TimeoutError:
            what = f"the pattern {self.text!r} takes more than {TIMEOUT} s on a text of {len(text):,} characters."
            raise UsageError(f"{what} Simplify what repeats inside what repeats.") from None


@lru_cache(maxsize=256)
def own_pattern(text: str) -> OwnPattern:
    """The pattern `text`, in the notation of the `regex` library.

    Raises ValueError where it cannot be read, where it matches the empty text, and where it takes too long on
    texts that repeat what the pattern itself is made of.
    """
    import regex

    try:
        compiled = regex.compile(text, flags=regex.V1)
    except regex.error as error:
        raise ValueError(f"the pattern {text!r} cannot be read: {error}") from None
    try:
        if compiled.match("", timeout=TIMEOUT):
            raise ValueError(f"the pattern {text!r} matches nothing at all, so it would match everywhere")
        for letter in sorted({*text, "a", "A", "0", " "}):
            for _ in compiled.finditer(f"{letter * _PROBE}\0", timeout=TIMEOUT):
                pass
    except TimeoutError:
        raise ValueError(f"the pattern {text!r} takes too long on a text of {_PROBE:,} characters") from None
    return OwnPattern(text=text, compiled=compiled)
