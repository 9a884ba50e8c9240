"""The parts of a file that are templates: its body, and the texts of its YAML or JSON, decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from locmem.content.frontmatter import read_front_matter, scalars_of
from locmem.content.json_nodes import parse_json
from locmem.content.reading import ReadOptions
from locmem.content.scalars import Scalar, read_scalar, replaced
from locmem.errors import InputErrors, Problem
from locmem.model.inline import Syntax
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_HTML_FIELD = "_html"
"""Actions of macros with names that end so hold HTML (Zendesk's comment_value_html)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One template in a file.

    start, end: what of the file it replaces; template: its text, decoded; scalar: what it is decoded from.
    key: its path in the YAML or JSON, empty for a body.
    """

    start: int
    end: int
    template: str
    syntax: Syntax
    key: str = ""
    scalar: Scalar | None = None
    is_flow: bool = False

    def origin(self, offset: int) -> int:
        """The file offset of a character of the template."""
        return self.scalar.view.origins[offset] if self.scalar else self.start + offset

    def encoded(self, text: str, rendered: str) -> str:
        """What to write into the file `text` from start to end for the rendered template."""
        if self.scalar is None:
            return rendered
        return replaced(text, self.scalar, [(0, len(self.template), rendered)], is_flow=self.is_flow)


def regions(text: str, path: str, kind: str) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    """The regions of a file in order, and why some of it cannot be read.

    kind: `markdown`, `html` or `macro`.  Every text of front matter and macros is a region; in front matter all
    are plain text.
    """
    if kind == "macro":
        return _of_yaml(text, path, 0, len(text))
    body = read_front_matter(text, path, ReadOptions(fields=())).body
    syntax = Syntax.HTML if kind == "html" else Syntax.MARKDOWN
    whole = Region(start=body, end=len(text), template=text[body:], syntax=syntax)
    opening = _OPENING.match(text)
    if not body or not opening:
        return (whole,), ()
    found, problems = _of_yaml(text, path, opening.end(), len(text[:body].rstrip()) - len("---"))
    return (*found, whole), problems


def _of_yaml(text: str, path: str, start: int, end: int) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    found: list[Region] = []
    problems: list[Problem] = []
    try:
        node = _parsed(text, path, start, end)
    except InputErrors as error:
        return (), error.problems
    html = list(_html_values(node)) if node else []
    seen: set[int] = set()
    for one, is_flow in scalars_of(text, node) if node else ():
        if not isinstance(one.value, str) or one.start in seen:
            continue
        seen.add(one.start)
        try:
            scalar = read_scalar(text, one.start, one.end)
        except ValueError as error:
            problems.append(Problem(location=one.location, what=f"{error}.", do="Write the text in double quotes."))
            continue
        is_html = any(value.start <= one.start < value.end for value in html)
        syntax = Syntax.HTML if is_html else Syntax.PLAIN
        region = Region(start=one.start, end=one.end, template=scalar.view.text, syntax=syntax, key=one.key)
        found.append(replace(region, scalar=scalar, is_flow=is_flow))
    return tuple(found), tuple(problems)


def _parsed(text: str, path: str, start: int, end: int) -> YamlNode | None:
    if path.endswith(".json"):
        return parse_json(text, path)
    return parse(text[start:end], path, line_offset=text.count("\n", 0, start), offset=start)


def _html_values(node: YamlNode) -> Iterator[YamlNode]:
    children: Sequence[YamlNode] = ()
    if isinstance(node, YamlMapping):
        name, value = node.find("field"), node.find("value")
        if isinstance(name, YamlScalar) and name.text.endswith(_HTML_FIELD) and value:
            yield value
        children = tuple(child for _, child in node.entries)
    elif isinstance(node, YamlSequence):
        children = node.items
    for child in children:
        yield from _html_values(child)
