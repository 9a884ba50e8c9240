"""Links by reference: a link where the document defines its label, brackets everywhere else."""

from __future__ import annotations

import pytest

from locmem.inline.protect import from_editable, parse
from locmem.inline.references import (
    label_of,
    labels_defined,
    normal_label,
    outline,
    read_as_links,
    read_text,
    settled,
    translated_labels,
)
from locmem.model.inline import CodeRole, Inline, Syntax


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


@pytest.mark.parametrize(("label", "normal"), [("Foo  Bar", "foo bar"), (" a\nb ", "a b"), ("STRASSE ẞ", "strasse ss")])
def test_labels_are_compared_without_case_and_white_space(label: str, normal: str) -> None:
    assert normal_label(label) == normal


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("[Foo Bar]: /x\n> [b]: /y\n", {"foo bar", "b"}),
        ("see [a] and [b](c): x", set()),
        ("[a\\]b]: /x", {"a\\]b"}),
        ("text [a]: /x", set()),
        ("", set()),
    ],
)
def test_definitions_stand_at_the_start_of_a_line(text: str, labels: set[str]) -> None:
    assert labels_defined(text) == labels


@pytest.mark.parametrize(
    ("identity", "label"),
    [("link [Foo  Bar]", "foo bar"), ("image [a]", "a"), ("link /a", ""), ("bold", ""), ("link [a] x", "")],
)
def test_a_code_names_a_label_or_an_address(identity: str, label: str) -> None:
    assert label_of(identity) == label


def heads(source: str, target: str, defined: set[str] | None) -> tuple[list[str], list[str]]:
    ours, theirs = read_as_links(md(source), md(target), defined)
    return [group.head.identity for group in ours], [group.head.identity for group in theirs]


@pytest.mark.parametrize(
    ("source", "target", "defined", "expected"),
    [
        ("[a][x]", "[b][x]", {"x"}, (["link [x]"], ["link [x]"])),
        ("[a][x]", "[b][x]", set(), ([], [])),
        ("[a][x]", "[b][x]", None, (["link [x]"], ["link [x]"])),
        ("[terms]", "[condiciones]", {"terms"}, (["link [terms]"], ["link [condiciones]"])),
        ("go", "[sic]", {"terms"}, ([], [])),
        ("go", "[terms]", {"terms"}, ([], ["link [terms]"])),
        ("[a](b)", "[c](d)", set(), (["link b"], ["link d"])),
        ("[a][x] [b][y]", "[c] [x]", {"x", "y"}, (["link [x]", "link [y]"], [])),
    ],
    ids=[
        "defined",
        "defined nowhere",
        "nobody knows what is defined",
        "a translated label",
        "only brackets",
        "a label the target adds",
        "addresses",
        "torn apart",
    ],
)
def test_brackets_are_links_where_their_label_is_known(
    source: str, target: str, defined: set[str] | None, expected: tuple[list[str], list[str]]
) -> None:
    assert heads(source, target, defined) == expected


def labels(source: str, target: str, defined: set[str]) -> list[tuple[str, str]]:
    found = translated_labels(md(source), md(target), defined)
    return [(group.head.identity, label) for group, label in found]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("[one] and [two]", "[uno] y [dos]", [("link [uno]", "one"), ("link [dos]", "two")]),
        ("[one] and [two]", "[two] y [uno]", [("link [uno]", "one")]),
        ("[one]", "[uno] y [dos]", []),
        ("[one][]", "[uno][]", [("link [uno]", "one")]),
        ("[a][one]", "[uno]", []),
        ("no", "[uno]", []),
    ],
    ids=["in order", "one kept", "more than there were", "empty brackets", "a full reference", "none there"],
)
def test_a_label_that_was_translated_is_known_by_its_place(
    source: str, target: str, expected: list[tuple[str, str]]
) -> None:
    assert labels(source, target, {"one", "two"}) == expected


def test_the_outline_says_of_a_reference_only_that_it_is_one() -> None:
    content = md("[a][x] **b** [c](d)")
    assert outline(content) == [
        (CodeRole.OPEN, "link"),
        (CodeRole.CLOSE, "link"),
        (CodeRole.OPEN, "bold"),
        (CodeRole.CLOSE, "bold"),
        (CodeRole.OPEN, "link d"),
        (CodeRole.CLOSE, "link d"),
    ]
    assert len(outline(content, {"y"})) == 4
    assert outline(content, {"x"}) == outline(content)


def test_readers_see_one_blank_for_any_white_space_and_breaks() -> None:
    assert read_text(md("a  \nb **c**\nd &amp; e")) == "a b c d & e"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Pick [one] of them.", []),
        ("See [Guide] and [guide][] and [it][GUIDE].", ["link [guide]", "link [guide]", "link [guide]"]),
        ("[Task][Reports] Allow", []),
        ("[Task][guide] Allow", ["link [guide]"]),
        ("[guide][none] [none][guide]", ["link [guide]"]),
        ("![x] ![guide] ![a][guide]", ["image [guide]", "image [guide]"]),
        ("[a  b] [a\nb]", ["link [a b]", "link [a b]"]),
        ("*[none*] [**guide**]", ["italic"]),
        ("[外部] と [ガイド]", ["link [ガイド]"]),
        ("[^1] [x] [ ] [[guide]]", ["footnote 1", "link [guide]"]),
        ("[none](a.md) [guide](b.md)", ["link a.md", "link b.md"]),
        ("[outer [guide] words](a.md)", ["link [guide]"]),
    ],
)
def test_brackets_are_links_where_their_label_is_defined(text: str, links: list[str]) -> None:
    content = parse(text, Syntax.MARKDOWN, labels={"guide", "a b", "ガイド"})
    found = [code.identity for code in content.codes if code.role is not CodeRole.CLOSE]
    assert [name for name in found if name != "bold"] == links
    assert content.native == text


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        ("Pick one.", "Elige [uno].", ["Elige [uno]."]),
        ("Read [guide].", "Lee [guide] [ya].", ["Lee ", "guide", " [ya]."]),
        ("Read [guide].", "Lee [la guía].", ["Lee ", "la guía", "."]),
        ("Pick [one] **now**.", "Elige [uno] **ya**.", ["Elige [uno] ", "ya", "."]),
    ],
    ids=["none", "one of two", "a translated label", "text in the source"],
)
def test_what_names_no_label_is_text_in_a_target(source: str, target: str, text: list[str]) -> None:
    known = frozenset({"guide"})
    own = parse(source, Syntax.MARKDOWN, labels=known)
    found = settled(from_editable(target, own), own, known)
    assert [part for part in found.parts if isinstance(part, str)] == text
