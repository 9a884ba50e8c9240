"""Rows made of a large TMX file by a process of their own, while this one writes those that are there.

This module imports SQLAlchemy; `locmem.memory.store` imports it when a file is brought in.
"""

from __future__ import annotations

import gc
import multiprocessing
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from locmem.memory.admission import Rejected, admitted
from locmem.memory.schema import Row, row_of
from locmem.memory.sums import chunks
from locmem.memory.tmx_entries import read_entries
from locmem.model.match import Trust
from locmem.processors import can_share

Made = Callable[[list[Rejected]], Iterator[list[Row]]]
"""Makes rows, some at a time, and puts what is rejected on a list before the rows that come after it are given."""

_FEWEST = 2_000_000
"""Bytes of a file below which starting a process takes longer than it saves."""


def rows_of_file(
    file: Path, source_locale: str, trust: Trust, rejected: list[Rejected], fewest: int = _FEWEST
) -> Generator[list[Row], None, None]:
    """The rows of the entries of a TMX file that may enter, some at a time; the others are put on the list.

    fewest: bytes from which on a second process is used, where the system can make one like this and has a core for
    it.  The rows are the same.  Raises InputErrors as `read_entries` does, after the rows before the fault.
    """

    def made(into: list[Rejected]) -> Iterator[list[Row]]:
        return chunks(map(row_of, admitted(read_entries(file, str(file), source_locale, trust), into)))

    if _pays(file, fewest):
        yield from apart(made, rejected)
    else:
        yield from made(rejected)


def apart(made: Made, rejected: list[Rejected]) -> Iterator[list[Row]]:
    """What `made` gives, made in a process that is a copy of this one, some rows ahead of whoever takes them.

    What goes wrong there goes wrong here again, where it can be raised as it is: what is missing is then made here.
    """
    given = 0
    is_whole = False
    with _process(made) as receive:
        while (told := receive()) is not None:
            rows, refused, is_whole = told
            rejected += refused
            if rows:
                yield rows
                given += 1
    if is_whole:
        return
    again: list[Rejected] = []
    try:
        for number, rows in enumerate(made(again)):
            if number >= given:
                yield rows
    finally:
        rejected[:] = again


_Told = tuple[list[Row], list[Rejected], bool]
"""Some rows, what was rejected since the last ones, and whether nothing more comes."""


@contextmanager
def _process(made: Made) -> Iterator[Callable[[], _Told | None]]:
    """A function that gives what the process tells next, None when it has ended, rightly or not."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_tell, args=(made, theirs, ours), daemon=True)
    process.start()
    theirs.close()

    def receive() -> _Told | None:
        try:
            told: _Told = ours.recv()
        except EOFError:
            return None
        return told

    try:
        yield receive
    finally:
        ours.close()
        process.terminate()
        process.join()
        process.close()


def _tell(made: Made, theirs: Connection, ours: Connection) -> None:
    """Tells what is made, to its end or to the first fault; nobody may be left to listen."""
    # With the reader's end open here too, nobody would notice that the reader is gone.
    ours.close()
    # Nothing that is made here has cycles, and the copy needs no memory of its own for what it never looks at.
    gc.disable()
    rejected: list[Rejected] = []
    try:
        for rows in made(rejected):
            theirs.send((rows, rejected, False))
            rejected.clear()
        theirs.send(([], rejected, True))
    except Exception:
        theirs.close()


def _pays(file: Path, fewest: int) -> bool:
    try:
        is_large = file.stat().st_size >= fewest
    except OSError:
        return False
    # A copy of a process has only one of its threads, and whatever the others held locked stays so.
    return is_large and threading.active_count() == 1 and can_share()
