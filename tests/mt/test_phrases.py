"""The words in which two sources differ, where those are few and sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.model.inline import Inline, Syntax
from locmem.mt.phrases import changed_phrases, text_of, tokens


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def changed(old: str, new: str) -> list[tuple[str, str]]:
    return [(phrase.gone, phrase.came) for phrase in changed_phrases(md(old), md(new))]


@pytest.mark.parametrize(
    ("old", "new", "phrases"),
    [
        ("Ask for a refund today.", "Ask for a credit today.", [("refund", "credit")]),
        ("Open **Orders** to change it.", "Open **Invoices** to change it.", [("Orders", "Invoices")]),
        ("Ask for a refund.", "Ask for a full refund.", [("", "full")]),
        ("Ask for a full refund.", "Ask for a refund.", [("full", "")]),
        (
            "Read the letter. It is in the box.",
            "Read the message. It is in the folder.",
            [("letter", "message"), ("box", "folder")],
        ),
    ],
)
def test_a_word_or_two_that_changed_are_named(old: str, new: str, phrases: list[tuple[str, str]]) -> None:
    assert changed(old, new) == phrases


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Ask for it.", "Ask for it.", id="the same"),
        pytest.param("A set-up is free.", "A setup is free.", id="spelled in another way"),
        pytest.param("Go to orders.", "Go to Orders.", id="a capital"),
        pytest.param("You must pay.", "You must not pay.", id="a little word that turns the meaning"),
        pytest.param("Open the page.", "Open a page.", id="an article"),
        pytest.param("Open `orders` there.", "Open `invoices` there.", id="a code"),
        pytest.param("Open [it](a.md) there.", "Open [it](b.md) here.", id="a code and a word"),
        pytest.param("See it.", "See it in the long list of all our many open orders.", id="more than a phrase"),
        pytest.param("one two three four five", "six two seven four eight two nine", id="many places"),
    ],
)
def test_what_is_unsure_is_left(old: str, new: str) -> None:
    assert changed(old, new) == []


@given(st.text(alphabet="ab .,*`[](){}-\n", max_size=30))
def test_every_word_stands_where_it_says(text: str) -> None:
    content = md(text)
    for token in tokens(content):
        if token.is_text:
            assert text_of(content, (token,)) == token.key
