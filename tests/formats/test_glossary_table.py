"""The glossary as CSV: read in the layouts that people have, written in one."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.formats.glossary_columns import Layout
from locmem.formats.glossary_table import ReadTable, TableForm, read_table, write_table
from locmem.model.term import Concept, Glossary, Term, TermStatus
from locmem.textfile import TextFile

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=6)
LINES = st.lists(WORDS, max_size=3).map(" ".join)
NOTES = LINES | st.sampled_from(["one\ntwo", 'said "so", once', "a;b"])
TERMS = st.builds(
    Term,
    locale=st.sampled_from(["en", "es", "pt-BR"]),
    text=st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    status=st.sampled_from(TermStatus),
    part_of_speech=st.sampled_from(["", "noun", "proper noun"]),
    markets=st.lists(st.sampled_from(["ES", "CA-QC"]), max_size=2, unique=True).map(tuple),
    note=NOTES,
)
CONCEPTS = st.builds(
    Concept,
    id=LINES.filter(bool),
    terms=st.lists(TERMS, min_size=1, max_size=4).map(tuple),
    definition=NOTES,
    domain=NOTES,
    note=NOTES,
    is_kept=st.booleans(),
)
GLOSSARIES = st.lists(CONCEPTS, max_size=4, unique_by=lambda concept: concept.id).map(
    lambda concepts: Glossary(concepts=tuple(concepts))
)
FORMS = st.builds(
    TableForm,
    delimiter=st.sampled_from([",", ";", "\t"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    file=st.sampled_from(
        [
            TextFile(text=""),
            TextFile(text="", mark=codecs.BOM_UTF8),
            TextFile(text="", encoding="utf-16-le", mark=codecs.BOM_UTF16_LE),
        ]
    ),
)


def read(text: str | bytes, locale: str = "") -> ReadTable:
    data = text.encode() if isinstance(text, str) else text
    return read_table(data, "g.csv", source_locale="en", locales=("es", "de"), locale=locale)


def told(text: str, locale: str = "") -> list[str]:
    with pytest.raises(InputErrors) as error:
        read(text, locale)
    return str(error.value).splitlines()


def terms(table: ReadTable) -> list[tuple[str, str, str]]:
    return [(t.locale, t.text, t.status.value) for concept in table.glossary.concepts for t in concept.terms]


@settings(max_examples=40)
@given(GLOSSARIES, FORMS)
def test_what_is_written_comes_back_and_is_written_the_same(glossary: Glossary, form: TableForm) -> None:
    data = write_table(glossary, form)
    found = read(data)
    assert found.glossary == glossary
    assert write_table(found.glossary, found.form) == data


def test_one_row_a_term() -> None:
    [concept] = read(
        "concept,locale,term,status,markets,note,definition\n"
        "refund,en,refund,,,,Money paid back.\n"
        "refund,es_ES,reembolso,Preferred,ES MX,,\n"
        "refund,es,devolución,do not use,,Goods.,\n"
    ).glossary.concepts
    assert concept == Concept(
        id="refund",
        definition="Money paid back.",
        terms=(
            Term(locale="en", text="refund"),
            Term(locale="es-ES", text="reembolso", markets=("ES", "MX")),
            Term(locale="es", text="devolución", status=TermStatus.FORBIDDEN, note="Goods."),
        ),
    )
    assert [term.line for term in concept.terms] == [2, 3, 4]


def test_pairs_with_what_is_forbidden() -> None:
    found = read(
        "source,locale,target,note,forbidden\n"
        "lamp,es,lámpara,a light,foco | farol\n"
        "lamp,de,Lampe,a light,\n"
        "shade,es,,,pantallita\n"
    )
    assert found.layout is Layout.PAIRS
    assert terms(found) == [
        ("en", "lamp", "preferred"),
        ("es", "lámpara", "preferred"),
        ("es", "foco", "forbidden"),
        ("es", "farol", "forbidden"),
        ("de", "Lampe", "preferred"),
        ("en", "shade", "preferred"),
        ("es", "pantallita", "forbidden"),
    ]
    assert [concept.note for concept in found.glossary.concepts] == ["a light", ""]


def test_a_pair_without_a_target_is_a_source_term_with_its_note() -> None:
    [concept] = read("source,locale,target,note\nlamp,es,,a light\n").glossary.concepts
    assert (concept.note, [term.text for term in concept.terms]) == ("a light", ["lamp"])


def test_notes_that_differ_stay_with_their_terms() -> None:
    [concept] = read("source,locale,target,note\nlamp,es,lámpara,feminine\nlamp,de,Lampe,\n").glossary.concepts
    assert (concept.note, [term.note for term in concept.terms]) == ("", ["", "feminine", ""])


def test_one_column_a_locale_with_semicolons_from_excel() -> None:
    text = "sep=;\r\nsource;es;de;note;do not translate\r\nlamp;lámpara|luz;Lampe;a light;\r\niDEAL;;;;x\r\n"
    found = read(codecs.BOM_UTF8 + text.encode())
    assert found.layout is Layout.WIDE
    assert terms(found) == [
        ("en", "lamp", "preferred"),
        ("es", "lámpara", "preferred"),
        ("es", "luz", "admitted"),
        ("de", "Lampe", "preferred"),
        ("en", "iDEAL", "preferred"),
    ]
    assert [(concept.note, concept.is_kept) for concept in found.glossary.concepts] == [("a light", False), ("", True)]


def test_unicode_text_of_excel_is_read() -> None:
    found = read(codecs.BOM_UTF16_LE + "source\tes\r\nlamp\tlámpara\r\n".encode("utf-16-le"))
    assert terms(found)[1] == ("es", "lámpara", "preferred")


def test_a_glossary_of_omegat_has_no_headings() -> None:
    found = read("# mine\nlamp\tlámpara\ta light\nshade\tpantalla\n", locale="es")
    assert terms(found) == [
        ("en", "lamp", "preferred"),
        ("es", "lámpara", "preferred"),
        ("en", "shade", "preferred"),
        ("es", "pantalla", "preferred"),
    ]
    assert told("lamp\tlámpara\nshade\tpantalla\n") == [
        "g.csv:1:1: the file names no language for its targets. Say which it is with --locale."
    ]


def test_all_problems_are_told_at_once_with_their_place() -> None:
    assert told(
        "concept,locale,term,status,markets,definition\n"
        "a,en,lamp,best,,one\n"
        ",Spanish,,,Spain,\n"
        "a,es,lámpara,,,two\n"
        "b,es\n"
    ) == [
        "g.csv:2:11: 'best' is no status of a term. Write one of preferred, admitted, forbidden.",
        "g.csv:3:1: the row names no concept. Terms for one meaning have one name in `concept`.",
        "g.csv:3:2: 'Spanish' is not a language tag such as es, pt-BR or zh-Hant. Write the locale of the term.",
        "g.csv:3:10: the row has no term. Write one, or remove the row.",
        "g.csv:3:12: 'Spain' is not a market code such as ES or CA-QC. Write codes with a blank between: ES PT.",
        "g.csv:4:16: definition of a is another one in line 2. Keep one of the two.",
        "g.csv:5:3: this row has 2 cells, the first row 6."
        " Put quotes round a cell that holds what stands between cells, or get the file.",
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("lamp,lámpara\n", "no heading of a glossary is known"),
        ("source,es\n,lámpara\n", "the row has no source term"),
        ("source,es,dnt\nlamp,,maybe\n", "'maybe' says neither yes nor no"),
        ('concept,locale,term\n"a,en,lamp\n', "g.csv:2:1: the quote that begins here is never closed"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, what: str) -> None:
    assert what in told(text)[0]


def test_columns_that_say_nothing_are_named_and_those_that_are_empty_are_kept() -> None:
    found = read("concept,locale,term,domain,approved by\nlamp,en,lamp,,Ann\n")
    assert found.left_out == ("approved by",)
    assert write_table(found.glossary, found.form).startswith(
        b"concept,locale,term,status,markets,note,domain,definition\n"
    )
    assert b"domain" not in write_table(found.glossary)


@pytest.mark.parametrize(("end", "may_be"), [("\n", False), ("\r\n", False), ("", True)])
def test_a_last_row_without_line_end_may_be_cut(end: str, may_be: bool) -> None:
    assert read(f"source,es\nlamp,lám{end}").may_be_cut is may_be


def test_no_file_is_an_empty_glossary() -> None:
    assert read(b"") == ReadTable(glossary=Glossary())
    assert replace(read("\n"), form=TableForm()) == ReadTable(glossary=Glossary())


@pytest.mark.parametrize("tick", ["yes", "X", "1"])
def test_a_column_of_words_is_none_to_be_ticked(tick: str) -> None:
    with pytest.raises(InputErrors, match="holds the words never to write"):
        read(f"source,locale,target,note,forbidden\nrefund,de,Gutschrift,,{tick}\n")
