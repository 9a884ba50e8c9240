"""TOML as a tree with places: the same values as Python's reader gives, each where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal

import pytest

from locmem.content.frontmatter import scalars_of
from locmem.content.toml_nodes import parse_toml
from locmem.errors import InputErrors

TABLES = """\
# a comment with "quotes" = 1
title = "One" # another
"a b".'c.d' = 'Two'
day = 2026-01-01
time = 2026-01-01 10:00:00Z
share = 1.50
is_draft = true
list = [ "a", # said
  'b', ["c", {d = "e"}], ]
[seo]
title = '''Three'''
[[menu.main]]
name = "Four"
[[menu.main]]
name = "Five"
[menu.main.params]
icon = "six"
[seo.deep]
"日本" = "Seven"
"""


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{number}]")
    else:
        yield path, value


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("before", ["", "+++\n"])
def test_every_value_is_found_where_it_stands(before: str, line_end: str) -> None:
    source = TABLES.replace("\n", line_end)
    text = before + source + "+++"
    node = parse_toml(text, "a.md", len(before), len(before) + len(source))
    found = {leaf.key: leaf for leaf, _ in scalars_of(text, node)}
    wanted = dict(leaves(tomllib.loads(source)))
    assert found.keys() == wanted.keys()
    for key, value in wanted.items():
        leaf, spelling = found[key], text[found[key].start : found[key].end]
        assert leaf.text == (value if isinstance(value, str) else spelling)
        assert isinstance(value, str) == bool(leaf.style)
        assert tomllib.loads(f"x = {spelling}")["x"] == value
        assert leaf.line == text.count("\n", 0, leaf.start) + 1
    assert found["share"].value == Decimal("1.5")
    assert (found["time"].value, found["is_draft"].value) == ("2026-01-01 10:00:00Z", True)


@pytest.mark.parametrize(
    ("source", "place", "said"),
    [
        ("title = ", "a.md:2:1", "Invalid value"),
        ("a = 1\na = 2\n", "a.md:3:6", "overwrite"),
        ('title = "x\n', "a.md:2:11", "Illegal character"),
        ("title = 'x", "a.md:2", ""),
        (f"x = {'[' * 2000}", "a.md:2", "nested too deeply"),
        (f"x = {'[' * 100}{']' * 100}", "a.md:2", "levels deep"),
    ],
    ids=["nothing", "twice", "not closed", "the end", "too deep to read", "too deep"],
)
def test_broken_toml_is_told_with_its_place(source: str, place: str, said: str) -> None:
    with pytest.raises(InputErrors) as caught:
        parse_toml(f"+++\n{source}", "a.md", 4, 4 + len(source))
    [problem] = caught.value.problems
    assert str(problem.location).startswith(place)
    assert said in problem.what
    assert problem.do
