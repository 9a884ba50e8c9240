"""Units of a document and the segments that are matched and translated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from locmem.model.inline import Inline


class UnitKind(Enum):
    """The kinds of translatable block; the closed list."""

    TITLE = "title"
    FIELD = "field"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    HTML = "html"
    ATTRIBUTE = "attribute"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the place of a unit in its file asks of the characters written there.

    prefix: what stands after each line end inside the unit (`> `, the blanks of a list item).
    is_one_line: whether the unit must not run over several lines (a heading, a table cell).
    quote: what closes an attribute's value or an admonition's title: a quote, `]`, or empty for nothing.
    tag_quotes: of a text in a parameter of a Liquid tag or shortcode, or in a string of a program, the quotes that can
        stand around it there, which are written with it; empty for all others.
    outer_quote: what closes the attribute around that tag, empty where it stands in none.
    scalar: offsets of the YAML, JSON or TOML scalar around the unit, None outside of one.
    is_flow: whether that scalar stands between brackets or braces.
    code: for a text inside an inline code (the title of a link), the index of that code among the parts of the
        nearest unit before it that is in no code itself; None for all others.
    is_nested: whether that nearest unit is itself a text inside a code: a tag in the title of a link.
    has_programs: whether a brace or `<` in it begins a program or a tag, as on a page of MDX, or, of a text with
        `tag_quotes`, whether it is itself a string of a program.
    is_in_cell: whether it is the text of a code that fills a cell of a table by itself.
    """

    prefix: str = ""
    is_one_line: bool = False
    quote: str = ""
    tag_quotes: str = ""
    outer_quote: str = ""
    scalar: tuple[int, int] | None = None
    is_flow: bool = False
    code: int | None = None
    is_nested: bool = False
    has_programs: bool = False
    is_in_cell: bool = False

    @property
    def is_in_tag(self) -> bool:
        """Whether the quotes around the text are those of a parameter of a Liquid tag, or of a program."""
        return bool(self.tag_quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One translatable block of a document.

    start, end: character offsets of the unit in the file's text (half open).  A text inside an inline code lies
        within the span of the unit that holds the code, and comes right after it in the document.
    name: the field, macro action or attribute it stands in (`title`, `actions[0].value`, `alt`), else empty.
    line: line of its first character, from 1.
    content: as it reads in its place; its native form is the file's own text from start to end, except inside a
        YAML or JSON scalar, where it is the decoded text, and of several lines in a tag, which end in `\\n` here.
    """

    kind: UnitKind
    content: Inline
    start: int
    end: int
    line: int
    column: int = 1
    name: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The piece that is matched and translated: a sentence of a unit, or the whole unit.

    unit: index of its unit in the document; position: index of the segment in that unit.
    after: the white space (or nothing) between this segment and the next one of the unit.
    """

    unit: int
    position: int
    kind: UnitKind
    content: Inline
    after: str
    line: int
    column: int
    name: str = ""
