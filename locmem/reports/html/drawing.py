"""Charts as pictures: SVG and PNG to send, and SVG that stands on a page, without scripts and in the page's colours.

This module alone imports vl-convert; it is loaded when a report is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urlsplit

import vl_convert

from locmem.model.visible import visible
from locmem.reports.html.inks import NAMES
from locmem.xmlfile import Element, local_name, parse

_ELEMENTS = frozenset({"svg", "g", "path", "rect", "line", "text", "circle", "a", "tspan"})
"""All that a chart of ours is made of; nothing else gets onto a page."""
_ATTRIBUTES = frozenset(
    {
        *("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "r", "rx", "ry", "dx"),
        *("dy", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"),
        *("stroke-miterlimit", "opacity", "fill-opacity", "stroke-opacity", "text-anchor", "font-size", "font-weight"),
    }
)
_COLOURS = frozenset({"fill", "stroke"})
_HREF = "{http://www.w3.org/1999/xlink}href"
_PLACE = re.compile(r"[\w-]+", re.ASCII)
_GUIDES = ("axis", "legend", "title")


_MARK = "<!-- A chart of locmem report -->"


def svg(spec: dict[str, Any]) -> str:
    """The chart as an SVG file, marked as ours."""
    return f"{_MARK}\n{vl_convert.vegalite_to_svg(spec)}"


def is_chart(head: bytes) -> bool:
    """Whether a file that begins so is a chart of ours."""
    return head.startswith(_MARK.encode())


def png(spec: dict[str, Any]) -> bytes:
    """The chart as a PNG file, at twice its size."""
    return bytes(vl_convert.vegalite_to_png(spec, scale=2))


def figure(spec: dict[str, Any], told: str) -> str:
    """The chart as an element for a page.

    It holds only shapes and texts, colours are names of the page's, and what a shape stands for shows when one points
    at it.  Links lead to places of the page alone.  told: what it shows, for who cannot see it.
    """
    root = parse(svg(spec).encode(), "chart.svg")
    inner = "".join(part for child in root for part in _element(child))
    has_links = "<a " in inner
    size = " ".join(f'{name}="{escape(root.get(name, ""))}"' for name in ("width", "height", "viewBox"))
    role = "group" if has_links else "img"
    return f'<svg {size} role="{role}" aria-label="{_text(told)}">{inner}</svg>'


def _element(element: Element) -> Iterator[str]:
    name = local_name(element)
    if name not in _ELEMENTS or element.get("display") == "none" or _is_ground(element):
        return
    attributes = "".join(
        f' {key}="{escape(_colour(str(value)) if key in _COLOURS else str(value))}"'
        for key, value in element.attrib.items()
        if key in _ATTRIBUTES
    )
    if name == "a":
        # A place of the page comes as one of the site that the renderer takes for ours.
        place = urlsplit(element.get(_HREF, "")).fragment
        attributes = f' href="#{place}"' if _PLACE.fullmatch(place) else ""
        name = "a" if attributes else "g"
    inner = "".join((_title(element), _text(element.text or ""), *(p for child in element for p in _element(child))))
    if name == "a" and (told := next(_told(element), "")):
        attributes += f' aria-label="{_text(told)}"'
    if name == "g" and not inner:
        return
    yield f"<{name}{attributes}>{inner}</{name}>"


def _is_ground(element: Element) -> bool:
    """Whether it is drawn by nobody: the ground of the picture, or a shape without an extent."""
    shape = element.get("d")
    return shape == "" or shape == "M0,0h0v0h0Z" or (NAMES.get(element.get("fill", "")) == "paper" and not shape)


def _title(element: Element) -> str:
    told = element.get("aria-label", "")
    is_guide = element.get("aria-roledescription", "") in _GUIDES
    return f"<title>{_text(told)}</title>" if told and not is_guide and local_name(element) != "g" else ""


def _told(element: Element) -> Iterator[str]:
    yield from (one.get("aria-label", "") for one in element.iter() if one.get("aria-label"))


def _text(text: str) -> str:
    """The text as it may stand on a page, what hides in it spelled out."""
    return escape(visible(text))


def _colour(value: str) -> str:
    name = NAMES.get(value)
    return f"var(--{name})" if name else value
