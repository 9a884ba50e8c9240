"""What another reader of Markdown sees: kinds of blocks, shapes of lines, words.  A witness for our own reading.

Blocks and words are read by marko, which shares no code with markdown-it-py.  Notations that live by the line are
nothing to it, so that the shapes of their lines are compared as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import count

import marko
from marko.block import BlockElement

from locmem.content.kinds import KINDS
from locmem.content.reader_text import as_commonmark, words_of_html
from locmem.model.document import Document
from locmem.model.inline import Inline, inline
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import join, segments

_FRONT_MATTER = re.compile(r"\A---\r?\n.*?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_BEFORE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t>]*")
_KEPT = re.compile(
    r"""\{[:.\#][^{}]*\} | \[!(?i:div|include|video|code)[^\r\n]*\] | \$\$ | \\(?:begin|end|\[|\])[^\r\n]*
    | \[\[?_?(?i:toc)_?\]\]? | (?:import|export)[ ][^\r\n]*['"{(;=][^\r\n]* | \{/\*[^\r\n]*\*/\}
    | :::+[ \t]*[\w-]+(?:[ \t]+[\w-]+=(?:"[^"]*"|[^\s"]+))+(?:[ \t]*:::)?
    | (?://[/]+|:::+)[ \t]*[\w-]* | (?:!!!|\?\?\?\+?)[ \t]*[a-z][\w-]* | ===[!+]?[ \t]
    | \*\[[^\[\]]+\]: | %%[^\r\n]* | \([\w-]+\)=[ \t]*$ | <<<[^\r\n]* | -+8<-+[^\r\n]* | @\[[^\r\n]*""",
    re.VERBOSE | re.MULTILINE,
)
"""What stands as it is at the start of a line."""
_SIGNS = re.compile(r"(?!\{[{%])(?:[{}|=+^$%/;:@]{2,}|[}|=^](?=[ \t]|$))")
_SPOKEN = re.compile(r"""(?<![\w-])(alt-text|alt|title|caption|tooltip|label|abstract)=("|').*?\2|(===[!+]? )".*?"$""")
_REGION = re.compile(
    r"^[ \t>]*(?:\$\$[^$]*\$\$|\\begin\{(?P<name>[^{}]+)\}.*?\\end\{(?P=name)\}|\\\[[ \t]*$.*?^[ \t>]*\\\])",
    re.DOTALL | re.MULTILINE,
)
_ADDRESS = re.compile(r"<(?:https?|mailto):[^<>\s]*>")
_NOTE = re.compile(r'<sup class="footnote-ref".*?</sup>|<a [^<>]*class="footnote".*?</a>')
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_EDGES = re.compile(r"\A([\W_]*)(.*?)([\W_]*)\Z", re.DOTALL)

_CYRILLIC = ("слово", "другой", "текст", "ещё", "страница", "и")


def _longer(text: str) -> str:
    return _WORD.sub(lambda word: f"{'otra ' if len(word[0]) > 3 else ''}palabra", text)


def _shorter(text: str) -> str:
    edges = _EDGES.match(text)
    assert edges
    return f"{edges[1]}x{edges[3]}" if edges[2] else text


def _in_cyrillic(text: str) -> str:
    numbers = count()
    return _WORD.sub(lambda _: _CYRILLIC[next(numbers) % len(_CYRILLIC)], text)


OTHER_TEXTS = {"longer": _longer, "shorter": _shorter, "another script": _in_cyrillic}
"""Ways to put another text in the place of each."""


def with_other_text(document: Document, kind: str, way: str, locale: str = "en") -> str:
    """The text of `document` with every segment replaced by another text that has the same codes."""
    contents: dict[int, Inline] = {}
    for index, unit in enumerate(document.units):
        parts = segments(unit, index, locale, SegmentMode.SENTENCE)
        contents[index] = join(parts, [_other(part.content, way) for part in parts], locale)
    return KINDS[kind].write(document, contents)


def _other(content: Inline, way: str) -> Inline:
    # A soft break is no code: whoever translates sees one line.
    flat = [part.text if not isinstance(part, str) and part.original.endswith("\n") else part for part in content.parts]
    flat = [" " if not isinstance(part, str) and part.is_text and part.text == " " else part for part in flat]
    parts = inline(flat, content.syntax).parts
    return inline([OTHER_TEXTS[way](part) if isinstance(part, str) else part for part in parts], content.syntax)


def structure_problem(text: str, other: str) -> str:
    """Where the second reader sees another structure in `other` than in `text`, in words; empty where it does not."""
    for what, one, two in (
        ("blocks", block_kinds(text), block_kinds(other)),
        ("lines", line_shapes(text), line_shapes(other)),
    ):
        for number, (before, after) in enumerate(zip((*one, "end"), (*two, "end"), strict=False)):
            if before != after:
                return f"{what} {number}: {before!r} became {after!r}"
    return ""


def block_kinds(text: str) -> tuple[str, ...]:
    """The kinds and nesting of all blocks of a Markdown text, front matter left out."""
    return tuple(_kinds(_parser().parse(_body(text)), 0))


def _kinds(element: object, level: int) -> Iterator[str]:
    for child in getattr(element, "children", ()):
        if isinstance(child, BlockElement) and child.get_type() != "BlankLine":
            yield f"{level}:{child.get_type()}"
            yield from _kinds(child, level + 1)


def line_shapes(text: str) -> tuple[str, ...]:
    """What must stand at the start of a line, line by line: notations and signs that are no inline markup.

    Quoted texts in them are left out.  Formulas are their own characters.
    """
    body = _body(text)
    shapes = [(found.start(), " ".join(found[0].replace(">", "").split())) for found in _REGION.finditer(body)]
    start = 0
    for line in body.splitlines(keepends=True):
        before = _BEFORE.match(line)
        place = before.end() if before else 0
        found = _KEPT.match(line, place) or _SIGNS.match(line, place)
        if found:
            shapes.append((start, _SPOKEN.sub(r"\1\3", found[0]).strip()))
        start += len(line)
    return tuple(shape for _, shape in sorted(shapes))


def visible_words(text: str) -> tuple[str, ...]:
    """The words of a Markdown body as a reader sees them, in order; no Liquid tags, numbers of notes, addresses."""
    page = _parser().render(_parser().parse(_ADDRESS.sub(" ", as_commonmark(_body(text)))))
    return words_of_html(_NOTE.sub("", page))


def _body(text: str) -> str:
    return _FRONT_MATTER.sub("", text, count=1).replace("\r\n", "\n")


@cache
def _parser() -> marko.Markdown:
    return marko.Markdown(extensions=["gfm", "footnote"])
