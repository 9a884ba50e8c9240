"""Memories as TMX: our own files read back exactly, everybody else's are read as far as they go."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import tmx as toolkit

from locmem.errors import InputErrors
from locmem.formats import tmx
from locmem.formats.tmx import TmxUnit, TmxVariant
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax, inline, plain

DTD = Path(__file__).parents[2].parent / "shared" / "cases" / "tmx" / "dtd" / "tmx14.dtd"

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r ;%=&"),
    max_size=12,
)
CODES = st.builds(
    Code,
    id=st.integers(0, 4),
    role=st.sampled_from(CodeRole),
    type=st.sampled_from(CodeType),
    original=TEXT,
    identity=st.sampled_from(["bold", "link /a", "liquid {{ a | b: 'c;d' }}"]) | TEXT,
    text=TEXT,
)
CONTENT = st.builds(inline, st.lists(TEXT | CODES, max_size=8), st.sampled_from(Syntax))
MARKS = st.lists(st.tuples(TEXT, TEXT).filter(lambda pair: pair[0] != tmx.SYNTAX_PROPERTY), max_size=2).map(tuple)
DATES = st.just("") | st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds") + "Z")
VARIANTS = st.builds(
    TmxVariant,
    locale=st.sampled_from(["en", "es-ES", "ES"]),
    content=CONTENT,
    created=DATES,
    changed=DATES,
    author=TEXT,
    creator=TEXT,
    properties=MARKS,
    notes=st.lists(TEXT, max_size=1).map(tuple),
)
UNITS = st.builds(
    TmxUnit,
    id=TEXT,
    source_locale=st.sampled_from(["en", "de", ""]),
    variants=st.lists(VARIANTS, min_size=1, max_size=3).map(tuple),
    properties=MARKS,
    notes=st.lists(TEXT, max_size=2).map(tuple),
)


def read(data: bytes) -> tuple[TmxUnit, ...]:
    return tuple(tmx.read(io.BytesIO(data), "a.tmx"))


def document(body: str, header: str = 'srclang="en"') -> bytes:
    return f'<tmx version="1.4"><header {header}/><body>{body}</body></tmx>'.encode()


def pair(source: Inline, target: Inline) -> TmxUnit:
    variants = (TmxVariant(locale="en", content=source), TmxVariant(locale="es", content=target))
    return TmxUnit(source_locale="en", variants=variants)


@given(st.lists(UNITS, max_size=4).map(tuple), st.sampled_from(["en", ""]))
def test_what_is_written_is_read_back_exactly(units: tuple[TmxUnit, ...], source_locale: str) -> None:
    data = tmx.write(units, source_locale=source_locale)
    assert read(data) == units
    assert tmx.write(read(data), source_locale=source_locale) == data


def code(number: int, role: CodeRole, kind: CodeType, original: str, identity: str) -> Code:
    return Code(id=number, role=role, type=kind, original=original, identity=identity)


def test_the_layout() -> None:
    content = inline(
        (
            "Click ",
            code(1, CodeRole.OPEN, CodeType.LINK, "[", "link /help"),
            "here",
            code(1, CodeRole.CLOSE, CodeType.LINK, "](/help)", "link /help"),
            code(2, CodeRole.SINGLE, CodeType.LIQUID, "{{ a }}", "liquid {{ a }}"),
        ),
        Syntax.MARKDOWN,
    )
    unit = TmxUnit(
        id="k1",
        source_locale="en",
        properties=(("x-origin", "human"),),
        variants=(TmxVariant(locale="en", content=content, changed="2026-11-21T18:00:00Z", author="ana"),),
    )
    assert tmx.write([unit], source_locale="en").decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tmx version="1.4">\n'
        '  <header creationtool="locmem" creationtoolversion="1" segtype="sentence" o-tmf="locmem" adminlang="en" '
        'srclang="en" datatype="plaintext"/>\n'
        "  <body>\n"
        '    <tu tuid="k1">\n'
        '      <prop type="x-origin">human</prop>\n'
        '      <tuv xml:lang="en" changedate="20261121T180000Z" changeid="ana">\n'
        '        <prop type="x-locmem-syntax">markdown</prop>\n'
        '        <seg>Click <bpt i="1" x="1" type="x-locmem-link;identity=link /help">[</bpt>here<ept i="1">](/help)'
        '</ept><ph x="2" type="x-locmem-liquid;identity=liquid {{ a }}">{{ a }}</ph></seg>\n'
        "      </tuv>\n"
        "    </tu>\n"
        "  </body>\n"
        "</tmx>\n"
    )


@pytest.mark.skipif(not DTD.is_file(), reason="the DTD is not at hand")
@given(st.lists(UNITS.filter(lambda unit: all(name for name, _ in unit.properties)), max_size=4))
def test_the_dtd_finds_nothing_wrong(units: list[TmxUnit]) -> None:
    dtd = etree.DTD(str(DTD))
    assert dtd.validate(etree.fromstring(tmx.write(units, source_locale="en"))), dtd.error_log


def test_foreign_codes_have_the_same_numbers_on_both_sides() -> None:
    data = document(
        '<tu><tuv xml:lang="en"><seg><bpt i="0" x="5">&lt;b0&gt;</bpt>a<ept i="0">&lt;/b0&gt;</ept><ph>%s</ph>'
        '<it pos="begin" x="7">[</it></seg></tuv>'
        '<tuv xml:lang="es"><seg><ph>%s</ph><bpt i="3" x="5">&lt;b0&gt;</bpt>b<ept i="3">&lt;/b0&gt;</ept></seg></tuv>'
        "</tu>"
    )
    source, target = (variant.content for variant in read(data)[0].variants)
    assert [(part.id, part.role, part.original) for part in source.codes] == [
        (5, CodeRole.OPEN, "<b0>"),
        (5, CodeRole.CLOSE, "</b0>"),
        (8, CodeRole.SINGLE, "%s"),
        (7, CodeRole.SINGLE, "["),
    ]
    assert [part.id for part in target.codes] == [8, 5, 5]


def test_highlights_text_in_codes_and_old_codes_lose_nothing() -> None:
    data = document(
        '<tu><tuv lang="EN"><seg><hi x="1">x <it pos="end" x="2">[b]</it></hi><ut>{0}</ut>'
        "<ph>&lt;img alt='<sub>A dog</sub>'&gt;</ph></seg></tuv></tu>"
    )
    content = read(data)[0].variants[0].content
    assert content.native == "x [b]{0}<img alt='A dog'>"
    assert [part.role for part in content.codes] == [CodeRole.SINGLE] * 3


def test_context_of_other_tools_is_kept() -> None:
    data = document(
        '<tu tuid="t"><prop type="file">a.md</prop><prop type="prev">Before</prop><note>n</note>'
        '<tuv xml:lang="en" creationid="ana"><prop type="x-context-pre">p</prop><seg>a</seg></tuv></tu>'
    )
    (unit,) = read(data)
    assert unit.properties == (("file", "a.md"), ("prev", "Before"))
    assert (unit.id, unit.notes, unit.source_locale) == ("t", ("n",), "en")
    assert unit.variants[0].properties == (("x-context-pre", "p"),)
    assert (unit.variants[0].creator, unit.variants[0].author) == ("ana", "")


def test_the_units_dates_and_source_language_hold_where_nothing_nearer_says_otherwise() -> None:
    data = document(
        '<tu changedate="20260102T030405Z" changeid="ana"><tuv xml:lang="en"><seg>a</seg></tuv>'
        '<tuv xml:lang="es" changedate="20260607T080910Z"><seg>b</seg></tuv></tu>'
        '<tu srclang="de" changedate="2024-13-45"><tuv xml:lang="en"><seg>a</seg></tuv></tu>',
        'srclang="*all*"',
    )
    first, second = read(data)
    assert [variant.changed for variant in first.variants] == ["2026-01-02T03:04:05Z", "2026-06-07T08:09:10Z"]
    assert first.variants[1].author == "ana"
    assert (first.source_locale, second.source_locale) == ("", "de")
    assert second.variants[0].changed == ""


def test_broken_units_say_so_themselves_and_keep_what_is_whole() -> None:
    good = '<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>'
    half = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="es">b</tuv><tuv><seg>c</seg></tuv></tu>'
    deep = "<hi>" * 70 + "x" + "</hi>" * 70
    body = f'{good}\n{half}\n<tu/>\n<tu><tuv xml:lang="en"><seg>{deep}</seg></tuv></tu>\n{good}'
    units = read(document(body))
    assert [(unit.line, len(unit.variants), len(unit.faults)) for unit in units] == [
        (1, 1, 0),
        (2, 1, 2),
        (3, 0, 1),
        (4, 0, 1),
        (5, 1, 0),
    ]
    assert units[1].faults == ("The <tuv> in es has no <seg>.", "A <tuv> names no language.")


def test_other_documents_are_called_by_their_name() -> None:
    with pytest.raises(InputErrors, match="<xliff>, not TMX"):
        read(b"<xliff><file><header/></file></xliff>")
    with pytest.raises(InputErrors, match="no <header>"):
        read(b"<rss/>")


def test_cut_anywhere_it_is_refused_or_whole() -> None:
    bold = (
        code(1, CodeRole.OPEN, CodeType.BOLD, "**", "bold"),
        code(1, CodeRole.CLOSE, CodeType.BOLD, "**", "bold"),
    )
    units = tuple(
        pair(plain(f"{number}"), inline((bold[0], f"«{number}»", bold[1]), Syntax.PLAIN)) for number in range(20)
    )
    data = tmx.write(units, source_locale="en")
    for length in range(len(data) - 1):
        with pytest.raises(InputErrors):
            read(data[:length])
    assert read(data[:-1]) == units


def test_a_cut_file_names_the_line_it_ends_in(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    data = tmx.write([pair(plain("a"), plain("b"))] * 20, source_locale="en")
    path.write_bytes(data[: len(data) // 2])
    line = data[: len(data) // 2].count(b"\n") + 1
    with pytest.raises(InputErrors, match=rf"memory.tmx:{line}:\d+: the file is cut off"):
        list(tmx.read(path, "memory.tmx"))


def test_what_tmx_cannot_hold_is_refused_with_the_units_name() -> None:
    bad_text = pair(plain("a\x0b"), plain("b"))
    bad_date = TmxUnit(id="k2", variants=(TmxVariant(locale="en", content=plain("a"), changed="yesterday"),))
    with pytest.raises(InputErrors) as caught:
        tmx.write([bad_text, bad_date], source_locale="en")
    assert [problem.location.key for problem in caught.value.problems] == ["a\x0b", "k2"]


def test_another_reader_sees_the_same_texts() -> None:
    data = tmx.write([pair(plain("One & two"), plain("Uno y dos"))], source_locale="en")
    store = toolkit.tmxfile(io.BytesIO(data), "en", "es")
    assert [(unit.source, unit.target) for unit in store.units] == [("One & two", "Uno y dos")]


def test_a_memory_is_written_unit_by_unit() -> None:
    asked: list[int] = []

    def endless() -> Iterator[TmxUnit]:
        for number in range(1_000_000):
            asked.append(number)
            yield pair(plain(f"{number}"), plain("b"))

    written = tmx.pieces(endless(), source_locale="en")
    first = [next(written) for _ in range(5)]
    assert len(asked) < 10
    assert (
        b"".join(first)
        == tmx.write([pair(plain(f"{n}"), plain("b")) for n in range(4)], source_locale="en")[: sum(map(len, first))]
    )


def test_a_memory_without_units_is_a_whole_file() -> None:
    assert read(tmx.write([], source_locale="en")) == ()
