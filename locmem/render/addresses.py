"""The addresses in a page: targets of links and pictures in Markdown and HTML, and bare web addresses."""

from __future__ import annotations

import re
from collections.abc import Callable

_ADDRESS = re.compile(
    r"""(?P<before>\]\(\s*<?|\b(?:src|href|poster)\s*=\s*["']|^\[[^\]\n]+\]:\s*<?)(?P<target>[^)\s"'<>]+)"""
    r"""|(?P<bare>https?://[^\s)"'<>\]]+)""",
    re.MULTILINE,
)


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
