"""XML from strangers is read safely and in constant memory; ours is written the same way every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from locmem.errors import InputErrors
from locmem.xmlfile import (
    MAX_UNIT_BYTES,
    Element,
    first_element,
    grouped,
    inner_bytes,
    iterate,
    line_of,
    local_name,
    parse,
    to_bytes,
)


def refusal(data: bytes) -> str:
    with pytest.raises(InputErrors) as caught:
        parse(data, "a.xml")
    return str(caught.value)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]>',
        '<!DOCTYPE a [<!ENTITY % x "y">]>',
        '<!DOCTYPE a SYSTEM "a.dtd" [<!ENTITY x "y">]>',
        '<!DOCTYPE a SYSTEM "a>b.dtd" [<!ENTITY x "y">]>',
        "<!DOCTYPE a PUBLIC '-//x//y' 'a.dtd' [<!ENTITY x 'y'>]>",
        '<?note?><!-- <a> --> <!DOCTYPE a\n[<!ENTITY x "y">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_declarations_in_a_doctype_are_refused_in_every_encoding(prolog: str, encoding: str) -> None:
    assert "DOCTYPE declares" in refusal(f"{prolog}<a>&x;</a>".encode(encoding))


def test_a_declared_utf7_cannot_hide_a_doctype() -> None:
    hidden = '+ADwAIQ-DOCTYPE a +AFsAPA-!ENTITY x "y">]><a>&x;</a>'
    assert "not supported" in refusal(f'<?xml version="1.0" encoding="utf-7"?>{hidden}'.encode())


@pytest.mark.parametrize("doctype", ['SYSTEM "tmx14.dtd"', "PUBLIC '-//LISA//TMX' 'tmx14.dtd'", ""])
def test_a_doctype_that_only_names_a_dtd_is_read_and_nothing_fetched(doctype: str) -> None:
    root = parse(f"<!DOCTYPE a {doctype}>\n<a>\n<b/></a>".encode(), "a.xml")
    assert root.getroottree().docinfo.internalDTD is None
    assert line_of(root[0]) == 3


@pytest.mark.parametrize("data", [b"<a>&nbsp;</a>", b'<a b="&nbsp;"/>', b'<!DOCTYPE a SYSTEM "a.dtd"><a>&nbsp;</a>'])
def test_an_entity_nobody_declared_is_refused_by_name(data: bytes) -> None:
    assert "Entity 'nbsp' not defined" in refusal(data)


def test_what_follows_a_fault_is_never_taken_for_the_document() -> None:
    first = b"<a>&nbsp;</a>"
    assert "nbsp" in refusal(first + b" " * (65_536 - len(first)) + b"<b>all is well</b>")


@pytest.mark.parametrize("name", ["zlib_codec", "idna", "unicode_escape", "nonsense"])
def test_encodings_that_are_none_are_refused(name: str) -> None:
    assert f"the encoding {name} is not supported" in refusal(f'<?xml version="1.0" encoding="{name}"?><a/>'.encode())


def test_the_line_of_a_bad_byte_is_named_far_into_the_file() -> None:
    assert "a.xml:70001: byte 0xff" in refusal(b"<a>" + b"\n" * 70_000 + b"\xff</a>")


def test_depth_and_text_have_limits_with_a_sentence() -> None:
    assert "nested more than 256 deep" in refusal(b"<a>" * 20_000)
    assert "more than 10 million characters" in refusal(b"<a>" + b"x" * 10_100_000 + b"</a>")


def test_a_cut_file_says_so() -> None:
    assert "a.xml:2:" in refusal(b"<a>\n<b>text")
    assert "cut off" in refusal(b"<a>\n<b>text")


def test_comments_and_instructions_do_not_split_text() -> None:
    root = parse(b"<a>one <!-- x -->two<?y z?> <![CDATA[<3>]]></a>", "a.xml")
    assert root.text == "one two <3>"


def test_elements_are_forgotten_once_the_next_is_asked_for() -> None:
    rows = b"".join(b"<row>%d</row>\n" % number for number in range(20_000))
    seen, kept = [], []
    for element in iterate(io.BytesIO(b"<all>" + rows + b"</all>"), ("row",), "a.xml"):
        seen.append(element.text)
        parent = element.getparent()
        assert parent is not None
        kept.append(parent.index(element))
    assert seen == [str(number) for number in range(20_000)]
    assert max(kept) <= 1


def test_a_stream_without_an_end_of_a_unit_is_stopped() -> None:
    endless = io.BytesIO(b"<all><row>" + b"<x>0123456789</x>" * (MAX_UNIT_BYTES // 16))
    with pytest.raises(InputErrors, match="without the end of one <row>"):
        list(iterate(endless, ("row",), "a.xml"))


def test_elements_before_the_cut_are_given_and_then_the_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<all><row>1</row><row>2")
    found: list[str | None] = []
    with pytest.raises(InputErrors, match="cut off"):
        found.extend(element.text for element in iterate(path, ("row",)))
    with pytest.raises(InputErrors, match="cannot be read"):
        list(iterate(tmp_path / "none.xml", ("row",)))


XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r")
)


@given(st.lists(st.tuples(XML_TEXT, XML_TEXT)))
def test_text_and_attributes_come_back_exactly(pairs: list[tuple[str, str]]) -> None:
    root = etree.Element("all")
    for text, attribute in pairs:
        group = etree.SubElement(root, "group")
        row = etree.SubElement(group, "row", {"name": attribute})
        row.text = text
        etree.SubElement(row, "x").tail = text
    written = to_bytes(root, frozenset({"row"}))
    again = parse(written, "a.xml")
    found = [(row.text or "", row[0].tail or "", row.get("name")) for row in again.iter("row")]
    assert found == [(text, text, attribute) for text, attribute in pairs]
    assert to_bytes(again, frozenset({"row"})) == written


WHOLE = (
    b'<?xml version="1.0"?>\n<xliff version="1.2"><file original="a > b">\n<source>x &amp; '
    b'<g id="1">y</g><x id="2"/></source>'
    b"<!-- a - b --><![CDATA[<z>]]></file></xliff>\n"
)


def test_every_cut_is_called_one_and_says_where() -> None:
    for end in range(1, len(WHOLE) - 1):
        what = refusal(WHOLE[:end])
        assert "the file is cut off: it ends" in what, (WHOLE[:end], what)
    assert "it ends inside <g>" in refusal(WHOLE[: WHOLE.index(b"</g>")])
    assert "it ends inside a <file …> tag" in refusal(WHOLE[: WHOLE.index(b' > b"')])


@pytest.mark.parametrize(
    "text", ["<a>x & y</a>", "<a><b></a>", "<a b></a>", "<a></a><b></b>", "<a><b></a></b>", "<a>&x;</a>"]
)
def test_a_whole_file_that_is_not_well_formed_is_not_called_cut(text: str) -> None:
    assert "cut off" not in refusal(text.encode())


def test_an_element_alone_has_the_bytes_it_has_in_its_document() -> None:
    root = etree.fromstring("<a><b><c x='1'>t <d/> u</c><c/></b></a>")
    alone = etree.fromstring("<b><c x='1'>t <d/> u</c><c/></b>")
    assert b"  " + inner_bytes(alone, frozenset({"c"}), 1) + b"\n" in to_bytes(root, frozenset({"c"}))


def test_whoever_visits_elements_is_told_of_each_beginning_and_end_and_may_empty_it() -> None:
    told: list[tuple[bool, str, int]] = []

    def visit(begins: bool, element: Element) -> None:
        told.append((begins, local_name(element), len(element)))
        if not begins and local_name(element) == "unit":
            element.clear()

    data = b'<a xmlns="urn:x"><file><note/><unit><b/><b/></unit></file><unit/></a>'
    root = parse(data, "a.xml", ("file", "unit"), visit)
    assert [(begins, name) for begins, name, _ in told] == [
        (True, "file"),
        (True, "unit"),
        (False, "unit"),
        (False, "file"),
        (True, "unit"),
        (False, "unit"),
    ]
    assert [held for begins, _, held in told if not begins] == [2, 2, 0]
    assert list(grouped(root)) == ["file", "unit"]


def test_a_file_whose_end_is_cut_off_is_refused_also_where_its_elements_are_visited() -> None:
    with pytest.raises(InputErrors, match="cut off"):
        parse(b"<a><unit/><unit>", "a.xml", ("unit",), lambda begins, element: None)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<?xml version="1.0"?><!-- a --><xliff version="2.0"><file>', "xliff"),
        ('<xliff version="2.0"/>'.encode("utf-16"), "xliff"),
        (b"no XML", None),
    ],
)
def test_the_first_element_is_known_by_its_beginning(data: bytes, name: str | None) -> None:
    try:
        found = first_element(data, "a.xlf")
    except InputErrors:
        found = None
    assert (local_name(found) if found is not None else None) == name
    assert found is None or found.get("version") == "2.0"
