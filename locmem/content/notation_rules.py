"""Rules for markdown-it-py: blocks that CommonMark does not know and that must not be read as paragraphs.

Formulas between `$$`, in `\\begin{…}` or in `\\[`; what MDX imports and exports, and its comments; tabs of MkDocs; its
snippets, the paths of files between two lines `--8<--`.
Each looks for its end once: where a block of one kind has none, the next of its kind in the same place is not looked
for again, so that a text full of openings is still read in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from locmem.inline.notations import DIRECTIVES, MATH, MDX, TABS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

NOTATION = "notation"
"""The type of the token of a block without text."""

TAB_TITLE = "tab_title"
"""The type of the token with the title of a tab; where on its line it stands is its `meta["title"]`."""

_INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]
_ENDLESS = "blocks without an end"
_ENVIRONMENT = re.compile(r"\\begin\{([^{}\s]{1,40})\}")
_ENVIRONMENT_END = re.compile(r"\\end\{([^{}\s]{1,40})\}")
_ENDS = "ends of environments"
_FURTHER = 60
"""Lines behind an empty line in which a program may still close its brackets."""
_SHORT_FORMULA = re.compile(r"\\\[(?=.*(?:\\[A-Za-z]|[\^=])).*\\\][ \t]*\Z")
_SCRIPT = re.compile(
    r"""import[ \t]+(?:
        (?:[\w$*{},\t ]+[ \t]from[ \t]+)?(?P<quote>["'])[^"'\n]+(?P=quote)[ \t]*;?[ \t]*\Z
      | (?:[\w$]+[ \t]*,[ \t]*)?\{[^{}]*\Z)
    | export[ \t]+(?:
        (?:const|let|var)[ \t]+[\w$]+[^=\n]*=
      | (?:default[ \t]+)?(?:async[ \t]+)?(?:function|class)\b.*[({]
      | default[ \t]+[^\n]*[({;=]
      | (?:type|interface)[ \t]+\w+[ \t]*[={]
      | \{ | \*[ \t]+(?:as[ \t]+\w+[ \t]+)?from\b)""",
    re.VERBOSE,
)
_TAB = re.compile(r'===[!+]?[ \t]+(?P<quote>["\'])(?P<title>.*)(?P=quote)[ \t]*\Z')
_TAB_INDENT = 4
_SNIPPET_MARK = re.compile(r";*-+8<-+[ \t]*\Z")


def add_notations(parser: MarkdownIt, families: Collection[str]) -> None:
    """Let a parser read the blocks of these families."""
    for family, name, rule, interrupted in (
        (MATH, "formula", _formula, _INTERRUPTED),
        (MDX, "comment", _comment, _INTERRUPTED),
        (MDX, "script", _script, []),
        (TABS, "tab", _tab, _INTERRUPTED),
        (DIRECTIVES, "snippets", _snippets, _INTERRUPTED),
    ):
        if family in families:
            parser.block.ruler.before("fence", name, rule, {"alt": interrupted})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = _line(state, start)
    if not line.startswith(("$$", "\\begin{", "\\[")) or state.is_code_block(start):
        return False
    bare = line.rstrip()
    if environment := _ENVIRONMENT.match(line):
        last = _environment_end(state, start, end, environment[1])
    elif line.startswith("$$"):
        if "$$" in line[2:]:
            last = start if len(bare) > 4 and bare.endswith("$$") else None
        else:
            last = _last(state, start, end, "$$", lambda text: "$$" in text)
    elif bare == "\\[":
        last = _last(state, start, end, "\\]", lambda text: text.rstrip().endswith("\\]"))
    else:
        last = start if _SHORT_FORMULA.match(bare) else None
    return _taken(state, start, last, silent)


def _environment_end(state: StateBlock, start: int, end: int, name: str) -> int | None:
    """The line with the `\\end{…}` of this name; None where there is none in the block around."""
    ends: dict[str, list[int]] | None = state.env.get(_ENDS)
    if ends is None:
        ends = state.env[_ENDS] = {}
        for found in _ENVIRONMENT_END.finditer(state.src):
            ends.setdefault(found[1], []).append(found.start())
    places = ends.get(name, ())
    number = bisect_left(places, state.bMarks[start])
    if number == len(places):
        return None
    last = bisect_right(state.bMarks, places[number], start) - 1
    inside = range(start + 1, min(last + 1, end))
    is_left = any(state.sCount[line] < state.blkIndent and not state.isEmpty(line) for line in inside)
    return None if last >= end or is_left else last


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = _line(state, start)
    if not line.startswith("{/*") or state.is_code_block(start):
        return False
    last: int | None = start
    if "*/}" not in line:
        last = _last(state, start, end, "*/}", lambda text: "*/}" in text)
    if last is None or _line(state, last).rpartition("*/}")[2].strip():
        return False
    return _taken(state, start, last, silent)


def _snippets(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Paths of files between two bare marks; empty lines may stand among them."""
    line = _line(state, start)
    if not _SNIPPET_MARK.match(line) or state.is_code_block(start):
        return False
    last = _last(state, start, end, "8<", lambda text: _SNIPPET_MARK.match(text) is not None)
    return _taken(state, start, last, silent)


def _script(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines of a program up to an empty line outside of brackets, or the first one where these are never closed."""
    if state.level or state.blkIndent or state.sCount[start] or not _SCRIPT.match(_line(state, start)):
        return False
    depth, last, first_empty = 0, start, None
    for number in range(start, end):
        if first_empty is not None and number > first_empty + _FURTHER:
            break
        line = _line(state, number)
        if not line.strip():
            first_empty = number if first_empty is None else first_empty
            if depth <= 0:
                break
            continue
        depth += sum(line.count(sign) for sign in "({[") - sum(line.count(sign) for sign in ")}]")
        last = number
    if depth > 0 and first_empty is not None:
        last = first_empty - 1
    return _taken(state, start, last, silent)


def _tab(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A tab and what is indented below it."""
    found = _TAB.match(_line(state, start)) if not state.is_code_block(start) else None
    if not found:
        return False
    if silent:
        return True
    indent = state.sCount[start] + _TAB_INDENT
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= indent):
        last += 1
    state.push("tab_open", "div", 1).map = [start, last]
    title = state.push(TAB_TITLE, "", 0)
    title.map = [start, start + 1]
    title.meta["title"] = found.span("title")
    before = (state.parentType, state.lineMax, state.blkIndent)
    state.parentType, state.lineMax, state.blkIndent = "tab", last, indent
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = before
    state.push("tab_close", "div", -1)
    state.line = last
    return True


def _last(state: StateBlock, start: int, end: int, kind: str, closes: Callable[[str], bool]) -> int | None:
    """The line after `start` that closes a block; None where none does before the block around it ends."""
    endless: dict[tuple[str, int, int], int] = state.env.setdefault(_ENDLESS, {})
    place = (kind, end, state.blkIndent)
    if start < endless.get(place, 0):
        return None
    for number in range(start + 1, end):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            end = number
            break
        if closes(_line(state, number)):
            return number
    endless[place] = end
    return None


def _taken(state: StateBlock, start: int, last: int | None, silent: bool) -> bool:
    if last is None:
        return False
    if not silent:
        token = state.push(NOTATION, "", 0)
        token.map = [start, last + 1]
        state.line = last + 1
    return True
