"""HTML articles: units between block elements, and attributes customers read or hear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from locmem.content.decoded_liquid import decoded_problems
from locmem.content.frontmatter import read_front_matter, slug_of
from locmem.content.html_spans import ELEMENT_KINDS, Reach, html_spans
from locmem.content.html_tags import tags_of
from locmem.content.left_parameters import left_parameters
from locmem.content.read_options import ReadOptions
from locmem.content.source_findings import liquid_findings, warning
from locmem.content.units import units_of
from locmem.content.unrecognised import unrecognised_page
from locmem.content.view import View, lines_of, view_of_lines
from locmem.content.writing import write_units
from locmem.inline.code_families import with_code_as_one
from locmem.inline.liquid import mask, scan
from locmem.inline.tag import Tag
from locmem.model.document import Document
from locmem.model.finding import Finding
from locmem.model.inline import Inline
from locmem.model.segment import Unit, UnitKind


class HtmlKind:
    """Articles in HTML, whole pages or fragments, with or without front matter."""

    def read(self, text: str, path: str, options: ReadOptions) -> Document:
        """The document in `text`; what is wrong with it stands in its findings."""
        front = read_front_matter(text, path, options)
        liquid = scan(text)
        view = view_of_lines(text, lines_of(text, front.body))
        reach = Reach()
        tags = with_code_as_one(view.text, scan(view.text).tags)
        whole = with_code_as_one(text, liquid.tags)
        units = (*front.units, *_units(text, view, tags, reach, options))
        titles = (unit for unit in units if unit.kind in (UnitKind.TITLE, UnitKind.HEADING))
        title = next(titles, None)
        return Document(
            path=path,
            text=text,
            units=units,
            title=front.about.title or (" ".join(title.content.text.split()) if title else ""),
            slug=slug_of(front.about, path, options),
            topic=front.about.topic,
            risk=front.about.risk,
            locale=front.about.locale,
            markets=front.about.markets,
            images=tuple(dict.fromkeys(_images(view.text, tags))),
            structure=_names(view.text, tags),
            findings=(
                *front.findings,
                *liquid_findings(decoded_problems(text, front.node, liquid), path, text),
                *_reach_findings(reach, path, text),
                *unrecognised_page(path, text, front.body, units, whole),
                *left_parameters(path, text, front.body, units, whole, options.texts_in_tags),
            ),
            unread=front.unread,
            exceptions=front.about.exceptions,
        )

    def write(self, document: Document, contents: Mapping[int, Inline]) -> str:
        """The text of `document` with new contents for the units whose index is given."""
        return write_units(document, contents)


def tag_names(text: str) -> tuple[str, ...]:
    """The tags of HTML `text` in order, closing ones with a slash; comments and Liquid left out."""
    return _names(text, with_code_as_one(text, scan(text).tags))


def _names(text: str, liquid: Sequence[Tag]) -> tuple[str, ...]:
    masked = mask(text, liquid)
    return tuple(f"/{tag.name}" if tag.is_closing else tag.name for tag in tags_of(masked) if tag.name)


def _units(text: str, view: View, tags: Sequence[Tag], reach: Reach, options: ReadOptions) -> Iterator[Unit]:
    for span in html_spans(view.text, tags, reach, ELEMENT_KINDS, options):
        yield from units_of(text, view, span, options)


def _images(text: str, tags: Sequence[Tag]) -> Iterator[str]:
    for tag in tags_of(mask(text, tags)):
        source = tag.attribute("src") if tag.name == "img" else None
        path = text[source.start : source.end] if source else ""
        if path and "{{" not in path and "{%" not in path:
            yield path


def _reach_findings(reach: Reach, path: str, text: str) -> Iterator[Finding]:
    if reach.is_off:
        what = "`locmem:off` is never followed by `locmem:on`."
        yield warning("markup-open", path, text, text.rfind("locmem:off"), what, "Add `<!-- locmem:on -->`.")
    if reach.closing:
        what = f"an element <{reach.closing}> that is not translated is never closed."
        yield warning(
            "markup-open", path, text, max(0, text.rfind(f"<{reach.closing}")), what, f"Add `</{reach.closing}>`."
        )
