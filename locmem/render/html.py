"""A Markdown page as a standalone HTML file, with nothing in it that runs.

Markdown is CommonMark with the tables, strikethrough and footnotes of GitHub.  HTML of the source passes,
but only through a list: the whole body is read once more with Python's own parser and written anew from known
tags and attributes.  Scripts, styles, frames, forms, SVG and MathML go with their content; event handlers,
styles and addresses of other schemes than http, https, mailto and tel go from their tags.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from locmem.content.blocks import TooManyCells, limited_tables, with_cells
from locmem.content.frontmatter import front_matter_place
from locmem.content.html_reader import HtmlReader
from locmem.errors import RenderError
from locmem.model.tags import is_right_to_left
from locmem.render.kept_tags import KeptTags, kept_tags

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "h1,h2,h3{line-height:1.25}img{max-width:100%}table{border-collapse:collapse}"
    "th,td{border:1px solid #ccc;padding:.3rem .6rem}blockquote,.callout{border-inline-start:4px solid #888;"
    "margin-inline:0;padding:.1rem 1rem;background:#f5f5f5}code{background:#f0f0f0;padding:0 .2em}"
    "pre{overflow-x:auto}"
)


_ALERT = re.compile(r"<blockquote>\n<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*")
"""The marker of a call-out as GitHub writes it; it is no text for readers."""


_HEADING = re.compile(r"<h1[ >]")
"""A heading of the first level in what was written anew, where no other `<` is left."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _words(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small"
    " span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
_EMPTY = _words("br col hr img wbr")
_DROPPED = _words(
    "applet audio button canvas embed form frame frameset iframe input math noembed noframes noscript object"
    " option plaintext script select style svg template textarea title video xmp"
)
_EMPTY_DROPPED = _words("embed frame input")
_PAGE = _words("base body head html link meta title")
_ATTRIBUTES = _words(
    "align alt cite class colspan datetime dir headers height href id lang open reversed rowspan scope span src"
    " start title translate type value width"
)
_ADDRESSES = frozenset({"cite", "href", "src"})
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
_SCHEME = re.compile(r"([^/?#:]*):")
_SCHEMES = ("http", "https", "mailto", "tel")


def to_html(markdown_text: str, title: str, locale: str) -> str:
    """A whole HTML page that needs no other file; front matter is left out, links to `.md` go to `.html`.

    locale: of the text.  The title is the page's heading where the text has none of the first level itself.
    """
    body = sanitised(as_written(markdown_text)).lstrip("\n")
    tags = kept_tags(title, _is_harmless)
    name = tags.as_written(html.escape(tags.text))
    heading = "" if _HEADING.search(body) else f"<h1>{name}</h1>\n"
    direction = "rtl" if is_right_to_left(locale) else "ltr"
    return (
        f'<!doctype html>\n<html lang="{html.escape(locale)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{heading}{body}</body>\n</html>\n"
    )


def as_written(markdown_text: str) -> str:
    """The HTML that a Markdown page asks for, not yet fit to be shown; tags of the help desk stay as they are.

    Raises RenderError for tables of which nearly all cells are empty: their HTML is far larger than the page.
    """
    place = front_matter_place(markdown_text)
    tags = kept_tags(markdown_text[place.body :] if place else markdown_text, _is_harmless)
    try:
        return tags.in_html(_ALERT.sub(_as_callout, _parser().render(tags.text, with_cells(tags.text))))
    except TooManyCells as error:
        what = "the page has far more table cells than are written, first in the table"
        raise RenderError(f"{what} on its line {error.line + 1}. Shorten the head, or fill the rows.") from None


def left_out(body: str) -> tuple[str, ...]:
    """The names of elements that `sanitised` leaves out of `body`, those of whole pages apart; sorted."""
    return tuple(sorted(_written(body).left_out - _PAGE))


def _as_callout(match: re.Match[str]) -> str:
    return f'<blockquote class="{match[1].lower()}">\n<p>'


def sanitised(body: str) -> str:
    """`body` written anew with known tags and attributes only."""
    return _written(body).finish()


def _written(body: str) -> _Writer:
    tags = kept_tags(body, _is_harmless)
    writer = _Writer(tags)
    writer.read(tags.text)
    return writer


def _is_harmless(tag: str) -> bool:
    """Whether a tag of the help desk would come out as it is if it were text: what is on our lists, with its ends."""
    writer = _Writer(KeptTags(text=tag, tags=()))
    writer.read(tag)
    return html.unescape(writer.finish()) == html.unescape(tag) and not writer.left_out


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    limited_tables(parser)
    return parser.use(footnote_plugin)


class _Writer(HtmlReader):
    """Writes what it reads, from the lists above; open tags are closed, stray ends left out."""

    def __init__(self, tags: KeptTags) -> None:
        super().__init__()
        self.kept = tags
        self.parts: list[str] = []
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self.dropped: list[str] = []
        self.left_out: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Write a known tag, or begin to leave out."""
        if tag in _DROPPED and tag not in _EMPTY_DROPPED:
            self.dropped.append(tag)
        if self.dropped or tag not in _TAGS:
            self.left_out.add(tag)
            return
        kept = "".join(
            f" {name}={self.kept.quoted(html.escape(_value(name, value)))}"
            for name, value in attrs
            if _is_kept(name, self.kept.constants(value or ""))
        )
        self.parts.append(f"<{tag}{kept}>")
        if tag not in _EMPTY:
            self.open.append(tag)
            self.count[tag] += 1

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """As a start tag: HTML knows no self-closing ones."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag and those left open inside it."""
        if self.dropped:
            if tag == self.dropped[-1]:
                self.dropped.pop()
            return
        # A list of open tags may be long, and looking through it for every stray end takes for ever.
        while self.count[tag]:
            last = self.open.pop()
            self.count[last] -= 1
            self.parts.append(f"</{last}>")
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        """Write text."""
        if not self.dropped:
            self.parts.append(self.kept.as_written(html.escape(data, quote=False)))

    def finish(self) -> str:
        """All that was written, with every tag closed."""
        return "".join([*self.parts, *(f"</{tag}>" for tag in reversed(self.open))])


def _is_kept(name: str, constants: Sequence[str]) -> bool:
    if name not in _ATTRIBUTES and not re.fullmatch(r"aria-[a-z]+|role", name):
        return False
    if name not in _ADDRESSES:
        return True
    schemes = (_SCHEME.match(_BLANKS.sub("", constant)) for constant in constants)
    return all(scheme is None or scheme[1].lower() in _SCHEMES for scheme in schemes)


def _value(name: str, value: str | None) -> str:
    if name == "href" and value and not _SCHEME.match(value):
        return re.sub(r"\.md(?=$|[?#])", ".html", value)
    return value or ""
