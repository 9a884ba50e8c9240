"""The white space by which a tool laid out its file, told from the line breaks of a text.

A formatter indents what stands in `<seg>` like everything else.  A line break that belongs to the text stands in
the source and in its translation alike; one with an indent behind it, at an edge, or on one side only is layout.
"""

from __future__ import annotations

import re
from dataclasses import replace

from locmem.model.inline import Inline, Part, inline
from locmem.model.tags import joins_without_spaces

_BREAK = re.compile(r"[ \t]*\r?\n\s*")
_INDENTED = re.compile(r"\n[ \t]")


def without_layout(source: Inline, target: Inline, locale: str) -> tuple[Inline, Inline]:
    """Both texts with one blank for each line break that is layout; those that both have stay.

    locale: of the target; where its script has no blanks between words, none is put between two of its signs.
    """
    texts = source.only_text, target.only_text
    if texts[0] is not None and texts[1] is not None and "\n" not in texts[0] and "\n" not in texts[1]:
        return source, target
    if not (_has_breaks(source) or _has_breaks(target)):
        return source, target
    source, target = _trimmed(source), _trimmed(target)
    breaks = [sum(part.count("\n") for part in _texts(side)) for side in (source, target)]
    is_indented = any(_INDENTED.search(part) for side in (source, target) for part in _texts(side))
    if breaks[0] == breaks[1] and not is_indented:
        return source, target
    return _joined(source, is_spaceless=False), _joined(target, is_spaceless=joins_without_spaces(locale))


def _texts(content: Inline) -> list[str]:
    return [part for part in content.parts if isinstance(part, str)]


def _has_breaks(content: Inline) -> bool:
    return any("\n" in part for part in content.parts if isinstance(part, str))


def _trimmed(content: Inline) -> Inline:
    """Without the white space at an edge, where a line break is part of it."""
    parts: list[Part] = list(content.parts)
    if parts and isinstance(parts[0], str):
        text = parts[0].lstrip()
        parts[0] = text if "\n" in parts[0][: len(parts[0]) - len(text)] else parts[0]
    if parts and isinstance(parts[-1], str):
        text = parts[-1].rstrip()
        parts[-1] = text if "\n" in parts[-1][len(text) :] else parts[-1]
    return inline(parts, content.syntax)


def _joined(content: Inline, *, is_spaceless: bool) -> Inline:
    parts = tuple(
        _BREAK.sub(lambda found: _joint(found, is_spaceless=is_spaceless), part) if isinstance(part, str) else part
        for part in content.parts
    )
    return replace(content, parts=parts)


def _joint(found: re.Match[str], *, is_spaceless: bool) -> str:
    around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    return "" if is_spaceless and around and not any(map(str.isascii, around)) else " "
