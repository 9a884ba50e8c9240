"""Markdown articles: units by the exact spans of their blocks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from locmem.content.blocks import Block, Outline, TooManyCells, outline
from locmem.content.decoded_liquid import decoded_problems
from locmem.content.frontmatter import read_front_matter, slug_of
from locmem.content.html_lines import stretches_apart
from locmem.content.html_spans import Reach, html_spans, renamed
from locmem.content.images import images_of
from locmem.content.left_parameters import left_parameters
from locmem.content.line_notations import Stretch, is_contents_mark, standing_line
from locmem.content.markdown_source import Source, source_of
from locmem.content.read_options import ReadOptions, read_as
from locmem.content.source_findings import liquid_findings, switch_findings, warning
from locmem.content.standing_tags import in_their_places, standing_tag_units
from locmem.content.units import Edge, Span, among_programs, liquid_edges, trimmed, units_of
from locmem.content.unrecognised import unrecognised_page
from locmem.content.view import View, position_in, view_of_lines
from locmem.content.writing import write_units
from locmem.errors import Location, input_error
from locmem.inline.attributes import spoken_in
from locmem.inline.code_families import with_code_as_one
from locmem.inline.expressions import FILLER, expressions_in, without_expressions
from locmem.inline.liquid import mask, scan
from locmem.inline.notations import ATTRIBUTE_LISTS, PROGRAMS, families_read
from locmem.inline.references import labels_defined
from locmem.inline.tag import Tag
from locmem.inline.tag_texts import is_text
from locmem.model.document import Document
from locmem.model.finding import Finding
from locmem.model.inline import Inline, Syntax
from locmem.model.segment import Place, Unit, UnitKind

_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ALERT = re.compile(r"\[![A-Za-z][\w-]*\][-+]?[ \t]*")
_HEADING_ID = re.compile(r"(?<![ \t])[ \t]*\{:?[ \t]*[#.][^{}]*\}\Z")
_TAKEN_LINE = re.compile(r"(?<=[\n\r])[ \t>]*([^\s>][^\r\n]*)(?=[\r\n])")
_PICTURE = re.compile(
    r"""!\[(?P<alt>(?:[^\[\]\\\n]|\\.)*+)\]\(\s*+(?:<[^<>\n]*>|[^\s()<]++)
    (?:\s++(?P<quote>["'])(?P<title>(?:(?!(?P=quote))[^\\\n]|\\.)*+)(?P=quote))?\s*+\)\Z""",
    re.VERBOSE,
)

_TITLED_DEFINITION = re.compile(
    r"""\[(?:[^\[\]\\]|\\.)++\]:\s*+(?:<(?:[^<>\n\\]|\\.)*+>|[^\s<]\S*+)\s[\s>]*+
    (?:"(?P<double>(?:[^"\\\n]|\\.)*+)"|'(?P<single>(?:[^'\\\n]|\\.)*+)'|\((?P<round>(?:[^()\\\n]|\\.)*+)\))\s*\Z""",
    re.VERBOSE,
)
_CLOSING = {"double": '"', "single": "'", "round": ")"}

_Line = tuple[int, int, int]
"""The number of a line in the parsed text, with start and end of what belongs to a block."""

_KINDS = {
    "heading": UnitKind.HEADING,
    "title": UnitKind.HEADING,
    "cell": UnitKind.CELL,
    "term": UnitKind.ITEM,
}


class MarkdownKind:
    """Articles in Markdown (CommonMark, tables, definition lists, footnotes, alerts, admonitions, `notations`)."""

    def read(self, text: str, path: str, options: ReadOptions) -> Document:
        """The document in `text`; what is wrong with it stands in its findings.

        Not text: code blocks, comments, what stands between the comments `locmem:off` and `locmem:on` (both in one
        paragraph, or each on a line of its own), elements with `translate="no"`, titles of link definitions that run
        over several lines.
        """
        options = read_as(path, options)
        front = read_front_matter(text, path, options)
        liquid = scan(text)
        tags = with_code_as_one(text, liquid.tags)
        source, parsed = _outlined(text, front.body, tags, path, families_read(options.dialects))
        labels = _labels(text, parsed)
        finder = _UnitFinder(text, source, tags, replace(options, labels=labels))
        standing = standing_tag_units(text, source, parsed, finder.options)
        body = in_their_places(finder.units(parsed), standing)
        units = (*front.units, *(among_programs(body) if PROGRAMS in options.dialects else body))
        heading = next((unit for unit in units if unit.kind is UnitKind.HEADING), None)
        return Document(
            path=path,
            text=text,
            units=units,
            title=front.about.title or (heading.content.text.strip() if heading else ""),
            slug=slug_of(front.about, path, options),
            topic=front.about.topic,
            risk=front.about.risk,
            locale=front.about.locale,
            markets=front.about.markets,
            images=images_of(text, finder.prose),
            labels=labels,
            structure=parsed.structure,
            findings=(
                *front.findings,
                *liquid_findings(decoded_problems(text, front.node, liquid), path, text),
                *_reach_findings(finder.reach, parsed, path, text, front.body),
                *switch_findings(units, path, text),
                *unrecognised_page(path, text, front.body, units, tags),
                *left_parameters(path, text, front.body, units, tags, options.texts_in_tags),
            ),
            unread=front.unread,
            exceptions=front.about.exceptions,
        )

    def write(self, document: Document, contents: Mapping[int, Inline]) -> str:
        """The text of `document` with new contents for the units whose index is given."""
        return write_units(document, contents)


def _outlined(
    text: str, body: int, liquid: Sequence[Tag], path: str, families: Collection[str]
) -> tuple[Source, Outline]:
    tags = [tag for tag in liquid if tag.start >= body]
    source = source_of(text, body, tags)
    try:
        return source, outline(source.text, families)
    except TooManyCells as error:
        line, _ = position_in(text, source.origins[error.line])
        what = "with this table the page has far more cells than are written: most rows are shorter than the head."
        raise input_error(Location(path=path, line=line), what, "Shorten the head, or fill the rows.") from None


def _labels(text: str, parsed: Outline) -> frozenset[str]:
    """What the link definitions of a text define; the parser does not see the names in those with Liquid in them."""
    return parsed.labels | {label for label in labels_defined(text) if "{" in label}


def _reach_findings(reach: Reach, parsed: Outline, path: str, text: str, body: int) -> Iterator[Finding]:
    if reach.is_off:
        what = "`locmem:off` is never followed by `locmem:on`."
        yield warning("markup-open", path, text, text.rfind("locmem:off"), what, "Add `<!-- locmem:on -->`.")
    if reach.closing:
        what = f"an element <{reach.closing}> that is not translated is never closed."
        yield warning("markup-open", path, text, body, what, f"Add `</{reach.closing}>`.")
    if parsed.is_too_deep:
        yield warning("markup-open", path, text, body, "blocks are nested too deeply to be read.", "Flatten them.")


class _UnitFinder:
    """Goes through the blocks of one text."""

    def __init__(self, text: str, source: Source, tags: Sequence[Tag], options: ReadOptions) -> None:
        self.text = text
        self.source = source
        self.options = options
        self.families = families_read(options.dialects)
        is_mdx = PROGRAMS in self.families
        self.programs = dict(expressions_in(source.text, is_mdx=True)) if is_mdx else {}
        self.plain = without_expressions(source.text, is_mdx=True) if self.programs else source.text
        self.edges = liquid_edges(tags)
        self.edge_starts = [edge.start for edge in self.edges]
        self.reach = Reach()
        self.prose: list[str] = []

    def units(self, parsed: Outline) -> Iterator[Unit]:
        """The units of all blocks, in file order."""
        definitions = [*reversed(parsed.definitions)]
        for block in parsed.blocks:
            while definitions and block.lines and definitions[-1][0] < block.lines[0][0]:
                yield from self._definition(*definitions.pop())
            if block.type == "html":
                yield from self._html(block)
            elif block.type != "code" and not self.reach.is_closed:
                yield from self._prose(block)

        while definitions:
            yield from self._definition(*definitions.pop())

    def _definition(self, first: int, last: int) -> Iterator[Unit]:
        """The title of the link definition on these lines."""
        source = self.source
        end = source.starts[last] - 1 if last < len(source.starts) else len(source.text)
        definition = _TITLED_DEFINITION.search(source.text, source.starts[first], end)
        if not definition or self.reach.is_closed:
            return
        group = next(name for name in _CLOSING if definition[name] is not None)
        line = source.text.count("\n", source.starts[first], definition.start(group)) + first
        start, stop = (source.origin(line, place) for place in definition.span(group))
        view = view_of_lines(self.text, [(start, stop)])
        place = Place(quote=_CLOSING[group], is_one_line=True)
        yield from units_of(
            self.text,
            view,
            Span(
                kind=UnitKind.ATTRIBUTE, start=0, end=len(view.text), syntax=Syntax.MARKDOWN, name="title", place=place
            ),
            self.options,
        )

    def _prose(self, block: Block) -> Iterator[Unit]:
        if ATTRIBUTE_LISTS in self.families and self._becomes_contents(block):
            return
        for lines, stretches in self._runs(block):
            spans = [(self.source.origin(line, start), self.source.origin(line, end)) for line, start, end in lines]
            view = view_of_lines(self.text, spans)
            self.prose.append(view.text)
            found = self._spans(block, view, lines[0][0], len(lines))
            for span in found if stretches is None else self._standing(block, view, stretches):
                yield from units_of(self.text, view, span, self.options)

    def _becomes_contents(self, block: Block) -> bool:
        last = block.lines[-1] if len(block.lines) > 1 and "list_item" in block.parents[-1:] else None
        return last is not None and is_contents_mark(self.source.text[last[1] : last[2]])

    def _runs(self, block: Block) -> Iterator[tuple[tuple[_Line, ...], tuple[Stretch, ...] | None]]:
        """The lines of a block, cut where lines were taken out between them and around each line that stands alone.

        Of a line that stands alone, its texts.
        """
        run: list[_Line] = []
        before: _Line | None = None
        for line in block.lines:
            texts = self._standing_texts(block, line, before) if block.type == "paragraph" else None
            before = line if texts is not None else None
            is_cut = texts is not None or (
                bool(run) and self.source.numbers[line[0]] != self.source.numbers[run[-1][0]] + 1
            )
            if run and is_cut:
                yield tuple(run), None
                run = []
            if texts is None:
                run.append(line)
            else:
                yield (line,), texts
        if run:
            yield tuple(run), None

    def _standing_texts(self, block: Block, line: _Line, before: _Line | None) -> tuple[Stretch, ...] | None:
        """The texts of a line that stands alone, None for words; `before` is the line before where it stands alone."""
        _, start, end = line
        if start in self.programs and not self.plain[start:end].strip(f" \t{FILLER}") and self.programs[start] <= end:
            return ()
        text, last = (self.plain[one[1] : one[2]] if one else "" for one in (line, before))
        is_quoted = bool(block.parents) and block.parents[-1] == "blockquote"
        opens_quote = is_quoted and line is block.lines[0]
        return standing_line(text, self.families, opens_quote=opens_quote, before=last)

    def _standing(self, block: Block, view: View, stretches: Sequence[Stretch]) -> Iterator[Span]:
        """The spans of a line that stands alone."""
        edges = self._edges_in(view)
        for stretch in stretches:
            if stretch.name:
                yield _attribute_span(stretch.start, stretch.end, stretch.name, stretch.quote)
                continue
            start = _alert_end(block, view.text) or stretch.start
            first, last = trimmed(view.text, start, stretch.end, edges)
            place = Place(is_one_line=True)
            kind = _paragraph_kind(block)
            yield Span(kind=kind, start=first, end=last, syntax=Syntax.MARKDOWN, place=place)

    def _spans(self, block: Block, view: View, line: int, count: int) -> Iterator[Span]:
        if block.type == "attribute":
            is_read = block.name in self.options.texts_in_tags and is_text(view.text, block.name)
            if block.is_in_fence and not is_read:
                return
            yield _attribute_span(0, len(view.text), block.name, self._quote(block, view))
            return
        edges = self._edges_in(view)
        for start, end in self._stretches(block, view):
            first, last = trimmed(view.text, start, end, edges)
            picture = _PICTURE.match(self._masked(view), first, last) if view.text.startswith("![", first) else None
            if picture:
                yield from _picture_spans(picture)
                continue
            is_one_line = block.type != "paragraph" and not block.is_setext
            prefix = "" if is_one_line else self._prefix(view, line, count)
            yield Span(
                kind=_KINDS.get(block.type) or _paragraph_kind(block),
                start=first,
                end=last,
                syntax=Syntax.MARKDOWN,
                place=Place(prefix=prefix, is_one_line=is_one_line, quote=self._quote(block, view)),
            )
        yield from self._behind_heading(block, view)

    def _behind_heading(self, block: Block, view: View) -> Iterator[Span]:
        """What the attribute list at the end of a heading says to readers, where the list is no part of the text."""
        marked = _HEADING_ID.search(view.text) if block.type == "heading" else None
        for name, start, end, quote in spoken_in(view.text, *marked.span()) if marked else ():
            yield _attribute_span(start, end, name, quote)

    def _stretches(self, block: Block, view: View) -> Iterator[tuple[int, int]]:
        text = view.text
        if block.type == "heading":
            start = 0 if block.is_setext else len(text) - len(text.lstrip("#"))
            end = len(text.rstrip()) if block.is_setext else _without_closing_marks(text, start)
            marked = _HEADING_ID.search(text, start, end)
            yield start, marked.start() if marked else end
        else:
            task = _TASK.match(text) if _paragraph_kind(block) is UnitKind.ITEM else None
            yield task.end() if task else 0, len(text)

    def _masked(self, view: View) -> str:
        """The text of a view of one line with its Liquid masked."""
        start = view.origins[0]
        line = self.source.line_at(start)
        offset = self.source.starts[line] + start - self.source.origins[line]
        return self.source.text[offset : offset + len(view.text)]

    def _edges_in(self, view: View) -> list[Edge]:
        first = bisect_left(self.edge_starts, view.origins[0])
        last = bisect_left(self.edge_starts, view.origins[-1])
        return [
            Edge(
                start=view.position_of(edge.start),
                end=view.position_of(edge.end),
                partner=None if edge.partner is None else _position(view, edge.partner),
                is_idle=edge.is_idle,
            )
            for edge in self.edges[first:last]
        ]

    def _prefix(self, view: View, line: int, count: int) -> str:
        if count > 1:
            second = view.origins[view.text.index("\n") + 1]
            return self.text[self.source.origins[line + 1] : second]
        first = self.text[self.source.origins[line] : view.origins[0]]
        # A list marker stands on the first line only; the lines after it are indented by its width.
        return re.sub(r"[^>\s]", " ", first)

    def _quote(self, block: Block, view: View) -> str:
        """What closes the title of an admonition or an attribute: `]`, a quote, or nothing."""
        opening = self.text[view.origins[0] - 1 : view.origins[0]] if block.type in ("title", "attribute") else ""
        return {"[": "]", '"': '"', "'": "'"}.get(opening, "")

    def _html(self, block: Block) -> Iterator[Unit]:
        spans = [(self.source.origin(line, start), self.source.origin(line, end)) for line, start, end in block.lines]
        whole = _with_lines_between(self.text, spans)
        view = view_of_lines(self.text, whole)
        prefix = self._prefix(view, block.lines[0][0], len(block.lines)) if "\n" in view.text else ""
        if not self.reach.is_closed:
            self.prose.append(view.text)
        tags = with_code_as_one(view.text, scan(view.text).tags)
        apart = tuple(stretches_apart(mask(view.text, tags), self.families)) if "\n" in view.text else ()
        found = html_spans(view.text, tags, self.reach, {}, self.options, apart, has_standing=False)
        for span in found:
            place = Place(prefix=prefix)
            yield from units_of(self.text, view, renamed(span, UnitKind.HTML, "", place), self.options)


def _picture_spans(picture: re.Match[str]) -> Iterator[Span]:
    """What is read of a picture that stands alone: its `alt` and its `title`."""
    for name, quote in (("alt", ""), ("title", picture["quote"])):
        start, end = picture.span(name)
        place = Place(quote=quote or "", is_one_line=True)
        yield Span(kind=UnitKind.ATTRIBUTE, start=start, end=end, syntax=Syntax.MARKDOWN, name=name, place=place)


def _attribute_span(start: int, end: int, name: str, quote: str) -> Span:
    place = Place(quote=quote, is_one_line=True)
    return Span(kind=UnitKind.ATTRIBUTE, start=start, end=end, syntax=Syntax.HTML, name=name, place=place)


def _alert_end(block: Block, line: str) -> int:
    """Where the title of an alert begins in the first line of a quote, 0 where there is no alert."""
    alert = _ALERT.match(line) if block.parents and block.parents[-1] == "blockquote" else None
    return alert.end() if alert else 0


def _with_lines_between(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans together with the lines of tags that were taken out between them."""
    whole = list(spans[:1])
    for start, end in spans[1:]:
        whole += (found.span(1) for found in _TAKEN_LINE.finditer(text, whole[-1][1], start))
        whole.append((start, end))
    return whole


def _paragraph_kind(block: Block) -> UnitKind:
    inside = bool(block.parents) and block.parents[-1] in ("list_item", "dd")
    return UnitKind.ITEM if inside and block.is_first else UnitKind.PARAGRAPH


def _position(view: View, origin: int) -> int:
    """The position of a partner in the view, -1 where it stands outside of it."""
    return view.position_of(origin) if view.origins[0] <= origin < view.origins[-1] else -1


def _without_closing_marks(text: str, start: int) -> int:
    bare = text.rstrip()
    marks = bare.rstrip("#")
    return len(marks.rstrip()) if marks[start:] == "" or marks.endswith((" ", "\t")) else len(bare)
