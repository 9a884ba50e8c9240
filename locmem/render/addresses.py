"""The addresses in a page: targets of links and pictures in Markdown and HTML, and bare web addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

_ADDRESS = re.compile(
    r"""(?P<before>\]\(\s*<?|\b(?:src|href|poster)\s*=\s*["']|^\[[^\]\n]+\]:\s*<?)(?P<target>[^)\s"'<>]+)"""
    r"""|(?P<bare>https?://[^\s)"'<>\]]+)""",
    re.MULTILINE,
)


def documents_in(text: str, document: str) -> tuple[str, ...]:
    """The paths below the content folder that the relative addresses of a page lead to, each once, in order.

    document: the page's own path; addresses are relative to it.
    """
    found: dict[str, None] = {}

    def seen(address: str) -> str:
        path = unquote(re.split("[?#]", address, maxsplit=1)[0])
        if path and ":" not in path and not path.startswith("/"):
            found[posixpath.normpath(posixpath.join(posixpath.dirname(document), path))] = None
        return address

    with_addresses(text, seen)
    return tuple(found)


def with_addresses(text: str, change: Callable[[str], str]) -> str:
    """The text with every address given to `change` and replaced by what it gives back.

    Addresses that hold Liquid are the help desk's and stay.  Not seen: addresses in code that is not a link.
    """

    def replaced(match: re.Match[str]) -> str:
        address = match["target"] or match["bare"]
        if "{{" in address or "{%" in address:
            return match.group()
        return (match["before"] or "") + change(address)

    return _ADDRESS.sub(replaced, text)
