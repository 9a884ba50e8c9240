"""The forms of a text that translators, tools and engines see, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from locmem.inline.attributes import restored, without_attributes
from locmem.inline.dialects import dialects_of
from locmem.inline.markup import parts_of, protected_pieces
from locmem.inline.matching import groups, number_like
from locmem.inline.pieces import ADDRESS, Piece, address_piece, build, mask_pieces, outermost
from locmem.inline.spelling import one_line, spell
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline

_TOKEN = re.compile(r"<(?P<close>/?)(?P<kind>[gxm])(?P<number>[0-9]{1,4})\s?(?P<void>/?)>")
_TOKENS = {
    CodeRole.OPEN: "<g{}>", CodeRole.CLOSE: "</g{}>", CodeRole.MIDDLE: "<m{}/>", CodeRole.SINGLE: "<x{}/>",
}  # fmt: skip
_VERBATIM = frozenset({CodeType.LIQUID, CodeType.VARIABLE, CodeType.URL})


def to_editable(content: Inline) -> str:
    """What a translator sees in a catalog.

    Markdown stands verbatim, without the texts in its codes that are translated by themselves; a soft break is a
    blank, a hard break at a line's end `<x3/>`.  In HTML pairs
    are `<g1>…</g1>`, other codes `<x2/>`, entities their characters; Liquid, placeholders and addresses stand
    verbatim.  Plain text is verbatim.
    """
    return "".join(part if isinstance(part, str) else _shown(part, content.syntax) for part in content.parts)


def from_editable(text: str, source: Inline) -> Inline:
    """The content a translator wrote for `source`: the exact inverse on the source's own editable text.

    Codes are the source's, by number in HTML and by identity in Markdown; a code the source does not have
    gets a number the source does not use.  A title that was not shown is the source's again, one that was written
    stays.  Text of HTML is escaped, so that a `<` never becomes markup, and a
    number the source does not know becomes a code of type UNKNOWN.  Line breaks count as blanks, except in
    plain text.
    """
    if text == to_editable(source):
        return source
    if source.syntax is Syntax.HTML:
        return _from_tokens(text, source, has_verbatim=True)
    parsed = parts_of(text, source.syntax, _dialects(source))
    if len(parsed.parts) == 1 and isinstance(parsed.parts[0], str):
        return inline((one_line(text) if source.syntax is Syntax.MARKDOWN else text,), source.syntax)
    breaks = {f"<x{code.id}/>": code for code in source.codes if _is_line_break(code)}
    parts: list[Part] = []
    for part in parsed.parts:
        if isinstance(part, Code) and part.type is CodeType.SOFT_BREAK:
            parts.append(part.text)
        elif isinstance(part, Code) and part.type is CodeType.HTML and part.original in breaks:
            parts.append(breaks[part.original])
        elif isinstance(part, str) and source.syntax is Syntax.MARKDOWN:
            parts.append(one_line(part))
        else:
            parts.append(part)
    return inline(restored(number_like(parts, source, lambda _: True), source), source.syntax)


def numbered(content: Inline) -> str:
    """The text with all codes as numbers, whatever the syntax: `<g1>…</g1>`, `<x2/>`, `<m1/>` for an `else`.

    Codes that only spell text are the text they spell.  A text that holds such a token literally cannot be
    told from its codes.
    """
    return "".join(part if isinstance(part, str) else _token(part) for part in content.parts)


def from_numbered(text: str, source: Inline) -> Inline:
    """The content whose numbered form is `text`, its codes taken from `source` by number.

    The exact inverse on the source's own numbered form; otherwise text is escaped for the source's syntax and
    a number the source does not know becomes a code of type UNKNOWN.
    """
    if text == numbered(source):
        return source
    return _from_tokens(text, source, has_verbatim=False)


def display(content: Inline) -> str:
    """A short one-line form for tables and messages: what a reader sees, Liquid and placeholders verbatim."""
    text = "".join(part if isinstance(part, str) else _seen(part) for part in content.parts)
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else f"{flat[:79].rstrip()}…"


def _is_line_break(code: Code) -> bool:
    return code.type is CodeType.BREAK and "\n" in code.original


def _shown(code: Code, syntax: Syntax) -> str:
    if code.type is CodeType.SOFT_BREAK:
        return code.text
    if syntax is Syntax.HTML:
        return code.original if code.type in _VERBATIM else _token(code)
    if _is_line_break(code):
        return _token(code)
    if syntax is Syntax.MARKDOWN and code.type not in _VERBATIM:
        return without_attributes(code.original)
    return code.original


def _token(code: Code) -> str:
    if code.is_text:
        return code.text
    return _TOKENS[code.role].format(code.id)


def _seen(code: Code) -> str:
    if code.is_text:
        return code.text
    if code.type is CodeType.BREAK:
        return " "
    if code.type in (CodeType.CODE, CodeType.URL):
        return code.identity.partition(" ")[2]
    return code.original if code.type in (CodeType.LIQUID, CodeType.VARIABLE, CodeType.FOOTNOTE) else ""


def _dialects(source: Inline) -> list[str]:
    """The dialects of the placeholders of `source`, so that a mistyped one is still seen in its target."""
    return dialects_of([code.original for code in source.codes if code.type is CodeType.VARIABLE])


def _from_tokens(text: str, source: Inline, *, has_verbatim: bool) -> Inline:
    """`text` with its numbered tokens, and with `has_verbatim` its Liquid and addresses too, as codes."""
    dialects = _dialects(source)
    protected = protected_pieces(text, dialects) if has_verbatim else []
    masked = mask_pieces(text, protected)
    pieces = [*protected, *_tokens(masked)]
    if has_verbatim:
        found = (address_piece(masked, text, address.start()) for address in ADDRESS.finditer(masked))
        pieces += (piece for piece in found if piece)
    read = build(text, outermost(pieces), Syntax.PLAIN)
    parts = number_like(read.parts, source, lambda code: has_verbatim and code.type in _VERBATIM)
    return spell(list(_resolved(parts, source)), source, dialects)


def _tokens(masked: str) -> Iterator[Piece]:
    for token in _TOKEN.finditer(masked):
        if (token["kind"] == "g") != bool(token["void"]) and not (token["close"] and token["void"]):
            yield Piece(start=token.start(), end=token.end(), type=CodeType.UNKNOWN, value=token[0])


def _resolved(parts: list[Part], source: Inline) -> Iterator[Part]:
    """`parts` with each token replaced by the code of `source` it names."""
    named: dict[tuple[CodeRole, int], list[Code]] = {}
    for group in groups(source.parts):
        for code in group.codes:
            named.setdefault((code.role, code.id), []).append(code)
    middles: dict[int, int] = {}
    for part in parts:
        token = _TOKEN.fullmatch(part.original) if isinstance(part, Code) else None
        if not isinstance(part, Code) or part.type is not CodeType.UNKNOWN or not token:
            yield part
            continue
        role = _role(token)
        number = int(token["number"])
        codes = named.get((role, number), [])
        place = 0
        if role is CodeRole.MIDDLE:
            place = middles.get(number, 0)
            middles[number] = place + 1
        if place < len(codes):
            yield codes[place]
        else:
            yield replace(part, id=number, role=role, original=_harmless(part.original, source.syntax))


def _role(token: re.Match[str]) -> CodeRole:
    if token["kind"] == "g":
        return CodeRole.CLOSE if token["close"] else CodeRole.OPEN
    return CodeRole.MIDDLE if token["kind"] == "m" else CodeRole.SINGLE


def _harmless(token: str, syntax: Syntax) -> str:
    """An unknown token written so that a page shows it instead of losing it."""
    if syntax is Syntax.HTML:
        return token.replace("<", "&lt;").replace(">", "&gt;")
    return token.replace("<", "\\<") if syntax is Syntax.MARKDOWN else token
