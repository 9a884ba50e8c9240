"""A tag in a string that its file spells with escapes is read as the string says it, and its faults are shown there."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.liquid import scan
from locmem.model.finding import Finding

JSON = '{"a": {"text": "%s"}}'


def faults(path: str, text: str) -> list[Finding]:
    kind = {"json": "macro", "yaml": "macro", "md": "markdown", "html": "html"}[path.rpartition(".")[2]]
    found = KINDS[kind].read(text, path, ReadOptions()).findings
    return [finding for finding in found if finding.check == "liquid-syntax"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("m.json", JSON % r"Hi {{ x | default: \"there\" }}!"),
        ("m.json", JSON % r"{% if x == \"a\" %}\nHallo\n{% endif %}\t{{ y | default: \"du\" }}"),
        ("m.json", JSON % r"{% include n.html content=\"注意 \u3042\" %}"),
        ("m.json", JSON % r"{{ x | default: \"a\" }} {% include n.html content=\"C:/a\" %} \\ {{ y }}"),
        ("m.json", '[\r\n\t{"reply": "¡Hola, {{ x | default: \\"cliente\\" }}!"},\r\n\t{"reply": "{{ y }}"}\r\n]\r\n'),
        ("m.yaml", 'text: "{% if x == \\"a\\" %}\\nHi you\\n{% endif %}"\n'),
        ("m.yaml", "text: 'Hi {{ x | default: ''there'' }}, it''s {% if y == ''b'' %}so{% endif %}'\n"),
        ("m.yaml", 'a: &a "{{ x | default: \\"there\\" }} now"\nb:\n  text: *a\n'),
        ("m.yaml", 'actions:\n- field: comment_value_html\n  value: ["all", "<p>{{ x | default: \\"du\\" }}</p>"]\n'),
        ("a.md", '---\ntitle: "Hi {{ x | default: \\"there\\" }}!"\n---\nText {{ y }}\n'),
        ("a.md", '+++\ntitle = "Hi {{ x | default: \\"there\\" }}!"\n+++\nText\n'),
        ("a.md", '{"title": "Hi {{ x | default: \\"there\\" }}!"}\n\nText\n'),
        ("a.html", '---\nseo:\n  title: "Hi {{ x | default: \\"there\\" }}!"\n---\n<p>Text</p>\n'),
    ],
)
def test_a_whole_tag_in_an_escaped_string_is_no_fault(path: str, text: str) -> None:
    assert scan(text).problems or "''" in text
    assert faults(path, text) == []


@pytest.mark.parametrize(
    ("path", "text", "place", "caret"),
    [
        ("m.json", JSON % r"\"Hi\" {% if x\nand more", (1, 24), "{% if"),
        (
            "m.json",
            '{"a": {"text": "{{ x | default: \\"a\\" }}"},\n "b": {"text": "\\"{% if x %}"}}',
            (2, 19),
            "{% if x %}",
        ),
        ("m.yaml", 'text: "{{ x | default: \\"a\\" }}"\nb:\n  text: "{{ y"\n', (3, 10), "{{ y"),
        ("a.md", '---\ntitle: "\\"{{ x | default: \\"a\\" }}"\n---\nText {% if x %}\n', (4, 6), "{% if x %}"),
        ("m.json", JSON % r"\u00e9 {{ x | default: \"a\" | ^ }}", (1, 24), ""),
    ],
)
def test_a_fault_is_shown_where_it_stands_in_the_file(path: str, text: str, place: tuple[int, int], caret: str) -> None:
    (fault,) = faults(path, text)
    assert (fault.location.line, fault.location.column) == place
    line, carets = fault.excerpt.splitlines()
    shown = line[len(carets) - len(carets.lstrip()) : len(carets)]
    assert shown == (caret or r"{{ x | default: \"a\" | ^ }}")


def test_a_file_without_escapes_is_read_once_and_as_it_is() -> None:
    text = "text: 'Hi {{ x'\nb: {text: \"{{ y }}\"}\n"
    assert [(one.location.line, one.location.column) for one in faults("m.yaml", text)] == [(1, 11)]
