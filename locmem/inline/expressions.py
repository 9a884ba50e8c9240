"""Expressions of a program between braces, as MDX has them: `{props.name}`, `onClick={() => go()}`, `{list.map(…)}`.

Nobody translates them, and the signs in them are no markup.  `{name}` or `{1 + 2}` may be words in braces elsewhere,
so that only pages of MDX take all for expressions that stand in braces.
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
_OF_MDX = re.compile(
    r"""(?P<passed>\\(?:begin|end)\{[^{}\n]*\} | \\.
        | ^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})[^\n]*(?:\n(?![ \t>]*(?P=fence))[^\n]*)*+
          (?:\n[ \t>]*(?P=fence)[`~]*|\Z)
        | (?P<ticks>(?<!`)`++)(?:[^`\n]|\n(?![ \t>]*\n)|(?!(?P=ticks)(?!`))`++)*+(?P=ticks)(?!`)
        | ^(?:import[ \t]*(?:["'{]|[^\n]*\bfrom[ \t]*["'])
            |export[ \t]+(?:default|const|let|var|function|async|class|[{*]))
          [^\n]*(?:\n(?![ \t]*(?:\n|\Z))[^\n]*)*+
        | \$\$(?:[^$\n]|\n(?![ \t>]*\n))++\$\$ | \$(?![\s$])(?=[^$\n]*[\\^_])[^$\n]++(?<!\s)\$(?!\d))
    | (?P<comment><!--|\{/\*) | (?P<brace>\{)""",
    re.VERBOSE | re.MULTILINE,
)
"""What matters outside of the braces of MDX: `passed` is escaped or no text, and braces in it are signs alone."""
_IN_PROGRAM = re.compile(
    r"""(?P<blank>\n[ \t>]*(?=\n)) | (?P<brace>[{}]) | (?P<comment>/\*)
    | (?<![\w\\])(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+') | (?P<tick>`)""",
    re.VERBOSE,
)
_IN_TEMPLATE = re.compile(r"\\. | (?P<brace>\$\{) | (?P<tick>`)", re.VERBOSE | re.DOTALL)
_NOTATION = re.compile(r"\{(?:\s*(?:[:\#]|\.(?!\.\.)|[\w:@-]+=(?![=>]))|/\*)", re.VERBOSE)
"""`{#id}`, `{.note}` and `{title="x"}`, which generators read before MDX does."""
_GOES_ON = re.compile(r"(?:=>|&&|\?)\s*[({]?\s*\Z")
_LONGEST = 200
"""Lines of a program on a page of MDX, where it has empty lines."""
_FURTHER = 60
"""Lines behind an empty line in which an expression may still be closed."""

FILLER = "\ue001"
"""What masks an expression."""


def expressions_in(text: str, *, is_mdx: bool = False) -> Iterator[tuple[int, int]]:
    """Start and end of each expression, in order, those in another left out.

    is_mdx: whether the text is of a page of MDX, where all balanced braces are one, if they are neither escaped nor
    in code.  Elsewhere braces are one where what stands in them is a call, a path, a function, a condition, an element,
    or a string without words; behind the `=` of an attribute and between attributes they always are.  An empty line
    ends what is open, if it is no program over several lines.
    """
    if "{" not in text:
        return
    if is_mdx:
        yield from _of_mdx(text)
        return
    last = 0
    for start, end, is_in_tag in sorted(_braces(text)):
        inner_end = end - 1
        is_code = is_in_tag or (_CODE.match(text, start + 1, inner_end) and not _is_other(text, start, end))
        if start >= last and is_code:
            yield start, end
            last = end


def without_expressions(text: str, filler: str = FILLER, *, is_mdx: bool = False) -> str:
    """The text at its own length, with its own lines, with `filler` for every other character of an expression.

    What makes its lines those of a quote or of a list item stays.  is_mdx: as of `expressions_in`.
    """
    parts: list[str] = []
    last = 0
    for start, end in expressions_in(text, is_mdx=is_mdx):
        before = text[text.rfind("\n", 0, start) + 1 : start]
        prefix = r"(?<=\n)[ \t]*>[ \t>]*" if before.lstrip().startswith(">") else r"(?<=\n)[ \t]+"
        masked = re.sub(rf"({prefix})|[^\n]", lambda found: found[1] or filler, text[start:end])
        parts += (text[last:start], masked)
        last = end
    return "".join((*parts, text[last:])) if parts else text


def open_braces(text: str) -> Iterator[int]:
    """Where a text of MDX opens braces that it does not close: no page of MDX can be read with them."""
    for start, end in _pairs_of_mdx(text):
        if end == start and not _NOTATION.match(text, start):
            yield start


def _of_mdx(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _pairs_of_mdx(text):
        if end > start and not _NOTATION.match(text, start):
            yield start, end


def _pairs_of_mdx(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each outermost pair of braces; the start twice where nothing closes it."""
    position = 0
    unending: set[str] = set()
    while found := _OF_MDX.search(text, position):
        start, position = found.span()
        if found["comment"]:
            closing = "-->" if found[0] == "<!--" else "*/}"
            end = -1 if closing in unending else text.find(closing, position)
            if end < 0:
                unending.add(closing)
            else:
                position = end + len(closing)
        elif found["brace"]:
            position, pairs = _program(text, start)
            if not pairs or pairs[0][0] > start:
                yield start, start
            yield from pairs


def _program(text: str, start: int) -> tuple[int, list[tuple[int, int]]]:
    """Where the program ends that a brace opens, and its pair; where nothing closes it, what is closed in its block."""
    begins = not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t>")
    waiting = [("{", start)]
    pairs: list[tuple[int, int]] = []
    block_end, has_comments = 0, True
    position = start + 1
    while waiting:
        pattern = _IN_TEMPLATE if waiting[-1][0] == "`" else _IN_PROGRAM
        found = pattern.search(text, position)
        if found and found.lastgroup == "blank":
            block_end = block_end or found.start()
            if not begins or text.count("\n", start, block_end) + text.count("\n", block_end, found.start()) > _LONGEST:
                found = None
        if found is None:
            block_end = block_end or len(text)
            return block_end, [pair for pair in pairs if pair[1] <= block_end]
        position = found.end()
        if found.lastgroup == "comment":
            end = text.find("*/", position) if has_comments else -1
            has_comments = end >= 0
            position = max(position, end + 2)
        elif found.lastgroup == "tick" and waiting[-1][0] == "`":
            waiting.pop()
        elif found.lastgroup == "tick":
            waiting.append(("`", found.start()))
        elif found[0].endswith("{"):
            waiting.append(("{", found.end() - 1))
        elif found[0] == "}":
            opening = waiting.pop()[1]
            while pairs and pairs[-1][0] > opening:
                pairs.pop()
            pairs.append((opening, position))
    return position, pairs


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
