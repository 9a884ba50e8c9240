"""A Markdown body made ready for the parser: lines of tags are out, and every place is known in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.markdown_source import Source, source_of
from locmem.inline.liquid import scan


def made(text: str, start: int = 0) -> Source:
    return source_of(text, start, scan(text).tags)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a\nb", (0, 1)),
        ("a\n{% if x %}\nb\n{% endif %}\nc", (0, 2, 4)),
        ("> a\n> {% if x %}\n> b", (0, 2)),
        ("a\n{% if x %} {# c #}\nb", (0, 2)),
        ("a\n{% if x %} b\nc", (0, 1, 2)),
        ("a\n{{ x }}\nb", (0, 1, 2)),
        ("a\n{{< x >}}\nb", (0, 2)),
        ("a\n\nb", (0, 1, 2)),
        ("a\n{% comment %}\nhidden\n{% endcomment %}\nb", (0, 2)),
        ("", ()),
    ],
)
def test_lines_of_nothing_but_tags_are_taken_out(text: str, numbers: tuple[int, ...]) -> None:
    assert made(text).numbers == numbers


def test_tags_that_stay_are_masked_at_their_own_length() -> None:
    source = made("a {{ x | y }} *b*")
    assert source.text.startswith("a ")
    assert source.text.endswith(" *b*")
    assert "x" not in source.text
    assert len(source.text) == len("a {{ x | y }} *b*")


LINES = st.lists(st.sampled_from(["a", "> b", "{% if x %}", "{% endif %}", "{{ x }}", "", "- c {{ y }}"]), max_size=8)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_character_that_is_read_has_its_place_in_the_file(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    source = made(text)
    for line, (start, written) in enumerate(zip(source.starts, source.text.split("\n"), strict=False)):
        for offset, character in enumerate(written):
            origin = source.origin(line, start + offset)
            assert character == text[origin] or "{{" in text
            assert source.line_at(origin) == line


def test_every_line_begins_where_it_stands_in_the_text_that_is_parsed() -> None:
    source = made("ab\n{% if x %}\nc {% if y %} d\ne")
    parsed = source.text.split("\n")
    assert [source.text[start:].split("\n")[0] for start in source.starts] == parsed
    assert source.starts == (0, 3, 18)
    assert source.origins == (0, 14, 29)
    assert made("a {% if x %}{% if y %} b\nc").numbers == (0, 1)


def test_a_body_begins_where_it_is_told_to() -> None:
    source = made("---\na\n---\nbody", 10)
    assert (source.text, source.origins) == ("body", (10,))
    assert source.line_at(0) == 0
