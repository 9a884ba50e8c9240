"""The places of a page that an address can name behind its `#`, in its source and in each translation.

Sites make them of headings, each in its own way: with a hyphen or an underscore for a blank, with or without accents,
numbered where two are alike.  So they are compared by their letters and digits alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from locmem.catalogs.pairs import Pair, Row, Source
from locmem.checks.pages import Page
from locmem.model.inline import CodeType, Inline
from locmem.model.segment import UnitKind

_NAMED = re.compile(r"<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*[\"']?([^\s\"'<>]+)")
_WRITTEN = re.compile(r"\{:?[ \t]*(?:[^{}\n]*[ \t])?#([^\s{}]+)[^{}\n]*\}[ \t]*$")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[.#][^{}\n]*\}[ \t]*$")
_INSERTED = re.compile(
    r"\{%-?\s*(?:include|render|content_for|partial)\b|\{\{[<%]|\{!|!!!include|:::|^\s*\.\. |<[A-Z]|\[!INCLUDE|^--8<--",
    re.MULTILINE,
)
"""What puts text of another file into a page, with headings that nobody sees here."""
_LINE = re.compile(r"^[ \t>]*#{1,6}[ \t]+([^\n]+)", re.MULTILINE)
_COUNTED = re.compile(r"[-_]\d+$")
_NO_PLACE = re.compile(r"top$|[:/=!]|^L\d+|^$|\ue000|\{")
"""Fragments that every page has, or that a program on the page reads: `#top`, `#/route`, `#:~:text=…`, `#L10`."""


def is_of_page(fragment: str) -> bool:
    """Whether a fragment names a place of a page, and not something for a program."""
    return not _NO_PLACE.search(fragment)


def key_of_place(fragment: str) -> str:
    """What the name of a place is compared by: its letters and digits, without case and accents."""
    plain = unicodedata.normalize("NFKD", unquote(fragment))
    return "".join(sign for sign in plain if sign.isalnum()).casefold()


def keys_of_place(fragment: str) -> tuple[str, ...]:
    """The same, and without the number that sites put behind the second of two that are alike."""
    return (key_of_place(fragment), key_of_place(_COUNTED.sub("", fragment)))


def places_of(page: Page) -> frozenset[str] | None:
    """The keys of all places of a page; None where text of another file stands on it, or it is no page."""
    source = page.source
    text = source.document.text
    if source.content_set.kind == "macro" or _INSERTED.search(text):
        return None
    found = {key_of_place(one[1]) for one in _NAMED.finditer(text)}
    for _, written, slug in _headings(source):
        found |= {key_of_place(written), slug}
    # A heading that is nothing but code has no text to translate, and so no unit.
    found |= {key_of_place(_ATTRIBUTES.sub("", one[1])) for one in _LINE.finditer(text)}
    return frozenset(found - {""})


def moved_places(pair: Pair) -> Mapping[str, str]:
    """The places of a page whose name its translation changes: keys in the source, and there.

    Headings that name their place themselves, and those without a translation, keep it.
    """
    rows: dict[int, list[Row]] = {}
    for row in pair.rows:
        if pair.source.document.units[row.segment.unit].kind is UnitKind.HEADING:
            rows.setdefault(row.segment.unit, []).append(row)
    moved: dict[str, str] = {}
    for unit, written, slug in _headings(pair.source):
        of_it = rows.get(unit, [])
        if written or not of_it or not all(row.entry.target for row in of_it):
            continue
        there = "".join(_words(row.target) for row in of_it)
        named = _WRITTEN.search(there)
        key = key_of_place(named[1] if named else there)
        if slug and key and key != slug:
            moved[slug] = key
    return moved


def _headings(source: Source) -> Iterator[tuple[int, str, str]]:
    """The headings of a page: the number of the unit, the id that is written behind it, the key of its text."""
    text = source.document.text
    for number, unit in enumerate(source.document.units):
        if unit.kind is UnitKind.HEADING:
            end = text.find("\n", unit.end)
            line = text[unit.start : end if end >= 0 else len(text)]
            written = _WRITTEN.search(line)
            words = _ATTRIBUTES.sub("", _words(unit.content))
            yield number, written[1] if written else "", key_of_place(words)


def _words(content: Inline) -> str:
    """The text that a heading shows, that of its code spans too."""
    shown = (
        part if isinstance(part, str) else part.original if part.type is CodeType.CODE else part.text
        for part in content.parts
    )
    return "".join(shown)
