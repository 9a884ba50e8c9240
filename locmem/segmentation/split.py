"""A unit cut into segments, and its exact inverse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from locmem.inline.protect import parse
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline
from locmem.model.segment import Segment, Unit, UnitKind
from locmem.model.settings import SegmentMode
from locmem.model.tags import joins_without_spaces
from locmem.segmentation.sentences import sentence_ends
from locmem.segmentation.srx import NO_RULES, OwnRules

_IN_SENTENCES = frozenset({UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.HTML, UnitKind.TEXT})

_STAND_IN = "Xqzx"
"""What stands for a value while sentences are sought: a word that can begin one; support.srx knows it."""

_WIDE_STOPS = ("。", "．", "！", "？", "」", "』", "）")
_EMPHASIS = frozenset({CodeType.BOLD, CodeType.ITALIC, CodeType.STRIKE})
_VALUES = frozenset({CodeType.CODE, CodeType.LIQUID, CodeType.URL, CodeType.VARIABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A segment's parts and the white space after it."""

    parts: tuple[Part, ...]
    after: tuple[Part, ...]


def segments(unit: Unit, index: int, locale: str, mode: SegmentMode, own: OwnRules = NO_RULES) -> tuple[Segment, ...]:
    """The segments of `unit`, the `index`-th of its document: its sentences, or the unit as a whole.

    Paragraphs, list items, HTML and macro texts are cut into sentences in SENTENCE mode, by the rules of
    `locale`, `own` before all others; never inside a code pair or a Liquid block.  All else is one segment.
    Codes are numbered from 1 in each segment.  `after` is the native text of the white space, line breaks
    included, up to the next one.
    """
    content = unit.content
    cuts: list[_Cut] = []
    if mode is SegmentMode.SENTENCE and unit.kind in _IN_SENTENCES:
        cuts = list(_cuts(content, locale, own))
    if len(cuts) < 2 and not (cuts and cuts[0].after):
        return (_whole(unit, index),)
    sentences: list[Segment] = []
    line, column = unit.line, unit.column
    for position, cut in enumerate(cuts):
        piece = inline(_numbered(cut.parts), content.syntax)
        after = inline(cut.after, content.syntax).native
        sentences.append(
            Segment(
                unit=index,
                position=position,
                kind=unit.kind,
                content=piece,
                after=after,
                line=line,
                column=column,
                name=unit.name,
            )
        )
        passed = piece.native + after
        line += passed.count("\n")
        column = len(passed) - passed.rfind("\n") if "\n" in passed else column + len(passed)
    return tuple(sentences)


def join(parts: Sequence[Segment], contents: Sequence[Inline], locale: str) -> Inline:
    """The unit's content with each segment of `parts` replaced by its entry in `contents`.

    The exact inverse of `segments` when the contents are the segments' own.  Beside a content that is another
    the white space becomes that of `locale`: none in a language written without spaces, a blank where the
    source had none; line breaks that show, Liquid and codes stay.
    """
    if not parts:
        raise ValueError("a unit has at least one segment")
    syntax = parts[0].content.syntax
    own = [part.content == content for part, content in zip(parts, contents, strict=True)]
    joined: list[Part] = []
    offset = 0
    fresh = sum(_highest(part.content.parts) + _highest(_between(part.after, syntax)) for part in parts)
    for number, (part, content) in enumerate(zip(parts, contents, strict=True)):
        highest = _highest(part.content.parts)
        for code in content.parts:
            if isinstance(code, Code) and code.id > highest:
                joined.append(replace(code, id=fresh + code.id))
            else:
                joined.append(_shifted(code, offset))
        fresh += max(0, _highest(content.parts) - highest)
        offset += highest
        space = _between(part.after, syntax)
        following = contents[number + 1].parts if number + 1 < len(contents) else ()
        kept = space if all(own[number : number + 2]) else _space(space, locale, part.content, content, following)
        joined += [_shifted(code, offset) for code in kept]
        offset += _highest(space)
    return inline(joined, syntax)


@lru_cache(maxsize=256)
def _between(after: str, syntax: Syntax) -> tuple[Part, ...]:
    """What stands between two segments; nearly always one blank."""
    return parse(after, syntax).parts


def _space(space: Sequence[Part], locale: str, source: Inline, before: Inline, following: Sequence[Part]) -> list[Part]:
    """The white space between two sentences as `locale` writes it; `following` is empty after the last one."""
    if not joins_without_spaces(locale):
        return list(space) if space or not following else [" "]
    # Where the source needs no spaces itself, those it has are meant.
    if source.text.rstrip().endswith(_WIDE_STOPS):
        return list(space)
    # Between a full stop and a letter `**` would be no mark of Markdown any more (CommonMark 0.31, 6.2).
    if before.syntax is Syntax.MARKDOWN and (_is_emphasis(before.parts[-1:]) or _is_emphasis(following[:1])):
        return list(space)
    # The words of the next sentence would belong to an address, or hide its start.
    if _ends_with_address(before.parts) or _is_address(following[:1]):
        return list(space)
    return [part for part in space if not _is_mere_space(part, before.syntax)]


def _is_emphasis(parts: Sequence[Part]) -> bool:
    return any(isinstance(part, Code) and part.type in _EMPHASIS for part in parts)


def _is_address(parts: Sequence[Part]) -> bool:
    return any(isinstance(part, Code) and part.type is CodeType.URL for part in parts)


def _ends_with_address(parts: Sequence[Part]) -> bool:
    """Whether nothing but full stops and the like stands behind a bare address."""
    last = parts[-1] if parts else ""
    if isinstance(last, str) and not any(character.isalnum() for character in last):
        return _is_address(parts[-2:-1])
    return _is_address(parts[-1:])


def _is_mere_space(part: Part, syntax: Syntax) -> bool:
    """Whether only a blank is seen in its place; a line break of plain text is seen as one."""
    text = part if isinstance(part, str) else part.text if part.is_text else ""
    if syntax is Syntax.PLAIN and "\n" in text:
        return False
    return bool(text) and text.isspace()


def _whole(unit: Unit, index: int) -> Segment:
    """The one segment of a unit; its codes are numbered from 1 as they are."""
    return Segment(
        unit=index,
        position=0,
        kind=unit.kind,
        content=unit.content,
        after="",
        line=unit.line,
        column=unit.column,
        name=unit.name,
    )


def _cuts(content: Inline, locale: str, own: OwnRules) -> Iterator[_Cut]:
    """The sentences of `content` with the white space after each; nothing where it is all one."""
    text, offsets = _neutral(content.parts)
    ends = sentence_ends(text, locale, line_ends=content.syntax is Syntax.PLAIN, own=own)
    if not ends and text and not text[-1].isspace():
        return
    pieces = _pieces(content.parts, offsets, ends)
    current: list[Part] = []
    after: list[Part] = []
    for piece in pieces:
        start = next((number for number, part in enumerate(piece) if not _is_space(part)), len(piece))
        stop = len(piece)
        while stop > start and _is_space(piece[stop - 1]):
            stop -= 1
        if start == stop:
            # White space alone is no sentence: it goes to the one before it.
            after = [*after, *piece]
            continue
        if current:
            yield _Cut(parts=tuple(current), after=(*after, *piece[:start]))
            current = piece[start:stop]
        else:
            current = [*after, *piece[:stop]]
        after = piece[stop:]
    if current:
        yield _Cut(parts=tuple(current), after=tuple(after))


def _neutral(parts: Sequence[Part]) -> tuple[str, list[int]]:
    """The text in which sentences are sought, and where each part begins in it, with the end as the last."""
    written: list[str] = []
    offsets = [0]
    for part in parts:
        written.append(part if isinstance(part, str) else _stand_in(part))
        offsets.append(offsets[-1] + len(written[-1]))
    return "".join(written), offsets


def _stand_in(code: Code) -> str:
    if code.is_text:
        return code.text
    if code.type is CodeType.BREAK:
        return " "
    is_element = code.type is CodeType.HTML and code.original.count("<") > 1
    is_value = code.type in _VALUES and not code.original.startswith("{%")
    return _STAND_IN if code.role is CodeRole.SINGLE and (is_element or is_value) else ""


def _pieces(parts: Sequence[Part], offsets: Sequence[int], ends: Sequence[int]) -> list[list[Part]]:
    """`parts` cut at `ends`, except inside a pair or block; white space at a string's edges is a part."""
    depths = [0]
    for part in parts:
        step = 0 if isinstance(part, str) else {CodeRole.OPEN: 1, CodeRole.CLOSE: -1}.get(part.role, 0)
        depths.append(depths[-1] + step)
    cuts: dict[int, list[int]] = {}
    gaps: set[int] = set()
    for end in ends:
        # Codes without text of their own share an offset: the cut is made where all pairs are closed.
        first, last = bisect_left(offsets, end), bisect_right(offsets, end)
        if first == last:
            inside = first - 1
            if isinstance(parts[inside], str) and depths[inside] == 0:
                cuts.setdefault(inside, []).append(end - offsets[inside])
        else:
            gap = next((gap for gap in range(first, last) if depths[gap] == 0), None)
            if gap is not None:
                gaps.add(gap)
    pieces: list[list[Part]] = [[]]
    for number, part in enumerate(parts):
        if number in gaps:
            pieces.append([])
        if not isinstance(part, str):
            pieces[-1].append(part)
            continue
        position = 0
        for cut in (*cuts.get(number, ()), len(part)):
            pieces[-1] += _edges(part[position:cut])
            if cut < len(part):
                pieces.append([])
            position = cut
    return pieces


def _edges(text: str) -> list[Part]:
    """`text` with the white space at its start and end as strings of their own."""
    bare = text.strip()
    if not bare:
        return [text] if text else []
    start = text.index(bare[0])
    stop = start + len(bare)
    return [piece for piece in (text[:start], bare, text[stop:]) if piece]


def _is_space(part: Part) -> bool:
    if isinstance(part, str):
        return part.isspace()
    return part.type is CodeType.BREAK or (part.is_text and part.text.isspace())


def _numbered(parts: Sequence[Part]) -> list[Part]:
    """`parts` with their codes numbered from 1 by first appearance."""
    numbers: dict[int, int] = {}
    return [
        part
        if isinstance(part, str) or not part.id
        else replace(part, id=numbers.setdefault(part.id, len(numbers) + 1))
        for part in parts
    ]


def _shifted(part: Part, offset: int) -> Part:
    return replace(part, id=part.id + offset) if isinstance(part, Code) and part.id else part


def _highest(parts: Sequence[Part]) -> int:
    return max((part.id for part in parts if isinstance(part, Code)), default=0)
