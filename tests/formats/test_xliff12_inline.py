"""Inline codes in XLIFF 1.2: elements that tools understand, and the codes of other tools read with their content."""

from __future__ import annotations

from locmem.formats import xliff12
from locmem.formats.xliff12 import XliffUnit
from locmem.model.inline import CodeType, Syntax, inline
from tests.formats.test_xliff12 import (
    BOLD,
    CLOSE,
    IF,
    LINK,
    MIDDLE,
    NAME,
    OPEN,
    SINGLE,
    code,
    file_of,
    markdown,
    read_one,
    written,
)


def test_a_pair_that_nests_well_is_one_element() -> None:
    assert written(markdown("Click ", BOLD[0], "here ", LINK[0], "now", LINK[1], BOLD[1], " for ", NAME, ".")) == (
        'Click <g id="1" ctype="bold" equiv-text="**">here <g id="2" ctype="link" equiv-text="[">now</g></g> for '
        '<x id="3" ctype="x-liquid" equiv-text="{{ ticket.id }}"/>.'
    )


def test_pairs_that_cross_are_two_elements_each_of_the_inner_one() -> None:
    assert written(markdown(BOLD[0], "a", LINK[0], "b", BOLD[1], "c", LINK[1])) == (
        '<g id="1" ctype="bold" equiv-text="**">a<bx id="2" ctype="link" equiv-text="[" rid="2"/>b</g>c'
        '<ex id="2-end" equiv-text="](/help)" rid="2"/>'
    )


def test_half_a_pair_links_to_nothing() -> None:
    assert written(markdown("a", BOLD[1])) == 'a<ex id="1-end" equiv-text="**"/>'


def test_a_block_keeps_the_names_of_its_middles_when_they_change_places() -> None:
    source = markdown(IF[0], "a", IF[1], "b", IF[2], "c", IF[3])
    target = markdown(IF[0], "c", IF[2], "b", IF[1], "a", IF[3])
    assert [middle.split('"')[0] for middle in written(source).split('<x id="')[1:]] == ["4-m1", "4-m2"]
    assert [middle.split('"')[0] for middle in written(source, target).split('<x id="')[1:]] == ["4-m2", "4-m1"]
    (file,) = xliff12.read(xliff12.write([file_of(XliffUnit(id="1", source=source, target=target))]), "a.xlf")
    assert file.units[0].target is not None
    assert [(part.role, part.id, part.identity) for part in file.units[0].target.codes] == [
        (OPEN, 4, "id 4"),
        (MIDDLE, 4, "id 4-m2"),
        (MIDDLE, 4, "id 4-m1"),
        (CLOSE, 4, "id 4"),
    ]


def test_codes_that_spell_text_are_written_as_the_text() -> None:
    assert written(markdown("a", code(0, SINGLE, CodeType.ENTITY, "&amp;", "&"), "b")) == "a&b"


def test_foreign_codes_are_read_with_their_content_and_the_same_numbers_on_both_sides() -> None:
    unit = read_one(
        '<trans-unit id="1"><source>a<bpt id="7" rid="1">&lt;b&gt;</bpt>b<ept id="8" rid="1">&lt;/b&gt;</ept>'
        '<ph id="p">%s<sub>tip</sub></ph><it id="q" pos="open">[</it><sdl:thing>t</sdl:thing></source>'
        '<target><ph id="p">%s</ph><g id="0">x</g></target></trans-unit>'
    )
    assert [(part.id, part.role, part.original, part.identity) for part in unit.source.codes] == [
        (1, OPEN, "<b>", "id 1"),
        (1, CLOSE, "</b>", "id 1"),
        (2, SINGLE, "%stip", "id p"),
        (3, OPEN, "[", "id q"),
        (4, SINGLE, "t", "id "),
    ]
    assert unit.target is not None
    assert [(part.id, part.original) for part in unit.target.codes] == [(2, "%s"), (5, ""), (5, "")]
    assert all(part.type is CodeType.UNKNOWN for part in (*unit.source.codes, *unit.target.codes))


def test_segments_are_joined_and_comments_are_no_text() -> None:
    unit = read_one(
        '<trans-unit id="1"><source>One. Two.</source>'
        '<seg-source><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">Un<!-- ? -->o.</mrk> <mrk mtype="seg" mid="2">D<?x y?>os.</mrk></target>'
        "</trans-unit>"
    )
    assert unit.target == inline(("Uno. Dos.",), Syntax.MARKDOWN)


def test_the_codes_of_a_target_are_named_as_the_file_names_them() -> None:
    unit = read_one(
        '<trans-unit id="1"><source>a</source><target>'
        '<g id="5">b<mrk mtype="seg"><x id="x7" equiv-text="q"/></mrk></g><bpt id="2">n</bpt>'
        '<ex rid="3"/></target></trans-unit>'
    )
    assert unit.tags == ('<g id="5">', '<x id="x7"/>', "</g>", '<bpt id="2">', '<ex id="3"/>')
    assert unit.target is not None
    assert len(unit.tags) == len(unit.target.codes)
