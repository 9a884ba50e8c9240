"""Placeables in text: the parts whose value may be swapped when a match is used again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from locmem.model.inline import Inline


class PlaceableKind(Enum):
    """The kinds of placeable that are text; inline codes are placeables too, but of a type of their own."""

    URL = "URL"
    EMAIL = "e-mail address"
    DATE = "date"
    IDENTIFIER = "identifier"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeable:
    """One value as it is written.  `10 %` and `€10` are the number 10: signs around it are text."""

    kind: PlaceableKind
    text: str


# The look-behinds keep the search linear: without them every character of a long word would begin an attempt.
URL = r"""(?:https?://|www\.) [^\s<>"')\]}]* [^\s<>"')\]}.,;:!?]"""
EMAIL = r"(?<![\w.+-]) [\w.+-]+ @ [\w-]+ (?:\.[\w-]+)+"
DATE = r"""(?<![\d.,:/-]) (?: \d{4}-\d{2}-\d{2} | \d{1,2}\.\d{1,2}\.\d{4}
           | \d{1,2}/\d{1,2}/(?:\d{4}|\d{2}) ) (?!\d)"""
"""Patterns of values, to be read with re.VERBOSE."""
_VALUES = rf"""
      (?P<DATE>       {DATE} )
    | (?P<IDENTIFIER> (?<![A-Za-z0-9_-]) (?: [A-Za-z][A-Za-z0-9_-]*\d[A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*
                                            | \d+[A-Za-z][A-Za-z0-9]*
                                            | [A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]* ) )
    | (?P<NUMBER>     \d+ (?: [.,:'’\u00a0\u202f] \d+ )* )
"""
_PATTERN = re.compile(rf"(?P<URL> {URL} ) | (?P<EMAIL> {EMAIL} ) | {_VALUES}", re.VERBOSE)
_PATTERN_OF_VALUES = re.compile(_VALUES, re.VERBOSE)
"""For texts without addresses: whether one begins is asked of every word."""


def placeables(content: Inline) -> tuple[Placeable, ...]:
    """The placeables in the text of `content`, in order; codes are left out."""
    return tuple(
        Placeable(kind=_kind(found), text=found.group())
        for part in content.parts
        if isinstance(part, str)
        for found in _pattern(part).finditer(part)
    )


def mask(text: str, symbols: dict[PlaceableKind, str]) -> str:
    """`text` with each placeable replaced by the one symbol of its kind."""
    return _pattern(text).sub(lambda found: symbols[_kind(found)], text)


def _pattern(text: str) -> re.Pattern[str]:
    return _PATTERN if "@" in text or "://" in text or "www." in text else _PATTERN_OF_VALUES


def _kind(found: re.Match[str]) -> PlaceableKind:
    return PlaceableKind[found.lastgroup or ""]
