"""Which document an address on a page leads to: its file, its folder, or the address a site makes of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from locmem.content.slugs import is_folder_page, slug_by_path
from locmem.render.addresses import Address, replaced_addresses
from locmem.render.outputs import Target, page_name
from locmem.values.web_addresses import scheme_of, stripped

_SOURCES = (".md", ".markdown", ".mdx")
_PAGES = (".html", ".htm")
_PATH = re.compile(r"[^?#]*")


class PageLinks:
    """The documents of a project by the addresses that lead to them.

    documents: their paths under the content folder.
    """

    def __init__(self, documents: Iterable[str]) -> None:
        self._documents = frozenset(documents)
        self._by_place: dict[str, list[str]] = {}
        for path in sorted(self._documents):
            self._by_place.setdefault(slug_by_path(path), []).append(path)

    def document_at(self, address: str, document: str, folder: str = "") -> str:
        """The path of the document that an address on a page leads to; empty for none, and for the page's own places.

        document: the page's path.  folder: of its content set, where a path that begins with a slash may start.
        A file is named as it is (`../b/index.md`), a folder stands for the page of it (`../b/`, `/b`), and a page may
        be called as a site calls it (`setup`, `setup.html`).
        """
        text = stripped(address)
        path = unquote(_path_of(text)).replace("\\", "/")
        if not path or scheme_of(text) or path.startswith("//"):
            return ""
        starts = ("", folder) if path.startswith("/") else (posixpath.dirname(document),)
        places = (posixpath.normpath(posixpath.join(start, path.lstrip("/"))) for start in dict.fromkeys(starts))
        return next((found for place in places if (found := self._at(place, is_folder=path.endswith("/")))), "")

    def documents_in(self, addresses: Iterable[str], document: str, folder: str = "") -> tuple[str, ...]:
        """The documents that some addresses of a page lead to, each once, in order; the rest as of `document_at`."""
        found = (self.document_at(address, document, folder) for address in addresses)
        return tuple(dict.fromkeys(path for path in found if path))

    def with_files(self, text: str, document: str, folder: str, kinds: Mapping[str, str]) -> str:
        """A page with the addresses of folders and of a site's pages led to the files of an output in HTML.

        kinds: of each document, as of `page_name`.  A path that names a `.md` file stays: `to_html` has it.
        """

        def changed(address: Address, written: str) -> str:
            there = self.document_at(address.text, document, folder)
            path = _path_of(stripped(address.text))
            if not there or path.endswith(".md"):
                return written
            file = posixpath.relpath(page_name(there, kinds[there], Target.HTML), posixpath.dirname(document) or ".")
            is_named = posixpath.normpath(unquote(path)) == file
            return written if is_named else quote(file) + written[len(_path_of(written)) :]

        return replaced_addresses(text, changed)

    def _at(self, place: str, *, is_folder: bool) -> str:
        if place in self._documents:
            return place
        ending = posixpath.splitext(place)[1].lower()
        if ending in _SOURCES:
            # Whoever names a file means this one, and it is not there.
            return ""
        name = slug_by_path(place) if ending in _PAGES else "" if place == "." else place
        found = self._by_place.get(name or slug_by_path("index.md"), [])
        return next(iter(sorted(found, key=lambda path: is_folder_page(path) != is_folder)), "")


def _path_of(address: str) -> str:
    found = _PATH.match(address)
    return found[0] if found else ""
