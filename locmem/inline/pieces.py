"""Pieces of a text that are codes: paired, nested right, and turned into an `Inline`."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline

FILLER = "\ue000"
"""What masks a protected value: a letter to Markdown and HTML, never part of a rule."""

TAG_FILLER = "\ue001"
"""What masks a protected tag that stands for no text of its own; an address ends before it."""

ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
ADDRESS = re.compile(
    r"""(?:(?i:https?|ftp)://|(?i:mailto):|(?<![\w.-])www\.)
        (?:[^&\s<>"`|\[\]\\\ue001\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069、。，．「」『』（）［］！？：；《》]|&(?!(?:nbsp|[lg]t|quot|\#\w+);))+
    |(?<![A-Za-z0-9.+-])[A-Za-z0-9][\w.+-]{0,63}+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++""",
    re.VERBOSE,
)
"""A bare web or e-mail address; its end still has to be trimmed by `address_end`.

Marks of writing direction and zero-width spaces end it, which people put behind an address, never into it."""

_WHOLE_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+|\S*://\S*|[^\s@]+@[^\s@]+")

_ALWAYS_PAIRED = frozenset({CodeType.BOLD, CodeType.ITALIC, CodeType.STRIKE, CodeType.LINK})

_SPACES = re.compile(r"\s+")


@dataclass(slots=True, kw_only=True)
class Piece:
    """A stretch of text that becomes a code.

    value: what comes after the type in the code's identity.
    pair: number shared by the parts of a pair or block, 0 for none.
    is_value: whether a protected piece stands for text of its own, as an output does and a tag does not.
    rank: which of two crossing pairs keeps its pairing: Liquid before Markdown before HTML.
    """

    start: int
    end: int
    type: CodeType
    role: CodeRole = CodeRole.SINGLE
    value: str = ""
    text: str = ""
    pair: int = 0
    rank: int = 0
    is_value: bool = True


def is_address(text: str) -> bool:
    """Whether a text is one address of the web or of a person and nothing else, in any scheme; paths are none."""
    return bool(_WHOLE_ADDRESS.fullmatch(text.strip()))


def mask_pieces(text: str, pieces: Sequence[Piece]) -> str:
    """`text` with every character of `pieces`, which are in order, replaced by a letter."""
    if not pieces:
        return text
    parts: list[str] = []
    position = 0
    for piece in pieces:
        filler = FILLER if piece.is_value else TAG_FILLER
        parts += (text[position : piece.start], filler * (piece.end - piece.start))
        position = piece.end
    return "".join(parts) + text[position:]


def outermost(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces in order without those that lie within another."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if kept and piece.start < kept[-1].end:
            continue
        kept.append(piece)
    return kept


def address_end(found: re.Match[str]) -> int:
    """Where the address really ends: closing punctuation belongs to the sentence (GFM, 6.9)."""
    address = found[0]
    while address:
        last = address[-1]
        unopened = last == ")" and address.count(")") > address.count("(")
        if last in "?!.,:;*_~'’”»…]" or unopened:
            address = address[:-1]
        else:
            break
    return found.start() + len(address)


def address_piece(masked: str, text: str, start: int) -> Piece | None:
    """The bare web or e-mail address at `start`, or None."""
    found = ADDRESS.match(masked, start)
    if not found:
        return None
    end = address_end(found)
    return Piece(start=start, end=end, type=CodeType.URL, value=html.unescape(text[start:end])) if end > start else None


def build(text: str, pieces: Sequence[Piece], syntax: Syntax) -> Inline:
    """The `Inline` of `text` with `pieces` as its codes, numbered by first appearance."""
    if not pieces:
        return inline((text,), syntax)
    single_out_crossing(pieces)
    numbers: dict[int, int] = {}
    count = 0
    parts: list[Part] = []
    position = 0
    for piece in pieces:
        original = text[piece.start : piece.end]
        if piece.role is CodeRole.SINGLE and piece.type in _ALWAYS_PAIRED:
            piece.value = flat(original)
        identity = f"{piece.type.value} {piece.value}" if piece.value else piece.type.value
        number = 0
        if piece.type not in (CodeType.SOFT_BREAK, CodeType.ENTITY, CodeType.ESCAPE):
            number = numbers.get(piece.pair, 0) if piece.pair else 0
            if not number:
                number = count = count + 1
                if piece.pair:
                    numbers[piece.pair] = number
        if position < piece.start:
            parts.append(text[position : piece.start])
        parts.append(
            Code(id=number, role=piece.role, type=piece.type, original=original, identity=identity, text=piece.text)
        )
        position = piece.end
    if position < len(text):
        parts.append(text[position:])
    return Inline(syntax=syntax, parts=tuple(parts))


def single_out_crossing(pieces: Sequence[Piece]) -> None:
    """Make singles of pairs that are not whole, or cross another: of two, the higher rank or earlier stays."""
    members: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.pair:
            members.setdefault(piece.pair, []).append(piece)
    broken = {
        pair
        for pair, group in members.items()
        if len(group) < 2 or group[0].role is not CodeRole.OPEN or group[-1].role is not CodeRole.CLOSE
    }
    stack: list[Piece] = []
    for piece in pieces:
        if not piece.pair or piece.pair in broken:
            continue
        if piece.role is CodeRole.OPEN:
            stack.append(piece)
            continue
        depth = next(number for number in range(len(stack) - 1, -1, -1) if stack[number].pair == piece.pair)
        above = stack[depth + 1 :]
        if any(other.rank > piece.rank for other in above):
            broken.add(piece.pair)
            del stack[depth]
            continue
        broken.update(other.pair for other in above)
        del stack[depth + 1 :]
        if piece.role is CodeRole.CLOSE:
            stack.pop()
    for pair in broken:
        for piece in members[pair]:
            piece.pair, piece.role = 0, CodeRole.SINGLE


def entity_piece(found: re.Match[str]) -> Piece | None:
    """The piece of a character reference, or None where HTML knows no such name."""
    character = html.unescape(found[0])
    if character == found[0] or not character:
        return None
    return Piece(start=found.start(), end=found.end(), type=CodeType.ENTITY, value=character, text=character)


def flat(text: str) -> str:
    """`text` with runs of white space as one blank."""
    return _SPACES.sub(" ", text)


def is_punctuation(character: str) -> bool:
    """Whether CommonMark counts `character` as punctuation (Unicode categories P and S)."""
    return unicodedata.category(character)[0] in "PS"
