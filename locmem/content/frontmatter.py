"""YAML front matter: what it says of its document, and the fields customers read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from locmem.content.read_options import ReadOptions
from locmem.content.scalars import read_scalar
from locmem.content.slugs import slug_by_path
from locmem.content.source_findings import findings_of, warning
from locmem.content.units import Span, trimmed, unit_of
from locmem.errors import InputErrors, Problem, Problems
from locmem.model.document import Risk
from locmem.model.finding import Finding
from locmem.model.inline import Syntax
from locmem.model.segment import Place, Unit, UnitKind
from locmem.model.tags import LanguageTag, MarketCode, language_tag, market_code
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\r|\n)(?:.*?(?:\r\n|\r|\n))??\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The front matter of a text.

    body: offset at which the document proper begins, 0 without front matter.  unread: as in `Document`.
    """

    body: int = 0
    about: About = About()
    units: tuple[Unit, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    unread: tuple[Problem, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class FrontMatterPlace:
    """Where the YAML of front matter starts and ends, and where the document proper begins; offsets."""

    start: int
    end: int
    body: int


def front_matter_place(text: str) -> FrontMatterPlace | None:
    """Where the front matter stands, whether or not its YAML can be read; None for a text without any."""
    opening = _OPEN.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    return FrontMatterPlace(opening.end(), closing.start(), closing.end())


def read_front_matter(text: str, path: str, options: ReadOptions) -> FrontMatter:
    """The front matter of `text`.  What is wrong with it is in the findings (check `front-matter`)."""
    place = front_matter_place(text)
    if place is None:
        return _toml(text, path)
    problems = Problems()
    about = About()
    units: tuple[Unit, ...] = ()
    unread: tuple[Problem, ...] = ()
    try:
        line_offset = text.count("\n", 0, place.start)
        source = text[place.start : place.end]
        node = parse(source, path, line_offset=line_offset, offset=place.start)
    except InputErrors as error:
        unread = error.problems
        problems.take(unread)
    else:
        if node is not None:
            fields = Fields(node, problems)
            about = read_about(fields, title=fields.text("title"))
            units = field_units(text, node, options, problems)
    return FrontMatter(
        body=place.body,
        about=about,
        units=units,
        findings=tuple(findings_of(problems.found, "front-matter", text)),
        unread=unread,
    )


def _toml(text: str, path: str) -> FrontMatter:
    """Front matter in TOML is kept as it is and reported, because its fields are not translated."""
    found = _TOML.match(text)
    if not found:
        return FrontMatter()
    what, do = "front matter in TOML is not read, so its fields are not translated.", "Write it as YAML, between `---`."
    return FrontMatter(body=found.end(), findings=(warning("front-matter", path, text, 0, what, do),))


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


def slug_of(about: About, path: str, options: ReadOptions) -> str:
    """The slug a page gives itself, or else its path in the folder of its content set."""
    return about.slug or slug_by_path(path, options.folder)


def field_units(text: str, node: YamlNode, options: ReadOptions, problems: Problems) -> tuple[Unit, ...]:
    """A unit for each text under one of `options.fields`, in file order: `title` a TITLE, others FIELDs."""
    units: list[Unit] = []
    seen: set[int] = set()
    for scalar, is_flow in scalars_of(text, node):
        name = re.sub(r"\[\d+\]", "", scalar.key)
        if name not in options.fields or not isinstance(scalar.value, str) or scalar.start in seen:
            continue
        seen.add(scalar.start)
        kind = UnitKind.TITLE if scalar.key == "title" else UnitKind.FIELD
        unit = scalar_unit(text, scalar, kind, options, problems, is_flow=is_flow)
        if unit:
            units.append(unit)
    return tuple(units)


def scalar_unit(
    text: str, scalar: YamlScalar, kind: UnitKind, options: ReadOptions, problems: Problems, *, is_flow: bool
) -> Unit | None:
    """The unit of a whole scalar of plain text; None where it holds none or cannot be located."""
    try:
        source = read_scalar(text, scalar.start, scalar.end)
    except ValueError as error:
        problems.add(scalar.location, f"{error}.", "Write the text in double quotes.")
        return None
    if not is_same(source.view.text, scalar.text):
        problems.add(scalar.location, "the text cannot be located exactly.", "Write it in double quotes.")
        return None
    start, end = trimmed(source.view.text, 0, len(source.view.text))
    place = Place(scalar=(scalar.start, scalar.end), is_flow=is_flow)
    span = Span(kind=kind, start=start, end=end, syntax=Syntax.PLAIN, name=scalar.key, place=place)
    return unit_of(text, source.view, span, options)


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
