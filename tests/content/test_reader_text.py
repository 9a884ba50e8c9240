"""The words a reader sees, found without the code that finds units."""

from __future__ import annotations

import pytest

from locmem.content.reader_text import words, words_of_html, words_of_markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't pay, o’clock!", ["Don't", "pay", "o’clock"]),
        ("it's' a1b 2c 3", ["it's", "a1b", "c"]),
        ("", []),
        ("Ünïcode 日本語", ["Ünïcode", "日本語"]),
    ],
)
def test_a_word_begins_with_a_letter(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One *two*", "One two"),
        ("## One {#id}", "One"),
        ("- [ ] one\n- [x] two", "one two"),
        ("> [!NOTE]\n> one", "one"),
        ("!!! note\n    one", "one"),
        ('!!! note "title"\n    one', "title one"),
        (":::tip[title]\none\n:::", "title one"),
        ("| a | b |\n| - | - |\n| c | d |", "a b c d"),
        ("one `code` two", "one two"),
        ("```\ncode\n```\none", "one"),
        ("[text](address 'title')", "title text"),
        ("![alt](address)", "alt"),
        ("one[^1]\n\n[^1]: note", "one note"),
        ("term\n: meaning", "term meaning"),
        ("{% if x %}\none\n{% endif %}", "one"),
        ("one {{ x }} two", "one two"),
        ("one <!-- locmem:off --> off <!-- locmem:on --> two", "one two"),
        ("one <!-- locmem:off --> off", "one"),
    ],
)
def test_of_markdown_what_is_shown_or_read_out(text: str, expected: str) -> None:
    assert sorted(words_of_markdown(text)) == sorted(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>one</p><p>two</p>", "one two"),
        ("<p>o<b>n</b>e</p>", "one"),
        ("one<br>two", "one two"),
        ("<script>x</script>one", "one"),
        ("<pre><pre>x</pre>y</pre>one", "one"),
        ("<p translate=no>x <p>y</p></p>one", "one"),
        ('<img alt="one"><input placeholder="two" aria-label="three">', "one two three"),
        ('<link title="x">', ""),
        ('<b title="one">two</b>', "one two"),
        ("<code>x</code>one", "one"),
        ("one {{ x }} two{% if y %}three", "one two three"),
    ],
)
def test_of_html_what_is_shown_or_read_out(text: str, expected: str) -> None:
    assert list(words_of_html(text)) == expected.split()
