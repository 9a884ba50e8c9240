"""Expressions of a program between braces, as MDX has them: `{props.name}`, `onClick={() => go()}`, `{list.map(…)}`.

Nobody translates them, and the signs in them are no markup.  `{name}` alone may be a word in braces elsewhere, so that
only pages of MDX take it for an expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""(?P<blank>\n[ \t>]*(?=\n)) | (?P<tag></?(?=[A-Za-z])) | (?P<end>(?<!=)>) | (?P<brace>[{}])
    | (?P<string>(?<![\w\\])(?:"[^"\n]*+"|'[^'\n]*+'|`[^`]{0,2000}+`))""",
    re.VERBOSE,
)
_CODE = re.compile(
    r"""(?!/\*|\s*(?:[:\#]|\.(?!\.\.))|\s*(?:market|company)\.)(?:
        \s*\.\.\.\s*[\w$]
      | [^{}"'\n]*=>
      | \s*<[A-Za-z>]
      | \s*(?P<quote>["'`])[^\w"'`]*(?P=quote)\s*\Z
      | \s*!*[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|\[[^\[\]\n]*\])+\s*(?:\Z|[(?+*]|&&|\|\||[=!]==?)
      | \s*[A-Za-z_$][\w$]*\([^\n]*\)\s*(?:\Z|[?=<>]|&&|\|\|)
      | \s*`[^`]*\$\{
      | \s*!*[A-Za-z_$][\w$]*\s*(?:&&|\|\||\?\?|[=!]==?)
      | \s*!*[A-Za-z_$][\w$]*\s+\?[^\n]*\s:\s
    )""",
    re.VERBOSE,
)
_GOES_ON = re.compile(r"(?:=>|&&|\?)\s*[({]?\s*\Z")
_FURTHER = 60
"""Lines behind an empty line in which an expression may still be closed."""

NAME = r"\{[ \t]*[A-Za-z_$][\w$]*[ \t]*\}"
"""The pattern of `{name}`."""


def expressions_in(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each expression, in order, those in another left out.

    Braces are one where what stands in them is a call, a path, a function, a condition, an element, or a string without
    words; behind the `=` of an attribute and between attributes they always are.  An empty line ends what is open, if
    it is no program over several lines.
    """
    if "{" not in text:
        return
    last = 0
    for start, end, is_in_tag in sorted(_braces(text)):
        inner_end = end - 1
        is_code = is_in_tag or (_CODE.match(text, start + 1, inner_end) and not _is_other(text, start, end))
        if start >= last and is_code:
            yield start, end
            last = end


def without_expressions(text: str, filler: str = "\ue001") -> str:
    """The text at its own length, with its own lines, with `filler` for every other character of an expression."""
    parts: list[str] = []
    last = 0
    for start, end in expressions_in(text):
        parts += (text[last:start], re.sub(r"[^\n]", filler, text[start:end]))
        last = end
    return "".join((*parts, text[last:])) if parts else text


def _braces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each pair of braces, and whether it stands in a tag and outside of other braces."""
    waiting: list[int] = []
    is_in_tag = False
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "string" and not waiting and not is_in_tag:
            # Outside of programs a quotation mark is only a character.
            position = token.start() + 1
        elif kind == "blank":
            if not waiting or not _is_program(text, waiting[0], token.start()):
                waiting.clear()
                is_in_tag = False
        elif kind in ("tag", "end"):
            is_in_tag = is_in_tag if waiting else kind == "tag"
        elif token[0] == "{":
            waiting.append(token.start())
        elif kind == "brace" and waiting:
            start = waiting.pop()
            yield start, position, is_in_tag and not waiting and text[start - 1 : start] in ("=", " ", "\t", "\n")


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether braces belong to another notation: `${name}`, `#{name}`, Liquid with blanks between its braces."""
    before = text[max(0, start - 2) : start]
    return (
        before[-1:] in ("$", "#", "%", "@", "\\")
        or before.rstrip().endswith("{")
        or text[end : end + 2].lstrip()[:1] == "}"
    )


def _is_program(text: str, start: int, here: int) -> bool:
    """Whether the braces that open at `start` begin a line with a program that goes on behind it."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    begins = not text[line_start:start].strip(" \t>")
    return begins and bool(_GOES_ON.search(text, start, line_end)) and text.count("\n", start, here) <= _FURTHER
