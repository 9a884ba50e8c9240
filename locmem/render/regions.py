"""The parts of a file that are templates: its body, and the texts of its YAML, JSON or TOML, decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from locmem.content.frontmatter import FrontMatterPlace, front_matter_node, front_matter_place, scalars_of
from locmem.content.json_nodes import parse_json
from locmem.content.macro_texts import html_starts
from locmem.content.scalars import Scalar
from locmem.content.toml_scalars import is_string, read_string, replaced_string
from locmem.errors import InputErrors, Problem
from locmem.model.inline import Syntax
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

_HTML_FIELD = "_html"
"""Actions of macros with names that end so hold HTML (Zendesk's comment_value_html)."""

TEXT_FIELDS = ("subject", "comment_value", "comment_value_html")
"""The actions of a macro that customers read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One template in a file.

    start, end: what of the file it replaces; template: its text, decoded; scalar: what it is decoded from.
    key: its path in the YAML or JSON, empty for a body.  is_answer: whether a help desk fills it in when an agent uses
    the macro, as it does with the texts of actions.
    """

    start: int
    end: int
    template: str
    syntax: Syntax
    key: str = ""
    scalar: Scalar | None = None
    is_flow: bool = False
    is_answer: bool = False

    def origin(self, offset: int) -> int:
        """The file offset of a character of the template."""
        return self.scalar.view.origins[offset] if self.scalar else self.start + offset

    def encoded(self, text: str, rendered: str) -> str:
        """What to write into the file `text` from start to end for the rendered template."""
        if self.scalar is None:
            return rendered
        return replaced_string(text, self.scalar, [(0, len(self.template), rendered)], is_flow=self.is_flow)


@lru_cache(maxsize=1_024)
def regions(text: str, path: str, kind: str) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    """The regions of a file in order, and why some of it cannot be read.

    kind: `markdown`, `html` or `macro`.  Every text of front matter and macros is a region; in front matter all
    are plain text.
    """
    if kind == "macro":
        return _of_data(text, path, None)
    place = front_matter_place(text)
    whole = _body(text, place, kind)
    if place is None:
        return (whole,), ()
    found, problems = _of_data(text, path, place)
    return (*found, whole), problems


def templates(text: str, source: str, path: str, kind: str) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    """The regions of a file as far as they can have Liquid, and why some of it cannot be read.

    source: the text that `text` is a translation of.  YAML is slow to read, and a thousand articles in thirty
    locales have front matter without such braces: where the source's can be read, the translation's need not be.
    """
    place = front_matter_place(text) if kind != "macro" else None
    if place is None or text == source:
        return regions(text, path, kind)
    yaml = text[place.start : place.end]
    # A double-quoted scalar can spell a brace by a backslash.
    if "{{" in yaml or "{%" in yaml or "\\" in yaml or regions(source, path, kind)[1]:
        return regions(text, path, kind)
    return (_body(text, place, kind),), ()


def title_of(text: str, path: str, kind: str) -> str:
    """The title as customers read it, empty where the file has none; a saved reply may call it its name."""
    found = {region.key: region.template for region in regions(text, path, kind)[0] if region.key in ("title", "name")}
    return found.get("title", found.get("name", "") if kind == "macro" else "")


def _body(text: str, place: FrontMatterPlace | None, kind: str) -> Region:
    start = place.body if place else 0
    syntax = Syntax.HTML if kind == "html" else Syntax.MARKDOWN
    return Region(start=start, end=len(text), template=text[start:], syntax=syntax)


def _of_data(text: str, path: str, place: FrontMatterPlace | None) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    scalar_regions: list[Region] = []
    problems: list[Problem] = []
    try:
        node = front_matter_node(text, path, place) if place else _macro(text, path)
    except InputErrors as error:
        return (), error.problems
    html = list(_values_of(node, lambda name: name.endswith(_HTML_FIELD))) if node else []
    answers = list(_values_of(node, TEXT_FIELDS.__contains__)) if node and place is None else []
    starts = html_starts(text, node) if node and place is None else frozenset()
    seen: set[int] = set()
    for leaf, is_flow in scalars_of(text, node) if node else ():
        if not is_string(text, leaf) or leaf.start in seen:
            continue
        seen.add(leaf.start)
        try:
            scalar = read_string(text, leaf.start, leaf.end)
        except ValueError as error:
            problems.append(Problem(location=leaf.location, what=f"{error}.", do="Write the text in double quotes."))
            continue
        is_html = leaf.start in starts or _is_in(leaf, html)
        syntax = Syntax.HTML if is_html else Syntax.PLAIN
        region = Region(start=leaf.start, end=leaf.end, template=scalar.view.text, syntax=syntax, key=leaf.key)
        region = replace(region, scalar=scalar, is_flow=is_flow, is_answer=_is_in(leaf, answers))
        scalar_regions.append(region)
    # TOML may go back to a table after another one.
    return tuple(sorted(scalar_regions, key=lambda region: region.start)), tuple(problems)


def _macro(text: str, path: str) -> YamlNode | None:
    return parse_json(text, path) if path.endswith(".json") else parse(text, path)


def _values_of(node: YamlNode, is_meant: Callable[[str], bool]) -> Iterator[YamlNode]:
    """The values of the actions whose field has a name that is meant."""
    children: Sequence[YamlNode] = ()
    if isinstance(node, YamlMapping):
        name, value = node.find("field"), node.find("value")
        if isinstance(name, YamlScalar) and is_meant(name.text) and value:
            yield value
        children = tuple(child for _, child in node.entries)
    elif isinstance(node, YamlSequence):
        children = node.items
    for child in children:
        yield from _values_of(child, is_meant)


def _is_in(leaf: YamlScalar, values: Sequence[YamlNode]) -> bool:
    return any(value.start <= leaf.start < value.end for value in values)
