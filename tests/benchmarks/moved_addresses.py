"""A change of which the right translation is known: every link and image of a page gets another address.

The rule knows text only, and nothing of how locmem reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r"(?<=\]\()[^\s()<>{}]+(?=[)\s])")
_FENCED = re.compile(r"^([ \t>]*)(```|~~~).*?^\1?[ \t>]*\2[ \t]*$", re.MULTILINE | re.DOTALL)


def moved_text(text: str) -> str:
    """The text with another address in every inline link and image, except in blocks of code."""
    parts: list[str] = []
    last = 0
    for block in _FENCED.finditer(text):
        parts += (_ADDRESS.sub(lambda found: moved(found[0]), text[last : block.start()]), block[0])
        last = block.end()
    return "".join(parts) + _ADDRESS.sub(lambda found: moved(found[0]), text[last:])


def moved(address: str) -> str:
    """Another address of the same kind: of another page beside it, or of another place on the same page."""
    place, mark, fragment = address.partition("#")
    if not place:
        return f"#{fragment}-moved"
    path, query, rest = place.partition("?")
    stem, slash = (path[:-1], "/") if path.endswith("/") else (path, "")
    folder, _, name = stem.rpartition("/")
    first, dot, ending = name.rpartition(".")
    if folder.endswith("/") or not name.strip("."):
        # A host alone, or a folder: a page in it.
        stem += "/moved"
    elif dot and first:
        stem = f"{stem[: -len(ending) - 1]}-moved.{ending}"
    else:
        stem += "-moved"
    return stem + slash + query + rest + mark + fragment


def moved_translation(source: str, target: str, locale: str) -> str | None:
    """The translation `target` of `source` with its addresses moved as `moved_text` moves those of the source.

    An address that leads to the page in the locale's own language goes on doing so: `/es/docs`, `?lang=es`.
    None where an address of the translation is none of the source's in a form that is known here, or the two have
    unequally many.
    """
    addresses = _ADDRESS.findall(source)
    if len(addresses) != len(_ADDRESS.findall(target)):
        return None
    known = {form: moved_form for address in addresses for form, moved_form in _forms(address, locale)}
    if not all(address in known for address in _ADDRESS.findall(target)):
        return None
    return _ADDRESS.sub(lambda found: known[found[0]], target)


def _forms(address: str, locale: str) -> Iterator[tuple[str, str]]:
    """The ways in which a translation may write an address, each with the way it then writes the moved one."""
    now = moved(address)
    yield address, now
    host = re.match(r"(?:https?://[^/]+)?(?=/)", address)
    if host:
        yield f"{host[0]}/{locale}{address[host.end() :]}", f"{host[0]}/{locale}{now[host.end() :]}"
    if "/en/" in address:
        yield address.replace("/en/", f"/{locale}/"), now.replace("/en/", f"/{locale}/")
    if "?" not in address and "#" not in address:
        yield f"{address}?lang={locale}", f"{now}?lang={locale}"
