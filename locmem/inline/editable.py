"""The forms of a text that translators, tools and engines see, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from locmem.inline.attributes import restored, without_attributes
from locmem.inline.dialects import dialects_of
from locmem.inline.markup import holds_no_code, parts_of, protected_pieces
from locmem.inline.matching import groups, number_like
from locmem.inline.notations import standing_families
from locmem.inline.pieces import ADDRESS, Piece, address_piece, build, mask_pieces, outermost
from locmem.inline.references import labels_in
from locmem.inline.spacing import loosened, own_spelling
from locmem.inline.spelling import one_line, spell
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline

_TOKEN = re.compile(r"<(?P<close>/?)(?P<kind>[gxm])(?P<number>[0-9]{1,4})\s?(?P<void>/?)>")
_TOKENS = {
    CodeRole.OPEN: "<g{}>",
    CodeRole.CLOSE: "</g{}>",
    CodeRole.MIDDLE: "<m{}/>",
    CodeRole.SINGLE: "<x{}/>",
}
VERBATIM = frozenset({CodeType.LIQUID, CodeType.VARIABLE, CodeType.URL})

Pieces = tuple[tuple[str, bool], ...]
"""A text in order, each piece with whether it is a code."""


def to_editable(content: Inline) -> str:
    """What a translator sees in a catalog.

    Markdown stands verbatim, without the texts in its codes that are translated by themselves; a soft break is a
    blank, a hard break at a line's end `<x3/>`.  In HTML pairs
    are `<g1>…</g1>`, other codes `<x2/>`, entities their characters; Liquid, placeholders and addresses stand
    verbatim.  Plain text is verbatim.
    """
    return "".join(part if isinstance(part, str) else _shown(part, content.syntax) for part in content.parts)


def editable_pieces(content: Inline) -> Pieces:
    """What a translator sees, piece by piece: put together they are `to_editable`.

    What is shown as the very text that it spells (a soft break, an entity in HTML) is no code: anybody may type it.
    """
    pieces: list[tuple[str, bool]] = []
    for part in content.parts:
        shown = part if isinstance(part, str) else _shown(part, content.syntax)
        is_code = not isinstance(part, str) and not (part.is_text and shown == part.text)
        if pieces and not is_code and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + shown, False)
        elif shown:
            pieces.append((shown, is_code))
    return tuple(pieces)


def from_editable(text: str, source: Inline) -> Inline:
    """The content a translator wrote for `source`: the exact inverse on the source's own editable text.

    Codes are the source's, by number in HTML and by identity in Markdown; a code the source does not have
    gets a number the source does not use.  A tag of the help desk that was only spaced in another way is the
    source's.  A title that was not shown is the source's again, one that was written stays.  Text of HTML is escaped,
    so that a `<` never becomes markup, and a number the source does not know becomes a code of type UNKNOWN.  Line
    breaks count as blanks, except in plain text.
    """
    if text == to_editable(source):
        return source
    if source.syntax is Syntax.HTML:
        return _from_tokens(text, source, None, has_verbatim=True)
    if not source.codes and holds_no_code(text):
        return inline((one_line(text) if source.syntax is Syntax.MARKDOWN else text,), source.syntax)
    parsed = parts_of(text, source.syntax, dialects_in(source), labels_in(source))
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
    parts = number_like(own_spelling(parts, source), source, lambda _: True)
    return inline(restored(parts, source), source.syntax)


def numbered(content: Inline) -> str:
    """The text with all codes as numbers, whatever the syntax: `<g1>…</g1>`, `<x2/>`, `<m1/>` for an `else`.

    Codes that only spell text are the text they spell.  A text that holds such a token literally cannot be
    told from its codes.
    """
    return "".join(part if isinstance(part, str) else _token(part) for part in content.parts)


def from_numbered(text: str, source: Inline, sent: Inline | None = None) -> Inline:
    """The content whose numbered form is `text`, its codes taken from `source` by number.

    The exact inverse on the source's own numbered form; otherwise text is escaped for the source's syntax and
    a number the source does not know becomes a code of type UNKNOWN.  Liquid, placeholders and addresses of the
    source that were typed instead of kept as a number are taken for its codes.

    sent: the target that was sent, whose codes have the source's numbers: where it spells one in its own way
    (another filter, the page of another language), the translator saw that one and kept it.
    """
    if text == numbered(source) and sent is None:
        return source
    return _from_tokens(text, source, sent, has_verbatim=False)


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
        return _verbatim(code) if code.type in VERBATIM else _token(code)
    if _is_line_break(code):
        return _token(code)
    if syntax is Syntax.MARKDOWN and code.type not in VERBATIM:
        return without_attributes(code.original)
    return _verbatim(code)


def _verbatim(code: Code) -> str:
    return without_attributes(code.original) if code.type is CodeType.LIQUID else code.original


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


def dialects_in(source: Inline) -> list[str]:
    """The dialects of the placeholders of `source`, so that a mistyped one is still seen in its target.

    Notations that are text in the source are text in its target.
    """
    placeholders = [code.original for code in source.codes if code.type is CodeType.VARIABLE]
    return [*dialects_of(placeholders), *standing_families(source)]


def _from_tokens(text: str, source: Inline, sent: Inline | None, *, has_verbatim: bool) -> Inline:
    """`text` with its numbered tokens, and its Liquid and addresses too, as codes.

    has_verbatim: whether these stand verbatim in this form of the text; otherwise only those count that the source
    has as well.
    """
    dialects = dialects_in(source)
    protected = protected_pieces(text, dialects, has_markup=source.syntax is not Syntax.PLAIN)
    masked = mask_pieces(text, protected)
    addresses = (address_piece(masked, text, address.start()) for address in ADDRESS.finditer(masked))
    typed = [*protected, *(piece for piece in addresses if piece)]
    if not has_verbatim:
        source_identities = {loosened(code.identity) for code in source.codes if code.type in VERBATIM}
        typed = outermost(
            piece for piece in typed if loosened(f"{piece.type.value} {piece.value}") in source_identities
        )
        masked = mask_pieces(text, typed)
    read = build(text, outermost([*typed, *_tokens(masked)]), Syntax.PLAIN)
    parts = own_spelling(read.parts, source)
    parts = number_like(parts, source, lambda code: code.type in VERBATIM)
    spelled = spell(list(_resolved(parts, source, sent)), source, dialects)
    return inline(restored(spelled.parts, source), source.syntax)


def _tokens(masked: str) -> Iterator[Piece]:
    for token in _TOKEN.finditer(masked):
        if (token["kind"] == "g") != bool(token["void"]) and not (token["close"] and token["void"]):
            yield Piece(start=token.start(), end=token.end(), type=CodeType.UNKNOWN, value=token[0])


def _resolved(parts: list[Part], source: Inline, sent: Inline | None) -> Iterator[Part]:
    """`parts` with each token replaced by the code of `source` it names, in the spelling of `sent`."""
    named: dict[tuple[CodeRole, int], list[Code]] = {}
    shown = {group.head.id: group for group in groups(sent.parts)} if sent else {}
    for group in groups(source.parts):
        own = shown.get(group.head.id, group)
        is_same = own.head.type is group.head.type and own.is_whole and len(own.codes) == len(group.codes)
        for code in own.codes if is_same else group.codes:
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
