"""Pictures and attachments of a rendered page: the market's own version where there is one.

`img/step.png` gives way to `img/step.es.png` where that file exists, along the locale's fallback chain; where it
does not, the picture of the source is used.  A page brings along only what its source itself names: neither a
translation nor a fact adds a file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from locmem.render.addresses import LIQUID, Address, addresses_in, local_path, replaced_addresses
from locmem.values.locales import chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file a page shows or links to, by its path under the content folder."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said of a file that a page leads to: why it must not stand beside the page, empty where it may.

    do: how it could be allowed, or what else to do.
    """

    why: str = ""
    do: str = ""


_PLAIN = re.compile(r"(?P<path>[^%&\\?#]*)(?P<rest>(?:[?#].*)?)", re.DOTALL)
"""An address without anything that is spelled in another way than it reads."""

Judge = Callable[[str], Verdict | None]
"""The verdict on the file at a path under the content folder; None where there is none, or a source document."""

NOT_IN_SOURCE = Verdict(
    why="its source does not lead there", do="Put the file's address into the source first, or take it out here."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that a page leads to and that stays where it is, by its path under the content folder."""

    path: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class WithAssets:
    """The page's text with addresses of localized files, all files to copy beside it, and those that are not."""

    text: str
    assets: tuple[Asset, ...]
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The files that a source leads to, by their paths under the content folder; patterns where Liquid writes one."""

    paths: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def holds(self, path: str, locale: str) -> bool:
        """Whether the source leads to a file, or to the one that this is the version of for the locale."""
        if path in self.paths or any(pattern.fullmatch(path) for pattern in self.patterns):
            return True
        stem, suffix = posixpath.splitext(path)
        bare = (stem.removesuffix(f".{tag}") + suffix for tag in chain(locale) if stem.endswith(f".{tag}"))
        return any(one in self.paths or any(two.fullmatch(one) for two in self.patterns) for one in bare)


@lru_cache(maxsize=20_000)
def named_in(text: str, document: str) -> Named:
    """The files that the source `text` of a document leads to, in whatever branch of its Liquid."""
    paths = {local_path(address.text, document) for address in addresses_in(text, with_liquid=True)}
    written = (path for path in paths if LIQUID in path)
    return Named(
        paths=frozenset(path for path in paths if path and LIQUID not in path),
        patterns=tuple(re.compile(re.sub(f"{LIQUID}+", "[^/]*", re.escape(path))) for path in sorted(written)),
    )


def localized(text: str, document: str, locale: str, judge: Judge, source: str) -> WithAssets:
    """The text of a rendered page with the files it needs.

    document: the page's path under the content folder; addresses are relative to it.  source: the document's own
    text, which names all files the page may bring along.  Addresses that lead out of the content folder, to another
    host, or to no file, and those of files that must not be published, stay as they are.
    """
    named = named_in(source, document)
    assets: dict[str, Asset] = {}
    refused: dict[str, Refused] = {}

    def changed(address: Address, written: str) -> str:
        path = local_path(address.text, document)
        verdict = judge(path) if path else None
        if verdict is None:
            return written
        if not verdict.why and not named.holds(path, locale):
            verdict = NOT_IN_SOURCE
        if verdict.why:
            refused[path] = Refused(path=path, verdict=verdict)
            return written
        stem, suffix = posixpath.splitext(path)
        for tag in chain(locale):
            own = judge(f"{stem}.{tag}{suffix}")
            if own and own.why:
                refused[f"{stem}.{tag}{suffix}"] = Refused(path=f"{stem}.{tag}{suffix}", verdict=own)
            elif own:
                assets[f"{stem}.{tag}{suffix}"] = Asset(path=f"{stem}.{tag}{suffix}")
                return _tagged(address, written, f"{stem}.{tag}{suffix}", document)
        assets[path] = Asset(path=path)
        return written

    new = replaced_addresses(text, changed)
    return WithAssets(
        text=new,
        assets=tuple(assets[path] for path in sorted(assets)),
        refused=tuple(refused[path] for path in sorted(refused)),
    )


def _tagged(address: Address, written: str, path: str, document: str) -> str:
    """The address, as it is written, of the file at `path`, a version of the one it leads to."""
    suffix = posixpath.splitext(path)[1]
    found = _PLAIN.fullmatch(written)
    if found and found["path"].endswith(suffix):
        folder = found["path"].rpartition("/")[0]
        name = found["path"].rpartition("/")[2].removesuffix(suffix)
        tail = posixpath.basename(path).removeprefix(name)
        return posixpath.join(folder, name + tail) + found["rest"]
    # Spelled with escapes or references: written anew, as plainly as can be.
    rest = re.sub(r"\A[^?#]*", "", address.text)
    return quote(posixpath.relpath(path, posixpath.dirname(document) or ".")) + rest
