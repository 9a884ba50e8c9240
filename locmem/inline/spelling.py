"""Plain text written into a syntax: what would read as markup is escaped the way the source spells it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from locmem.inline.markup import parts_of
from locmem.inline.references import labels_in
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline

_HTML_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKDOWN_SPECIALS = frozenset("\\`*_[]<&~")
_BRACES = frozenset("{}")
_PROGRAM_START = re.compile(r"[{<]")
_BLOCK_MARK = re.compile(r"\s*(?:(?:#{1,6}|[-+*]|\d{1,9}(?=[.)]))(?=[\s.)]|\Z)|>|=+\s*\Z|-{2,}\s*\Z)")
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*+\r?\n\s*+")
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")


def one_line(text: str) -> str:
    """`text` with its line breaks as blanks, as a reader of Markdown and HTML sees them."""
    return _LINE_BREAK.sub(" ", text)


def spell(parts: Sequence[Part], source: Inline, dialects: Sequence[str] = ()) -> Inline:
    """`parts`, whose strings are what a reader sees, in the syntax and spelling of `source`."""
    if source.syntax is Syntax.PLAIN:
        return inline(list(parts), Syntax.PLAIN)
    flat = [one_line(part) if isinstance(part, str) else part for part in parts]
    own = {
        code.text: code.original
        for code in source.parts
        if isinstance(code, Code) and code.type in (CodeType.ENTITY, CodeType.ESCAPE)
    }
    if source.syntax is Syntax.HTML:
        return inline(_escape(flat, _HTML_ESCAPES | own), Syntax.HTML)
    flat = _apart(flat)
    spelled = inline(_block_start(_without_tag_starts(_escape(flat, _needed(own)), source)), Syntax.MARKDOWN)
    if _reads_as(spelled, dialects, labels_in(source)):
        return spelled
    backslashes = {character: f"\\{character}" for character in _MARKDOWN_SPECIALS}
    return inline(_block_start(_escape(flat, backslashes | _needed(own))), Syntax.MARKDOWN)


def without_tag_starts(content: Inline, source: Inline) -> Inline:
    """`content` with `\\<` for each `<` of its text that might begin a tag or a comment, unless `source` has one too.

    By itself `A <B` is text in Markdown (CommonMark 0.31, 6.6), but its `>` may stand in the next sentence.
    """
    if content.syntax is not Syntax.MARKDOWN:
        return content
    parts = _without_tag_starts(content.parts, source)
    return content if parts == list(content.parts) else inline(parts, content.syntax)


def program_starts(content: Inline, source: Inline) -> list[str]:
    """The signs in the text of `content` that begin a program or a tag on a page of MDX, and that `source` has not.

    Escaped ones are none.  Not for HTML, where a page is written with entities in their place.
    """
    if content.syntax is not Syntax.MARKDOWN:
        return []
    known = {sign for part in source.parts if isinstance(part, str) for sign in _PROGRAM_START.findall(part)}
    found = [sign for part in content.parts if isinstance(part, str) for sign in _PROGRAM_START.findall(part)]
    return [sign for sign in found if sign not in known]


def without_program_starts(content: Inline, source: Inline) -> Inline:
    """`content` with a backslash before each of its `program_starts`."""
    spellings = {sign: f"\\{sign}" for sign in program_starts(content, source)}
    if not spellings:
        return content
    return inline(_escape(content.parts, spellings), content.syntax)


def without_open_end(content: Inline, source: Inline) -> Inline:
    """`content` with a backslash at the end of its text escaped, unless `source` has one there too.

    By itself it is text, but before the next line it is a line break (CommonMark 0.31, 6.7): readers that know no
    definition lists join a term with what defines it.
    """
    end, own = (side.parts[-1] if side.parts else "" for side in (content, source))
    if content.syntax is not Syntax.MARKDOWN or not isinstance(end, str) or not end.rstrip().endswith("\\"):
        return content
    if isinstance(own, str) and own.rstrip().endswith("\\"):
        return content
    text = end.rstrip()
    parts = [*content.parts[:-1], text[:-1], _text_code("\\", "\\\\"), end[len(text) :]]
    return inline(parts, content.syntax)


def _without_tag_starts(parts: Sequence[Part], source: Inline) -> list[Part]:
    if any(isinstance(part, str) and _TAG_START.search(part) for part in source.parts):
        return list(parts)
    return _escape(parts, {"<": "\\<"}, _TAG_START)


def _needed(own: Mapping[str, str]) -> dict[str, str]:
    """The source's spellings that matter inside a line: a full stop escaped in `1\\.` does not."""
    kept = _MARKDOWN_SPECIALS | _BRACES
    return {text: original for text, original in own.items() if text in kept or original.startswith("&")}


def _reads_as(spelled: Inline, dialects: Sequence[str], labels: Collection[str] | None) -> bool:
    """Whether the native text of `spelled` has just its codes and its text when it is read again."""
    again = parts_of(spelled.native, spelled.syntax, dialects, labels)
    return _outline(again) == _outline(spelled) and again.text == spelled.text


def _outline(content: Inline) -> list[tuple[CodeRole, str]]:
    return [(part.role, part.original) for part in content.parts if isinstance(part, Code)]


def _escape(parts: Sequence[Part], spellings: Mapping[str, str], pattern: re.Pattern[str] | None = None) -> list[Part]:
    """`parts` with every character of `spellings` as a code, or only those that `pattern` finds."""
    if not spellings:
        return list(parts)
    pattern = pattern or re.compile("|".join(re.escape(text) for text in sorted(spellings, key=len, reverse=True)))
    done: list[Part] = []
    for part in parts:
        if not isinstance(part, str):
            done.append(part)
            continue
        position = 0
        for sign in pattern.finditer(part):
            done += (part[position : sign.start()], _text_code(sign[0], spellings[sign[0]]))
            position = sign.end()
        done.append(part[position:])
    return done


def _block_start(parts: list[Part]) -> list[Part]:
    """`parts` with the mark escaped that would make a list, a heading or a quote of the whole text."""
    first = next((number for number, part in enumerate(parts) if part), None)
    if first is None:
        return parts
    start = parts[first]
    found = _BLOCK_MARK.match(start) if isinstance(start, str) else None
    if not isinstance(start, str) or not found:
        return parts
    # A number is harmless without the point behind it, every other mark without its first character.
    place = found.end() if found[0].strip().isdigit() else len(found[0]) - len(found[0].lstrip())
    mark = start[place]
    return [*parts[:first], start[:place], _text_code(mark, f"\\{mark}"), start[place + 1 :], *parts[first + 1 :]]


def _apart(parts: Sequence[Part]) -> list[Part]:
    """`parts` with what would make a link, or a definition, of brackets before it kept apart from them."""
    done: list[Part] = []
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else ""
        if not isinstance(before, Code) or before.original != "]":
            done.append(part)
        elif isinstance(part, Code):
            done += (" ", part) if part.original.startswith("[") else (part,)
        elif part.startswith(("(", "[", ":")):
            done += (_text_code(part[0], f"\\{part[0]}"), part[1:])
        else:
            done.append(part)
    return done


def _text_code(text: str, original: str) -> Code:
    type_ = CodeType.ENTITY if original.startswith("&") else CodeType.ESCAPE
    return Code(id=0, role=CodeRole.SINGLE, type=type_, original=original, identity=f"{type_.value} {text}", text=text)
