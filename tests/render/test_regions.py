"""Which parts of a file are templates, and when YAML need not be read again."""

from __future__ import annotations

import pytest

from locmem.model.inline import Syntax
from locmem.render.regions import regions, templates, title_of

SOURCE = "---\ntitle: Tax\nslug: tax\n---\n\nBody.\n"


def keys(text: str, source: str = SOURCE) -> list[str]:
    return [region.key for region in templates(text, source, "articles/page.md", "markdown")[0]]


def test_front_matter_of_a_translation_without_liquid_is_not_read_again() -> None:
    assert keys("---\ntitle: Steuer\nslug: tax\n---\n\nText.\n") == [""]
    assert keys(SOURCE) == ["title", "slug", ""]


@pytest.mark.parametrize("title", ["'{{ market.code }}'", "'{% if market.code %}'", r'"\x7b{ market.code }}"'])
def test_front_matter_that_may_have_liquid_is(title: str) -> None:
    assert keys(f"---\ntitle: {title}\nslug: tax\n---\n\nText.\n") == ["title", "slug", ""]


def test_what_cannot_be_read_in_the_source_is_reported_of_the_translation_too() -> None:
    broken = SOURCE.replace("Tax", "'Tax")
    found, problems = templates(broken.replace("Body", "Text"), broken, "articles/page.md", "markdown")
    assert problems
    assert [region.key for region in found] == [""]


def test_the_body_is_the_same_either_way() -> None:
    text = "---\ntitle: Steuer\n...\nText with {{ market.code }}.\n"
    assert templates(text, SOURCE, "a.md", "markdown")[0][-1] == regions(text, "a.md", "markdown")[0][-1]


def test_a_title_is_decoded() -> None:
    assert title_of("---\ntitle: 'It''s \"tax\"'\n---\nBody.\n", "a.md", "markdown") == 'It\'s "tax"'
    assert title_of("Body.\n", "a.md", "markdown") == ""


@pytest.mark.parametrize(
    ("text", "path", "kind", "title"),
    [
        ('{"name": "Hi", "body": "Hello"}', "a.json", "macro", "Hi"),
        ("name: Hi\ntitle: Ho\n", "a.yaml", "macro", "Ho"),
        ("- name: Hi\n  body: x\n", "a.yaml", "macro", ""),
        ("---\nname: Hi\n---\nBody.\n", "a.md", "markdown", ""),
    ],
)
def test_a_saved_reply_may_call_its_title_a_name(text: str, path: str, kind: str, title: str) -> None:
    assert title_of(text, path, kind) == title


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("actions:\n- {field: side_conversation, value: [A, <b>b</b>, x, text/html]}\n", ["actions[0].value[1]"]),
        ("actions:\n- {field: side_conversation, value: [A, <b>b</b>, x, text/plain]}\n", []),
        ("actions:\n- {field: comment_value, value: <b>b</b>}\n", []),
        ("- body_html: a & b\n  body: a <b>\n  text: Hi <name>\n", ["[0].body_html", "[0].body"]),
        ("refund: {text: <p>a</p>}\nlate: {text: a}\n", ["refund.text"]),
    ],
)
def test_values_that_hold_html_are_rendered_as_such(text: str, html: list[str]) -> None:
    found, _ = regions(text, "a.yaml", "macro")
    assert [region.key for region in found if region.syntax is Syntax.HTML] == html


@pytest.mark.parametrize(
    ("text", "keys", "written"),
    [
        ("+++\ntitle = '{{ x }}'\n[seo]\ntitle = \"y\"\n+++\nB", ["title", "seo.title", ""], '"It\'s"'),
        ('{\n"title": "{{ x }}", "n": 1\n}\nB', ["title", ""], '"It\'s"'),
        ("---\ntitle: '{{ x }}'\n---\nB", ["title", ""], "'It''s'"),
    ],
    ids=["toml", "json", "yaml"],
)
def test_texts_of_any_front_matter_are_regions_and_the_body_is_the_rest(
    text: str, keys: list[str], written: str
) -> None:
    found, problems = regions(text, "a.md", "markdown")
    assert problems == ()
    assert [region.key for region in found] == keys
    assert (found[0].template, found[0].syntax, found[-1].template) == ("{{ x }}", Syntax.PLAIN, "B")
    assert found[0].encoded(text, "It's") == written
    assert text[found[0].start : found[0].end].strip("'\"") == "{{ x }}"


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-01T10:00:00+01:00",
        "2024-03-01t10:00:00Z",
        "2024-03-01 10:00:00.5-05:30",
        "2024-03-01T10:00:00",
        "2024-03-01",
        "10:30:00",
        "[2024-03-01T10:00:00Z, 10:30:00]",
        "{ at = 2024-03-01 10:00:00+01:00, every = 07:32:00.25 }",
        "0x1F",
        "+1_000",
        "6.5e-3",
        "inf",
        "nan",
        "true",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_values_of_toml_that_are_no_strings_are_never_templates(value: str, line_end: str) -> None:
    text = f'+++\ntitle = "Page"\nvalue = {value}\n[params]\nvalue = {value} # said\n+++\n\nBody.\n'
    found, problems = regions(text.replace("\n", line_end), "a.md", "markdown")
    assert problems == ()
    assert [region.key for region in found] == ["title", ""]


def test_what_a_help_desk_fills_in_is_the_text_of_actions_alone() -> None:
    text = (
        "title: T\nactions:\n  - {field: comment_value, value: a}\n  - {field: subject, value: b}\n"
        "  - {field: comment_value_html, value: [channel:all, c]}\n  - {field: status, value: d}\nnote: e\n"
    )
    answers = [region.template for region in regions(text, "macros/m.yaml", "macro")[0] if region.is_answer]
    assert answers == ["a", "b", "channel:all", "c"]
    page = "---\nfield: comment_value\nvalue: a\n---\n\nb\n"
    assert not any(region.is_answer for region in regions(page, "articles/a.md", "markdown")[0])
