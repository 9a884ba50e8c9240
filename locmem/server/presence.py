"""Who has which text open: told by browsers every few seconds, and forgotten soon after they stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

_GONE_AFTER = 12.0
"""Seconds after which a window that says nothing any more is taken for closed."""

Text = tuple[str, str]
"""A locale and the key of a text in it."""


class Presence:
    """The windows that have a text open.  clock: seconds that only grow, for tests."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._windows: dict[str, tuple[Text, str, float]] = {}

    def others(self, text: Text, window: str, person: str) -> tuple[str, ...]:
        """Who else has a text open, each window by its person; the window that asks has it open from now on."""
        with self._lock:
            now = self._clock()
            self._windows = {one: seen for one, seen in self._windows.items() if now - seen[2] < _GONE_AFTER}
            if window:
                self._windows[window] = text, person, now
            return tuple(who for one, (open_, who, _) in self._windows.items() if open_ == text and one != window)

    def leave(self, window: str) -> None:
        """A window was closed."""
        with self._lock:
            self._windows.pop(window, None)
