"""How long work tells that it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Told by whoever works where the work is; the command line shows it.

    Stretches may lie within one another: what is told is told of the last one that began and is not over.
    """

    def start(self, what: str, total: int) -> None:
        """A stretch of `total` pieces of work begins; 0 where nobody knows how many there are."""
        ...

    def advance(self, count: int = 1) -> None:
        """`count` more pieces are done."""
        ...

    def finish(self) -> None:
        """The stretch is over."""
        ...


class Silent:
    """Progress nobody watches."""

    def start(self, what: str, total: int) -> None:
        """Ignored."""

    def advance(self, count: int = 1) -> None:
        """Ignored."""

    def finish(self) -> None:
        """Ignored."""


@contextmanager
def stretch(progress: Progress, what: str) -> Iterator[None]:
    """Work as a stretch of which nobody knows how many pieces it has."""
    progress.start(what, 0)
    try:
        yield
    finally:
        progress.finish()


def stretch_of(progress: Progress, what: str, items: Iterable[T], total: int) -> Iterator[T]:
    """The items one by one, as a stretch of `total` pieces; each is done when the next one is asked for."""
    progress.start(what, total)
    try:
        for item in items:
            yield item
            progress.advance()
    finally:
        progress.finish()
