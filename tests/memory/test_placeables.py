from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.placeables import PlaceableKind, mask, placeables
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 14 days", "NUMBER 14"),
        ("pay €1,234.50 or 10 %", "NUMBER 1,234.50 · NUMBER 10"),
        ("open 10:30-18:00", "NUMBER 10:30 · NUMBER 18:00"),
        ("1 000 and 1\u202f000.", "NUMBER 1 · NUMBER 000 · NUMBER 1\u202f000"),
        ("since 2026-11-21 or 21/11/2026", "DATE 2026-11-21 · DATE 21/11/2026"),
        ("since 1/2/26 or 21.11.2026", "DATE 1/2/26 · DATE 21.11.2026"),
        ("version 3.50.7", "NUMBER 3.50.7"),
        ("see https://a.example/b?c=1, or www.b.example.", "URL https://a.example/b?c=1 · URL www.b.example"),
        ("write to help@shop.example.com!", "EMAIL help@shop.example.com"),
        ("order RMA-2041, form VAT_ES", "IDENTIFIER RMA-2041 · IDENTIFIER VAT_ES"),
        ("2FA, order_id, A4", "IDENTIFIER 2FA · IDENTIFIER order_id · IDENTIFIER A4"),
        ("a 30-day trial", "NUMBER 30"),
        ("注文ABC123は30日", "IDENTIFIER ABC123 · NUMBER 30"),
        ("no values, e-mail and/or post", ""),
    ],
)
def test_placeables(text: str, expected: str) -> None:
    found = placeables(plain(text))
    assert " · ".join(f"{placeable.kind.name} {placeable.text}" for placeable in found) == expected


def test_values_in_codes_are_not_placeables() -> None:
    link = Code(id=1, role=CodeRole.OPEN, type=CodeType.LINK, original="[", identity="link /14")
    assert placeables(Inline(syntax=Syntax.MARKDOWN, parts=("1 ", link, "x"))) == placeables(plain("1 "))


@given(st.text(alphabet="a1-_.,:/@ é日€%w"))
def test_every_digit_is_in_a_placeable_and_nothing_else_is_masked(text: str) -> None:
    assert "1" not in mask(text, dict.fromkeys(PlaceableKind, ""))
    assert mask(text.replace("1", ""), dict.fromkeys(PlaceableKind, "#")).count("#") == len(
        placeables(plain(text.replace("1", "")))
    )


@pytest.mark.parametrize("text", ["a" * 200_000, "a-" * 100_000, "1." * 100_000, "a." * 100_000 + "@", "_" * 200_000])
def test_long_words_do_not_hang_the_search(text: str) -> None:
    assert len(placeables(plain(text))) <= 1
