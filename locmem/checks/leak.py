"""One fact that somebody typed into a text: what it is, where it stands, and what to write in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from locmem.checks.fact_forms import Held


class LeakKind(Enum):
    """What was typed in."""

    NAME = "name"
    PHONE = "phone number"
    ADDRESS = "address"
    RATE = "rate"
    AMOUNT = "amount"
    DURATION = "duration"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One fact typed into a text.

    word: as it stands there, from `start` on; value: what makes it the same in another spelling or language.
    is_sure: whether it can hardly be anything but a fact.
    is_certain: whether it can be nothing else, so that the fact may be written in its place without asking.
    held: where the profiles have it; None for what no profile has.
    """

    kind: LeakKind
    start: int
    word: str
    value: str
    what: str
    do: str
    is_sure: bool = True
    is_certain: bool = True
    held: Held | None = None

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.word)


def use(path: str) -> str:
    """What to write for a fact of the profiles."""
    listed, brackets, name = path.partition("[].")
    if not brackets:
        return f"Write `{{{{ {path} }}}}`."
    whole = f" or `{{{{ {listed} | list }}}}`" if name == "name" else ""
    return f"Write `{{% for item in {listed} %}}` with `{{{{ item.{name} }}}}`{whole}."


def leak_of(
    kind: LeakKind, start: int, word: str, value: str, held: Held, *, is_sure: bool = True, is_certain: bool = True
) -> Leak:
    """The leak of a value of the profiles."""
    what = f"“{word}” is typed in, but it is the fact `{held.path}` of the profiles."
    found = made(kind, start, word, value, what, use(held.path), is_sure=is_sure, held=held)
    return replace(found, is_certain=is_certain)


def made(
    kind: LeakKind,
    start: int,
    word: str,
    value: str,
    what: str,
    do: str,
    *,
    is_sure: bool = True,
    held: Held | None = None,
) -> Leak:
    """The leak of what may stand in no profile, told in words of its own."""
    return Leak(kind=kind, start=start, word=word, value=value, what=what, do=do, is_sure=is_sure, held=held)
