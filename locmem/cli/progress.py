"""Progress on a terminal; silence elsewhere, where one line a step is enough."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from locmem.model.progress import Progress, Silent
from locmem.model.visible import visible

if TYPE_CHECKING:
    from rich import progress as rich_progress


class _Bar:
    """A bar on stderr."""

    def __init__(self, bars: rich_progress.Progress) -> None:
        self._bars = bars
        self._task: rich_progress.TaskID | None = None

    def start(self, what: str, total: int) -> None:
        self.finish()
        self._task = self._bars.add_task(visible(what), total=total)

    def advance(self, count: int = 1) -> None:
        if self._task is not None:
            self._bars.advance(self._task, count)

    def finish(self) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None


@contextmanager
def watched() -> Iterator[Progress]:
    """Progress people see while the block runs."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=Console(stderr=True, emoji=False), transient=True) as bars:
        yield _Bar(bars)
