from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import UsageError
from locmem.inline.protect import parse
from locmem.memory.concordance import Side, concordance
from locmem.memory.store import open_memory
from locmem.model.inline import Syntax
from locmem.model.match import Entry


def entry(source: str, target: str = "x", locale: str = "es") -> Entry:
    return Entry(
        source=parse(source, Syntax.MARKDOWN),
        target=parse(target, Syntax.MARKDOWN),
        source_locale="en",
        locale=locale,
    )


def found(words: str, *entries: Entry, side: Side = Side.SOURCE) -> list[list[str]]:
    """The highlighted words of each hit."""
    return [[hit.text[start:end] for start, end in hit.highlights] for hit in concordance(entries, words, side)]


@pytest.mark.parametrize(
    ("words", "source", "expected"),
    [
        ("refund window", "The window for a refund. Refund!", [["window", "refund", "Refund"]]),
        ('"refund window"', "The **refund** window is short", [["refund window"]]),
        ('"refund window"', "The window for a refund", []),
        ("cafe", "Café Zoé", [["Café"]]),
        ("CAFÉ", "cafe", [["cafe"]]),
        ("strasse", "Straße 5", [["Straße"]]),
        ("refund", "refunds are refunded", []),
        ("refund nothing", "refund", []),
        ("“bank account” fee", "A fee for your bank   account", [["fee", "bank   account"]]),
        ("[a]", "a b", []),
        ("market select", "Select {{ market.name }} now", [["Select", "market"]]),
    ],
)
def test_words_and_phrases_are_found_and_shown(words: str, source: str, expected: list[list[str]]) -> None:
    assert found(words, entry(source)) == expected


def test_the_target_is_searched_when_asked() -> None:
    stored = entry("refund", "reembolso")
    assert found("reembolso", stored, side=Side.TARGET) == [["reembolso"]]
    assert found("reembolso", stored) == []


def test_japanese_is_found_inside_a_sentence_and_in_any_width() -> None:
    stored = entry("x", "返金の期間は30日です。ギガ", locale="ja")
    assert found("返金 ３０日", stored, side=Side.TARGET) == [["返金", "30日"]]
    assert found("期間", stored, side=Side.TARGET) == [["期間"]]
    assert found("キカ", stored, side=Side.TARGET) == []


@pytest.mark.parametrize("words", ["", "  ", '""'])
def test_nothing_to_look_for_is_said(words: str) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        concordance([], words)


@given(st.lists(st.text(st.characters(categories=("Lu", "Ll", "Lo"))), min_size=1, max_size=6), st.data())
def test_every_word_of_a_text_is_found_where_it_stands(words: list[str], data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", " ".join(word for word in words if word))
    if not text:
        return
    word = data.draw(st.sampled_from(text.split(" ")))
    for hit in concordance([entry(text)], f'"{word}"'):
        assert word in [hit.text[start:end] for start, end in hit.highlights]
        break
    else:
        raise AssertionError(f"{word!r} was not found in {text!r}")


def test_a_memory_is_searched_in_one_locale_or_all() -> None:
    with TemporaryDirectory() as folder, open_memory(Path(folder) / "memory.db", durable=False) as memory:
        memory.add(
            [entry("Refund window", "Plazo"), entry("Refund window", "返金の期間", "ja"), entry("Help", "Ayuda")]
        )
        assert len(memory.concordance("refund")) == 2
        assert len(memory.concordance("refund", limit=1)) == 1
        (hit,) = memory.concordance("期間", side="target", target="ja")
        assert (hit.entry.locale, hit.highlights) == ("ja", ((3, 5),))
