"""Rules for markdown-it-py: components of MDX and columns, between whose lines Markdown is read.

`<Steps>`, `<>`, `<Card title="Q">`, `<details markdown="1">` and `:::column:::` stand on lines of their own, and so do
their ends.  What stands between is indented as its author likes, and is no code for that.  Where each ends is looked
for once for a whole text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locmem.content.html_spans import BLOCKS
from locmem.content.html_tags import HtmlTag, tag_at
from locmem.inline.code_families import CODE_TAGS
from locmem.inline.expressions import FILLER, expressions_in
from locmem.inline.notations import MDX

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

COMPONENT = "component"
"""The type of the token of lines that hold nothing but tags."""

CODE = "component_code"
"""The type of the token of a component in which code stands, and of a program over several lines."""

LINES = "lines"
"""Where a token's lines begin and end: the key in its `meta` of number, start and end of each."""

_PROGRAMS = "programs over several lines"
_LINES = "lines of containers"
_INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]
_FENCE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_BEFORE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
_BEGINS = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?=</?[A-Za-z>]|:::)")
_FRAGMENT = re.compile(r"</?>")
_FRAGMENT_NAME = ">"
_COLUMNS = re.compile(r":{3,}[ \t]*(row|column)(-end)?(?![\w-])")
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n")
# They hold code or another language than Markdown, also where their names begin with a capital.
_OF_CODE = frozenset((*CODE_TAGS, "blockmath", "codesnippet", "pre", "script", "style", "svg"))
_OLD = BLOCKS | {
    "br",
    "em",
    "strong",
    "font",
    "span",
    "img",
    "code",
    "tt",
    "sub",
    "sup",
    "big",
    "small",
    "kbd",
    "input",
}
_RAW = frozenset(("script", "style", "pre", "textarea", "svg", "math"))


@dataclass(slots=True)
class _TagLine:
    """A line of nothing but tags, or the line of a directive.

    last: the last line of its tags.  closing: where what it opens last is closed, None where nothing is.
    opens: the name of what it opens last, empty where it only closes.
    is_component: whether it has a tag of a component, or one that says that Markdown stands in it.
    only_closes: whether it opens nothing.
    is_matched: whether it closes what a line of nothing but tags opened.
    """

    last: int
    opens: str = ""
    closing: int | None = None
    is_component: bool = False
    only_closes: bool = False
    is_matched: bool = False


@dataclass(slots=True)
class _Lines:
    """What a text has of such lines, by number.

    elements: names of those that are a line with what stands in them; rows: of components, one below another.
    in_markdown: how many elements are open that say that Markdown stands in them.
    """

    tags: dict[int, _TagLine] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    elements: dict[int, str] = field(default_factory=dict)
    in_markdown: int = 0


def add_containers(parser: MarkdownIt, families: Collection[str]) -> None:
    """Let a parser read the components of these families."""
    if MDX in families:
        parser.block.ruler.before("fence", COMPONENT, _component, {"alt": _INTERRUPTED})
        parser.block.ruler.before("fence", CODE, _program, {"alt": _INTERRUPTED})


def programs_in(text: str, *, is_mdx: bool = False) -> dict[str, dict[int, int]]:
    """What a parser must be given to read programs that are blocks: first and last line of each.

    These are the expressions of MDX with empty lines in them; on a page of MDX those on lines of their own.
    """
    found: dict[int, int] = {}
    for start, end in expressions_in(text, is_mdx=is_mdx):
        if _stands_alone(text, start, end) if is_mdx else _EMPTY_LINE.search(text, start, end):
            first = text.count("\n", 0, start)
            found[first] = first + text.count("\n", start, end)
    return {_PROGRAMS: found}


def read_columns(state: StateBlock, start: int, end: int) -> None:
    """Read what stands in the column that opens on a line, if one does, up to where it is closed."""
    found = _lines_of(state).tags.get(start)
    if found and found.opens.startswith(":::") and found.closing is not None:
        _read_inside(state, start + 1, min(found.closing, end))


def is_component(name: str) -> bool:
    """Whether a tag of this name is a component: it begins with a capital and is no `<DIV>` of old pages."""
    return name[:1].isupper() and not (name.isupper() and (len(name) == 1 or name.lower() in _OLD))


def _component(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not state.src.startswith("<", state.bMarks[start] + state.tShift[start]):
        return False
    lines = _lines_of(state)
    if start in lines.rows or (lines.in_markdown and lines.elements.get(start, "").lower() in BLOCKS):
        return silent or _row(state, start, is_html=start not in lines.rows)
    found = lines.tags.get(start)
    if not found or found.last >= end:
        return False
    is_read = found.is_component or lines.in_markdown > 0
    closes = found.is_matched or (found.is_component and found.only_closes)
    # A key in words (`<Enter>`) opens nothing; a tag over several lines is none.
    is_opening = found.closing is not None or found.last > start
    if silent:
        return closes or (is_read and is_opening)
    if not is_read or (found.opens and not is_opening and not closes):
        return False
    if found.opens.lower() in _OF_CODE and found.closing is not None and found.closing < end:
        state.push(CODE, "", 0).map = [start, found.closing + 1]
        state.line = found.closing + 1
        return True
    state.push(COMPONENT, "", 0).map = [start, found.last + 1]
    state.line = found.last + 1
    if found.closing is not None:
        has_markdown = found.opens[:1].islower()
        lines.in_markdown += has_markdown
        _read_inside(state, found.last + 1, min(found.closing, end))
        lines.in_markdown -= has_markdown
    return True


def _program(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    programs: dict[int, int] = state.env.get(_PROGRAMS, {})
    last = programs.get(start)
    if last is None or last >= end or state.is_code_block(start):
        return False
    # A line of a list or a quote is read in it; an expression on one line among words is one of them.
    if not state.src.startswith((FILLER, "{"), state.bMarks[start] + state.tShift[start]) or (silent and last == start):
        return False
    if not silent:
        state.push(CODE, "", 0).map = [start, last + 1]
        state.line = last + 1
    return True


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but marks of lists and quotes stands beside an expression on its lines."""
    line_end = text.find("\n", end)
    return (
        not text[end : line_end if line_end >= 0 else len(text)].strip()
        and _BEFORE.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
    )


def _row(state: StateBlock, line: int, *, is_html: bool) -> bool:
    """One element on a line of its own; is_html: whether what stands in it is HTML, and no Markdown."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    tag = tag_at(state.src, start)
    first, last = (end, end) if is_html or tag is None else (tag.end, state.src.rindex("</", start, end))
    opening = state.push(COMPONENT, "", 0)
    opening.map, opening.meta[LINES] = [line, line + 1], [(line, start, first)]
    if first < end:
        state.push("paragraph_open", "p", 1).map = [line, line + 1]
        text = state.push("inline", "", 0)
        text.map, text.children = [line, line + 1], []
        text.content, text.meta[LINES] = state.src[first:last], [(line, first, last)]
        state.push("paragraph_close", "p", -1)
    state.line = line + 1
    return True


def _read_inside(state: StateBlock, first: int, last: int) -> None:
    """Read the lines of a container, however far they are indented; none where one is left of what is around it."""
    indent = min((state.sCount[line] for line in range(first, last) if not state.isEmpty(line)), default=-1)
    if indent < state.blkIndent:
        return
    state.push("container_open", "div", 1).map = [first, last]
    before = (state.parentType, state.lineMax, state.blkIndent, state._code_enabled)
    state.parentType, state.lineMax, state.blkIndent, state._code_enabled = "container", last, indent, False
    state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax, state.blkIndent, state._code_enabled = before
    state.push("container_close", "div", -1)
    state.line = last


def _lines_of(state: StateBlock) -> _Lines:
    found: _Lines | None = state.env.get(_LINES)
    if found is None:
        found = state.env[_LINES] = _Search(state.src).lines
    return found


class _Search:
    """Goes through a text once; what is open waits until it is closed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _Lines()
        self.waiting: list[tuple[str, int]] = []
        self.names: Counter[str] = Counter()
        rest = text.split("\n") if "<" in text or ":::" in text else []
        offset, skipped, fence = 0, 0, ""
        for number, line in enumerate(rest):
            opening = _FENCE.match(line)
            if opening and not fence:
                fence = opening[1]
            elif opening and opening[1].startswith(fence) and not line.strip(" \t>`~"):
                fence = ""
            elif not fence and number >= skipped and ("<" in line or ":::" in line):
                begin = _BEGINS.match(line)
                skipped = number + self._read(offset + begin.end(), number) if begin else number
            offset += len(line) + 1
        self.lines.rows.update(_rows(self.lines, rest))

    def _read(self, start: int, number: int) -> int:
        """Note what the line with this number opens and closes; how many lines its tags take."""
        if columns := _COLUMNS.match(self.text, start):
            self.lines.tags[number] = _TagLine(last=number)
            if columns[2]:
                self._close(f":::{columns[1]}", number)
            else:
                self._open(f":::{columns[1]}", number)
            return 1
        tags = _tags_alone(self.text, start)
        if not tags:
            if name := _element(self.text, start):
                self.lines.elements[number] = name
            return 1
        further = self.text.count("\n", start, tags[-1].end)
        names = [_name(self.text, tag) for tag in tags]
        line = self.lines.tags[number] = _TagLine(last=number + further)
        has_markdown = any(tag.attribute("markdown") for tag in tags)
        # In Markdown the `>` of a tag over several lines would begin a quote.
        is_spread = further > 0 and not any(name.lower() in BLOCKS for name in names)
        line.is_component = any(map(_is_of_mdx, names)) or has_markdown or is_spread
        line.only_closes = all(tag.is_closing for tag in tags)
        for tag, name in zip(tags, names, strict=True):
            if tag.is_closing:
                self._close(name, number)
            elif not tag.is_void:
                self._open(name, number)
        line.opens = self.waiting[-1][0] if self.waiting and self.waiting[-1][1] == number else ""
        return further + 1

    def _open(self, name: str, number: int) -> None:
        self.waiting.append((name, number))
        self.names[name] += 1
        self.lines.tags[number].opens = name

    def _close(self, name: str, number: int) -> None:
        if not self.names[name]:
            return
        while True:
            other, opened_at = self.waiting.pop()
            self.names[other] -= 1
            if other == name:
                break
            if other.startswith(":::"):
                # A row ends its last column too.
                self.lines.tags[opened_at].closing = number
        line, opener = self.lines.tags[number], self.lines.tags[opened_at]
        if opener is not line:
            opener.closing = number if opener.closing is None else opener.closing
            line.is_matched = True
            line.is_component |= opener.is_component


def _tags_alone(text: str, start: int) -> list[HtmlTag]:
    """The tags from `start` to the end of a line, on which nothing else stands; none where something does."""
    tags: list[HtmlTag] = []
    while (tag := _tag_or_fragment(text, start)) is not None and tag.name and tag.name not in _RAW:
        tags.append(tag)
        start = tag.end
        while text[start : start + 1] in (" ", "\t"):
            start += 1
        if start == len(text) or text[start] == "\n":
            return tags if not _EMPTY_LINE.search(text, tags[0].start, start) else []
    return []


def _tag_or_fragment(text: str, start: int) -> HtmlTag | None:
    """The tag at `start`; one without a name, which makes one of several elements, counts as one of that name."""
    found = _FRAGMENT.match(text, start)
    if not found:
        return tag_at(text, start)
    is_closing, end = found[0] == "</>", found.end()
    name = _FRAGMENT_NAME
    return HtmlTag(start=start, end=end, name=name, is_closing=is_closing, is_void=False, attributes=())


def _is_of_mdx(name: str) -> bool:
    return name == _FRAGMENT_NAME or is_component(name)


def _element(text: str, start: int) -> str:
    """The name of the element that is a line with what stands in it; empty where it is none."""
    tag = tag_at(text, start)
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    if tag is None or not tag.name or tag.is_closing or tag.is_void or tag.end > start + len(line):
        return ""
    name = _name(text, tag)
    return name if line.endswith(f"</{name}>") else ""


def _rows(found: _Lines, lines: list[str]) -> Iterator[int]:
    """The elements of components on lines one below another, with nothing else right above or below them."""
    ends = {one.last for one in found.tags.values()}
    for first in sorted(found.elements):
        if first - 1 in found.elements:
            continue
        last = first
        while last + 1 in found.elements:
            last += 1
        is_open = first == 0 or not lines[first - 1].strip(" \t>") or first - 1 in ends
        is_done = last + 1 == len(lines) or not lines[last + 1].strip(" \t>") or last + 1 in found.tags
        of_components = all(is_component(found.elements[number]) for number in range(first, last + 1))
        if last > first and is_open and is_done and of_components:
            yield from range(first, last + 1)


def _name(text: str, tag: HtmlTag) -> str:
    start = tag.start + (2 if tag.is_closing else 1)
    return text[start : start + len(tag.name)]
