from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax
from locmem.similarity import differences, similarity, token_similarity, word_count, words


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("", "", 100),
        ("refund", "refund", 100),
        ("abc", "xyz", 0),
        ("0123456789", "012345678x", 90),
        ("ab", "a", 50),
    ],
)
def test_similarity_is_a_percent_of_the_longer_text(a: str, b: str, expected: float) -> None:
    assert similarity(a, b) == pytest.approx(expected)


@given(st.text(), st.text())
def test_similarity_is_symmetric_and_100_only_for_equal_texts(a: str, b: str) -> None:
    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 100
    assert (similarity(a, b) >= 100) is (a == b)


def test_token_similarity_counts_whole_words() -> None:
    assert token_similarity(("pay", "in", "euros", "now"), ("pay", "in", "dollars", "now")) == pytest.approx(75)


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Don't pay 1,234.50 € at 10:30!", "en", ["Don't", "pay", "1,234.50", "€", "at", "10:30", "!"]),
        ("e-mail and/or post", "en", ["e-mail", "and", "/", "or", "post"]),
        ("our 支付宝 wallet", "en", ["our", "支付宝", "wallet"]),
        ("返金は30日以内、PayPalで", "ja", [*"返金は", "30", *"日以内、", "PayPal", "で"]),
        ("ที่นี่ดี", "th", ["ที่", "นี่", "ดี"]),
        ("हिन्दी में", "hi", ["हिन्दी", "में"]),
        ("결제 수단", "ko", ["결제", "수단"]),
        (" \n\t ", "en", []),
    ],
)
def test_words(text: str, locale: str, expected: list[str]) -> None:
    assert list(words(text, locale)) == expected


@given(st.text(), st.sampled_from(["en", "ja", "th", "hi"]))
def test_every_visible_character_is_in_some_token(text: str, locale: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert "".join(words(text, locale)) == "".join(composed.split())
    assert words(unicodedata.normalize("NFD", text), locale) == words(composed, locale)


def test_codes_and_punctuation_cost_nothing_and_a_number_is_one_word() -> None:
    bold = Code(id=1, role=CodeRole.OPEN, type=CodeType.BOLD, original="**", identity="bold")
    name = Code(id=2, role=CodeRole.SINGLE, type=CodeType.LIQUID, original="{{ a b c }}", identity="liquid a")
    space = Code(id=0, role=CodeRole.SINGLE, type=CodeType.ENTITY, original="&nbsp;", identity="", text="\u00a0")
    content = Inline(syntax=Syntax.MARKDOWN, parts=("Dear ", name, ", pay ", bold, "1,000.50", space, "€ – now!"))
    assert word_count(content, "en") == 4


def test_an_escaped_letter_does_not_split_a_word() -> None:
    escape = Code(id=0, role=CodeRole.SINGLE, type=CodeType.ENTITY, original="&eacute;", identity="", text="é")
    assert word_count(Inline(syntax=Syntax.HTML, parts=("caf", escape, "s")), "en") == 1


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Pay within 14 days.", "en", 4),
        ("30日以内", "ja", 4),
        ("ดี 5", "th", 2),
        ("", "en", 0),
        ("– … !", "en", 0),
    ],
)
def test_word_count_of_text(text: str, locale: str, expected: int) -> None:
    assert word_count(text, locale) == expected


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_what_differs_put_in_place_of_what_differed_makes_the_other(a: list[str], b: list[str]) -> None:
    made = list(a)
    for gone, came in reversed(differences(a, b)):
        made[gone] = b[came]
    assert made == b
    assert (differences(a, b) == ()) is (a == b)
