"""Of which facts customers read the value in a text, found out by rendering it for their market and day.

A loop over a list without an item that fits prints nothing, whatever its tags name; who renders it sees that.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from locmem.catalogs.pairs import Source
from locmem.checks.passages import hidden_in
from locmem.inline.liquid import Form, Owner, Tag, scan
from locmem.model.fact import Market
from locmem.model.inline import Syntax
from locmem.render.facts import FactScope
from locmem.render.places import Place, spots
from locmem.render.regions import regions
from locmem.render.template import render

_LISTS = re.compile(r"\{%[-+~]?\s*for\b|\|\s*(?:first|last|list)\b|\.(?:first|last)\b")
"""What a text that prints fields of items has; reading all tags of every text takes long."""

_UNREAD = frozenset({Place.ATTRIBUTE, Place.TITLE, Place.JSON, Place.NOWHERE})
"""Where nobody reads a value as text.  An address that a link leads to is one way to show it."""


def unread_in(template: str, syntax: Syntax, tags: Sequence[Tag]) -> tuple[tuple[int, int], ...]:
    """The places of a template that no customer reads as text: hidden ones, and our outputs in attributes."""
    hidden = hidden_in(template, syntax, tags)
    if syntax is Syntax.PLAIN or ("=" not in template and '"' not in template):
        return hidden
    places = spots(template, tags, syntax)
    ours = (tag for tag in tags if tag.form is Form.OUTPUT and tag.owner is Owner.OURS)
    return (*hidden, *((tag.start, tag.end) for tag in ours if places[tag.start].place in _UNREAD))


def printing(source: Source) -> bytes:
    """What a document prints of lists, for `printed_in`; nothing where it has none."""
    document = source.document
    if not _LISTS.search(document.text):
        return b""
    templates = []
    for region in regions(document.text, document.path, source.content_set.kind)[0]:
        if _LISTS.search(region.template):
            tags = scan(region.template).tags
            templates.append(_seen(region.template, tags, unread_in(region.template, region.syntax, tags)))
    return zlib.compress(json.dumps(templates, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def printed_in(data: bytes, market: Market, day: date) -> frozenset[str] | None:
    """The paths whose values a market's customers read on a day, in some locale; None where nobody can tell.

    data: as of `printing`.
    """
    found: set[str] = set()
    for template in _unpacked(data):
        for locale in market.locales:
            # Whether evidence is overdue shows no value and hides none.
            scope = FactScope(market=market, locale=locale, day=day, verified_days=0)
            printed = render(template, scope, Syntax.PLAIN).printed
            if printed is None:
                return None
            found |= printed
    return frozenset(found)


def _seen(template: str, tags: Sequence[Tag], unread: Sequence[tuple[int, int]]) -> str:
    """The template without our outputs that nobody reads."""
    parts, done = [], 0
    for tag in tags:
        if tag.form is Form.OUTPUT and any(start <= tag.start < end for start, end in unread):
            parts.append(template[done : tag.start])
            done = tag.end
    return "".join((*parts, template[done:]))


@lru_cache(maxsize=256)
def _unpacked(data: bytes) -> tuple[str, ...]:
    return tuple(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))) if data else ()
