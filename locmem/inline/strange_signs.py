"""Signs in a translation that nobody types: lost encodings, controls, and invisible ones that steer the line.

Joiners (U+200C, U+200D) are letters in Persian, Indic scripts and emoji, and marks of direction (U+200E, U+200F) are
needed beside them; both are left alone.  Zero-width spaces part words where no blank does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from locmem.model.tags import is_right_to_left, joins_without_spaces

_PLAIN = re.compile(r"[\x20-\x7e\n\t\u00a0-\u00c1\u00c4-\u00e1\u00e4-\u01ff]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_OPENS_TO = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OVERRIDES = "\u202d\u202e"
_INVISIBLE = "\u200b\u2060\ufeff"
_LOST_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,20}\?[^\W\d_]{2,20}(?![^\W\d_])")
_CP1252 = (
    r"[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a"
    r"\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_TWICE_ENCODED = re.compile(rf"(?<![A-Z])(?:[ÂÃÄÅÎÏÐÑ]{_CP1252}|â[€„]{_CP1252})")
"""UTF-8 read as Windows-1252: letters of Europe, Cyrillic and Greek, and signs.  `“AMANHÃ”` is Portuguese."""


def strange_signs(here: str, there: str, locale: str) -> Iterator[tuple[str, bool]]:
    """What is wrong with the signs of a text, in words, and whether it is certain.

    here: its source, whose own signs are no fault; locale: of the text, empty where it is not known.
    """
    if "?" not in there and _PLAIN.fullmatch(there):
        return
    if "\ufffd" in there and "\ufffd" not in here:
        yield f"{_name(chr(0xFFFD))} stands where a letter was lost", True
    for sign in dict.fromkeys(_CONTROL.findall(there)):
        if sign not in here:
            yield f"the control character {_name(sign)} stands in it", True
    for found in dict.fromkeys(_TWICE_ENCODED.findall(there)):
        if (meant := _decoded(found)) and found not in here:
            yield f"“{found}” was “{meant}” before its encoding was mistaken", True
    for found in dict.fromkeys(_LOST_LETTER.findall(there)):
        if "?" not in here:
            yield f"in “{found}” a letter may have been lost", False
    yield from _directions(here, there, locale)
    for sign in _INVISIBLE:
        if sign in there and sign not in here and not (sign == "\u200b" and _parts_words(locale)):
            yield f"the invisible sign {_name(sign)} stands in it", False


def _directions(here: str, there: str, locale: str) -> Iterator[tuple[str, bool]]:
    waiting: list[str] = []
    is_balanced = True
    steering = False
    for sign in there:
        if sign in _OVERRIDES:
            if sign not in here:
                yield f"{_name(sign)} turns the order of its letters round", True
            waiting.append("\u202c")
        elif end := _OPENS_TO.get(sign):
            steering = True
            waiting.append(end)
        elif sign in "\u202c\u2069":
            if waiting and waiting[-1] == sign:
                waiting.pop()
            else:
                is_balanced = False
    if any(one in here for one in (*_OPENS_TO, *_OPENS_TO.values())):
        return
    if waiting or not is_balanced:
        yield "a sign of direction is not closed, or closes nothing", True
    elif steering and not is_right_to_left(locale or "en"):
        yield "signs of direction stand in it, which this language does not need", False


def _parts_words(locale: str) -> bool:
    return bool(locale) and joins_without_spaces(locale)


def _decoded(text: str) -> str:
    """What `text` was before UTF-8 was read as Windows-1252; empty where it cannot have been."""
    try:
        # The five bytes that Windows-1252 does not have come through as they are.
        return b"".join(bytes([ord(one)]) if ord(one) < 0xA0 else one.encode("cp1252") for one in text).decode()
    except UnicodeError:
        return ""


def _name(sign: str) -> str:
    named = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f" ({named})" if named else "")
