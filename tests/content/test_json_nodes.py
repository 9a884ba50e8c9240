"""JSON as a tree of nodes with places, the same values as any reader of JSON gives."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.json_nodes import parse_json
from locmem.errors import InputErrors
from locmem.yamlfile import MAX_DEPTH, YamlMapping, YamlNode, YamlScalar, YamlSequence

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def value_of(node: YamlNode) -> object:
    if isinstance(node, YamlMapping):
        return {name.text: value_of(value) for name, value in node.entries}
    if isinstance(node, YamlSequence):
        return [value_of(item) for item in node.items]
    assert isinstance(node, YamlScalar)
    return node.value


@given(VALUES, st.sampled_from([None, 2, "\t"]), st.booleans())
def test_a_tree_holds_the_values_of_the_text(value: object, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert value_of(parse_json(text, "a.json")) == value


TEXT = '{"a": 1.50,\n\t"b": [true, "x\\n\\u00e9"],\n "c": {"d": null}}'


def test_every_value_has_its_place_its_key_and_its_own_characters() -> None:
    root = parse_json(TEXT, "a.json")
    assert isinstance(root, YamlMapping)
    (_, number), (name, items), (_, inner) = root.entries
    assert isinstance(number, YamlScalar)
    assert (number.value, number.text, number.style, number.key) == (Decimal("1.50"), "1.50", "", "a")
    assert (name.text, name.line, name.column, name.style) == ("b", 2, 2, '"')
    assert isinstance(items, YamlSequence)
    assert [(item.key, TEXT[item.start : item.end]) for item in items.items] == [
        ("b[0]", "true"),
        ("b[1]", '"x\\n\\u00e9"'),
    ]
    assert TEXT[items.start : items.end] == '[true, "x\\n\\u00e9"]'
    assert isinstance(inner, YamlMapping)
    [(_, deep)] = inner.entries
    assert (deep.key, deep.line, TEXT[inner.start : inner.end]) == ("c.d", 3, '{"d": null}')
    assert (root.start, root.end) == (0, len(TEXT))


def problems(text: str) -> list[str]:
    with pytest.raises(InputErrors) as error:
        parse_json(text, "a.json")
    return [str(problem) for problem in error.value.problems]


def test_every_key_that_stands_twice_is_named_with_its_line() -> None:
    assert problems('{"a": 1,\n "a": 2, "b": {"c": 1, "c": 2}}') == [
        "a.json:2:2: the key 'a' stands twice. Keep one of them.",
        "a.json:2:24 b: the key 'c' stands twice. Keep one of them.",
    ]


@pytest.mark.parametrize(
    ("text", "place"), [('{"a": }', "a.json:1:7: not valid JSON"), ("", "a.json:1:1: not valid"), ("[1,]", "a.json:1:")]
)
def test_broken_json_is_told_with_its_place(text: str, place: str) -> None:
    [problem] = problems(text)
    assert problem.startswith(place)


def test_only_so_many_levels_are_read() -> None:
    parse_json("[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH, "a.json")
    [problem] = problems("[" * (MAX_DEPTH + 1) + "1" + "]" * (MAX_DEPTH + 1))
    assert f"nested more than {MAX_DEPTH} levels deep" in problem
    assert "nested too deeply" in problems("[" * 200_000 + "]" * 200_000)[0]
