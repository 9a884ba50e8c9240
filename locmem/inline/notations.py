"""Notations beside CommonMark that stand among words: attribute lists, directives in brackets, formulas, MDX comments.

They are read in every text.  A content set whose authors mean such signs as text leaves a family out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from locmem.inline.attributes import without_attributes
from locmem.inline.expressions import expressions_in
from locmem.inline.pieces import Piece, flat
from locmem.model.inline import CodeRole, CodeType, Inline
from locmem.model.settings import NOTATIONS

ATTRIBUTE_LISTS, DIRECTIVES, MATH, MDX, TABS, ABBREVIATIONS = NOTATIONS

FAMILIES: Mapping[str, str] = {
    ATTRIBUTE_LISTS: '`{: .note }`, `{#id}`, `{width="500"}`',
    DIRECTIVES: "`[!DNL name]`, `[!INCLUDE [x](y.md)]`, `:::image …:::`, `@[toc]`, `/// note`",
    MATH: "`$$…$$`, `\\begin{…}`",
    MDX: "`import`, `export`, `{/* … */}`, `<Card>`, `{list.map(…)}`",
    TABS: '`=== "Tab"`',
    ABBREVIATIONS: "`*[HTML]: …`",
}
"""Name of each family and how it looks.  All are read unless a content set names those that are."""

_ALL = frozenset(FAMILIES)
_LEFT_OUT = "-"
"""Stands before the name of a family among names of dialects, where it is not read."""

PROGRAMS = "+mdx"
"""Stands among names of dialects, and among families, where all braces are expressions, as on pages of MDX."""

ATTRIBUTE_LIST = re.compile(
    r"""\{:?[ \t]*+(?:(?:[#.][\w:.-]++|[\w:@-]++=(?:"[^"{}\n]*+"|'[^'{}\n]*+'|[^\s{}"'=]++))[ \t]*+)++\}
    | \{::?/?(?![ \t]*\})[^{}\n]*+\}""",
    re.VERBOSE,
)
"""`{: .note }` of kramdown with all it may hold; those of Pandoc, MkDocs and others: `#id`, `.class`, `name=value`."""

DIRECTIVE = re.compile(
    r"\[!(?P<name>[A-Za-z][\w-]*+)(?P<blank>[ \t]*+)(?P<body>(?:[^\[\]\\\n]|\\.|\[(?:[^\[\]\\\n]|\\.)*+\])*+)\]"
)
"""`[!NAME]` and `[!NAME text]`, with one level of brackets inside."""

_DIRECTIVE_START = re.compile(r"\[!(?=[A-Za-z])")
_NO_TAIL = re.compile(r"(?!)")

FORMULA = re.compile(r"\$\$(?!\s*\$)(?:[^$\\\n]|\\.)++\$\$|\$(?![\s$])(?P<body>(?:[^$\\\n]|\\.)++)(?<![\s\\])\$(?!\d)")

ICON = re.compile(r":(?:[a-z][a-z0-9]*+(?:[-_][a-z0-9]++)++:(?![\w:])|[a-z][\w+-]*+:(?=\{:?[ \t]*[\w.#:@-]))")
"""`:material-check:` of MkDocs, and the name of an emoji before an attribute list: `:heart:{ .red }`."""

TRIPLE_COLONS = re.compile(r""":::[ \t]*+[\w-]++(?:[ \t]++[\w-]++=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s"':]++))++[ \t]*+:::""")
"""`:::image source="a.png" alt-text="A page":::` among words."""

_NO_TEXT = re.compile(r"(?:dnl|include|video|div|image|xref|code(?:-[\w-]+)?)\Z", re.IGNORECASE)
"""Directives whose words nobody translates: names that stay, paths, addresses, classes."""

_TEX = re.compile(r"\\[A-Za-z]|\^|\b\w_\{?\w")


_SIGNS = {
    ATTRIBUTE_LISTS: ATTRIBUTE_LIST,
    DIRECTIVES: re.compile(
        r"\[!(?!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])[A-Z]|^[ \t>]*(?::::|/{3,}[ \t]*\w|@\[)", re.MULTILINE
    ),
    MATH: re.compile(r"^[ \t>]*(?:\$\$|\\begin\{)", re.MULTILINE),
    MDX: re.compile(r"^(?:import|export)[ \t][^\n]*['\"{(=]|\{/\*|^[ \t>]*<[A-Z][a-z][\w.]*[\s/>]", re.MULTILINE),
    TABS: re.compile(r'^[ \t>]*===[!+]?[ \t]+"', re.MULTILINE),
    ABBREVIATIONS: re.compile(r"^[ \t>]*\*\[[^\[\]\n]+\]:", re.MULTILINE),
}


def families_in(text: str) -> tuple[str, ...]:
    """The families that a Markdown text seems to use, by their signs alone, in a fixed order."""
    return tuple(name for name, sign in _SIGNS.items() if sign.search(text))


def left_out(families: Sequence[str]) -> tuple[str, ...]:
    """What stands among dialects for all families but these."""
    return tuple(f"{_LEFT_OUT}{name}" for name in FAMILIES if name not in families)


def is_left_out(dialect: str) -> bool:
    """Whether a name among dialects says of a family that it is not read, or how it is."""
    return dialect == PROGRAMS or (dialect.startswith(_LEFT_OUT) and dialect.removeprefix(_LEFT_OUT) in FAMILIES)


def families_read(dialects: Sequence[str]) -> frozenset[str]:
    """The families that are read beside these dialects."""
    if not dialects:
        return _ALL
    read = frozenset(name for name in FAMILIES if f"{_LEFT_OUT}{name}" not in dialects)
    return read | {PROGRAMS} if PROGRAMS in dialects else read


def holds_text(name: str) -> bool:
    """Whether the words behind the name of a directive are words that readers see: `[!UICONTROL Save]`."""
    return not _NO_TEXT.match(name)


def is_formula(found: re.Match[str]) -> bool:
    """Whether a match of FORMULA is one: two amounts of money may stand between single signs as well."""
    return found["body"] is None or bool(_TEX.search(found["body"]))


def standing_families(source: Inline) -> tuple[str, ...]:
    """What stands among dialects for the families whose notations are text in `source`, as its content set wants it."""
    texts = [part for part in source.parts if isinstance(part, str)]
    has = {
        ATTRIBUTE_LISTS: any("{" in text and ATTRIBUTE_LIST.search(text) for text in texts),
        DIRECTIVES: any("[!" in text and DIRECTIVE.search(text) for text in texts),
        MATH: any("$" in text and any(map(is_formula, FORMULA.finditer(text))) for text in texts),
        MDX: any("{/*" in text and "*/}" in text for text in texts) or any(any(expressions_in(text)) for text in texts),
    }
    return tuple(f"{_LEFT_OUT}{name}" for name, is_text in has.items() if is_text)


def directives_in(masked: str, text: str, families: Collection[str]) -> list[Piece]:
    """The directives in brackets of a text without markup, such as a title in front matter.

    masked: `text` with its protected spans masked.
    """
    notations = Notations(masked, text, families, _NO_TAIL)
    found: list[Piece] = []
    end = 0
    for opening in _DIRECTIVE_START.finditer(masked):
        pieces = notations.directive_at(opening.start()) if opening.start() >= end else ()
        if len(pieces) == 2:
            pieces[0].pair = pieces[1].pair = len(found) + 1
        found += pieces
        end = pieces[0].end if pieces else end
    return found


class Notations:
    """Reads them one at a time, in order, in a text whose protected spans are masked.

    tail: the pattern of what may follow brackets to make them a link.
    """

    def __init__(self, masked: str, text: str, families: Collection[str], tail: re.Pattern[str]) -> None:
        self.masked, self.text, self.tail = masked, text, tail
        self.families = families
        self.has_comments = MDX in families

    def piece_at(self, start: int) -> Piece | None:
        """The attribute list, comment or formula at `start`; None where its first sign is only a character."""
        if self.masked.startswith("{/*", start):
            return self._comment(start)
        if self.masked.startswith("{", start):
            found = ATTRIBUTE_LIST.match(self.masked, start) if ATTRIBUTE_LISTS in self.families else None
            # What it says to readers is a text of its own, and no part of what makes two lists the same.
            return self._piece(start, found.end(), CodeType.HTML) if found else None
        if self.masked.startswith(":", start) and not self.masked.startswith(":::", start):
            icon = ICON.match(self.masked, start) if ATTRIBUTE_LISTS in self.families else None
            return self._piece(start, icon.end(), CodeType.VARIABLE) if icon else None
        if self.masked.startswith(":", start):
            colons = TRIPLE_COLONS.match(self.masked, start) if DIRECTIVES in self.families else None
            return self._piece(start, colons.end(), CodeType.HTML) if colons else None
        formula = FORMULA.match(self.masked, start) if MATH in self.families else None
        return self._piece(start, formula.end(), CodeType.VARIABLE) if formula and is_formula(formula) else None

    def directive_at(self, start: int) -> tuple[Piece, ...]:
        """The directive in brackets at `start`: one piece, or the two ends of one with text inside; else nothing."""
        found = DIRECTIVE.match(self.masked, start) if DIRECTIVES in self.families else None
        if not found:
            return ()
        tail = self.tail.match(self.masked, found.end())
        end = tail.end() if tail else found.end()
        if not found["body"] or not holds_text(found["name"]):
            return (self._piece(start, end, CodeType.VARIABLE),)
        value = f"[!{found['name'].upper()}]{self.text[found.end() : end]}"
        first, last = found.span("body")
        opening = Piece(start=start, end=first, type=CodeType.HTML, role=CodeRole.OPEN, value=value)
        return opening, Piece(start=last, end=end, type=CodeType.HTML, role=CodeRole.CLOSE, value=value)

    def _comment(self, start: int) -> Piece | None:
        end = self.masked.find("*/}", start + 3) if self.has_comments else -1
        self.has_comments = end >= 0
        return self._piece(start, end + 3, CodeType.COMMENT) if end >= 0 else None

    def _piece(self, start: int, end: int, type_: CodeType) -> Piece:
        return Piece(start=start, end=end, type=type_, value=flat(without_attributes(self.text[start:end])))
