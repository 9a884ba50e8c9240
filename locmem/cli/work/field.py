"""A text as it is typed: signs and codes, each one thing, a cursor between two of them, and what was there before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import NamedTuple

from locmem.cli.work.wrapping import signs_of
from locmem.pages.editing import pieces_of

_REMEMBERED = 500
"""Changes that can be taken back."""


class Unit(NamedTuple):
    """One thing: a sign with its marks, or a code, which is never cut."""

    text: str
    is_code: bool

    @property
    def is_word(self) -> bool:
        """Whether it is a part of a word."""
        return not self.is_code and (self.text[0].isalnum() or self.text[0] == "_")


class _Moment(NamedTuple):
    units: tuple[Unit, ...]
    cursor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What is typed.  cursor: how many units stand before it.  codes: of the source.  lines: whether it may have some.

    goal: the column that was left when going up or down; None otherwise.
    """

    units: tuple[Unit, ...]
    cursor: int
    codes: tuple[str, ...] = ()
    lines: bool = False
    goal: int | None = None
    past: tuple[_Moment, ...] = ()
    future: tuple[_Moment, ...] = ()

    @classmethod
    def of(cls, text: str, codes: Collection[str] = (), *, lines: bool = False) -> Field:
        """A text with the cursor at its end."""
        units = _units(text, codes)
        return cls(units=units, cursor=len(units), codes=tuple(dict.fromkeys(codes)), lines=lines)

    @property
    def text(self) -> str:
        """The text as a catalog would hold it."""
        return "".join(unit.text for unit in self.units)

    def typed(self, text: str) -> Field:
        """With a text put in at the cursor; what becomes a code by that is one."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not self.lines:
            text = text.replace("\n", " ")
        before, after = _text(self.units[: self.cursor]) + text, _text(self.units[self.cursor :])
        return self._with_text(before + after, len(before)) if text else self

    def holding(self, text: str) -> Field:
        """With another text in its place, which can be taken back."""
        return self._with_text(text, len(text)) if text != self.text else self.at(len(self.units))

    def back(self) -> Field:
        """Without the unit before the cursor."""
        return self._without(self.cursor - 1, self.cursor)

    def ahead(self) -> Field:
        """Without the unit behind the cursor."""
        return self._without(self.cursor, self.cursor + 1)

    def word_back(self) -> Field:
        """Without the word before the cursor."""
        return self._without(self.word_start(), self.cursor)

    def word_ahead(self) -> Field:
        """Without the word behind the cursor."""
        return self._without(self.cursor, self.word_end())

    def to_end(self) -> Field:
        """Without what stands behind the cursor."""
        return self._without(self.cursor, len(self.units))

    def to_start(self) -> Field:
        """Without what stands before the cursor."""
        return self._without(0, self.cursor)

    def at(self, cursor: int, goal: int | None = None) -> Field:
        """With the cursor in another place, as far as there is one."""
        return replace(self, cursor=min(max(0, cursor), len(self.units)), goal=goal)

    def word_start(self) -> int:
        """Where the word before the cursor begins; a code is a word."""
        place = self.cursor
        while place and not self.units[place - 1].is_word and not self.units[place - 1].is_code:
            place -= 1
        if place and self.units[place - 1].is_code:
            return place - 1
        while place and self.units[place - 1].is_word:
            place -= 1
        return place

    def word_end(self) -> int:
        """Where the word behind the cursor ends."""
        place, most = self.cursor, len(self.units)
        while place < most and not self.units[place].is_word and not self.units[place].is_code:
            place += 1
        if place < most and self.units[place].is_code:
            return place + 1
        while place < most and self.units[place].is_word:
            place += 1
        return place

    def undone(self) -> Field:
        """As it was before the last change."""
        if not self.past:
            return self
        now = _Moment(self.units, self.cursor)
        return replace(
            self,
            units=self.past[-1].units,
            cursor=self.past[-1].cursor,
            past=self.past[:-1],
            future=(*self.future, now),
            goal=None,
        )

    def redone(self) -> Field:
        """As it was before a change was taken back."""
        if not self.future:
            return self
        now = _Moment(self.units, self.cursor)
        return replace(
            self,
            units=self.future[-1].units,
            cursor=self.future[-1].cursor,
            past=(*self.past, now),
            future=self.future[:-1],
            goal=None,
        )

    def _without(self, start: int, end: int) -> Field:
        start, end = max(0, start), min(end, len(self.units))
        if start >= end:
            return self
        before = _text(self.units[:start])
        return self._with_text(before + _text(self.units[end:]), len(before))

    def _with_text(self, text: str, offset: int) -> Field:
        """Another text, with the cursor behind so many of its characters, and never inside of a unit."""
        units = _units(text, self.codes)
        cursor = reached = 0
        while reached < offset:
            reached += len(units[cursor].text)
            cursor += 1
        past = (*self.past, _Moment(self.units, self.cursor))[-_REMEMBERED:]
        return replace(self, units=units, cursor=cursor, past=past, future=(), goal=None)


def _units(text: str, codes: Collection[str]) -> tuple[Unit, ...]:
    found: list[Unit] = []
    for piece, is_code in pieces_of(text, codes):
        found += [Unit(piece, True)] if is_code else [Unit(sign, False) for sign in signs_of(piece)]
    return tuple(found)


def _text(units: tuple[Unit, ...]) -> str:
    return "".join(unit.text for unit in units)
