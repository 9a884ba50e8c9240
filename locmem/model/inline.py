"""Marked-up text as one type: text and the codes that must survive translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Syntax(Enum):
    """The language a piece of text is written in, which decides how its codes look to a translator."""

    MARKDOWN = "markdown"
    HTML = "html"
    PLAIN = "plain"


class CodeRole(Enum):
    """What a code does: a pair has an OPEN and a CLOSE, a Liquid block may have MIDDLEs (`else`) between."""

    OPEN = "open"
    MIDDLE = "middle"
    CLOSE = "close"
    SINGLE = "single"


class CodeType(Enum):
    """What a code is; the closed list.  `**x**` and `<b>x</b>` are both BOLD and so match each other."""

    BOLD = "bold"
    ITALIC = "italic"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    BREAK = "break"
    SOFT_BREAK = "soft-break"
    ENTITY = "entity"
    ESCAPE = "escape"
    URL = "url"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    HTML = "html"
    LIQUID = "liquid"
    VARIABLE = "variable"
    UNKNOWN = "unknown"


_SPELLINGS = (CodeType.SOFT_BREAK, CodeType.ENTITY, CodeType.ESCAPE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One inline code.

    id: number of the code in its segment, from 1, in order of first appearance; all parts of a pair or
        block share it.  0 for codes that are only another spelling of text (SOFT_BREAK, ENTITY, ESCAPE).
    original: the exact characters in the source file.
    identity: what makes two codes the same whatever syntax spells them: `bold`, `link /help`,
        `liquid {{ market.tax.name }}`; the part after the type is the value.
    text: what a reader sees in its place where it stands for text (an entity, a soft break), else empty.
    """

    id: int
    role: CodeRole
    type: CodeType
    original: str
    identity: str
    text: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the code merely spells text: it may be lost in a translation without harm."""
        return self.type in _SPELLINGS


Part = str | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """Text with its codes, in order.  Adjacent strings are joined and empty ones dropped."""

    syntax: Syntax
    parts: tuple[Part, ...]

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def only_text(self) -> str | None:
        """The text, where there are no codes at all, not even those that only spell text; else None."""
        parts = self.parts
        if len(parts) == 1:
            part = parts[0]
            return part if isinstance(part, str) else None
        return None if parts else ""

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes that must survive translation, in order; those that only spell text are left out."""
        parts = self.parts
        if len(parts) == 1 and isinstance(parts[0], str):
            # Most texts have none, and are asked for them often.
            return ()
        return tuple([part for part in parts if isinstance(part, Code) and not part.is_text])

    @property
    def native(self) -> str:
        """The exact characters as they stand in a source file."""
        return "".join([part if isinstance(part, str) else part.original for part in self.parts])

    @property
    def text(self) -> str:
        """The text a reader sees, codes left out."""
        return "".join([part if isinstance(part, str) else part.text for part in self.parts])


def inline(parts: Iterator[Part] | tuple[Part, ...] | list[Part], syntax: Syntax) -> Inline:
    """An `Inline` of `parts` in normal form: adjacent strings joined, empty strings dropped."""
    merged: list[Part] = []
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            if part:
                texts.append(part)
            continue
        if texts:
            merged.append("".join(texts))
            texts.clear()
        merged.append(part)
    if texts:
        merged.append("".join(texts))
    return Inline(syntax=syntax, parts=tuple(merged))


def plain(text: str) -> Inline:
    """Text without codes."""
    return inline((text,), Syntax.PLAIN)
