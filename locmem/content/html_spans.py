"""What is translatable in HTML: text between block elements, and attributes customers read or hear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from locmem.content.html_tags import Attribute, HtmlTag, tags_of
from locmem.content.read_options import ReadOptions
from locmem.content.units import ALONE, Edge, Span, is_block_tag, liquid_edges, trimmed
from locmem.inline.attributes import has_tag_texts
from locmem.inline.expressions import without_expressions
from locmem.inline.liquid import mask
from locmem.inline.notations import MDX, PROGRAMS, families_read
from locmem.inline.protect import is_translatable, parse
from locmem.inline.tag import Tag
from locmem.inline.tag_texts import STRING_QUOTES
from locmem.model.inline import Syntax
from locmem.model.segment import Place, UnitKind

BLOCKS = frozenset({
    "address", "article", "aside", "audio", "base", "blockquote", "body", "button", "canvas", "caption", "center",
    "col", "colgroup", "datalist", "dd", "details", "dialog", "dir", "div", "dl", "dt", "embed", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "iframe", "label", "legend", "li", "link", "main", "map", "math", "menu",
    "meta", "nav", "noframes", "noscript", "object", "ol", "optgroup", "option", "p", "param", "pre", "script",
    "search", "section", "select", "slot", "source", "style", "summary", "svg", "table", "tbody", "td", "template",
    "textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul", "video",
})  # fmt: skip
_OPAQUE = frozenset(
    {"script", "style", "svg", "math", "pre", "template", "canvas", "object", "audio", "video", "iframe"}
)
_STANDALONE = frozenset({"img", "input", "area"})
_STRING_VALUE = re.compile(r"""\{\s*(?P<quote>["'])(?P<text>(?:(?!(?P=quote))[^\\\n])++)(?P=quote)\s*\}""")
_SWITCH = re.compile(r"<!--\s*locmem:(on|off)\s*-->\Z")

ELEMENT_KINDS: Mapping[str, UnitKind] = {
    "title": UnitKind.TITLE,
    "p": UnitKind.PARAGRAPH,
    "li": UnitKind.ITEM,
    "dt": UnitKind.ITEM,
    "dd": UnitKind.ITEM,
    "td": UnitKind.CELL,
    "th": UnitKind.CELL,
    **{f"h{level}": UnitKind.HEADING for level in range(1, 7)},
}
"""The kind of the text right inside an element; elsewhere it is HTML."""


@dataclass(slots=True)
class Reach:
    """What reaches from one piece of HTML into the next: `locmem:off`, and open elements not to be read.

    closing: the name of the element whose end is waited for, empty where text is read; depth counts the
        elements of that name open inside it.
    """

    is_off: bool = False
    closing: str = ""
    depth: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether text that follows is not to be read."""
        return self.is_off or bool(self.closing)


@dataclass(slots=True)
class _Run:
    """Text and inline tags since the last block boundary."""

    start: int
    tags: list[HtmlTag] = field(default_factory=list)


def html_spans(
    text: str,
    liquid: Sequence[Tag],
    reach: Reach,
    kinds: Mapping[str, UnitKind],
    options: ReadOptions,
    apart: Sequence[tuple[int, int]] = (),
    *,
    has_standing: bool = True,
) -> Iterator[Span]:
    """The translatable spans of `text` in order; `liquid` are its Liquid tags, `kinds` as `ELEMENT_KINDS`.

    Attributes of block elements and of elements that no text stands beside are spans of their own; those inside a
    unit are found in its codes (`units.units_of`).  Left out: script, style, pre, svg, math and other embedded things,
    what has `translate="no"`, and what stands between `locmem:off` and `locmem:on` comments.
    apart: stretches that stand outside of all texts, in order.

    A stretch that has no text but that of its Liquid tags is a span too.  has_standing: whether that is so of tags
    alone on their lines.
    """
    yield from _Finder(text, liquid, reach, kinds, options, apart, has_standing=has_standing).find()


class _Finder:
    def __init__(
        self,
        text: str,
        liquid: Sequence[Tag],
        reach: Reach,
        kinds: Mapping[str, UnitKind],
        options: ReadOptions,
        apart: Sequence[tuple[int, int]],
        *,
        has_standing: bool,
    ) -> None:
        self.text = text
        self.has_standing = has_standing
        self.masked = mask(text, liquid)
        families = families_read(options.dialects)
        if MDX in families:
            self.masked = without_expressions(self.masked, is_mdx=PROGRAMS in families)
        self.reach = reach
        self.kinds = kinds
        self.options = options
        self.edges = liquid_edges(liquid)
        self.edge_starts = [edge.start for edge in self.edges]
        alone = [(tag.start, tag.end) for tag in liquid if tag.is_alone and is_block_tag(tag)]
        self.boundaries = sorted((*alone, *apart))
        self.boundary_starts = [start for start, _ in self.boundaries]
        self.elements: list[tuple[str, UnitKind]] = []
        self.open: Counter[str] = Counter()

    def find(self) -> Iterator[Span]:
        run = _Run(start=0)
        for tag in tags_of(self.masked):
            switch = _SWITCH.match(self.text, tag.start, tag.end)
            if switch:
                yield from self._close(run, tag.start)
                self.reach.is_off = switch[1] == "off"
                run = _Run(start=tag.end)
            elif self.reach.closing:
                if self._leave(tag):
                    run = _Run(start=tag.end)
            elif tag.name in BLOCKS or self._is_kept_beyond(tag):
                yield from self._close(run, tag.start)
                yield from self._enter(tag)
                run = _Run(start=tag.end)
            else:
                run.tags.append(tag)
        yield from self._close(run, len(self.text))

    def _is_kept_beyond(self, tag: HtmlTag) -> bool:
        """Whether a tag opens an element that is not translated and ends behind this text."""
        is_kept = not tag.is_closing and not tag.is_void and self._value(tag, "translate") == "no"
        return is_kept and f"</{tag.name}" not in self.masked[tag.end :].lower()

    def _leave(self, tag: HtmlTag) -> bool:
        """Whether `tag` ends the element that is not read."""
        if tag.name != self.reach.closing or (tag.is_void and not tag.is_closing):
            return False
        self.reach.depth += -1 if tag.is_closing else 1
        if self.reach.depth == 0:
            self.reach.closing = ""
        return not self.reach.closing

    def _enter(self, tag: HtmlTag) -> Iterator[Span]:
        if tag.is_closing:
            while self.open[tag.name]:
                name, _ = self.elements.pop()
                self.open[name] -= 1
                if name == tag.name:
                    break
            return
        is_kept = self._value(tag, "translate") == "no"
        if not self.reach.is_off:
            yield from self._attributes(tag)
        if tag.is_void:
            return
        if tag.name in _OPAQUE or is_kept:
            self.reach.closing, self.reach.depth = tag.name, 1
        else:
            self.elements.append((tag.name, self.kinds.get(tag.name, self._kind())))
            self.open[tag.name] += 1

    def _kind(self) -> UnitKind:
        """The kind of text right here: that of the innermost open element which has one."""
        return self.elements[-1][1] if self.elements else UnitKind.HTML

    def _close(self, run: _Run, end: int) -> Iterator[Span]:
        """The spans of a run, cut where a Liquid tag stands alone on its line."""
        if self.reach.is_closed:
            return
        start = run.start
        starts = [tag.start for tag in run.tags]
        for first, last in self.boundaries[bisect_left(self.boundary_starts, start) :]:
            if first >= end:
                break
            if start <= first and last <= end:
                yield from self._piece(start, first, run.tags, starts)
                for tag in run.tags[bisect_left(starts, first) : bisect_left(starts, last)]:
                    yield from self._attributes(tag)
                if self.has_standing:
                    yield from self._tags(first, last)
                start = last
        yield from self._piece(start, end, run.tags, starts)

    def _piece(self, start: int, end: int, tags: Sequence[HtmlTag], starts: Sequence[int]) -> Iterator[Span]:
        among = tags[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [tag for tag in among if tag.end <= end]
        liquid = self.edges[bisect_left(self.edge_starts, start) : bisect_left(self.edge_starts, end)]
        first, last = trimmed(self.text, start, end, (*liquid, *_tag_edges(inside)))
        dialects = self.options.dialects
        is_unit = first < last and is_translatable(parse(self.text[first:last], Syntax.HTML, dialects=dialects))
        found = [
            span
            for tag in inside
            if not is_unit or tag.end <= first or tag.start >= last
            for span in self._attributes(tag)
        ]
        if is_unit:
            found.append(Span(kind=self._kind(), start=first, end=last, syntax=Syntax.HTML))
        for bare, behind in ((start, first), (last, end)) if is_unit else ((start, end),):
            found += self._tags(bare, behind)
        yield from sorted(found, key=lambda span: span.start)

    def _tags(self, start: int, end: int) -> Iterator[Span]:
        """A stretch that is no text itself, where its tags may have some."""
        if has_tag_texts(self.text[start:end]):
            yield Span(kind=self._kind(), start=start, end=end, syntax=Syntax.HTML, is_bare=True)

    def _attributes(self, tag: HtmlTag) -> Iterator[Span]:
        if self._value(tag, "translate") == "no":
            return
        for attribute in tag.attributes:
            if attribute.name in self.options.attributes and self._is_read(tag, attribute):
                if string := _STRING_VALUE.fullmatch(self.text, attribute.start, attribute.end):
                    yield _string_span(string, attribute.name)
                    continue
                start, end = trimmed(self.text, attribute.start, attribute.end)
                place = Place(quote=attribute.quote, is_one_line=True)
                yield Span(
                    kind=UnitKind.ATTRIBUTE, start=start, end=end, syntax=Syntax.HTML, name=attribute.name, place=place
                )

    def _is_read(self, tag: HtmlTag, attribute: Attribute) -> bool:
        # The title of a style sheet or a frame of scripts is for machines.
        return attribute.start < attribute.end and tag.name not in ("link", "style", "script")

    def _value(self, tag: HtmlTag, name: str) -> str:
        attribute = tag.attribute(name)
        return self.text[attribute.start : attribute.end].lower() if attribute else ""


def _string_span(found: re.Match[str], name: str) -> Span:
    """The words of `name={"words"}`."""
    start, end = found.span("text")
    place = Place(quote=found["quote"], is_one_line=True, tag_quotes=STRING_QUOTES, has_programs=True)
    return Span(kind=UnitKind.ATTRIBUTE, start=start, end=end, syntax=Syntax.PLAIN, name=name, place=place)


def _tag_edges(tags: Sequence[HtmlTag]) -> Iterator[Edge]:
    """Comments and pictures are idle edges; a tag whose other end is not in the run is a one-sided one."""
    waiting: dict[str, list[HtmlTag]] = {}
    partners: dict[int, int] = {}
    for tag in tags:
        if tag.is_closing and waiting.get(tag.name):
            opening = waiting[tag.name].pop()
            partners[tag.start], partners[opening.start] = opening.start, tag.start
        elif not tag.is_void:
            waiting.setdefault(tag.name, []).append(tag)
    for tag in tags:
        if tag.is_void:
            yield Edge(start=tag.start, end=tag.end, is_idle=not tag.name or tag.name in _STANDALONE)
        else:
            yield Edge(start=tag.start, end=tag.end, partner=partners.get(tag.start, ALONE))


def renamed(span: Span, kind: UnitKind, name: str, place: Place) -> Span:
    """The span in another place; an attribute keeps its kind and name."""
    if span.kind is UnitKind.ATTRIBUTE:
        own = span.place
        place = replace(place, quote=own.quote, tag_quotes=own.tag_quotes, has_programs=own.has_programs)
        return replace(span, place=replace(place, is_one_line=True))
    return replace(span, kind=kind, name=name, place=place)
