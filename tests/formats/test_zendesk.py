"""Exports of a help desk: read as their API gives them, and everything wrong named at once with its JSON path."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.formats.zendesk import read_export


def problems(content: object) -> list[str]:
    with pytest.raises(InputErrors) as error:
        read_export(json.dumps(content).encode(), "export.json")
    return [str(problem) for problem in error.value.problems]


def test_what_the_api_says_more_is_left_alone() -> None:
    article = {"id": 1, "locale": "en-us", "title": "T", "body": None, "section_id": None, "label_names": None}
    export = read_export(json.dumps({"articles": [article], "count": 1, "next_page": None}).encode(), "e.json")
    [one] = export.articles
    assert (one.id, one.title, one.body, one.section, one.labels, one.source_locale) == (1, "T", "", 0, (), "en-us")


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert read_export('\ufeff{"macros": []}'.encode(), "e.json").macros == ()


def test_every_problem_is_named_at_once_with_its_place() -> None:
    content = {
        "articles": [
            {"id": 1, "locale": "en-us", "title": "A"},
            {"id": "2", "locale": 5, "title": "", "draft": "no"},
            {"id": 1, "locale": "en-us", "title": "B", "label_names": ["x", 7]},
            "three",
        ],
        "translations": {"id": 1},
        "macros": [{"id": 3, "title": "M", "actions": [{"value": "a\x00b"}, {"field": "x", "value": ["\ud800"]}]}],
        "dynamic_content": [{"id": 4, "name": "D", "variants": [{"locale_id": True}]}, {}],
    }
    assert problems(content) == [
        "export.json articles[1].locale: this is a number. Text belongs here.",
        'export.json articles[1].id: "2" is no id. A positive whole number belongs here.',
        "export.json articles[1].title: this is missing. See docs/reference/zendesk.md for what it should hold.",
        "export.json articles[1].draft: this is text. true or false belongs here.",
        "export.json articles[2].label_names[1]: this is a number. Text belongs here.",
        "export.json articles[3]: this is text. An object `{…}` belongs here.",
        "export.json translations: this is an object. A list `[…]` belongs here.",
        "export.json macros[0].actions[0].field: this is missing. See docs/reference/zendesk.md for what "
        "it should hold.",
        "export.json macros[0].actions[0].value: a NUL character stands in the text. Mend it in Zendesk.",
        "export.json macros[0].actions[1].value[0]: half of a character outside the basic plane stands in the text. "
        "Mend it in Zendesk.",
        "export.json dynamic_content[0].variants[0].locale_id: true is no id. A positive whole number belongs here.",
        "export.json dynamic_content[1].id: this is missing. See docs/reference/zendesk.md for what it should hold.",
        "export.json dynamic_content[1].name: this is missing. See docs/reference/zendesk.md for what it should hold.",
        "export.json articles[2]: the same as articles[0]: 1. Keep one of them.",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"articles": [', "export.json:1:15: not valid JSON: Expecting value. Export it again; is it cut off?"),
        (b'{"articles":\n "\xff"}', "export.json:2: this is not UTF-8. Save the file as UTF-8."),
        (b"[" * 100_000, "export.json: not valid JSON: nested too deeply, or a number too long."),
        (b"[]", "export.json: this is a list. An object `{…}` belongs here."),
    ],
)
def test_files_that_are_no_export_are_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(InputErrors) as error:
        read_export(data, "export.json")
    assert str(error.value) == said


def test_an_object_of_something_else_is_told_what_is_expected() -> None:
    [said] = problems({"tickets": []})
    assert "none of the keys articles, sections, translations, macros, dynamic_content is there" in said


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "title", "name", "locale", "actions", "variants", "field"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["articles", "sections", "translations", "macros", "dynamic_content"]), JSON))
def test_no_content_brings_the_reader_down(content: object) -> None:
    with suppress(InputErrors):
        read_export(json.dumps(content).encode(), "export.json")


def test_a_sign_that_no_file_can_hold_is_found_in_a_value_of_any_shape() -> None:
    value = [{"deep": {"text": "\ud800"}}, "whole", 7]
    content = {"macros": [{"id": 3, "title": "M", "actions": [{"field": "x", "value": value}]}]}
    [problem] = problems(content)
    assert "macros[0].actions[0].value[0].deep.text" in problem
    assert "half of a character" in problem
