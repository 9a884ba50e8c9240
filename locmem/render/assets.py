"""Pictures and attachments of a rendered page: the market's own version where there is one.

`img/step.png` gives way to `img/step.es.png` where that file exists, along the locale's fallback chain; where it
does not, the picture of the source is used.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from locmem.render.addresses import with_addresses
from locmem.values.locales import chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file a page shows or links to, by its path under the content folder."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithAssets:
    """The page's text with addresses of localized files, and all files to copy beside it."""

    text: str
    assets: tuple[Asset, ...]


def localized(text: str, document: str, locale: str, exists: Callable[[str], bool]) -> WithAssets:
    """The text of a rendered page with the files it needs.

    document: the page's path under the content folder; addresses are relative to it.  exists: whether a path
    under the content folder is a file that is no source document.  Addresses that lead out of the content folder,
    to another host, or to no such file stay as they are.
    """
    folder = posixpath.dirname(document)
    found: dict[str, Asset] = {}

    def changed(address: str) -> str:
        path, mark, rest = _split(address)
        asset = None if ":" in path or path.startswith("/") else _asset(folder, path, locale, exists)
        if asset is None:
            return address
        found[asset.path] = asset
        return posixpath.join(posixpath.dirname(path), posixpath.basename(asset.path)) + mark + rest

    new = with_addresses(text, changed)
    return WithAssets(text=new, assets=tuple(found[path] for path in sorted(found)))


def _split(address: str) -> tuple[str, str, str]:
    """Path, and what follows it from the first `#` or `?` on."""
    place = min((address.find(mark) for mark in "#?" if mark in address), default=len(address))
    return address[:place], address[place : place + 1], address[place + 1 :]


def _asset(folder: str, address: str, locale: str, exists: Callable[[str], bool]) -> Asset | None:
    path = posixpath.normpath(posixpath.join(folder, address))
    if path.startswith("..") or not exists(path):
        return None
    stem, suffix = posixpath.splitext(path)
    for tag in chain(locale):
        if exists(f"{stem}.{tag}{suffix}"):
            return Asset(path=f"{stem}.{tag}{suffix}")
    return Asset(path=path)
