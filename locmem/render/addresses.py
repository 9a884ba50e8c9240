"""The addresses in a page: in Markdown, in every attribute of HTML that takes one, in styles, and bare ones."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from locmem.content.html_tags import HtmlTag, tags_of
from locmem.inline.liquid import mask, scan
from locmem.values.web_addresses import scheme_of, stripped

LIQUID = "\ue000"
"""Stands for each character of Liquid."""

_DESTINATION = (
    r"(?:<(?P<angle{0}>[^<>\n]*+)>?|(?P<plain{0}>(?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+\))++))"
)
_MARKDOWN = re.compile(
    rf"\]\(\s*+{_DESTINATION.format(1)}"
    rf"|^[ \t>]*+\[(?!\^)(?:[^\[\]\\\n]|\\.){{1,999}}+\]:[ \t]*+\n?[ \t>]*+{_DESTINATION.format(2)}"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+)>"
    r"|(?P<bare>(?<![A-Za-z0-9])[Hh][Tt][Tt][Pp][Ss]?://[^\s)\"'<>\]]+)",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ATTRIBUTES = frozenset({
    "action", "archive", "background", "cite", "classid", "code", "codebase", "data", "dynsrc", "formaction", "href",
    "icon", "longdesc", "lowsrc", "manifest", "object", "ping", "poster", "profile", "src", "usemap", "xlink:href",
})  # fmt: skip
"""Attributes whose value is an address in some element of HTML, obsolete ones and SVG's too."""

_SETS = frozenset({"srcset", "imagesrcset"})
_IN_SET = re.compile(r"(?P<to>[^\s,]\S*?)(?:(?<!,),+(?!\S)|(?!\S)[^,]*+)")
"""One candidate of a set (HTML, 4.8.4.2.2): an address, and its width or density up to the next comma."""

_IN_STYLE = re.compile(
    r"""url\(\s*+(?:"(?P<double>[^"\n]*+)|'(?P<single>[^'\n]*+)|(?P<open>[^\s"'()]++))"""
    r"""|@import\s++(?:"(?P<double2>[^"\n]*+)|'(?P<single2>[^'\n]*+))""",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"""[;,\s]\s*+(?:url\s*+=\s*+)?["']?(?P<to>[^\s"';,][^"']*)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address: start and end of it in the text, and how a browser reads what is written there.

    is_bare: whether it stands in the text as such, and only some readers make a link of it.
    """

    start: int
    end: int
    text: str
    is_bare: bool = False

    @property
    def scheme(self) -> str:
        """The scheme in lower case, empty for none."""
        return scheme_of(self.text)


def addresses_in(text: str, *, with_liquid: bool = False) -> Iterator[Address]:
    """The addresses of a text in order, none inside another.

    with_liquid: also those that hold Liquid, each character of it as `LIQUID`; they are the help desk's, or not
        rendered yet.  Not told apart: code, which shows an address and does not lead there.
    """
    masked = mask(text, scan(text).tags, LIQUID) if "{{" in text or "{%" in text else text
    end = 0
    for address in sorted(_all(masked), key=lambda one: (one.start, one.is_bare, -one.end)):
        if address.start >= end and address.end > address.start:
            end = address.end
            if with_liquid or LIQUID not in masked[address.start : address.end]:
                yield address


def replaced_addresses(text: str, change: Callable[[Address, str], str]) -> str:
    """The text with every address, and how it is written, given to `change` and replaced by what it gives back."""
    parts: list[str] = []
    last = 0
    for address in addresses_in(text):
        parts += (text[last : address.start], change(address, text[address.start : address.end]))
        last = address.end
    return "".join((*parts, text[last:]))


def with_addresses(text: str, change: Callable[[str], str]) -> str:
    """The text with every address, as it is written, given to `change` and replaced by what it gives back."""
    return replaced_addresses(text, lambda _, written: change(written))


def local_path(address: str, document: str) -> str:
    """The path, from the content folder, that an address on a page leads to; empty where it leads to no file here.

    However it is written: `%2e%2e`, `%2F` and backslashes are what a server or a browser makes of them.  A path that
    begins with `..` leads out of the folder.
    """
    text = stripped(address)
    if scheme_of(text) or text.startswith(("/", "\\")):
        return ""
    path = unquote(re.split("[?#]", text, maxsplit=1)[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(document), path)) if path else ""


def _all(text: str) -> Iterator[Address]:
    for found in _MARKDOWN.finditer(text):
        group = found.lastgroup or ""
        start, end = found.span(group)
        written = found[group]
        if group != "bare":
            written = html.unescape(_ESCAPED.sub(r"\1", written))
        yield Address(start=start, end=end, text=written, is_bare=group == "bare")
    if "<" not in text:
        return
    for tag in tags_of(text, in_raw_text=True):
        yield from _of_tag(text, tag)
        if tag.name == "style" and not tag.is_closing:
            end = text.find("</", tag.end)
            yield from _of_style(text, tag.end, end if end >= 0 else len(text))


def _of_tag(text: str, tag: HtmlTag) -> Iterator[Address]:
    for attribute in tag.attributes:
        start, end = attribute.start, attribute.end
        if attribute.name in _ATTRIBUTES:
            yield Address(start=start, end=end, text=html.unescape(text[start:end]))
        elif attribute.name in _SETS:
            for address in _IN_SET.finditer(text, start, end):
                yield Address(start=address.start("to"), end=address.end("to"), text=html.unescape(address["to"]))
        elif attribute.name == "style":
            yield from _of_style(text, start, end)
        elif attribute.name == "content" and tag.name == "meta" and (to := _REFRESH.search(text, start, end)):
            equivalent = tag.attribute("http-equiv")
            if equivalent and text[equivalent.start : equivalent.end].strip().lower() == "refresh":
                yield Address(start=to.start("to"), end=to.end("to"), text=html.unescape(to["to"]))


def _of_style(text: str, start: int, end: int) -> Iterator[Address]:
    for found in _IN_STYLE.finditer(text, start, end):
        group = found.lastgroup or ""
        yield Address(start=found.start(group), end=found.end(group), text=html.unescape(found[group]))
