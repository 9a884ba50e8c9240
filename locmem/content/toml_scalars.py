"""Strings of TOML: their text decoded with its places in the file, and parts of it replaced in the same style.

Rules: TOML 1.0, “String”.  Front matter between `+++` lines is TOML; all other data is YAML or JSON.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from locmem.content.scalars import UNPRINTABLE, Edit, Scalar, double_quoted, edited, read_scalar, replaced, smallest
from locmem.content.view import View, ViewBuilder
from locmem.yamlfile import YamlScalar

STRING = re.compile(
    r"""\"{3}(?:[^"\\]|\\[\s\S]|"(?!""))*+"{3,5}|'{3}(?:[^']|'(?!''))*+'{3,5}|"(?:[^"\\\r\n]|\\.)*+"|'[^'\r\n]*+'"""
)
"""A string with its quotes; of several quotes at the end of a long one the last three close it."""

_MARK = "+++"
_LINE_END = re.compile(r"\r\n|\r|\n")
_SPECIAL = re.compile(r"\\|\r\n|\r|\n")
_CONTINUED = re.compile(r"\\[ \t]*(?:\r\n|\r|\n)\s*")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_NAMED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def is_string(text: str, scalar: YamlScalar) -> bool:
    """Whether a value of the file `text` is one that can hold words.

    Of TOML only what stands in quotes is: its times have a text for a value, too, as nothing here reckons with them.
    """
    return isinstance(scalar.value, str) and (bool(scalar.style) or not text.startswith(_MARK))


def read_string(text: str, start: int, end: int) -> Scalar:
    """The scalar at `text[start:end]` of YAML or JSON, or of TOML in a file that begins with `+++`.

    Raises ValueError for one that cannot be read.
    """
    if not text.startswith(_MARK):
        return read_scalar(text, start, end)
    if not STRING.fullmatch(text, start, end):
        raise ValueError("the text is no string of TOML")
    quotes = 3 if text.startswith(('"""', "'''"), start) and end - start >= 6 else 1
    style = text[start : start + quotes]
    return Scalar(start=start, end=end, properties=start, style=style, indent=0, view=_view(text, start, end, style))


def replaced_string(text: str, scalar: Scalar, edits: Sequence[Edit], *, is_flow: bool = False) -> str:
    """The source of `scalar` with `edits` made to its decoded text, as `scalars.replaced`, whatever its language.

    A string of TOML whose quotes cannot hold the new text becomes one in double quotes.
    """
    if not text.startswith(_MARK):
        return replaced(text, scalar, edits, is_flow=is_flow)
    old = scalar.view.text
    ordered = [smallest(old, edit) for edit in sorted(edits)]
    wanted = edited(old, ordered)
    if wanted == old:
        return text[scalar.start : scalar.end]
    newline = _LINE_END.search(text)
    line_end = newline[0] if newline else "\n"
    origins = scalar.view.origins
    parts: list[str] = []
    last = scalar.start
    for start, end, new in ordered:
        parts += (text[last : origins[start]], _encoded(new, scalar.style, line_end))
        last = origins[end]
    candidate = "".join((*parts, text[last : scalar.end]))
    return candidate if _reads_as(candidate, scalar.style, wanted) else double_quoted(wanted)


def _encoded(new: str, style: str, line_end: str) -> str:
    if style == '"':
        return double_quoted(new)[1:-1]
    if style == '"""':
        return line_end.join(double_quoted(line)[1:-1] for line in new.split("\n"))
    return new.replace("\n", line_end)


def _reads_as(candidate: str, style: str, wanted: str) -> bool:
    if UNPRINTABLE.search(candidate.replace("\r\n", "\n")) or not candidate.startswith(style):
        return False
    try:
        return read_string(f"{_MARK}{candidate}", len(_MARK), len(_MARK) + len(candidate)).view.text == wanted
    except ValueError:
        return False


def _view(text: str, start: int, end: int, style: str) -> View:
    first, last = start + len(style), end - len(style)
    newline = _LINE_END.match(text, first, last) if len(style) == 3 else None
    here = newline.end() if newline else first
    builder = ViewBuilder()
    while special := _SPECIAL.search(text, here, last):
        builder.add(text[here : special.start()], special.start() - (special.start() - here))
        here = special.start()
        if special[0] != "\\":
            builder.add_one("\n", here)
            here = special.end()
        elif style[0] == "'":
            builder.add("\\", here)
            here += 1
        elif continued := _CONTINUED.match(text, here, last):
            here = continued.end()
        else:
            here = _escape(text, here, last, builder)
    builder.add(text[here:last], here)
    return builder.build(last)


def _escape(text: str, here: int, last: int, builder: ViewBuilder) -> int:
    found = _ESCAPE.match(text, here, last)
    digits = found and (found[1] or found[2] or found[3])
    if not found or (not digits and found[4] not in _NAMED):
        raise ValueError("a backslash is followed by what is no escape")
    builder.add_one(chr(int(digits, 16)) if digits else _NAMED[found[4]], here)
    return found.end()
