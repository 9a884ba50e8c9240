"""What a source leads to: the links and the pictures of a page, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from locmem.catalogs.pairs import Pair
from locmem.checks.pages import Page
from locmem.checks.places import Spot, spot
from locmem.inline.transfer import ADDRESSED
from locmem.model.inline import CodeRole, Inline
from locmem.render.addresses import addresses_in
from locmem.textfile import position
from locmem.values.web_addresses import host_of

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedLead:
    """An address in a translation that names a place of a page.

    befores: those that its source's segment has.  file, key: of its entry.
    """

    locale: str
    file: str
    key: str
    befores: tuple[str, ...]
    after: str


def links_of(page: Page) -> Iterator[Lead]:
    """The links of a page that lead to other pages of its own site, each with its place."""
    return (lead for lead in _inner(page) if not lead.target.startswith("#"))


def fragments_of(page: Page) -> Iterator[Lead]:
    """The links of a page that name a place, on itself or on another page of its site."""
    return (lead for lead in _inner(page) if "#" in lead.target) if "#" in page.text else iter(())


def sites_of(page: Page) -> Iterator[tuple[str, int, int]]:
    """The hosts that a page leads or writes to, each with the line and the column of its first place."""
    seen: set[str] = set()
    for address in addresses_in(page.text) if ":" in page.text else ():
        host = host_of(address.text).removeprefix("www.")
        if "." in host and host not in seen:
            seen.add(host)
            yield host, *position(page.source.document.text, address.start)


def translated_leads(pair: Pair) -> Iterator[TranslatedLead]:
    """The addresses with a `#` in the confirmed targets of a document; other sites' that are the source's left out."""
    for row in pair.rows:
        entry = row.entry
        if "#" not in entry.target or not entry.is_confirmed or entry.is_stale:
            continue
        befores = _addresses(row.segment.content)
        for after in _addresses(row.target):
            if "#" in after and not (after in befores and urlsplit(after).scheme):
                yield TranslatedLead(
                    locale=pair.locale, file=pair.file_of(entry), key=pair.key(entry), befores=befores, after=after
                )


def _addresses(content: Inline) -> tuple[str, ...]:
    led = (code for code in content.codes if code.type in ADDRESSED and code.role is not CodeRole.CLOSE)
    return tuple(dict.fromkeys(code.identity.partition(" ")[2] for code in led))


def _inner(page: Page) -> Iterator[Lead]:
    patterns = [_HREF]
    if page.source.content_set.kind == "markdown":
        patterns += [_INLINE_LINK, _DEFINED_LINK]
    for pattern in patterns:
        for found in pattern.finditer(page.text):
            target, start = found[1], found.start(1)
            if "\ue000" not in target and not urlsplit(target).scheme:
                yield Lead(
                    target=target, at=spot(page.source, start, len(target)), is_conditional=page.is_conditional(start)
                )


def images_of(page: Page) -> Iterator[Lead]:
    """The pictures of a page, each with the first place where its address stands."""
    text = page.source.document.text
    for image in page.source.document.images:
        yield Lead(target=image, at=spot(page.source, max(0, text.find(image)), len(image)))
