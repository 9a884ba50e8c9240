"""Text to `Inline` and back, exactly: the front door of this package."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from locmem.inline.editable import display, from_editable, from_numbered, numbered, to_editable
from locmem.inline.markup import parts_of
from locmem.model.inline import Inline, Syntax

__all__ = ["display", "from_editable", "from_numbered", "is_translatable", "numbered", "parse", "to_editable"]


def parse(text: str, syntax: Syntax, *, dialects: Sequence[str] = (), labels: Collection[str] | None = None) -> Inline:
    """`text` with its codes found; `parse(text, ...).native == text` for every text.

    dialects: names of placeholder notations beside Liquid (`locmem.inline.dialects`).  Raises UsageError for a
    name that is not known.
    labels: what the link definitions of the document define; where it is None, brackets are links if they could be.
    """
    return parts_of(text, syntax, dialects, labels)


def is_translatable(content: Inline) -> bool:
    """Whether a letter or digit stands outside the codes."""
    return any(character.isalnum() for character in content.text)
