"""Signs in a translation that nobody types: lost encodings, controls, and invisible ones that steer the line.

Joiners (U+200C, U+200D) are letters in Persian, Indic scripts and emoji, and marks of direction (U+200E, U+200F) are
needed beside them; both are left alone.  Zero-width spaces part words where no blank does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from locmem.inline.mistaken_encodings import mistaken_encodings
from locmem.model.tags import is_right_to_left, joins_without_spaces

_PLAIN = re.compile(
    r"(?:[\x20-\x7e\n\t\u00a0-\u00ac\u00ae-\u00bf\u0100\u0101\u0103-\u0138\u013a-\u01ff]"
    r"|[\u00c0-\u00ff](?![\u00a0-\u00bf\u0150-\u0193]))*"
)
"""Texts of Europe in which no letter is followed by what only a mistaken encoding puts there: most of them."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_OPENS_TO = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OVERRIDES = "\u202d\u202e"
_STEERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = "\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffc"
_INVISIBLE_SIGN = re.compile(f"[{_INVISIBLE}]")
_LINE_ENDS = "\u2028\u2029"
"""Ends of lines and paragraphs that tools for layout leave behind: Markdown knows neither, and scripts break there."""


_DECOMPOSED = re.compile(r"\w[\u0300-\u036f\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


def composed(text: str) -> str:
    """The text with each letter and its accents as one character, as everything but some Macs writes them.

    Nothing else is made canonical: that would write other characters of Chinese and Japanese names.
    """
    return _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def strange_signs(here: str, there: str, locale: str) -> Iterator[tuple[str, bool]]:
    """What is wrong with the signs of a text, in words, and whether it is certain.

    here: its source, whose own signs are no fault; locale: of the text, empty where it is not known.
    """
    yield from lost_letters(here, there)
    yield from hidden_signs(here, there, locale)
    yield from directions(here, there, locale)


def lost_letters(here: str, there: str) -> Iterator[tuple[str, bool]]:
    """Of `strange_signs` those that a lost encoding left."""
    if "?" not in there and _PLAIN.fullmatch(there):
        return
    if "\ufffd" in there and "\ufffd" not in here:
        yield f"{_name(chr(0xFFFD))} stands where a letter was lost", True
    yield from mistaken_encodings(here, there)


def hidden_signs(here: str, there: str, locale: str) -> Iterator[tuple[str, bool]]:
    """Of `strange_signs` those that nobody sees: controls, line ends of other programs, and blanks without width."""
    if _PLAIN.fullmatch(there):
        return
    for sign in dict.fromkeys(_CONTROL.findall(there)):
        if sign not in here:
            yield f"the control character {_name(sign)} stands in it", True
    for sign in _LINE_ENDS:
        if sign in there and sign not in here:
            yield f"{_name(sign)} stands in it: a line break of another program", True
    for sign in dict.fromkeys(_INVISIBLE_SIGN.findall(there)):
        if sign not in here and not (sign == "\u200b" and _parts_words(locale)):
            yield f"the invisible sign {_name(sign)} stands in it", False


def directions(here: str, there: str, locale: str) -> Iterator[tuple[str, bool]]:
    """Of `strange_signs` those that steer the direction of a line."""
    if _STEERS.search(there):
        yield from _directions(here, there, locale)


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
    if any(direction in here for direction in (*_OPENS_TO, *_OPENS_TO.values())):
        return
    if waiting or not is_balanced:
        yield "a sign of direction is not closed, or closes nothing", True
    elif steering and not is_right_to_left(locale or "en"):
        yield "signs of direction stand in it, which this language does not need", False


def _parts_words(locale: str) -> bool:
    return bool(locale) and joins_without_spaces(locale)


def _name(sign: str) -> str:
    named = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f" ({named})" if named else "")
