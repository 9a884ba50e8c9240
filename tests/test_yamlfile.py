from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from locmem.errors import InputErrors
from locmem.yamlfile import YamlMapping, YamlScalar, parse


def scalar(text: str) -> YamlScalar:
    node = parse(f"key: {text}\n", "a.yaml")
    assert isinstance(node, YamlMapping)
    value = node.find("key")
    assert isinstance(value, YamlScalar)
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("0123", 123),
        ("'0123'", "0123"),
        ("1.10", Decimal("1.10")),
        ("true", True),
        ("~", None),
        ("2026-11-21", date(2026, 11, 21)),
        ("'2026-11-21'", "2026-11-21"),
    ],
)
def test_values_are_what_yaml_1_2_says(text: str, value: object) -> None:
    assert scalar(text).value == value


def test_nodes_know_their_place() -> None:
    text = "a: 1\nb:\n  - x\n  - 'y z'\n"
    node = parse(text, "a.yaml", line_offset=10, offset=100)
    assert isinstance(node, YamlMapping)
    items = node.find("b")
    last = items.items[1]  # type: ignore[union-attr]
    assert (last.line, last.column, last.key) == (14, 5, "b[1]")
    assert text[last.start - 100 : last.end - 100] == "'y z'"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b: c\n", r"a\.yaml:1:5: not valid YAML.*Put quotes"),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", r"a\.yaml:2:1: .*<<<<<<< HEAD.*merge.*Keep what"),
        (
            'a: 1\nb: "x\nc: 2\nd: 3\n',
            r"a\.yaml:2:4: not valid YAML: the quote that begins here is never closed\. Close",
        ),
        ('a: 1\nb: "x\nc: 2\nd: "y"\n', r"a\.yaml:2:4: not valid YAML: the quote that begins here is never closed"),
        ("a:\n\t- b\n", r"a\.yaml:2:1: not valid YAML.*blanks, not tabs"),
        ("a: !!python/object:os.system x\n", r"a\.yaml:1:4 a: the tag .* is not allowed"),
        ("a: 1\n---\nb: 2\n", r"a\.yaml:2:1: not valid YAML"),
        ("a: 2026-02-30\n", r"a\.yaml:1:4 a: 2026-02-30 is not a day of the calendar"),
        ("a: [" * 70 + "]" * 70, r"nested more than 64 levels|not valid YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InputErrors, match=message):
        parse(text, "a.yaml")


def test_all_double_keys_of_a_file_are_named_at_once() -> None:
    with pytest.raises(InputErrors) as caught:
        parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", "a.yaml")
    assert [str(problem) for problem in caught.value.problems] == [
        "a.yaml:2:11 b: the key 'c' stands twice, first on line 2. Keep one of them.",
        "a.yaml:3:1: the key 'a' stands twice, first on line 1. Keep one of them.",
    ]


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(InputErrors, match="an alias is used more than 100 times"):
        parse("\n".join(lines), "a.yaml")


@pytest.mark.parametrize("text", ["1" * 5000, "1e999999", "-1e-999999"])
def test_a_number_nobody_can_print_is_text(text: str) -> None:
    assert scalar(text).value == text


def test_a_pattern_without_quotes_is_told_to_have_some() -> None:
    with pytest.raises(InputErrors, match=r"Put quotes round a value that begins with \*"):
        parse("files: **/*.md\n", "locmem.yaml")
