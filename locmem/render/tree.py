"""A template as a tree: its text, and the tags of ours with what stands in their blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from locmem.inline.liquid import Form, Owner, Tag
from locmem.model.inline import CodeRole
from locmem.render import expression as says


@dataclass(slots=True)
class Block:
    """A block of ours: the tag and statement that open each branch, and what stands in it."""

    branches: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Text:
    """Text of the template; is_below: the line above it vanished."""

    text: str
    is_below: bool


Node = Text | Tag | tuple[Tag, says.Statement] | Block
"""Text, a tag that is copied, a print or assignment of ours, or a block of ours."""

Branch = tuple[Tag, says.Statement, list[Node]]


def tree_of(text: str, tags: Sequence[Tag], statements: Mapping[int, says.Statement]) -> list[Node]:
    """The text and its tags as a tree; only blocks of ours are nested."""
    top: list[Node] = []
    stack: list[Block] = []
    inside = top
    pieces = _pieces(text, tags)
    inside.append(next(pieces))
    for tag, piece in zip(tags, pieces, strict=True):
        statement = statements.get(tag.start)
        if statement is None:
            inside.append(tag)
        elif tag.role is CodeRole.OPEN:
            block = Block()
            inside.append(block)
            stack.append(block)
        if statement is not None and tag.role in (CodeRole.OPEN, CodeRole.MIDDLE):
            inside = []
            stack[-1].branches.append((tag, statement, inside))
        elif statement is not None and tag.role is CodeRole.CLOSE:
            stack.pop()
            inside = stack[-1].branches[-1][2] if stack else top
        elif statement is not None:
            inside.append((tag, statement))
        inside.append(piece)
    return top


def _pieces(text: str, tags: Sequence[Tag]) -> Iterator[Text]:
    """The texts before, between and after the tags, trimmed where our tags ask for it or vanish."""
    vanishing = _vanishing(text, tags)
    position, after = 0, ""
    for tag in [*tags, None]:
        piece = text[position : tag.start if tag else len(text)]
        before = _trim(tag, 2) if tag else ""
        if after == "line":
            piece = piece.lstrip(" \t").removeprefix("\r").removeprefix("\n")
        elif after:
            piece = piece.lstrip(None if after == "-" else "\r\n")
        if tag and tag.start in vanishing:
            piece = piece.rstrip(" \t")
        elif before:
            piece = piece.rstrip(None if before == "-" else "\r\n")
        yield Text(piece, after == "line")
        if tag:
            position = tag.end
            after = "line" if tag.start in vanishing else _trim(tag, -3)


def _trim(tag: Tag, at: int) -> str:
    """The white-space control of a tag of ours: `-`, `~` or nothing."""
    return tag.text[at] if tag.owner is Owner.OURS and tag.text[at] in "-~" else ""


def _vanishing(text: str, tags: Sequence[Tag]) -> set[int]:
    """Offsets of our block tags that stand, with nothing but their like, on their line."""
    offsets: set[int] = set()
    run: list[Tag] = []
    for number, tag in enumerate(tags):
        between = text[tags[number - 1].end if number else 0 : tag.start]
        opens_line = "\n" in between or number == 0
        if opens_line:
            run = [] if between.rpartition("\n")[2].strip() else [tag]
        elif run and not between.strip():
            run.append(tag)
        else:
            run = []
        following = text[tag.end : tags[number + 1].start if number + 1 < len(tags) else len(text)]
        line, newline, _ = following.partition("\n")
        closes_line = bool(newline) or number + 1 == len(tags)
        if run and closes_line and not line.strip() and all(_may_vanish(block) for block in run):
            offsets |= {block.start for block in run}
    return offsets


def _may_vanish(tag: Tag) -> bool:
    return tag.owner is Owner.OURS and tag.form is Form.TAG and not _trim(tag, 2) and not _trim(tag, -3)
