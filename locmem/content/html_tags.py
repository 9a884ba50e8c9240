"""Tags of an HTML text with their exact places, and the values of their attributes.

Rules: HTML Living Standard, 13.2.5 (tokenization), as far as places of tags and attributes go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"""<!--(?:.*?(?:-->|--!>)|.*)
    |<[!?][^<>]*+>
    |</[A-Za-z][^<>]*+>
    |<[A-Za-z][^\s/<>]*+(?:[^\s"'<>=]++|\s++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]*+)|["'])*+>""",
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>=`]+)))?"""
)
_RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute; start and end of its value without quotes, the same where it has none."""

    name: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlTag:
    """One tag or comment.

    name: in lower case, empty for comments, declarations and the like.
    is_void: whether it has no other end.
    """

    start: int
    end: int
    name: str
    is_closing: bool
    is_void: bool
    attributes: tuple[Attribute, ...]

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, None where there is none."""
        return next((attribute for attribute in self.attributes if attribute.name == name), None)


_SIGNS = re.compile(r"(?<!\\)(?:\\\\)*\\<")


def without_escaped_signs(text: str) -> str:
    """Markdown at its own length with a blank for each `<` that a backslash makes a mere sign (CommonMark 0.31, 2.4).

    Not for code and blocks of HTML, where a backslash is only a backslash.
    """
    return _SIGNS.sub(lambda found: f"{found[0][:-1]} ", text) if "\\<" in text else text


def tags_of(text: str, *, in_raw_text: bool = False) -> Iterator[HtmlTag]:
    """Every tag of `text` in order; what stands in script, style and the like is no tag.

    in_raw_text: whether it is one nevertheless.  In Markdown `<title>` may be a word inside code, and hides nothing.
    """
    position = 0
    while found := _TAG.search(text, position):
        tag = _tag(text, found.start(), found.end())
        yield tag
        position = found.end()
        if tag.name in _RAW_TEXT and not in_raw_text and not tag.is_closing and not tag.is_void:
            closing = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])", re.IGNORECASE).search(text, position)
            position = closing.start() if closing else len(text)


def tag_at(text: str, start: int) -> HtmlTag | None:
    """The tag or comment that begins at `start`; None where there is none."""
    found = _TAG.match(text, start)
    return _tag(text, found.start(), found.end()) if found else None


def _tag(text: str, start: int, end: int) -> HtmlTag:
    named = _NAME.match(text, start, end)
    name = named[1].lower() if named else ""
    is_closing = text.startswith("</", start)
    attributes = tuple(_attributes(text, named.end(), end - 1)) if named and not is_closing else ()
    return HtmlTag(
        start=start,
        end=end,
        name=name,
        is_closing=is_closing,
        is_void=not name or name in VOID or text.endswith("/>", start, end),
        attributes=attributes,
    )


def _attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    for found in _ATTRIBUTE.finditer(text, start, end):
        group = next((group for group in ("double", "single", "bare") if found[group] is not None), "")
        first, last = found.span(group) if group else (found.end(), found.end())
        quote = {"double": '"', "single": "'"}.get(group, "")
        yield Attribute(name=found[1].lower(), start=first, end=last, quote=quote)
