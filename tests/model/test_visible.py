"""Nothing that steers a terminal or hides in a name reaches a person unseen."""

from __future__ import annotations

import html
import json
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.model.visible import as_markup, json_text, visible, xml_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Grüße, 你好 👍", "Grüße, 你好 👍"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\\x0db"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\x00\x7f\x9fb", "a\\x00\\x7f\\x9fb"),
        ("\u202eexe.pdf", "\\u202eexe.pdf"),
        ("a\u200db\ufeff", "a\\u200db\\ufeff"),
        ("so\u00adft", "so\\xadft"),
        ("\u034f", "\\u034f"),
        ("\ud800", "\\ud800"),
        ("a\U000e0041", "a\\U000e0041"),
        ("\u00a0\u3000", "\u00a0\u3000"),
    ],
)
def test_what_is_hidden_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_what_is_shown_stays_as_it_is_when_it_is_shown_again(text: str) -> None:
    assert visible(visible(text)) == visible(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_json_is_read_back_as_the_same_value_and_hides_nothing(value: object) -> None:
    written = json_text(value)
    assert json.loads(written) == value
    assert visible(written) == written


def test_json_keeps_the_letters_of_people() -> None:
    assert json_text({"a": "é\u202e"}, indent=0) == '{\n"a": "é\\u202e"\n}'


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="<&\ufffe\uffff"), min_size=1))
def test_markup_and_xml_keep_every_character_for_their_readers(text: str) -> None:
    assert html.unescape(as_markup(text)) == text
    root = ElementTree.fromstring(f"<a>{xml_text(text)}</a>")
    assert root.text == text
    assert visible(as_markup(text)) == as_markup(text)


def test_what_has_no_reference_in_html_is_spelled_out() -> None:
    assert as_markup("a\u202e\x1b") == "a&#x202e;\\x1b"
