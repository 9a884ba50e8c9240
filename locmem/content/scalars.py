"""YAML scalars: their text decoded with its places in the file, and parts of it replaced in the same style.

Rules: YAML 1.2.2 chapters 7.3 (flow scalars) and 8.1 (block scalars).  JSON strings are read and written by the
same code, because only escapes that both languages know are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from locmem.content.view import View, ViewBuilder

_BREAK = r"(?:\r\n|\r|\n)"
_FOLD = re.compile(rf"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*")
_LINE_END = re.compile(_BREAK)
_LINE_ENDS = ("\r\n", "\r", "\n")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*")
_HEADER = re.compile(rf"([|>])(?:([1-9])?([-+])?|([-+])([1-9]))[ \t]*(?:#[^\r\n]*)?(?:{_BREAK}|\Z)")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_HIGH = re.compile(r"\\u([dD][89abAB][0-9A-Fa-f]{2})\\u([dD][c-fC-F][0-9A-Fa-f]{2})")
_NAMED = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_NOT_PLAIN = re.compile(
    r"""
      \A[-?:,\[\]{}\#&*!|>'"%@`=~] | \A\s | \s\Z | \A\Z
    | :\s | :\Z | \s\# | [\t\r\n]
    | \A[-+.]?\d | \A\.(?:inf|nan)\b | \A[-+]\.
    | \A(?:null|true|false|yes|no|on|off|y|n|<<)\Z
    | \A---|\A\.\.\.
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FLOW_INDICATOR = re.compile(r"[,\[\]{}]|:(?=[\"'])")

Edit = tuple[int, int, str]
"""Start and end in the decoded text, and what comes in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One scalar of a file.

    start, end: its file offsets, quotes or block header included.
    properties: offset where anchor and tag end and the scalar proper begins.
    style: empty for plain, `'`, `"`, `|` or `>`.
    indent: blanks before each line of a block scalar.
    view: the decoded text.
    """

    start: int
    end: int
    properties: int
    style: str
    indent: int
    view: View


def read_scalar(text: str, start: int, end: int) -> Scalar:
    """The scalar at `text[start:end]`, the span a YAML parser gives.

    Raises ValueError for an escape YAML does not know, and for a block scalar whose indentation cannot be told.
    """
    properties = _PROPERTIES.match(text, start, end)
    begin = properties.end() if properties else start
    style = text[begin : begin + 1] if text[begin : begin + 1] in ("'", '"', "|", ">") else ""
    indent = 0
    if style in ("|", ">") and begin < end:
        indent, view = _read_block(text, start, begin, end)
    elif style:
        view = _read_flow(text, begin + 1, max(begin + 1, end - 1), style)
    else:
        view = _read_flow(text, begin, end, style)
    return Scalar(start=start, end=end, properties=begin, style=style, indent=indent, view=view)


def replaced(text: str, scalar: Scalar, edits: Sequence[Edit], *, is_flow: bool = False) -> str:
    """The source of `scalar` with `edits` made to its decoded text, in the same style where that can say it.

    Only the edited characters change where the style allows.  Where it does not, a folded scalar becomes a
    literal one, and everything else double quoted.  No edit, or edits that change nothing: the same characters.
    """
    old = scalar.view.text
    ordered = [smallest(old, edit) for edit in sorted(edits)]
    wanted = edited(old, ordered)
    source = text[scalar.start : scalar.end]
    if wanted == old:
        return source
    head = text[scalar.start : scalar.properties]
    newline = _LINE_END.search(text)
    line_end = newline.group() if newline else "\n"
    candidates = [_in_place(text, scalar, ordered, line_end)]
    if scalar.style == "":
        candidates = [head + wanted] if _is_plain(wanted, is_flow=is_flow) else []
    if scalar.style == ">":
        candidates.append(_as_literal(text, scalar, wanted, line_end))
    for candidate in candidates:
        if _reads_as(text, scalar, candidate, wanted):
            return candidate
    tail = line_end if scalar.style in ("|", ">") and source.endswith(("\n", "\r")) else ""
    return head + double_quoted(wanted) + tail


def double_quoted(text: str) -> str:
    """`text` as a double-quoted scalar on one line, readable as YAML and as JSON."""
    return f'"{_escaped(text)}"'


def edited(old: str, edits: Sequence[Edit]) -> str:
    """`old` with the edits made, which are in order."""
    parts: list[str] = []
    last = 0
    for start, end, new in edits:
        parts += (old[last:start], new)
        last = end
    return "".join((*parts, old[last:]))


def smallest(old: str, edit: Edit) -> Edit:
    """The edit without what it leaves as it is at either end, so that folds and line ends there stay."""
    start, end, new = edit
    while start < end and new and old[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and old[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new


def _in_place(text: str, scalar: Scalar, edits: Sequence[Edit], line_end: str) -> str:
    """The source with the edits written at their own places, in the scalar's style."""
    origins = scalar.view.origins
    parts: list[str] = []
    last = scalar.start
    for start, end, new in edits:
        parts += (text[last : origins[start]], _encoded(new, scalar, line_end))
        last = origins[end]
    return "".join((*parts, text[last : scalar.end]))


def _encoded(new: str, scalar: Scalar, line_end: str) -> str:
    if scalar.style == "'":
        return new.replace("'", "''")
    if scalar.style == '"':
        return _escaped(new)
    # Folded text spells a line end as an empty line, because a single one reads as a blank.
    extra = 1 if scalar.style == ">" else 0
    return re.sub(r"\n+", lambda run: line_end * (len(run.group()) + extra) + " " * scalar.indent, new)


def _as_literal(text: str, scalar: Scalar, wanted: str, line_end: str) -> str:
    chomp = "" if wanted.endswith("\n") else "-"
    blanks = " " * scalar.indent
    lines = wanted.removesuffix("\n").split("\n")
    body = line_end.join(blanks + line if line else "" for line in lines)
    return f"{text[scalar.start : scalar.properties]}|{chomp}{line_end}{body}{line_end}"


def _reads_as(text: str, scalar: Scalar, candidate: str, wanted: str) -> bool:
    """Whether the candidate, put in the scalar's place, decodes to the wanted text."""
    if UNPRINTABLE.search(candidate.replace("\r", "")):
        return False
    changed = text[: scalar.start] + candidate
    try:
        again = read_scalar(changed, scalar.start, len(changed))
    except ValueError:
        return False
    if again.style in ("|", ">") and not (_is_indented(changed, again) and changed.endswith(("\n", "\r"))):
        return False
    return again.view.text == wanted


def _is_indented(text: str, scalar: Scalar) -> bool:
    """Whether every line of a block scalar has its indentation: less would end it, more on a leading empty
    line would set another one."""
    lines = _LINE_END.split(text[scalar.properties : scalar.end])[1:]
    filled = [number for number, line in enumerate(lines) if line.strip(" ")]
    if not filled or not scalar.indent:
        return False
    leading = lines[: filled[0]]
    blanks = " " * scalar.indent
    return all(lines[n].startswith(blanks) for n in filled) and all(len(line) <= scalar.indent for line in leading)


def _is_plain(text: str, *, is_flow: bool) -> bool:
    if _NOT_PLAIN.search(text) or UNPRINTABLE.search(text):
        return False
    return not (is_flow and _FLOW_INDICATOR.search(text))


def _escaped(text: str) -> str:
    def escape(found: re.Match[str]) -> str:
        character = found.group()
        return _SHORT.get(character) or f"\\u{ord(character):04x}"

    return re.sub(rf'["\\\n\t]|{UNPRINTABLE.pattern}', escape, text)


def _read_flow(text: str, start: int, end: int, style: str) -> View:
    builder = ViewBuilder()
    position = start
    special = re.compile({"'": r"''", '"': r"\\"}.get(style, r"(?!)") + rf"|{_BREAK}")
    while position < end:
        sign = special.search(text, position, end)
        stop = sign.start() if sign else end
        if sign and sign.group() in _LINE_ENDS:
            stop = position + len(text[position:stop].rstrip(" \t"))
        builder.add(text[position:stop], position)
        position = stop
        if not sign:
            break
        if sign.group() == "''":
            builder.add_one("'", position)
            position += 2
        elif sign.group() == "\\":
            position = _read_escape(text, position, end, builder)
        else:
            position = _read_fold(text, position, end, builder)
    return builder.build(end)


def _read_fold(text: str, position: int, end: int, builder: ViewBuilder) -> int:
    fold = _FOLD.match(text, position, end)
    assert fold is not None
    breaks = [found.start() for found in _LINE_END.finditer(text, fold.start(), fold.end())]
    if len(breaks) == 1:
        builder.add_one(" ", position)
    # The first line end of several is not read, but it belongs to the first one that is.
    for place in (position, *breaks[1:-1]) if len(breaks) > 1 else ():
        builder.add_one("\n", place)
    return fold.end()


def _read_escape(text: str, position: int, end: int, builder: ViewBuilder) -> int:
    line_end = _LINE_END.match(text, position + 1, end)
    if line_end:
        fold = _FOLD.match(text, position + 1, end)
        assert fold is not None
        for empty in _LINE_END.finditer(text, line_end.end(), fold.end()):
            builder.add_one("\n", empty.start())
        return fold.end()
    if pair := _HIGH.match(text, position, end):
        high, low = (int(half, 16) for half in pair.groups())
        builder.add_one(chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), position)
        return pair.end()
    escape = _ESCAPE.match(text, position, end)
    if not escape:
        raise ValueError("the text ends inside an escape")
    digits = escape.group(1) or escape.group(2) or escape.group(3)
    if digits:
        builder.add_one(chr(int(digits, 16)), position)
    elif escape.group(4) in _NAMED:
        builder.add_one(_NAMED[escape.group(4)], position)
    else:
        raise ValueError(f"\\{escape.group(4)} is not an escape")
    return escape.end()


def _read_block(text: str, start: int, begin: int, end: int) -> tuple[int, View]:
    header = _HEADER.match(text, begin, end)
    if not header:
        raise ValueError("the header of the block text cannot be read")
    digit = header.group(2) or header.group(5)
    chomp = header.group(3) or header.group(4) or ""
    lines = _lines(text, header.end(), end)
    if digit:
        indent = _parent_indent(text, start) + int(digit)
    else:
        # YAML takes the indentation from the first line that holds more than blanks.
        filled = (text[begin:stop] for begin, stop, _ in lines if text[begin:stop].strip(" "))
        first = next(filled, "")
        indent = len(first) - len(first.lstrip(" "))
    return indent, _block_view(text, lines, indent, chomp, is_folded=header.group(1) == ">", end=header.end())


def _lines(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Start, end, and end with the line end, of each line."""
    lines: list[tuple[int, int, int]] = []
    while start < end:
        found = _LINE_END.search(text, start, end)
        lines.append((start, found.start() if found else end, found.end() if found else end))
        start = lines[-1][2]
    return lines


def _parent_indent(text: str, start: int) -> int:
    line = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start]
    dashes = re.match(r" *(?:- +)*", line)
    assert dashes is not None
    return dashes.end() if line[dashes.end() :] else max(0, line.rfind("-"))


def _block_view(
    text: str, lines: Sequence[tuple[int, int, int]], indent: int, chomp: str, *, is_folded: bool, end: int
) -> View:
    builder = ViewBuilder()
    # Line ends that have been passed but not written: how they are written depends on the next line.
    pending: list[int] = []
    before = ""
    for start, stop, after in lines:
        line = text[start + indent : stop] if stop - start > indent else ""
        if line:
            is_even = bool(before) and before[0] not in " \t" and line[0] not in " \t"
            if is_folded and is_even and len(pending) == 1:
                builder.add_one(" ", pending[0])
            else:
                for place in pending[:-1] if is_folded and is_even else pending:
                    builder.add_one("\n", place)
            pending = []
            end = stop
            builder.add(line, start + indent)
            before = line
        if after > stop:
            pending.append(stop)
    if chomp == "+" or (chomp == "" and before):
        for place in pending if chomp == "+" else pending[:1]:
            builder.add_one("\n", place)
            end = place + (2 if text.startswith("\r\n", place) else 1)
    return builder.build(end)
