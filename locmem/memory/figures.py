"""Figures: the values in a text, each with all that hangs on it.

For likeness `2.4.6-p2` may be two numbers; for a repair it is one name, of which nothing is exchanged alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from locmem.memory.currencies import meanings, signs
from locmem.memory.placeables import DATE, EMAIL, URL, PlaceableKind
from locmem.model.inline import Inline, Part, inline
from locmem.tables import rows_of

NUMBER = r"\d+(?:[.,:'’\u00a0\u202f]\d+)*"

# Letters of scripts whose words stand apart; beside those of others (14日, 14일) a number still is one.
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0370-\u03ff\u0400-\u052f"
_SIGN = rf"[{_LETTERS}\d_]"
_JOINT = r"[./@+#\u2010\u2011-]|(?<=\d)[,:'’\u00a0\u202f](?=\d)"
_PATTERN = re.compile(
    rf"""
      (?P<URL>        {URL} )
    | (?P<EMAIL>      {EMAIL} )
    | (?P<DATE>       {DATE} )
    | (?P<IDENTIFIER> (?<!{_SIGN}) (?: (?<![^\s(\[]) \. (?=\d) )? {_SIGN}+ (?: (?:{_JOINT}) {_SIGN}+ )* (?: \.\* )* )
    """,
    re.VERBOSE,
)
_IS_VALUE = re.compile(rf"\d|[{_LETTERS}]_")
_MAY_HOLD_ONE = re.compile(r"[\d@_]|https?://|www\.")
_BESIDE = 60
"""How many characters beside a figure are looked at."""
_NAMES_TOO = frozenset({"CAD", "COP", "MAD", "PEN", "PHP", "TRY"})
"""Currency codes that name other things as well: beside `PHP 8` nobody knows that it is an amount."""
_WORD = re.compile(rf"[{_LETTERS}]+|[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value as it is written, and where.

    kind: NUMBER for digits with separators between them, IDENTIFIER for what holds more than that.
    place: the number of its part, where it begins there and where it ends.
    is_amount: whether a percent sign, a currency or the symbol of a unit stands beside it.
    around: the nearest word before and after it, empty at the edges of the text.
    """

    kind: PlaceableKind
    text: str
    place: tuple[int, int, int] = field(compare=False)
    is_amount: bool = field(default=False, compare=False)
    around: tuple[str, str] = field(default=("", ""), compare=False)


def figures(content: Inline) -> tuple[Figure, ...]:
    """The figures in the text of `content`, in order; codes are left out."""
    return tuple(
        figure
        for number, part in enumerate(content.parts)
        if isinstance(part, str) and _MAY_HOLD_ONE.search(part)
        for figure in _in_part(part, number, content.parts)
    )


def rewritten(content: Inline, texts: Mapping[tuple[int, int, int], str]) -> Inline:
    """`content` with the figures at these places written as said."""
    parts = list(content.parts)
    for (number, start, end), text in sorted(texts.items(), reverse=True):
        part = parts[number]
        assert isinstance(part, str)
        parts[number] = part[:start] + text + part[end:]
    return inline(parts, content.syntax)


def _in_part(part: str, number: int, parts: tuple[Part, ...]) -> Iterator[Figure]:
    before = "".join(reversed(_texts(reversed(parts[max(0, number - 2) : number]))))
    after = "".join(_texts(parts[number + 1 : number + 3]))
    for found in _PATTERN.finditer(part):
        kind, start, end = PlaceableKind[found.lastgroup or ""], found.start(), found.end()
        is_amount = False
        if kind is PlaceableKind.IDENTIFIER:
            if not _IS_VALUE.search(found.group()):
                continue
            measured = _measured().fullmatch(found.group())
            if measured:
                kind, is_amount = PlaceableKind.NUMBER, bool(measured["before"] or measured["after"])
                start, end = start + measured.start("number"), start + measured.end("number")
        left = part[max(0, start - _BESIDE) : start] if start > _BESIDE else before + part[:start]
        right = part[end : end + _BESIDE] if end + _BESIDE < len(part) else part[end:] + after
        if kind is PlaceableKind.NUMBER and not is_amount:
            is_amount = bool(_money_before().search(left) or _sign_after().match(right))
        yield Figure(
            kind=kind,
            text=part[start:end],
            place=(number, start, end),
            is_amount=is_amount,
            around=(_last_word(left), _first_word(right)),
        )


def _texts(parts: Iterable[Part]) -> list[str]:
    """The parts up to the first code that is more than a spelling of text: `5&nbsp;€` is read as one."""
    texts = takewhile(lambda part: isinstance(part, str) or part.is_text, parts)
    return [part if isinstance(part, str) else part.text for part in texts]


def _last_word(text: str) -> str:
    return next(_words(reversed(_WORD.findall(text))), "")


def _first_word(text: str) -> str:
    return next(_words(_WORD.findall(text)), "")


def _words(found: Iterable[str]) -> Iterator[str]:
    """Words; a currency changes like the amount beside it."""
    return (word for word in found if word not in meanings())


@cache
def _units() -> str:
    written = sorted((row["written"] for row in rows_of("unit_symbols.csv", "written")), key=len, reverse=True)
    return "|".join(map(re.escape, written))


@cache
def _codes() -> str:
    return "|".join(re.escape(code) for code in meanings() if code.isalpha() and code not in _NAMES_TOO)


@cache
def _measured() -> re.Pattern[str]:
    """A number, with a currency code or a unit that touches it."""
    return re.compile(rf"(?P<before>{_codes()})?(?P<number>{NUMBER})(?P<after>{_units()}|{_codes()})?")


@cache
def _money_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{signs()}|(?<!{_SIGN})(?:{_codes()}))\s?\Z")


@cache
def _sign_after() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{signs()}|(?:{_units()}|{_codes()})(?!{_SIGN}))")
