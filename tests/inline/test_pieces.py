"""Pieces of a text that become codes: where an address ends, which of two crossing pairs stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.pieces import (
    ENTITY,
    FILLER,
    TAG_FILLER,
    Piece,
    address_piece,
    build,
    entity_piece,
    is_address,
    is_punctuation,
    mask_pieces,
    outermost,
)
from locmem.model.inline import CodeRole, CodeType, Syntax


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://x.example/a.", "https://x.example/a"),
        ("https://x.example/a), b", "https://x.example/a"),
        ("https://x.example/a_(b))", "https://x.example/a_(b)"),
        ("https://x.example/a?!…", "https://x.example/a"),
        ("https://x.example/?a=1&b=2", "https://x.example/?a=1&b=2"),
        ("https://x.example/a&nbsp;b", "https://x.example/a"),
        ("https://x.example/日本。", "https://x.example/日本"),
        ("https://x.example/a\u200eb", "https://x.example/a"),
        ("www.x.example/a*", "www.x.example/a"),
        ("mailto:me@x.example", "mailto:me@x.example"),
        ("me.you+1@x.example.", "me.you+1@x.example"),
        ("me@x", None),
        ("HTTPS://X.example", "HTTPS://X.example"),
        ("ftp://x", "ftp://x"),
        ("plain", None),
        ("https://...", "https://"),
    ],
)
def test_an_address_ends_before_the_punctuation_of_its_sentence(text: str, address: str | None) -> None:
    piece = address_piece(text, text, 0)
    assert (text[piece.start : piece.end] if piece else None) == address
    assert piece is None or piece.type is CodeType.URL


def test_an_address_is_known_by_what_it_means_not_how_it_is_spelled() -> None:
    text = "https://x.example/?a&amp;b"
    piece = address_piece(text, text, 0)
    assert piece
    assert piece.value == "https://x.example/?a&b"


@pytest.mark.parametrize(
    ("text", "character"), [("&amp;", "&"), ("&nbsp;", "\u00a0"), ("&#233;", "é"), ("&#xe9;", "é"), ("&nosuch;", None)]
)
def test_a_character_reference_stands_for_its_character(text: str, character: str | None) -> None:
    found = ENTITY.match(text)
    assert found
    piece = entity_piece(found)
    assert (piece.text if piece else None) == character


def pair(first: tuple[int, int], last: tuple[int, int], number: int, rank: int) -> list[Piece]:
    opener = Piece(start=first[0], end=first[1], type=CodeType.BOLD, role=CodeRole.OPEN, pair=number, rank=rank)
    closer = Piece(start=last[0], end=last[1], type=CodeType.BOLD, role=CodeRole.CLOSE, pair=number, rank=rank)
    return [opener, closer]


def roles(*pairs: list[Piece]) -> list[tuple[CodeRole, int]]:
    pieces = sorted((piece for one in pairs for piece in one), key=lambda piece: piece.start)
    content = build("abcdefgh", pieces, Syntax.HTML)
    return [(code.role, code.id) for code in content.codes]


OPEN, CLOSE, SINGLE = CodeRole.OPEN, CodeRole.CLOSE, CodeRole.SINGLE


def test_pairs_that_nest_stay_pairs() -> None:
    assert roles(pair((0, 1), (7, 8), 1, 0), pair((2, 3), (4, 5), 2, 0)) == [
        (OPEN, 1),
        (OPEN, 2),
        (CLOSE, 2),
        (CLOSE, 1),
    ]


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ((1, 0), [(OPEN, 1), (SINGLE, 2), (CLOSE, 1), (SINGLE, 3)]),
        ((0, 1), [(SINGLE, 1), (OPEN, 2), (SINGLE, 3), (CLOSE, 2)]),
        ((0, 0), [(OPEN, 1), (SINGLE, 2), (CLOSE, 1), (SINGLE, 3)]),
    ],
    ids=["the first is higher", "the second is higher", "of two alike the earlier stays"],
)
def test_of_two_that_cross_one_stays_a_pair(ranks: tuple[int, int], expected: list[tuple[CodeRole, int]]) -> None:
    assert roles(pair((0, 1), (4, 5), 1, ranks[0]), pair((2, 3), (6, 7), 2, ranks[1])) == expected


def test_half_a_pair_is_a_code_of_its_own() -> None:
    assert roles(pair((0, 1), (4, 5), 1, 0)[:1]) == [(SINGLE, 1)]
    assert roles(pair((0, 1), (4, 5), 1, 0)[1:]) == [(SINGLE, 1)]


PIECES = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=8).map(
    lambda spans: [Piece(start=start, end=start + length, type=CodeType.URL) for start, length in spans]
)


@given(PIECES)
def test_of_pieces_that_overlap_the_outermost_and_first_is_kept(pieces: list[Piece]) -> None:
    kept = outermost(pieces)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert all(any(one.start < other.end and other.start < one.end for one in kept) for other in pieces)
    text = "x" * 30
    masked = mask_pieces(text, kept)
    assert len(masked) == len(text)
    assert masked.count(FILLER) == sum(one.end - one.start for one in kept)
    assert build(text, kept, Syntax.PLAIN).native == text


def test_what_stands_for_no_text_is_masked_as_a_tag() -> None:
    piece = Piece(start=1, end=3, type=CodeType.LIQUID, is_value=False)
    assert mask_pieces("abcd", [piece]) == f"a{TAG_FILLER * 2}d"
    assert mask_pieces("abcd", []) == "abcd"


@pytest.mark.parametrize(
    ("character", "is_one"), [("!", True), ("€", True), ("（", True), ("a", False), ("語", False), (" ", False)]
)
def test_what_markdown_counts_as_punctuation(character: str, is_one: bool) -> None:
    assert is_punctuation(character) is is_one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://shop.example/a", True),
        (" mailto:help@shop.example\n", True),
        ("help@shop.example", True),
        ("tel:+34900123456", True),
        ("(https://shop.example)", True),
        ("channel:web_form", True),
        ("Note:", False),
        ("Größe:XL", False),
        ("Внимание:ступень", False),
        ("/help/orders", False),
        ("and/or", False),
        ("See https://shop.example", False),
        ("@everyone", False),
        ("10:30", False),
        ("", False),
    ],
)
def test_an_address_is_one_word_and_nothing_else(text: str, expected: bool) -> None:
    assert is_address(text) is expected
