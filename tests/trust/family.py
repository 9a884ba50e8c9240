"""What a family of trials gives: how often something was tried, what of it went wrong, and whether it would be seen.

A family is a module of this package with a `NAME`, a `PROMISE`, a `measure(size, seed)` and a `controls(seed)`.
`measure` tries to break the promise and yields what it tried; `controls` puts a known defect back in, tries again, and
yields how often it was seen: trials that cannot see the defect they are there for are worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum


class Size(Enum):
    """How much is tried: SHORT with every change, FULL for the figures."""

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One thing that was tried again and again.

    what: what was tried, on what, in the words of somebody who uses locmem.
    tries: how often.  least: how often it has to be tried before the figure is worth telling; 0 for no such number.
    wrong: what broke the promise, a line for each with all that is needed to see it again.
    note: what else was counted.
    """

    what: str
    tries: int
    wrong: tuple[str, ...] = ()
    least: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A defect that was put back in: how often the same trials were made with it, and how often they saw it."""

    what: str
    tries: int
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The module of a family, opened.

    name: of the module, with which it is asked for.
    title: what its figures are called.  promise: the sentence it tries to break.
    """

    name: str
    title: str
    promise: str
    measure: Callable[[Size, int], Iterator[Tried]]
    controls: Callable[[int], Iterator[Control]]


class CannotTry(Exception):
    """This machine has not what the trials of a family need; the message says what."""
