"""Front matter in YAML, TOML or JSON: what it says of its document, and the fields customers read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from locmem.content.json_nodes import parse_json
from locmem.content.read_options import ReadOptions
from locmem.content.slugs import slug_by_path
from locmem.content.source_findings import findings_of
from locmem.content.toml_nodes import parse_toml
from locmem.content.toml_scalars import is_string, read_string
from locmem.content.units import Span, trimmed, units_of
from locmem.errors import InputErrors, Problem, Problems
from locmem.model.document import Remark, Risk
from locmem.model.finding import Finding
from locmem.model.inline import Syntax
from locmem.model.segment import Place, Unit, UnitKind
from locmem.model.tags import LanguageTag, MarketCode, language_tag, market_code
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_TOML = re.compile(
    r"\+\+\+[ \t]*(?:\r\n|\r|\n)(?P<data>(?:.*?(?:\r\n|\r|\n))??)\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL
)
_JSON = re.compile(r"\{\s*(?:\"(?:[^\"\\\r\n]|\\.)*+\"\s*:|\}[ \t]*(?:[\r\n]|\Z))")
_JSON_ENDS = (re.compile(r"^\}(?=[ \t]*\r?$)", re.MULTILINE), re.compile(r"(?=\r?\n[ \t]*\r?\n)"))
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)*")
_CLOSE = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document says of itself; empty or None where it says nothing."""

    title: str = ""
    slug: str = ""
    topic: str = ""
    risk: Risk | None = None
    locale: LanguageTag | None = None
    markets: tuple[MarketCode, ...] = ()
    exceptions: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The front matter of a text.

    body: offset at which the document proper begins, 0 without front matter.  unread: as in `Document`.
    node: the tree of its data; None without any, and where it cannot be read.
    """

    body: int = 0
    about: About = About()
    units: tuple[Unit, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    unread: tuple[Problem, ...] = field(default=(), compare=False)
    node: YamlNode | None = field(default=None, compare=False)


class Language(Enum):
    """What front matter is written in."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class FrontMatterPlace:
    """Where the data of front matter starts and ends, and where the document proper begins; offsets."""

    start: int
    end: int
    body: int
    language: Language = Language.YAML


def front_matter_place(text: str) -> FrontMatterPlace | None:
    """Where the front matter stands, whether or not it can be read; None for a text without any.

    YAML between `---`, TOML between `+++`, or JSON in braces with which the text begins, as Hugo reads them.
    """
    if text.startswith("{"):
        return _json_place(text)
    if toml := _TOML.match(text):
        return FrontMatterPlace(*toml.span("data"), toml.end(), Language.TOML)
    opening = _OPEN.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    return FrontMatterPlace(opening.end(), closing.start(), closing.end())


def read_front_matter(text: str, path: str, options: ReadOptions) -> FrontMatter:
    """The front matter of `text`.  What is wrong with it is in the findings (check `front-matter`)."""
    place = front_matter_place(text)
    if place is None:
        return FrontMatter()
    problems = Problems()
    about = About()
    units: tuple[Unit, ...] = ()
    unread: tuple[Problem, ...] = ()
    node: YamlNode | None = None
    try:
        node = front_matter_node(text, path, place)
    except InputErrors as error:
        unread = error.problems
        problems.take(unread)
    else:
        if node is not None:
            fields = Fields(node, problems)
            about = read_about(fields, title=fields.text("title"))
            if own := fields.mapping("locmem"):
                about = replace(about, exceptions=tuple(exceptions_in(own)))
                own.finish()
            units = field_units(text, node, options, problems)
    return FrontMatter(
        body=place.body,
        about=about,
        units=units,
        findings=tuple(findings_of(problems.found, "front-matter", text)),
        unread=unread,
        node=node,
    )


def front_matter_node(text: str, path: str, place: FrontMatterPlace) -> YamlNode | None:
    """The tree of the front matter at `place`; None where it holds nothing.  Raises InputErrors for broken data."""
    if place.language is Language.TOML:
        return parse_toml(text, path, place.start, place.end)
    if place.language is Language.JSON:
        return parse_json(text[: place.end], path)
    line_offset = text.count("\n", 0, place.start)
    return parse(text[place.start : place.end], path, line_offset=line_offset, offset=place.start)


def _json_place(text: str) -> FrontMatterPlace | None:
    if not _JSON.match(text):
        return None
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        # Broken data ends where its brace stands alone, or else at the first empty line.
        ends = (found.end() for pattern in _JSON_ENDS if (found := pattern.search(text)))
        end = next(ends, len(text))
    rest = _REST_OF_LINE.match(text, end)
    return FrontMatterPlace(0, end, rest.end(), Language.JSON) if rest else None


def read_about(fields: Fields, title: str = "") -> About:
    """What the keys slug, topic, risk, locale and markets say; problems go to the fields' own list."""
    markets = (fields.convert(item, market_code, None) for item in fields.items("markets"))
    return About(
        title=title,
        slug=fields.text("slug"),
        topic=fields.text("topic"),
        risk=fields.choice("risk", Risk),
        locale=fields.converted("locale", language_tag, None),
        markets=tuple(market for market in markets if market is not None),
    )


def exceptions_in(own: Fields) -> Iterator[Remark]:
    """What a document excepts from checks: the items under `ok` of its `locmem:` key, each `CHECK reason`.

    `CHECK: reason`, which YAML reads as a mapping, is the same.
    """
    for item in own.items("ok"):
        pair = item.entries[0] if isinstance(item, YamlMapping) and len(item.entries) == 1 else None
        if pair is not None and isinstance(pair[1], YamlScalar):
            yield Remark(text=f"{pair[0].text}: {pair[1].text}", location=item.location)
        else:
            yield Remark(text=own.convert(item, str, ""), location=item.location)


def slug_of(about: About, path: str, options: ReadOptions) -> str:
    """The slug a page gives itself, or else its path in the folder of its content set."""
    return about.slug or slug_by_path(path, options.folder)


def field_units(text: str, node: YamlNode, options: ReadOptions, problems: Problems) -> tuple[Unit, ...]:
    """A unit for each text under one of `options.fields`, in file order: `title` a TITLE, others FIELDs."""
    units: list[Unit] = []
    seen: set[int] = set()
    for scalar, is_flow in scalars_of(text, node):
        name = re.sub(r"\[\d+\]", "", scalar.key)
        if name not in options.fields or not is_string(text, scalar) or scalar.start in seen:
            continue
        seen.add(scalar.start)
        kind = UnitKind.TITLE if scalar.key == "title" else UnitKind.FIELD
        units += scalar_units(text, scalar, kind, options, problems, is_flow=is_flow)
    return tuple(sorted(units, key=lambda unit: unit.start))


def scalar_units(
    text: str, scalar: YamlScalar, kind: UnitKind, options: ReadOptions, problems: Problems, *, is_flow: bool
) -> tuple[Unit, ...]:
    """The unit of a whole scalar of plain text and those of the texts in its tags.

    Nothing where it holds none or cannot be located.
    """
    try:
        source = read_string(text, scalar.start, scalar.end)
    except ValueError as error:
        problems.add(scalar.location, f"{error}.", "Write the text in double quotes.")
        return ()
    if not is_same(source.view.text, scalar.text):
        problems.add(scalar.location, "the text cannot be located exactly.", "Write it in double quotes.")
        return ()
    start, end = trimmed(source.view.text, 0, len(source.view.text))
    place = Place(scalar=(scalar.start, scalar.end), is_flow=is_flow)
    span = Span(kind=kind, start=start, end=end, syntax=Syntax.PLAIN, name=scalar.key, place=place)
    return tuple(units_of(text, source.view, span, options))


def is_same(ours: str, theirs: str) -> bool:
    """Whether two readings of a scalar agree; YAML leaves surrogate pairs apart, JSON joins them."""
    return ours == theirs or ours == theirs.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def scalars_of(text: str, node: YamlNode, *, is_flow: bool = False) -> Iterator[tuple[YamlScalar, bool]]:
    """Every value of a tree in file order, and whether it stands between brackets or braces."""
    if isinstance(node, YamlScalar):
        yield node, is_flow
        return
    is_flow = is_flow or opens_flow(text, node)
    if isinstance(node, YamlMapping):
        for _, value in node.entries:
            yield from scalars_of(text, value, is_flow=is_flow)
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield from scalars_of(text, item, is_flow=is_flow)


def opens_flow(text: str, node: YamlNode) -> bool:
    """Whether a node stands in brackets or braces of its own, behind its anchor and tag if it has some."""
    if isinstance(node, YamlScalar):
        return False
    properties = _PROPERTIES.match(text, node.start, node.end)
    first = properties.end() if properties else node.start
    return text[first : first + 1] in ("[", "{")
