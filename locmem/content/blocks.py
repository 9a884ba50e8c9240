"""Markdown blocks and where their lines stand; the home of markdown-it-py as a finder of spans.

The parser's own record of each line (where it begins after `> `, list markers and indentation) is taken while
it works, so that nothing has to be searched for afterwards.  Only blocks are parsed, no inline markup.
Beside CommonMark: tables and strikethrough (GFM), definition lists, footnotes, `:::` and `!!!` admonitions, and the
blocks of `notation_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from locmem.content.containers import CODE, COMPONENT, LINES, add_containers, programs_in, read_columns
from locmem.content.notation_rules import NOTATION, TAB_TITLE, add_notations
from locmem.inline.attributes import spoken_in
from locmem.inline.expressions import without_expressions
from locmem.inline.notations import FAMILIES, MDX, PROGRAMS
from locmem.inline.references import normal_label

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    Rule = Callable[[StateBlock, int, int, bool], bool]

MAX_NESTING = 100
CELLS = 20_000
"""Cells that the tables of a text may have, beside one for every eight characters.  The parser fills short rows up to
the width of the head, so that a hundred lines could make a hundred thousand cells."""

# Brackets may stand in a label where each is closed (remark-directive), and braces in the quotes of an attribute.
_LABEL = r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*+\])*+\])*+"
_BRACES = r"""\{(?:"[^"\n]*+"|'[^'\n]*+'|[^{}])*+\}"""
_DIRECTIVE = re.compile(
    rf"""(?::{{3,}}[ \t]*[\w-]+(?P<attributes>(?:[ \t]+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s"':]+))+)(?:[ \t]*:{{3,}})?
    |::[\w-]+(?=[\[{{])(?:\[(?P<leaf>{_LABEL})\])?(?P<leaf_braces>{_BRACES})?
    |:{{3,}}[ \t]*(?:[\w.:/-]+|\{{[\w.:/-]+\}})?
    (?:\[(?P<bracketed>{_LABEL})\]|[ \t]+(?P<bare>[^\s{{\[][^{{]*))?
    (?P<braces>[ \t]*{_BRACES})?)[ \t]*\Z""",
    re.VERBOSE,
)
_TITLES = ("bare", "bracketed", "leaf")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]*[a-z][\w-]*(?=[ \t\"]|\Z)")
_UNTITLED = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]*[\w-]+[ \t]*\Z")
_PIPE = re.compile(r"(?<!\\)\|")
_CELLS_LEFT = "cells left"
_TYPES = {
    "html_block": "html",
    "fence": "code",
    "code_block": "code",
    NOTATION: "code",
    COMPONENT: "html",
    CODE: "code",
    "directive": "title",
    TAB_TITLE: "title",
}
_LEAF_RULES = frozenset(
    [
        "paragraph", "heading", "lheading", "table", "html_block", "fence", "code", "deflist", "admonition",
        "directive", "formula", "snippets", "comment", "script", "tab", COMPONENT, CODE,
    ]
)  # fmt: skip
"""The rules that make tokens with text of their own, beside the blocks nested in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One leaf block.

    type: `paragraph`, `heading`, `cell`, `term`, `title` (of an admonition), `attribute` (of a directive), `html`,
        `code`.
    lines: number of each line in the parsed text with start and end of what belongs to the block.
    parents: types of the blocks around it, outermost first.
    is_first: whether it is the first block of its parent.
    is_setext: whether it is a heading with a line below it.
    name: of an attribute.
    is_in_fence: whether it is an attribute behind the marks that open fenced code.
    """

    type: str
    lines: tuple[tuple[int, int, int], ...]
    parents: tuple[str, ...]
    is_first: bool
    is_setext: bool = False
    name: str = ""
    is_in_fence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The blocks of a text, the shape they make, and whether some nest too deeply to be read.

    definitions: first and last line (half open) of each link definition that has a title, in order.
    labels: what all link definitions define, as labels are compared.
    """

    blocks: tuple[Block, ...]
    definitions: tuple[tuple[int, int], ...]
    labels: frozenset[str]
    structure: tuple[str, ...]
    is_too_deep: bool


class TooManyCells(Exception):
    """The tables of a text have far more cells than are written in it: rows that are shorter than their head.

    line: where the table begins with which they are too many, from 0.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def outline(text: str, families: Collection[str] = tuple(FAMILIES)) -> Outline:
    """The blocks of Markdown `text`, whose lines end in `\\n`; nesting beyond 100 levels is not read.

    families: the `notations` that are read.
    Raises TooManyCells.
    """
    known = with_cells(text)
    if MDX in families:
        is_mdx = PROGRAMS in families
        known |= programs_in(text, is_mdx=is_mdx)
        text = without_expressions(text, is_mdx=is_mdx)
    tokens = _parser(frozenset(families)).parse(text, known)
    references = known.get("references", {})
    return Outline(
        blocks=tuple(_blocks(text, tokens)),
        definitions=tuple(sorted((one["map"][0], one["map"][1]) for one in references.values() if one["title"])),
        labels=frozenset(map(normal_label, references)),
        structure=tuple(_structure(tokens)),
        is_too_deep=any(token.level >= MAX_NESTING - 1 for token in tokens),
    )


def with_cells(text: str) -> dict[str, Any]:
    """What a parser with `limited_tables` must be given to read `text`."""
    return {_CELLS_LEFT: CELLS + len(text) // 8}


def limited_tables(parser: MarkdownIt) -> None:
    """Let a parser raise TooManyCells where the tables of a text have too many."""
    for rule in parser.block.ruler.__rules__:
        if rule.name == "table":
            parser.block.ruler.at("table", _counted(rule.fn), {"alt": rule.alt})


def _blocks(text: str, tokens: list[Token]) -> Iterator[Block]:
    parents: list[str] = []
    first = [True]
    cells: Iterator[tuple[int, int]] = iter(())
    for number, token in enumerate(tokens):
        if token.nesting == 1:
            parents.append(token.type.removesuffix("_open"))
            first.append(True)
            continue
        if token.nesting == -1:
            parents.pop()
            first.pop()
            first[-1] = False
            continue
        type_ = _type_of(token, parents)
        lines: tuple[tuple[int, int, int], ...] = tuple(token.meta.get(LINES, ()))
        if type_ == "cell":
            cells = _cells(text, lines[0]) if first[-2] else cells
            line, start, _ = lines[0]
            lines = ((line, *next(cells, (start, start))),)
        elif type_ == "title":
            lines = _title_lines(text, token, lines[0])
        if type_:
            holder = token.type == "inline"
            yield Block(
                type=type_,
                lines=lines,
                parents=tuple(parents[:-1] if holder else parents),
                is_first=first[-2] if holder else first[-1],
                is_setext=type_ == "heading" and tokens[number - 1].markup in ("=", "-"),
            )
        for name, first_, last in _fence_attributes(text, token) or token.meta.get("attributes", ()):
            row, start, _ = token.meta[LINES][0]
            yield Block(
                type="attribute",
                lines=((row, start + first_, start + last),),
                parents=tuple(parents),
                is_first=False,
                name=name,
                is_in_fence=token.type == "fence",
            )
        first[-1] = False


def _fence_attributes(text: str, token: Token) -> tuple[tuple[str, int, int], ...]:
    """What the line that opens fenced code says to readers: name, and start and end on the line."""
    if token.type != "fence" or "=" not in token.info:
        return ()
    _, start, end = token.meta[LINES][0]
    return tuple((name, first, last) for name, first, last, _ in spoken_in(text[start:end]))


def _cells(text: str, row: tuple[int, int, int]) -> Iterator[tuple[int, int]]:
    """Start and end of each cell of a row (GFM tables: only a backslash keeps a pipe from ending a cell)."""
    _, start, end = row
    for found in _PIPE.finditer(text, start, end):
        if found.start() > row[1]:
            yield start, found.start()
        start = found.end()
    yield start, end


def _title_lines(text: str, token: Token, line: tuple[int, int, int]) -> tuple[tuple[int, int, int], ...]:
    """Where the title of an admonition stands on its line; nothing where there is none of its own."""
    number, start, end = line
    if token.type in ("directive", TAB_TITLE):
        first, last = token.meta["title"]
        return ((number, start + first, start + last),) if first < last else ()
    if _UNTITLED.match(text, start, end):
        # The parser makes the kind of an admonition its title where none is written.
        return ()
    place = text.rfind(token.content, start, end)
    return ((number, place, place + len(token.content)),) if place >= 0 else ()


def _type_of(token: Token, parents: list[str]) -> str:
    if token.type != "inline":
        return _TYPES.get(token.type, "")
    names = {"th": "cell", "td": "cell", "dt": "term", "admonition_title": "title"}
    return names.get(parents[-1], parents[-1])


def _structure(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.nesting == 1:
            yield f"{token.level}:{token.tag or token.type}"
        elif token.nesting == 0 and token.type != "inline":
            yield f"{token.level}:{token.type}"


@cache
def _parser(families: frozenset[str]) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    parser.use(deflist_plugin).use(footnote_plugin).use(admon_plugin)
    parser.block.ruler.before(
        "fence", "directive", _directive, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    add_notations(parser, families)
    add_containers(parser, families)
    # Line ends are ours to know, and inline markup is read elsewhere.
    parser.core.ruler.enableOnly(["block"])
    limited_tables(parser)
    for rule in parser.block.ruler.__rules__:
        if rule.name in _LEAF_RULES:
            guarded = _guarded(rule.fn) if rule.name == "admonition" else rule.fn
            parser.block.ruler.at(rule.name, _recording(guarded), {"alt": rule.alt})
    return parser


def _recording(rule: Rule) -> Rule:
    """`rule`, which also notes for each new token where its lines begin and end."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, silent)
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[before:]:
            if not token.map or LINES in token.meta or token.nesting:
                continue
            first, last = token.map
            token.meta[LINES] = [
                (line, state.bMarks[line] + state.tShift[line], state.eMarks[line])
                for line in range(first, max(last, first + 1))
            ]
        return True

    return run


def _counted(rule: Rule) -> Rule:
    """The table rule, as long as the text's tables have not too many cells."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        cells = (len(state.tokens) - before) // 3
        state.env[_CELLS_LEFT] -= cells
        if state.env[_CELLS_LEFT] < 0:
            raise TooManyCells(start)
        return True

    return run


def _guarded(rule: Rule) -> Rule:
    """The admonition rule, for lines that name a kind of admonition and not for exclamations."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        place = state.bMarks[start] + state.tShift[start]
        if state.src[place : place + 3] not in ("!!!", "???"):
            return False
        if not _ADMONITION.match(state.src[place : state.eMarks[start]]):
            return False
        return rule(state, start, end, silent)

    return run


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of three or more colons opens or closes an admonition; what follows its name is a title."""
    if state.is_code_block(start):
        return False
    place = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("::", place):
        return False
    line = state.src[place : state.eMarks[start]]
    directive = _DIRECTIVE.match(line)
    if not directive:
        return False
    if not silent:
        token = state.push("directive", "", 0)
        token.meta["title"] = directive.span(next((name for name in _TITLES if directive[name]), "bracketed"))
        token.meta["attributes"] = [
            (name, first, last)
            for group in ("attributes", "braces", "leaf_braces")
            if directive[group]
            for name, first, last, _ in spoken_in(line, *directive.span(group))
        ]
        token.map = [start, start + 1]
        state.line = start + 1
        read_columns(state, start, end)
    return True
