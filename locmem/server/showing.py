"""How texts of a project are shown on a page: escaped, each in its own direction, with what steers one made visible."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_APART = re.compile(
    r"(?P<code>\{\{[^{}]*\}\}|\{%[^{}%]*%\}|</?[gxm][0-9]{1,4} ?/?>|\]\([^()\s]*\))"
    r"|(?P<sign>[\u202a-\u202e\u2066-\u2069])"
)
"""What is kept apart from the text around it: codes, and signs that turn the direction of what follows."""
_CODE = re.compile(r"`(`[^`]*`|[^`]+)`")
"""Code in a sentence of ours; it may hold backticks itself."""
_QUOTED = re.compile(r"“([^“”]*)”")


def coded(text: str) -> Markup:
    """A sentence of ours as HTML: escaped, backticks around code, and what it quotes of texts in its own direction."""
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if number % 2 else _quoting(piece)
        for number, piece in enumerate(_CODE.split(text))
    )


def chipped(text: str) -> Markup:
    """A text of the project as HTML: escaped, its codes and the signs that turn its direction each in a chip."""
    parts, last = [], 0
    for found in _APART.finditer(text):
        parts.append(escape(text[last : found.start()]))
        code, sign = found["code"], found["sign"]
        parts.append(
            Markup('<span class="chip">{}</span>').format(code)
            if code
            else Markup('<span class="sign">U+{:04X}</span>').format(ord(sign))
        )
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


def _quoting(text: str) -> Markup:
    parts = _QUOTED.split(text)
    return Markup("").join(
        Markup("“<bdi>{}</bdi>”").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )
