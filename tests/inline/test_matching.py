"""Which code of a target is which of its source: by what it is, then by its number, then by its order."""

from __future__ import annotations

import pytest
from hypothesis import given

from locmem.inline.matching import groups, highest, match, number_like, renumber
from locmem.inline.protect import parse
from locmem.model.inline import Code, Inline, Syntax

from .texts import texts


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def html(text: str) -> Inline:
    return parse(text, Syntax.HTML)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** {{ c }}", [["**", "**"], ["{{ c }}"]]),
        ("**a *b* c**", [["**", "**"], ["*", "*"]]),
        (
            "{% if a %}x{% else %}y{% endif %} {{ z }}",
            [["{% if a %}", "{% else %}", "{% endif %}"], ["{{ z }}"]],
        ),
        ("a \\* b &amp; c", []),
    ],
)
def test_the_parts_of_a_pair_or_block_are_one_group(text: str, expected: list[list[str]]) -> None:
    found = groups(md(text).parts)
    assert [[code.original for code in group.codes] for group in found] == expected
    assert all(group.is_whole for group in found)


def test_a_group_knows_where_its_codes_stand() -> None:
    content = md("a **b** c")
    [group] = groups(content.parts)
    assert [content.parts[place] for place in group.places] == list(group.codes)
    assert group.head.original == "**"


def test_half_a_pair_is_not_whole() -> None:
    opener, closer = html("<b>x</b>").codes
    assert [group.is_whole for group in groups((opener, "x"))] == [False]
    assert [group.is_whole for group in groups(("x", closer))] == [False]
    assert [group.is_whole for group in groups((opener, opener, closer))] == [False, True]


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("{{ b }} {{ a }}", "{{ a }} {{ b }}", {0: 1, 1: 0}),
        ("{{ x }} {{ a }}", "{{ a }} {{ b }}", {0: 1, 1: 0}),
        ("**a** **b**", "**a** **b**", {0: 0, 1: 1}),
        ("**a**", "*a*", {}),
        ("[a](x) [b](y)", "[b](z) [a](y)", {0: 0, 1: 1}),
        ("{{ a }} {{ a }}", "{{ a }}", {0: 0}),
    ],
    ids=["swapped", "the rest by type", "same ones in order", "other types", "identity first", "one to one"],
)
def test_codes_are_paired_by_identity_before_type(target: str, source: str, expected: dict[int, int]) -> None:
    assert match(groups(md(target).parts), groups(md(source).parts)) == expected


def test_codes_of_a_target_are_numbered_as_their_source_s_and_new_ones_apart() -> None:
    source = html("<b>one</b> <i>two</i> <br>")
    target = html("<i>dos</i> <u>x</u> <b>uno</b>")
    done = number_like(target.parts, source, lambda code: True)
    assert [(part.original, part.id) for part in done if isinstance(part, Code)] == [
        ("<i>", 2),
        ("</i>", 2),
        ("<u>", 4),
        ("</u>", 4),
        ("<b>", 1),
        ("</b>", 1),
    ]


def test_codes_that_may_not_move_keep_their_numbers() -> None:
    target = html("<i>dos</i><b>uno</b>")
    done = number_like(target.parts, html("<b>one</b>"), lambda code: code.original in ("<b>", "</b>"))
    assert [part.id for part in done if isinstance(part, Code)] == [1, 1, 1, 1]


@given(texts, texts)
def test_every_pairing_is_one_to_one_and_between_the_same_roles_and_types(target: str, source: str) -> None:
    here, there = groups(md(target).parts), groups(md(source).parts)
    found = match(here, there)
    assert len(set(found.values())) == len(found)
    assert all(
        (here[one].head.role, here[one].head.type) == (there[other].head.role, there[other].head.type)
        for one, other in found.items()
    )
    assert match(there, there) == {number: number for number in range(len(there))}


def test_renumbering_touches_only_the_codes_at_these_places() -> None:
    parts = md("a **b**").parts
    done = renumber(parts, {0: 9, 1: 7})
    assert [part.id for part in done if isinstance(part, Code)] == [7, 1]
    assert (highest(done), highest(["a"])) == (7, 0)
