"""Response macros as the help desk exports them: YAML, or JSON of the same shape.

    title: …
    description: …
    actions:
      - {field: comment_value_html, value: <p>…</p>}
      - {field: comment_value, value: ["channel:all", …]}
      - {field: status, value: solved}
    locmem: {risk: standard, topic: refunds}

Text customers read stands in the actions comment_value, comment_value_html and subject, and in side conversations
and notifications (Zendesk's macro API); every other key and action is left as it is.  Saved replies of other help
desks, and of teams that keep them in files of their own, are read by their usual keys (`macro_texts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from locmem.content.decoded_liquid import decoded_problems
from locmem.content.frontmatter import About, exceptions_in, field_units, is_same, read_about, scalar_units
from locmem.content.html import tag_names
from locmem.content.html_spans import Reach, html_spans, renamed
from locmem.content.json_nodes import parse_json
from locmem.content.macro_texts import MacroText, is_desk_macro, macro_texts
from locmem.content.read_options import ReadOptions
from locmem.content.scalars import Scalar, read_scalar
from locmem.content.source_findings import findings_of, liquid_findings
from locmem.content.units import Span, is_block_tag, liquid_edges, trimmed, units_of
from locmem.content.unrecognised import unrecognised_values
from locmem.content.writing import write_units
from locmem.errors import InputErrors, Problems
from locmem.inline.attributes import has_tag_texts
from locmem.inline.liquid import mask, scan
from locmem.model.document import Document
from locmem.model.finding import Finding
from locmem.model.inline import Inline, Syntax
from locmem.model.segment import Place, Unit, UnitKind
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

_PAIR = re.compile(r"(?<=\.value)\[1\]\Z")
"""The second of a pair bears the name of the value: it stands alone where the pair has no channel."""

_EMPTY_LINES = re.compile(r"(?<![ \t])[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))+")


class MacroKind:
    """Response macros in YAML or JSON."""

    def read(self, text: str, path: str, options: ReadOptions) -> Document:
        """The document in `text`; what is wrong with it stands in its findings (check `macro`)."""
        problems = Problems()
        node = _parsed(text, path, problems)
        about = About()
        units: tuple[Unit, ...] = ()
        left: tuple[Finding, ...] = ()
        unread = () if node is not None else tuple(problems)
        if node is not None:
            about = _about(node, problems)
            found = macro_texts(text, node, options.fields)
            units = tuple(_TextReader(text, options, problems).units(node, found.texts))
            left = tuple(unrecognised_values(text, path, node, units, found.left))
        liquid = decoded_problems(text, node, scan(text))
        return Document(
            path=path,
            text=text,
            units=tuple(sorted(units, key=lambda unit: unit.start)),
            title=about.title,
            # A macro has no address; its items at the help desk are called as its file.
            slug=about.slug or PurePosixPath(path).stem,
            topic=about.topic,
            risk=about.risk,
            locale=about.locale,
            markets=about.markets,
            structure=() if node is None else tuple(_shape(node)),
            findings=(
                *findings_of(problems.found, "macro-file", text),
                *left,
                *liquid_findings(liquid, path, text),
            ),
            unread=unread,
            exceptions=about.exceptions,
        )

    def write(self, document: Document, contents: Mapping[int, Inline]) -> str:
        """The text of `document` with new contents for the units whose index is given."""
        return write_units(document, contents)


def _parsed(text: str, path: str, problems: Problems) -> YamlNode | None:
    try:
        return parse_json(text, path) if path.endswith(".json") else parse(text, path)
    except InputErrors as error:
        problems.take(error.problems)
        return None


def _about(node: YamlNode, problems: Problems) -> About:
    if not isinstance(node, YamlMapping):
        return About()
    fields = Fields(node, problems)
    if is_desk_macro(node):
        # Asked for, so that actions which are no list are reported.
        fields.items("actions")
    title = "" if isinstance(fields.node_of("title"), YamlMapping) else fields.text("title")
    name = fields.node_of("name")
    if not title and isinstance(name, YamlScalar) and isinstance(name.value, str) and not is_desk_macro(node):
        title = name.text
    own = fields.mapping("locmem")
    if own is None:
        return About(title=title)
    about = replace(read_about(own, title=title), exceptions=tuple(exceptions_in(own)))
    own.finish()
    return about


def _shape(node: YamlNode) -> Iterator[str]:
    if isinstance(node, YamlMapping):
        for name, value in node.entries:
            yield f"{node.key}.{name.text}"
            yield from _shape(value)
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield item.key
            yield from _shape(item)
    elif isinstance(node, YamlScalar):
        yield from tag_names(node.text)


class _TextReader:
    """Makes units of the texts of one file, each scalar once."""

    def __init__(self, text: str, options: ReadOptions, problems: Problems) -> None:
        self.text = text
        self.options = options
        self.problems = problems

    def units(self, node: YamlNode, texts: Sequence[MacroText]) -> Iterator[Unit]:
        bodies = {one.node.start for one in texts if not one.is_name}
        named: set[int] = set()
        for unit in field_units(self.text, node, self.options, self.problems):
            if unit.place.scalar and unit.place.scalar[0] not in bodies:
                named.add(unit.place.scalar[0])
                yield unit
        for one in texts:
            if one.node.start in named:
                continue
            if one.is_name:
                kind = UnitKind.TITLE if one.node.key == "name" else UnitKind.FIELD
                yield from scalar_units(self.text, one.node, kind, self.options, self.problems, is_flow=one.is_flow)
            else:
                yield from self._scalar(one.node, one.syntax, is_flow=one.is_flow)

    def _scalar(self, node: YamlScalar, syntax: Syntax, *, is_flow: bool) -> Iterator[Unit]:
        try:
            scalar = read_scalar(self.text, node.start, node.end)
        except ValueError as error:
            self.problems.add(node.location, f"{error}.", "Write the text in double quotes.")
            return
        if not is_same(scalar.view.text, node.text):
            self.problems.add(node.location, "the text cannot be located exactly.", "Write it in double quotes.")
            return
        place = Place(scalar=(node.start, node.end), is_flow=is_flow)
        name = _PAIR.sub("", node.key)
        spans = self._html(scalar) if syntax is Syntax.HTML else _paragraphs(scalar)
        for span in spans:
            whole = renamed(span, UnitKind.TEXT, name, place)
            yield from units_of(self.text, scalar.view, whole, self.options)

    def _html(self, scalar: Scalar) -> Iterator[Span]:
        text = scalar.view.text
        yield from html_spans(text, scan(text).tags, Reach(), {}, self.options)


def _paragraphs(scalar: Scalar) -> Iterator[Span]:
    """Plain text cut at empty lines and at Liquid tags alone on their lines."""
    text = scalar.view.text
    tags = scan(text).tags
    edges = liquid_edges(tags)
    cuts = [(tag.start, tag.end) for tag in tags if tag.is_alone and is_block_tag(tag)]
    cuts += [found.span() for found in _EMPTY_LINES.finditer(mask(text, tags))]
    start = 0
    for first, last in (*sorted(cuts), (len(text), len(text))):
        begin, end = trimmed(text, start, max(start, first), edges)
        yield Span(kind=UnitKind.TEXT, start=begin, end=end, syntax=Syntax.PLAIN)
        if start <= first and has_tag_texts(text[first:last]):
            yield Span(kind=UnitKind.TEXT, start=first, end=last, syntax=Syntax.PLAIN)
        start = max(start, last)
