"""What a source leads to: the links and the pictures of a page, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from locmem.checks.pages import Page
from locmem.checks.places import Spot, spot

_INLINE_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^\s()<>]+)")
_DEFINED_LINK = re.compile(r"^[ \t>]*\[[^\[\]^]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
_HREF = re.compile(r"<a\b[^<>]*?\shref\s*=\s*[\"']([^\"'<>]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address on a page.

    target: as it is written.  at: its place.  is_conditional: whether it stands in a condition, so that a page may
    lack it.
    """

    target: str
    at: Spot
    is_conditional: bool = False


def links_of(page: Page) -> Iterator[Lead]:
    """The links of a page that lead to places of its own site, each with its place."""
    patterns = [_HREF]
    if page.source.content_set.kind == "markdown":
        patterns += [_INLINE_LINK, _DEFINED_LINK]
    for pattern in patterns:
        for found in pattern.finditer(page.text):
            target, start = found[1], found.start(1)
            if "\ue000" not in target and not urlsplit(target).scheme and not target.startswith("#"):
                yield Lead(
                    target=target, at=spot(page.source, start, len(target)), is_conditional=page.is_conditional(start)
                )


def images_of(page: Page) -> Iterator[Lead]:
    """The pictures of a page, each with the first place where its address stands."""
    text = page.source.document.text
    for image in page.source.document.images:
        yield Lead(target=image, at=spot(page.source, max(0, text.find(image)), len(image)))
