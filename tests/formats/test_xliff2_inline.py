"""Inline codes in XLIFF 2: elements that editors understand, and the codes of other tools read with what is behind."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from locmem.formats import xliff2
from locmem.formats.xliff12 import XliffUnit
from locmem.model.inline import CodeRole, CodeType, Inline
from tests.formats.test_xliff2 import CORE, file_of, read_one
from tests.formats.test_xliff12 import BOLD, IF, LINK, NAME, code, markdown

OPEN, MIDDLE, CLOSE, SINGLE = CodeRole.OPEN, CodeRole.MIDDLE, CodeRole.CLOSE, CodeRole.SINGLE


def written(source: Inline, target: Inline | None = None) -> str:
    """The `<source>` (or `<target>`) as it stands in the file, without namespaces, hints and what is shown."""
    root = etree.fromstring(xliff2.write([file_of(XliffUnit(id="1", source=source, target=target))]))
    element = root.find(".//x:target" if target else ".//x:source", CORE)
    assert element is not None
    inner = (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
    return re.sub(r' (?:xmlns(?::\w+)?|can\w+|disp\w*|equiv)="[^"]*"', "", inner)


def test_a_pair_that_nests_well_is_one_element() -> None:
    assert written(markdown("Click ", BOLD[0], "here ", LINK[0], "now", LINK[1], BOLD[1], " for ", NAME, ".")) == (
        'Click <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d3" dataRefEnd="d3">here '
        '<pc id="2" type="link" dataRefStart="d1" dataRefEnd="d2">now</pc></pc> for '
        '<ph id="3" type="other" subType="lm:liquid" dataRef="d4"/>.'
    )


def test_pairs_that_cross_are_two_elements_each() -> None:
    assert written(markdown(BOLD[0], "a", LINK[0], "b", BOLD[1], "c", LINK[1])) == (
        '<pc id="1" type="fmt" subType="xlf:b" dataRefStart="d2" dataRefEnd="d2">a'
        '<sc id="2" type="link" dataRef="d1"/>b</pc>c<ec startRef="2" dataRef="d3"/>'
    )


def test_what_crosses_on_one_side_is_the_same_elements_on_the_other() -> None:
    source = markdown(BOLD[0], "a", LINK[0], "b", LINK[1], BOLD[1])
    target = markdown(BOLD[0], "a", LINK[0], "b", BOLD[1], LINK[1])
    assert '<pc id="1"' in written(source, target)
    assert '<sc id="2"' in written(source, target)
    root = etree.fromstring(xliff2.write([file_of(XliffUnit(id="1", source=source, target=target))]))
    names = [
        [child.tag.rpartition("}")[2] for child in side.iter() if child is not side]
        for side in root.iter("{*}source", "{*}target")
    ]
    assert names == [["pc", "sc", "ec"], ["pc", "sc", "ec"]]


def test_half_a_pair_is_isolated() -> None:
    assert written(markdown("a", BOLD[1])) == 'a<ec id="1-end" isolated="yes" dataRef="d1"/>'
    assert written(markdown(BOLD[0])) == '<sc id="1" isolated="yes" type="fmt" subType="xlf:b" dataRef="d1"/>'


def test_a_code_that_is_there_twice_has_two_ids_and_is_one_code() -> None:
    source, target = markdown(NAME, "a", *BOLD), markdown(NAME, "a", NAME, *BOLD, *BOLD)
    assert re.findall(r'id="([^"]+)"', written(source, target)) == ["3", "3-c2", "1", "1-c2"]
    [file] = xliff2.read(xliff2.write([file_of(XliffUnit(id="1", source=source, target=target))]), "a.xlf")
    assert file.units[0].target is not None
    assert [one.id for one in file.units[0].target.codes] == [3, 3, 1, 1, 1, 1]
    assert {one.identity for one in file.units[0].target.codes} == {"id 3", "id 1"}


def test_a_block_keeps_the_names_of_its_middles_when_they_change_places() -> None:
    source = markdown(IF[0], "a", IF[1], "b", IF[2], "c", IF[3])
    target = markdown(IF[0], "c", IF[2], "b", IF[1], "a", IF[3])
    assert re.findall(r'<ph id="([^"]+)"', written(source, target)) == ["4-m2", "4-m1"]
    [file] = xliff2.read(xliff2.write([file_of(XliffUnit(id="1", source=source, target=target))]), "a.xlf")
    assert file.units[0].target is not None
    assert [(part.role, part.id, part.identity) for part in file.units[0].target.codes] == [
        (OPEN, 4, "id 4"),
        (MIDDLE, 4, "id 4-m2"),
        (MIDDLE, 4, "id 4-m1"),
        (CLOSE, 4, "id 4"),
    ]


def test_codes_that_spell_text_are_written_as_the_text() -> None:
    assert written(markdown("a", code(0, SINGLE, CodeType.ENTITY, "&amp;", "&"), "b")) == "a&b"


def test_no_code_may_be_deleted_or_copied_and_each_is_shown() -> None:
    data = xliff2.write([file_of(XliffUnit(id="1", source=markdown(NAME, *BOLD, IF[0], IF[3])))])
    codes = list(etree.fromstring(data).iter("{*}ph", "{*}pc", "{*}sc", "{*}ec"))
    assert {(one.get("canCopy"), one.get("canDelete"), one.get("canReorder")) for one in codes} == {("no", "no", None)}
    assert [one.get("disp") or one.get("dispStart") for one in codes] == [
        "{{ ticket.id }}",
        "**",
        "{% if a %}",
        "{% endif %}",
    ]


def unit_of(source: str, target: str, data: str = "") -> XliffUnit:
    original = f"<originalData>{data}</originalData>" if data else ""
    segment = f'<segment state="translated"><source>{source}</source><target>{target}</target></segment>'
    return read_one(f'<unit id="1">{original}{segment}</unit>')


def test_foreign_codes_are_read_with_what_is_behind_them_and_one_number_on_both_sides() -> None:
    unit = unit_of(
        'a<pc id="p" dataRefStart="d1" dataRefEnd="d2">b</pc><ph id="q" equiv="%s"/><sc id="7" isolated="yes"/>'
        '<cp hex="0007"/>',
        '<ph id="q"/><sc id="p" dataRef="d1"/>b<ec startRef="p" dataRef="d2"/><ph id="0"/>',
        '<data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data>',
    )
    assert [(part.id, part.role, part.original, part.identity) for part in unit.source.codes] == [
        (8, OPEN, "<b>", "id p"),
        (8, CLOSE, "</b>", "id p"),
        (9, SINGLE, "%s", "id q"),
        (7, OPEN, "", "id 7"),
        (10, SINGLE, "", "id U+0007"),
    ]
    assert unit.spellings == ("<b>", "</b>", "", "", "")
    assert unit.target is not None
    assert [(part.id, part.role) for part in unit.target.codes][:3] == [(9, SINGLE), (8, OPEN), (8, CLOSE)]
    assert unit.tags == ('<ph id="q"/>', '<sc id="p"/>', '<ec startRef="p"/>', '<ph id="0"/>')


@pytest.mark.parametrize("copy", ['<ph id="9" copyOf="3"/>', '<ph id="9" dataRef="d1"/>'])
def test_a_copy_that_a_tool_made_is_the_code_it_copies(copy: str) -> None:
    unit = unit_of('<ph id="3" dataRef="d1"/>', f'<ph id="3" dataRef="d1"/>{copy}', '<data id="d1">{{ x }}</data>')
    assert unit.target is not None
    assert [(one.id, one.identity) for one in unit.target.codes] == [(3, "id 3"), (3, "id 3")]


def test_of_two_codes_with_the_same_text_nobody_guesses_which_was_copied() -> None:
    unit = unit_of(
        '<ph id="3" dataRef="d1"/><ph id="4" dataRef="d1"/>', '<ph id="9" dataRef="d1"/>', '<data id="d1">x</data>'
    )
    assert unit.target is not None
    assert [one.identity for one in unit.target.codes] == ["id 9"]


def test_annotations_are_no_codes_and_no_text() -> None:
    unit = unit_of('<mrk id="m" type="term">a</mrk> b', '<sm id="m"/>a<em startRef="m"/> <mrk id="n">b</mrk>')
    assert (unit.source.text, unit.source.codes) == ("a b", ())
    assert unit.target is not None
    assert (unit.target.text, unit.target.codes) == ("a b", ())


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("a<note>ask</note>", "a <note> (“ask”) stands inside of the target"),
        ('a<ph id="1">b</ph>', "“b” stands inside of <ph>, which holds no text"),
        ("a<b>b</b>", "<b> stands inside of the target, and is no code of XLIFF"),
        ('a<pc id="1">b</pc><mrk id="m">c</mrk>', ""),
    ],
)
def test_what_is_no_text_of_a_target_is_told(target: str, told: str) -> None:
    assert unit_of("a", target).misplaced.startswith(told)
    assert bool(unit_of("a", target).misplaced) == bool(told)
