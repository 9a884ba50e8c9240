"""Liquid tags that differ in white space only are the same tag; anything else makes another one."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.inline.spacing import loosened, own_spelling
from locmem.model.inline import Code, Syntax


@pytest.mark.parametrize(
    ("identity", "same"),
    [
        ("liquid {{x}}", "liquid {{ x }}"),
        ("liquid {{  x |  upcase}}", "liquid {{ x|upcase }}"),
        ("liquid {%if x==1%}", "liquid {% if x == 1 %}"),
        ("liquid {{x|date:'%d %m'}}", "liquid {{ x | date: '%d %m' }}"),
        ("liquid {{-x-}}", "liquid {{- x -}}"),
    ],
)
def test_white_space_between_words_makes_no_difference(identity: str, same: str) -> None:
    assert loosened(identity) == loosened(same)


@pytest.mark.parametrize(
    ("identity", "other"),
    [
        ("liquid {{ x | date: '%d %m' }}", "liquid {{ x | date: '%d%m' }}"),
        ("liquid {{ x | date: 'a' }}", 'liquid {{ x | date: "a" }}'),
        ("liquid {{- x }}", "liquid {{ x }}"),
        ("liquid {{ x.y }}", "liquid {{ x . y }}"),
        ("liquid {{ xy }}", "liquid {{ x y }}"),
    ],
    ids=["inside quotes", "the quotes", "a dash", "a dot", "two words"],
)
def test_what_an_engine_sees_makes_one(identity: str, other: str) -> None:
    assert loosened(identity) != loosened(other)


def test_a_code_without_liquid_is_as_it_is() -> None:
    assert loosened("link /a  b") == "link /a  b"


def spelled(target: str, source: str) -> str:
    done = own_spelling(parse(target, Syntax.MARKDOWN).parts, parse(source, Syntax.MARKDOWN))
    return "".join(part.original if isinstance(part, Code) else part for part in done)


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("Hola {{x}}.", "Hi {{ x }}.", "Hola {{ x }}."),
        ("Hola {{ x }}.", "Hi {{x}}, {{ x }}.", "Hola {{ x }}."),
        ("Hola {{y}}.", "Hi {{ x }}.", "Hola {{y}}."),
        ("Hola {{x}}.", "Hi.", "Hola {{x}}."),
        ("{{market.name}}", "{{ market.name }}", "{{market.name}}"),
    ],
    ids=["as the source", "already one of the source's", "another tag", "none there", "facts have rules of their own"],
)
def test_a_tag_of_the_source_is_written_as_the_source_writes_it(target: str, source: str, expected: str) -> None:
    assert spelled(target, source) == expected
