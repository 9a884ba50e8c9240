"""One line at the bottom of a terminal that says how far the work is; nothing anywhere else.

It is drawn by a thread of its own, so that it moves while a single piece of work takes long, and appears only where a
command takes over a second.  It is made of ASCII and carriage returns alone: every terminal of any width, character
set or kind can show it, and a program that is killed leaves nothing behind that would have to be set right.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from locmem.model.progress import Progress, Silent

AFTER = 1.0
"""Seconds without output before the line appears."""

EVERY = 0.1
"""Seconds between two drawings."""

_SIGNS = "|/-\\"
_USUAL_WIDTH = 80


@dataclass(slots=True)
class _Stretch:
    """Some pieces of work.  total: 0 where nobody knows it.  since: when it began, in seconds."""

    what: str
    total: int
    since: float
    done: int = 0


class Line:
    """Progress on one line, which `draw` brings up to date and `make_room` takes away.

    command: what the line is about while nothing is told.
    write: puts characters on the terminal; raises OSError where it is gone.  width: its columns, 0 if it cannot say.
    clock: seconds that never go back.
    """

    def __init__(
        self,
        command: str,
        write: Callable[[str], object],
        width: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command = command
        self._write = write
        self._width = width
        self._clock = clock
        self._stretches: list[_Stretch] = []
        self._drawn = 0
        self._turn = 0
        self._begun = self._quiet_since = clock()
        # After results the work may be over, and only their reader slow: the line comes back when work is told of.
        self._is_working = True
        self._lock = threading.Lock()

    def start(self, what: str, total: int) -> None:
        """A stretch within those that are not over."""
        self._stretches.append(_Stretch(what, total, self._clock()))
        self._is_working = True

    def advance(self, count: int = 1) -> None:
        """Pieces of the last stretch are done."""
        if self._stretches:
            self._stretches[-1].done += count
            self._is_working = True

    def finish(self) -> None:
        """The last stretch is over."""
        if self._stretches:
            self._stretches.pop()

    def draw(self) -> None:
        """Show where the work is, if it has been silent for long enough."""
        with self._lock:
            now = self._clock()
            if self._is_working and now - self._quiet_since >= AFTER:
                self._turn += 1
                self._put(f"{_SIGNS[self._turn % len(_SIGNS)]} {self._text(now)}")

    def make_room(self, *, is_done: bool) -> None:
        """Take the line away: something else is going to be printed where it stands.

        is_done: whether the work seems to be.
        """
        with self._lock:
            self._is_working = self._is_working and not is_done
            self._quiet_since = self._clock()
            if self._drawn:
                self._put("")

    def _put(self, text: str) -> None:
        """A text in place of what is drawn; the last column stays free, where some terminals would wrap."""
        try:
            room = max(0, (self._width() or _USUAL_WIDTH) - 1)
            shown = text.encode("ascii", "replace").decode()[:room]
            blank = " " * (min(self._drawn, room) - len(shown))
            self._write(f"\r{shown}{blank}" if shown else f"\r{blank}\r")
            self._drawn = len(shown)
        except OSError:
            # The terminal was closed; the work goes on without it.
            self._is_working = False

    def _text(self, now: float) -> str:
        stretches = self._stretches.copy()
        text = ": ".join((self._command, *(one.what for one in stretches)))
        last = stretches[-1] if stretches else _Stretch("", 0, self._begun)
        elapsed = now - last.since
        if last.total:
            text += f" {last.done:,} of {last.total:,}"
        elif last.done:
            text += f" {last.done:,}"
        if not last.done or elapsed <= 0:
            return f"{text}, {_time(elapsed)}"
        rate = last.done / elapsed
        text += f", {rate:,.0f}/s" if rate >= 10 else f", {rate:.1f}/s"
        return f"{text}, {_time(max(0, last.total - last.done) / rate)} left" if last.total else text


def _time(seconds: float) -> str:
    """A duration as minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@dataclass(slots=True)
class _Watched:
    """A line that is drawn from now on, by a thread that ends when `over` is set.

    process: the one it belongs to.  A fork of it has neither the thread nor a right to the terminal.
    """

    line: Line
    over: threading.Event
    process: int


_watched: _Watched | None = None


def watch(command: str) -> None:
    """Show from now on how far a command is, where standard error is a terminal that can show it."""
    global _watched
    # A line cannot be written over on what calls itself dumb.
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        terminal = sys.stderr.fileno()
        # Standard error itself may be locked by what is just being written to it.
        line = Line(command, lambda text: _write(terminal, text), lambda: _columns(terminal))
        _watched = _Watched(line, threading.Event(), os.getpid())
        threading.Thread(target=_draw, args=(_watched,), daemon=True, name="progress").start()


def progress() -> Progress:
    """What work is told to while a command is watched, or Silent."""
    return _watched.line if _watched else Silent()


def make_room(*, is_done: bool = False) -> None:
    """Take the line away, if there is one, before anything is printed.

    is_done: whether results are printed, or somebody is asked: the line then stays away until more work is told of.
    """
    if _watched and _watched.process == os.getpid():
        _watched.line.make_room(is_done=is_done)


def end() -> None:
    """Take the line away for good."""
    global _watched
    make_room(is_done=True)
    if _watched:
        _watched.over.set()
        _watched = None


def _draw(watched: _Watched) -> None:
    while not watched.over.wait(EVERY):
        watched.line.draw()


def _write(terminal: int, text: str) -> None:
    # Whoever put the command into the background has the terminal for something else.
    if not _is_in_background(terminal):
        os.write(terminal, text.encode())


def _is_in_background(terminal: int) -> bool:
    """Whether another job of this session has the terminal now."""
    try:
        return hasattr(os, "tcgetpgrp") and os.tcgetpgrp(terminal) != os.getpgrp()
    except OSError:
        # It is the terminal of no session, or of another one: nobody can be put into the background there.
        return False


def _columns(terminal: int) -> int:
    return os.get_terminal_size(terminal).columns
