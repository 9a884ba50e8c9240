"""Stretches of a view that are translatable, and the units made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem.content.read_options import ReadOptions
from locmem.content.view import View, position_in
from locmem.inline.attributes import attributes_of, is_liquid, is_notation
from locmem.inline.protect import is_translatable, parse
from locmem.inline.tag import Form, Tag
from locmem.inline.tag_texts import STRING_QUOTES, has_blocks, quotes_in
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline
from locmem.model.segment import Place, Unit, UnitKind

_SHORTCODE = ("{{<", "{{%")
_LINE_END = re.compile(r"\r\n?")
_ANYWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a view's text that may become a unit.

    is_bare: whether it is no text by itself, so that only the texts of its tags may be units.
    """

    kind: UnitKind
    start: int
    end: int
    syntax: Syntax
    name: str = ""
    place: Place = _ANYWHERE
    is_bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Something that may be left outside where it stands at either end of a unit.

    partner: start of the other end of a pair or block; None where there is none.
    is_idle: whether it may be left outside whatever stands around it, as a comment may.
    """

    start: int
    end: int
    partner: int | None = None
    is_idle: bool = False


def content_of(text: str, view: View, start: int, end: int, syntax: Syntax, options: ReadOptions) -> Inline:
    """The content of `view.text[start:end]`; codes carry the file's own characters.

    What the view leaves out between two lines (`> `, the indentation of a list item) thereby belongs to the
    code of the line end.
    """
    content = parse(view.text[start:end], syntax, dialects=options.dialects, labels=options.labels)
    origins = view.origins
    if text[origins[start] : origins[end]] == view.text[start:end]:
        return content
    parts: list[Part] = []
    here = start
    for part in content.parts:
        length = len(part if isinstance(part, str) else part.original)
        raw = text[origins[here] : origins[here + length]]
        parts.append(part if isinstance(part, str) else _spelled(part, raw))
        here += length
    return inline(parts, syntax)


def _spelled(code: Code, original: str) -> Code:
    if code.original == original:
        return code
    return Code(id=code.id, role=code.role, type=code.type, original=original, identity=code.identity, text=code.text)


def units_of(text: str, view: View, span: Span, options: ReadOptions) -> Iterator[Unit]:
    """The unit of a span, followed by those of the texts inside its codes; nothing where nothing is translatable."""
    unit = None if span.is_bare else unit_of(text, view, span, options)
    if unit is not None:
        yield unit
        yield from _inner_units(text, view, span, unit, options)
    elif span.start < span.end and ("{" in view.text or ("<" in view.text and span.syntax is Syntax.MARKDOWN)):
        yield from tag_units(text, view, span, options)


def _inner_units(text: str, view: View, span: Span, unit: Unit, options: ReadOptions) -> Iterator[Unit]:
    """The units of the texts inside the codes of `unit`, each followed by those inside its own codes."""
    if span.place.is_in_tag or not any(map(attributes_of, unit.content.codes)):
        return
    start = span.start
    # Codes of the file may hold characters that the view leaves out, so their places are taken from the view's own.
    again = parse(view.text[start : span.end], span.syntax, dialects=options.dialects, labels=options.labels)
    for index, part in enumerate(again.parts):
        for inner in _inside(part, index, start, span) if isinstance(part, Code) else ():
            is_read = isinstance(part, Code) and _is_read(part, inner.name, options)
            inner_unit = unit_of(text, view, inner, options) if is_read else None
            if inner_unit:
                yield inner_unit
                yield from _inner_units(text, view, inner, inner_unit, options)
        start += len(part if isinstance(part, str) else part.original)


def tag_units(text: str, view: View, span: Span, options: ReadOptions) -> Iterator[Unit]:
    """The texts in the tags of a span that has no text of its own, each a unit by itself."""
    start = span.start
    for part in parse(view.text[start : span.end], span.syntax, dialects=options.dialects).parts:
        if isinstance(part, Code) and _may_stand_alone(part, span):
            for inner in _inside(part, 0, start, span):
                place = replace(inner.place, code=None, is_in_cell=span.kind is UnitKind.CELL)
                unit = unit_of(text, view, replace(inner, place=place), options)
                if unit and _is_read(part, inner.name, options):
                    yield unit
        start += len(part if isinstance(part, str) else part.original)


def _may_stand_alone(code: Code, span: Span) -> bool:
    """Whether the texts of a code are read where nothing else is; in HTML, whoever finds the elements reads those."""
    if code.original.startswith("<"):
        return span.syntax is Syntax.MARKDOWN
    return code.type is CodeType.LIQUID or is_notation(code.original)


def _is_read(code: Code, name: str, options: ReadOptions) -> bool:
    if code.type is CodeType.LIQUID:
        return name in options.texts_in_tags
    return name in options.attributes or is_notation(code.original)


def _inside(code: Code, index: int, start: int, around: Span) -> Iterator[Span]:
    """The texts inside a code that stands at `start`, as spans; `index` is its number among the parts around."""
    is_in_code = around.place.code is not None
    for attribute in attributes_of(code):
        place = replace(around.place, prefix="", is_one_line=True, quote=attribute.quote, code=index)
        place = replace(place, is_nested=is_in_code)
        syntax = Syntax.MARKDOWN if code.original.startswith("]") else Syntax.HTML
        if is_liquid(code.original):
            outer = around.place.quote if around.kind is UnitKind.ATTRIBUTE else ""
            place = replace(place, tag_quotes=quotes_in(code.original, outer), outer_quote=outer)
            value = code.original[attribute.start : attribute.end]
            is_lined = has_blocks(value)
            if is_lined and around.syntax is not Syntax.PLAIN and "<" in value:
                # Only a text on one line can have both its tags protected and its lines kept.
                continue
            # Where nothing is decoded, an entity is a text of six characters.
            syntax = Syntax.PLAIN if is_lined or around.syntax is Syntax.PLAIN else syntax
        elif attribute.is_string:
            place, syntax = replace(place, tag_quotes=STRING_QUOTES, has_programs=True), Syntax.PLAIN
        yield Span(
            kind=UnitKind.ATTRIBUTE,
            start=start + attribute.start,
            end=start + attribute.end,
            syntax=syntax,
            name=attribute.name,
            place=place,
        )


def unit_of(text: str, view: View, span: Span, options: ReadOptions) -> Unit | None:
    """The unit of a span, or None where nothing in it can be translated."""
    if span.start >= span.end:
        return None
    written = view.text[span.start : span.end]
    if span.place.is_in_tag and span.place.scalar is None and not _has_own_lines(text, view, span):
        return None
    if span.place.is_in_tag and span.syntax is Syntax.PLAIN:
        content = parse(_LINE_END.sub("\n", written), span.syntax, dialects=options.dialects)
    elif span.place.scalar is None:
        content = content_of(text, view, span.start, span.end, span.syntax, options)
    else:
        content = parse(written, span.syntax, dialects=options.dialects, labels=options.labels)
    if not is_translatable(content):
        return None
    start = view.origins[span.start]
    line, column = position_in(text, start)
    return Unit(
        kind=span.kind,
        content=content,
        start=start,
        end=view.origins[span.end],
        line=line,
        column=column,
        name=span.name,
        place=span.place,
    )


def _has_own_lines(text: str, view: View, span: Span) -> bool:
    """Whether the lines of a text of a tag begin with nothing but what belongs to it: those of a quote have marks."""
    start, written = view.origins[span.start], _LINE_END.sub("\n", view.text[span.start : span.end])
    if "\n" not in written:
        return True
    if _LINE_END.sub("\n", text[start : view.origins[span.end]]) != written:
        return span.syntax is not Syntax.PLAIN
    line = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start]
    return not line.lstrip().startswith(">")


def among_programs(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units of the body of a page of MDX, with braces that begin programs where they are no values of attributes."""
    for unit in units:
        is_value = unit.kind is UnitKind.ATTRIBUTE
        yield unit if is_value else replace(unit, place=replace(unit.place, has_programs=True))


def trimmed(text: str, start: int, end: int, edges: Iterable[Edge] = ()) -> tuple[int, int]:
    """The stretch without white space, and without idle or one-sided edges, at its ends."""
    inside = sorted((edge for edge in edges if start <= edge.start and edge.end <= end), key=lambda edge: edge.start)
    first, last = 0, len(inside)
    # How often each start stands among the edges that are left: counting them anew for each edge takes for ever.
    starts = Counter(edge.start for edge in inside)
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if first < last and inside[first].start == start and _may_go(inside[first], starts):
            gone = inside[first]
            start, first = gone.end, first + 1
        elif first < last and inside[last - 1].end == end and _may_go(inside[last - 1], starts):
            gone = inside[last - 1]
            end, last = gone.start, last - 1
        else:
            return start, end
        starts[gone.start] -= 1


def _may_go(edge: Edge, starts: Mapping[int, int]) -> bool:
    return edge.is_idle or (edge.partner is not None and not starts[edge.partner])


ALONE = -1
"""The partner of an end whose other end is nowhere in the text."""


def liquid_edges(tags: Sequence[Tag]) -> tuple[Edge, ...]:
    """The tags of Liquid blocks, each with the other end, and comments as idle."""
    ends: dict[int, list[Tag]] = {}
    for tag in tags:
        if tag.block is not None:
            ends.setdefault(tag.block, []).append(tag)
    edges: list[Edge] = []
    for tag in tags:
        group = ends.get(tag.block, []) if tag.block is not None else []
        if tag.form is Form.COMMENT:
            edges.append(Edge(start=tag.start, end=tag.end, is_idle=True))
        elif group:
            partner = group[-1] if tag is group[0] else group[0]
            edges.append(Edge(start=tag.start, end=tag.end, partner=partner.start))
        elif tag.role is not CodeRole.SINGLE:
            edges.append(Edge(start=tag.start, end=tag.end, partner=ALONE))
    return tuple(edges)


def is_block_tag(tag: Tag) -> bool:
    """Whether a tag shows nothing itself, so that it can stand on a line of its own as a block."""
    return tag.form is not Form.OUTPUT or tag.text.startswith(_SHORTCODE)
