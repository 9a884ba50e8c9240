"""The fields of an address or of a form, read with care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from locmem.clock import day_named
from locmem.errors import UsageError
from locmem.noted_day import plain_day
from locmem.workspace.project import Project

T = TypeVar("T")

Fields = Mapping[str, Any]


def text_of(fields: Fields, name: str) -> str:
    """A field, empty where it is not there.  Raises UsageError where it is no text."""
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise UsageError(f"`{name}` is no text.")
    return value


def required(fields: Fields, name: str) -> str:
    """A field that must be there.  Raises UsageError."""
    if not (text := text_of(fields, name)).strip():
        raise UsageError(f"`{name}` is missing.")
    return text


def number_of(fields: Fields, name: str, usual: int) -> int:
    """A whole number from 0, the usual one where there is none.  Raises UsageError."""
    text = text_of(fields, name)
    if text and not (text.isdecimal() and len(text) < 7):
        raise UsageError(f"`{name}` is no whole number.")
    return int(text) if text else usual


def day_of(fields: Fields, project: Project) -> date:
    """The day that is named, today for none.  Raises UsageError."""
    return plain_day(day_named(text_of(fields, "day"), project.today) or project.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch(Generic[T]):
    """A part of a long list: its items, the number of the first from 1, how many there are, and where to go on."""

    items: tuple[T, ...]
    first: int
    total: int
    earlier: str
    later: str

    @property
    def last(self) -> int:
        """The number of the last one."""
        return self.first + len(self.items) - 1 if self.items else 0


def stretch(items: Sequence[T], asked: Fields, size: int, address: str, **fields: str) -> Stretch[T]:
    """The stretch that `page` names, from 1, of pages with so many items.  fields: the rest of the address."""
    page = max(1, number_of(asked, "page", 1))
    pages = max(1, -(-len(items) // size))
    page = min(page, pages)

    def to(number: int) -> str:
        given = {name: value for name, value in fields.items() if value}
        return f"{address}?{urlencode({**given, **({'page': number} if number > 1 else {})})}"

    return Stretch(
        items=tuple(items[(page - 1) * size : page * size]),
        first=(page - 1) * size + 1 if items else 0,
        total=len(items),
        earlier=to(page - 1) if page > 1 else "",
        later=to(page + 1) if page < pages else "",
    )
