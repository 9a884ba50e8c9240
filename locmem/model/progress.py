"""How long work tells that it goes on."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told by a step where it is; the command line shows it."""

    def start(self, what: str, total: int) -> None:
        """A stretch of `total` pieces of work begins."""
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
