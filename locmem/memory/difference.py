"""What changed between two sources, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.model.match import Change, Piece
from locmem.model.tags import joins_without_spaces


def difference(old: str, new: str, locale: str) -> tuple[Piece, ...]:
    """The pieces of `old` and `new` in order: put together without those that came they are `old`, else `new`.

    Words change as wholes; in a language written without spaces each character does.
    """
    from rapidfuzz.distance import Indel

    before, after = _tokens(locale).findall(old), _tokens(locale).findall(new)
    pieces: list[Piece] = []
    for block in Indel.opcodes(before, after):
        if block.tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(before[block.src_start : block.src_end])))
        elif block.tag == "delete":
            pieces.append(Piece(Change.GONE, "".join(before[block.src_start : block.src_end])))
        else:
            pieces.append(Piece(Change.CAME, "".join(after[block.dest_start : block.dest_end])))
    return tuple(_joined(pieces))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with what went before what came, and blanks between two changes as a part of both."""
    place = 0
    while place < len(pieces):
        if pieces[place].change is Change.SAME:
            yield pieces[place]
            place += 1
            continue
        gone = came = ""
        while place < len(pieces):
            piece = pieces[place]
            is_between = place + 1 < len(pieces) and piece.text.isspace()
            if piece.change is Change.SAME and not is_between:
                break
            gone += piece.text if piece.change is not Change.CAME else ""
            came += piece.text if piece.change is not Change.GONE else ""
            place += 1
        if gone:
            yield Piece(Change.GONE, gone)
        if came:
            yield Piece(Change.CAME, came)


@cache
def _tokens(locale: str) -> re.Pattern[str]:
    return re.compile(r"\s+|[^\W_]|." if joins_without_spaces(locale) else r"\s+|\w+|[^\w\s]", re.DOTALL)
