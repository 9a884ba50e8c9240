"""Work spread over the machine's cores, with the same results in the same order as on one."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from locmem.processors import can_share, processors

T = TypeVar("T")
R = TypeVar("R")

_FEWEST = 3
"""How many times what is worth a process is still done in this one: starting others takes longer than it saves."""

_RUNS = 8
"""Parts in which what is worth a process is done, so that whoever counts results sees them come in."""

_jobs: tuple[Callable[[Sequence[object]], Sequence[object]], Sequence[Sequence[object]]] | None = None
"""What forked processes find when they look for their work: it is inherited, so that nothing has to be pickled."""


def spread(items: Sequence[T], work: Callable[[Sequence[T]], Sequence[R]], *, worth: int = 100) -> Iterator[R]:
    """What `work` makes of the items, in order; it gets them in short runs.

    worth: how many items keep a process busy for longer than it takes to start.
    Many times as many are shared out among as many processes as there are cores where the system can fork; what
    `work` changes in memory is then lost, so it must only read, and its results must be picklable.  Whatever it
    raises is raised here.
    """
    length = max(1, worth // _RUNS)
    runs = [items[start : start + length] for start in range(0, len(items), length)]
    if len(items) <= _FEWEST * worth or not can_share():
        for run in runs:
            yield from work(run)
        return
    # What the first run loads and compiles is inherited, so that not every process does it again.
    yield from work(runs[0])
    yield from _forked(runs[1:], work)


def _forked(runs: Sequence[Sequence[T]], work: Callable[[Sequence[T]], Sequence[R]]) -> Iterator[R]:
    global _jobs
    _jobs = (work, runs)  # type: ignore[assignment]  # One pool at a time, and it gives back what it was given.
    try:
        with multiprocessing.get_context("fork").Pool(min(processors(), len(runs)), _begin) as pool:
            for run, found in zip(runs, pool.imap(_done, range(len(runs))), strict=True):
                # What went wrong there goes wrong here again, where it can be raised as it is.
                yield from work(run) if found is None else found  # type: ignore[misc]
    finally:
        _jobs = None


def _begin() -> None:
    """What is inherited stays as it is, so that nobody looks for garbage in it, nor often in what is read.

    Ctrl-C reaches all processes of a terminal; the one that started the others says so, and ends them.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _done(number: int) -> Sequence[object] | None:
    """The results of one run of items, None where the work failed."""
    assert _jobs is not None
    work, runs = _jobs
    try:
        return work(runs[number])
    except Exception:
        return None
