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
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from locmem.cli.terminal import columns_asked
from locmem.model.progress import Progress, Silent

AFTER = 1.0
"""Seconds without output before the line appears."""

EVERY = 0.1
"""Seconds between two drawings."""

SURE = 2.0
"""Seconds after which the work done says how long the rest will take."""

_SIGNS = "|/-\\"
_USUAL_WIDTH = 80
_FREE = 3


@dataclass(slots=True)
class _Stretch:
    """Some pieces of work.  total: 0 where nobody knows it.  since, told: when it began, and when some were last done,
    in seconds.
    """

    what: str
    total: int
    since: float
    done: int = 0
    told: float = 0.0


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
            last = self._stretches[-1]
            last.done, last.told = last.done + count, self._clock()
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
                sign = _SIGNS[self._turn % len(_SIGNS)]
                self._put(*(f"{sign} {text}" for text in self._texts(now)))

    def make_room(self, *, is_done: bool) -> None:
        """Take the line away: something else is going to be printed where it stands.

        is_done: whether the work seems to be.
        """
        with self._lock:
            self._is_working = self._is_working and not is_done
            self._quiet_since = self._clock()
            if self._drawn:
                self._put("")

    def _put(self, *texts: str) -> None:
        """The first of the texts that has room, in place of what is drawn, or as much as there is room for of the last.

        Some columns stay free: in the last one some terminals wrap, and Ctrl-C writes two signs behind the line.
        """
        try:
            room = max(0, (self._width() or _USUAL_WIDTH) - _FREE)
            text = next((text for text in texts if len(text) <= room), texts[-1])
            shown = text.encode("ascii", "replace").decode()[:room]
            blank = " " * (min(self._drawn, room) - len(shown))
            self._write(f"\r{shown}{blank}" if shown else f"\r{blank}\r")
            self._drawn = len(shown)
        except OSError:
            # The terminal was closed; the work goes on without it.
            self._is_working = False

    def _texts(self, now: float) -> Iterator[str]:
        """What there is to say, from all of it to the least of it."""
        stretches = self._stretches.copy()
        last = stretches[-1] if stretches else _Stretch("", 0, self._begun)
        names = [self._command, *(one.what for one in stretches)]
        count = f"{last.done:,} of {last.total:,}" if last.total else f"{last.done:,}" if last.done else ""
        rate, time_ = _speed(last, now)
        # While nobody knows how fast it is, only the time of the whole command says anything.
        time_ = time_ if rate else _time(now - self._begun)
        whole, short = (f"{words} {count}".rstrip() for words in (": ".join(names), names[-1]))
        # What is counted says more than how fast it is.
        for parts in (
            *((whole, rate, time_), (whole, time_), (short, rate, time_), (short, time_)),
            *((short,), (count, time_), (count or time_,)),
        ):
            yield ", ".join(part for part in parts if part)


def _speed(stretch: _Stretch, now: float) -> tuple[str, str]:
    """The rate, empty while nobody knows it, and the time that is left, or was taken so far.

    Pieces are often told of many at once: what was known then holds until the next ones are late.
    """
    took, waited = stretch.told - stretch.since, now - stretch.told
    if waited > took:
        # The next ones are late, and so is everything.
        took, waited = took + waited, 0.0
    if not stretch.done or took <= 0:
        return "", _time(now - stretch.since)
    rate = stretch.done / took
    shown = f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"
    left = max(0, stretch.total - stretch.done) / rate - waited
    # The first pieces take longest, as all that is needed for them has to be loaded.
    is_known = stretch.total and took + waited >= SURE and left >= 1
    return shown, f"{_time(left)} left" if is_known else ""


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
    """What the terminal has, or fewer where `COLUMNS` asks for fewer: a line that wraps could not be wiped."""
    there, asked = os.get_terminal_size(terminal).columns, columns_asked()
    return min(there, asked) if there and asked else there or asked
