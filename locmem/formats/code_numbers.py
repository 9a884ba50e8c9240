"""Numbers for inline codes of a file whose ids may be anything."""

from __future__ import annotations

from collections.abc import Iterable


class CodeNumbers:
    """Numbers for the names of one unit's codes, the same in its source and its target.

    A name that is a number from 1 keeps it; others get the next free one in order of appearance.
    names: every name in the unit, so that no given number is one that a later code brings along; looked at when the
        first name is given a number, and not before.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        self._names: Iterable[str] | None = names
        self._last = 0

    def number(self, name: str) -> int:
        """The number of the code called `name`."""
        if number := _number(name):
            return number
        if name not in self._numbers:
            if self._names is not None:
                # Most files number their codes, so that nobody has to go through all names.
                self._last, self._names = max(map(_number, self._names), default=0), None
            self._last += 1
            self._numbers[name] = self._last
        return self._numbers[name]


def _number(name: str) -> int:
    return int(name) if name.isascii() and name.isdigit() and len(name) < 10 else 0
