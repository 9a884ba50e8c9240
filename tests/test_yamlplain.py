"""What is read without a parser is read as the parser reads it, or left to the parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.yamlfile import YamlScalar, YamlSequence, parse
from locmem.yamlplain import plain_mapping

NAMES = ["a", "title", "B_1", "x-y", "cSpell:ignore", "null", "no", "1", "é", "- a", '"q"', "a b", "?", ""]
VALUES = [
    "word", "two words", "Don't", "a: b", "a:b", "a #b", "a#b", "#c", "null", "~", "true", "No", "12", "012", "1.5",
    "1e3", "505e2d", "3040a67e", "0x1f", "1_0", "2026-11-21", "é ü", "日本語", '"q u"', '"q\\n"', "'it''s'", "'s'",
    '"a" b', "[a, b]", "[]", '[ a b , \'c\' ,"d"]', "[a, [b]]", "[1]", "[no]", "[a,]", "[a", "{a: b}", "/js",
    "[/js, x.y]", "&a b", "*a", "!!str a", "| ", ">-", ">", "|", ">- # c", "a ", "  a", "a\tb", "a\xa0b",
    "a\u2028b", "a\x00", ".inf", "word", "-", "?", "a,b", "(x)", "*x*", "a - b", "a]", "https://a.example/b#c",
    "a:", ":a", "<<", "=", "%a", "@a", "`a",
]  # fmt: skip
LINES = [
    "  more", "    deeper words", "  (in brackets)", "  - item", "  key: value", "  # comment", "# comment", "",
    "   ", "  a: ", "\tb", "  12", "---", "...", '  "quoted" word', "  'x'", "  a #b", "  word  ", " ]", "  [a, b]",
    "  null",
]  # fmt: skip
AFTER = ["", "\nb: c", "\n  more", "\n  more\n  and more\nb: c", "\n    one\n  two", "\n\n  x"]

entries = st.tuples(st.sampled_from(NAMES), st.sampled_from([*VALUES, ""]), st.sampled_from(["", " ", "\r"])).map(
    lambda parts: f"{parts[0]}: {parts[1]}{parts[2]}".replace(": \r", ":\r")
)
texts = st.lists(st.one_of(entries, entries, st.sampled_from(LINES)), max_size=7).map("\n".join)


@given(texts, st.sampled_from(["", "\n", "\r\n"]))
def test_it_agrees_with_the_parser_or_leaves_the_text_to_it(text: str, end: str) -> None:
    found = plain_mapping(text + end, "f", line_offset=1, offset=4)
    if found is not None:
        assert found == parse(text + end, "f", line_offset=1, offset=4)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("after", AFTER)
def test_each_value_is_read_as_the_parser_reads_it_or_not_at_all(value: str, after: str) -> None:
    for text in (f"a: {value}{after}\n", f"a: {value}{after}\n".replace("\n", "\r\n"), f"a:\n  {value}{after}\n"):
        found = plain_mapping(text, "f")
        if found is not None:
            assert found == parse(text, "f")


def test_usual_front_matter_needs_no_parser() -> None:
    text = (
        "title: Refunds, and how long they take\nslug: 'refunds'\nweight: 20\ndraft: false\ntags: [a, \"b c\"]\n"
        "description:\n  How long it takes\n  (in days).\nsummary: >-\n  Folded: text\n  with # marks\n"
    )
    found = plain_mapping(text, "f")
    assert found is not None
    values = {name.text: value.value for name, value in found.entries if isinstance(value, YamlScalar)}
    assert values == {
        "title": "Refunds, and how long they take", "slug": "refunds", "weight": 20, "draft": False,
        "description": "How long it takes (in days).", "summary": "Folded: text with # marks",
    }  # fmt: skip
    tags = found.find("tags")
    assert isinstance(tags, YamlSequence)
    assert [item.text for item in tags.items if isinstance(item, YamlScalar)] == ["a", "b c"]


def test_names_that_stand_twice_are_left_to_the_parser() -> None:
    assert plain_mapping("a: b\na: c\n", "f") is None
    with pytest.raises(InputErrors, match="stands twice"):
        parse("a: b\na: c\n", "f")
