"""TBX: our own files come back, those of other tools are read as far as they go, and another reader reads ours.

Each file in `cases/tbx` says the same in another edition or style of TBX.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.tbx import tbxfile

from locmem.errors import InputErrors
from locmem.formats.tbx import Edition, ReadTbx, read_tbx, write_tbx
from locmem.model.term import Concept, Glossary, Term, TermStatus

CASES = sorted((Path(__file__).parent / "cases" / "tbx").iterdir())
SHARED = sorted((Path(__file__).parents[2].parent / "shared" / "cases" / "tbx").rglob("*.tbx"))

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=6)
LINES = st.lists(WORDS, max_size=3).map(" ".join)
FULL_LINES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
TERMS = st.builds(
    Term,
    locale=st.sampled_from(["en", "es", "pt-BR"]),
    text=FULL_LINES,
    status=st.sampled_from(TermStatus),
    part_of_speech=st.sampled_from(["", "noun", "proper noun", "Substantiv"]),
    markets=st.lists(st.sampled_from(["ES", "CA-QC"]), max_size=2, unique=True).map(tuple),
    note=LINES,
)
CONCEPTS = st.builds(
    Concept,
    id=FULL_LINES,
    terms=st.lists(TERMS, min_size=1, max_size=4).map(lambda terms: tuple(sorted(terms, key=lambda term: term.locale))),
    definition=LINES,
    domain=LINES,
    note=LINES,
    is_kept=st.booleans(),
)
GLOSSARIES = st.lists(CONCEPTS, max_size=3, unique_by=lambda concept: concept.id).map(
    lambda concepts: Glossary(concepts=tuple(concepts))
)

REFUND = Concept(
    id="c1",
    definition="Money paid back to the customer.",
    domain="payments",
    terms=(
        Term(locale="en", text="refund", part_of_speech="noun"),
        Term(locale="en", text="money back", status=TermStatus.ADMITTED),
        Term(locale="es-ES", text="reembolso", note="Masculine."),
        Term(locale="es-ES", text="devolución", status=TermStatus.FORBIDDEN),
    ),
)


def read(text: str) -> ReadTbx:
    return read_tbx(text.encode(), "a.tbx", "en")


def entry(inside: str) -> str:
    return f"<martif type='TBX' xml:lang='en'><text><body><termEntry id='a'>{inside}</termEntry></body></text></martif>"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_style_says_the_same(path: Path) -> None:
    found = read_tbx(path.read_bytes(), path.name, "en")
    assert found.glossary.concepts == (REFUND,)
    assert found.rejected == ()


def test_what_has_no_place_is_counted() -> None:
    by_name = {path.stem: dict(read_tbx(path.read_bytes(), path.name).left_out) for path in CASES}
    assert by_name == {"default_ntig": {"context": 1, "productSubset": 1}, "dct": {"context": 1}, "dca": {}}


@settings(max_examples=40)
@given(GLOSSARIES, st.sampled_from(Edition))
def test_what_is_written_comes_back(glossary: Glossary, edition: Edition) -> None:
    data = write_tbx(glossary, source_locale="en", edition=edition)
    assert read_tbx(data, "a.tbx", "en") == ReadTbx(glossary=glossary)
    assert write_tbx(glossary, source_locale="en", edition=edition) == data


@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.stem)
def test_real_files_are_read_and_come_back(path: Path) -> None:
    found = read_tbx(path.read_bytes(), path.name, "en")
    assert found.glossary.concepts
    assert found.rejected == ()
    assert all(concept.in_locale("en") for concept in found.glossary.concepts)
    again = read_tbx(write_tbx(found.glossary, source_locale="en"), path.name, "en")
    assert again.glossary == found.glossary


def test_another_reader_reads_ours() -> None:
    kept = Concept(id="c2", terms=(Term(locale="en", text="iDEAL"),), is_kept=True)
    data = write_tbx(Glossary(concepts=(REFUND, kept)), source_locale="en")
    first, second = tbxfile.parsestring(data, "en", "es-ES").units  # type: ignore[no-untyped-call]
    assert [term.text for term in first.get_source_terms()] == ["refund", "money back"]
    assert [(term.text, term.deprecated) for term in first.get_target_terms("es-ES")] == [
        ("reembolso", False),
        ("devolución", True),
    ]
    assert "Money paid back to the customer." in first.getnotes("definition")
    assert (first.istranslatable(), second.istranslatable()) == (True, False)


def test_the_other_reader_knows_no_other_edition_so_that_the_old_one_is_written() -> None:
    newer = write_tbx(Glossary(concepts=(REFUND,)), source_locale="en", edition=Edition.OF_2019)
    with pytest.raises(AssertionError):
        tbxfile.parsestring(newer, "en", "es-ES")  # type: ignore[no-untyped-call]


TIG = "<tig><term>a</term></tig>"
PREFERRED = "<tig><term>b</term><termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote></tig>"


@pytest.mark.parametrize(
    ("inside", "statuses"), [(TIG + TIG, ["preferred", "admitted"]), (TIG + PREFERRED, ["admitted", "preferred"])]
)
def test_a_term_without_a_status_is_preferred_unless_another_one_is(inside: str, statuses: list[str]) -> None:
    [concept] = read(entry(f"<langSet xml:lang='es'>{inside}</langSet>")).glossary.concepts
    assert [term.status.value for term in concept.terms] == statuses


def test_a_definition_in_another_language_is_told_with_its_terms() -> None:
    lang = "<langSet xml:lang='{}'><descrip type='definition'>{}</descrip><tig><term>x</term></tig></langSet>"
    [concept] = read(entry(lang.format("de", "Geld") + lang.format("en", "Money"))).glossary.concepts
    assert (concept.definition, [term.note for term in concept.terms]) == ("Money", ["Geld", ""])
    [concept] = read(entry(lang.format("de", "Geld"))).glossary.concepts
    assert (concept.definition, concept.terms[0].note) == ("Geld", "")


def test_where_a_term_is_used_is_a_market_or_a_note() -> None:
    use = "<termNote type='geographicalUsage'>{}</termNote>"
    inside = f"<langSet xml:lang='es'><tig><term>x</term>{use.format('MX')}{use.format('Spain')}</tig></langSet>"
    [concept] = read(entry(inside)).glossary.concepts
    assert (concept.terms[0].markets, concept.terms[0].note) == (("MX",), "used in: Spain")


def test_what_is_not_usable_is_rejected_by_itself() -> None:
    found = read(
        "<martif type='TBX'><text><body>\n"
        "<termEntry id='a'><langSet xml:lang='Spanish'><tig><term>x</term></tig></langSet>\n"
        "<langSet xml:lang='es'><tig><term> </term></tig><tig><term>y</term></tig></langSet></termEntry>\n"
        "<termEntry/><termEntry id='a'><langSet lang='es'><tig><term>z</term></tig></langSet></termEntry>"
        "</body></text></martif>"
    )
    assert [(concept.id, concept.terms[0].text) for concept in found.glossary.concepts] == [("a", "y"), ("a-2", "z")]
    assert found.rejected == (
        "line 2: a language is left out: 'Spanish' is not a language tag such as es, pt-BR or zh-Hant",
        "line 3: a term is empty",
        "line 4: an entry without a term is left out",
    )


def test_a_status_that_nobody_knows_is_none_and_told() -> None:
    note = "<termNote type='administrativeStatus'>new</termNote>"
    found = read(entry(f"<langSet xml:lang='es'><tig><term>x</term>{note}</tig></langSet>"))
    assert found.glossary.concepts[0].terms[0].status is TermStatus.PREFERRED
    assert found.left_out == (("administrativeStatus new", 1),)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<tmx/>", "this is <tmx>, not TBX"),
        ("<martif><text><body><termEntry>", "the file is cut off"),
        ("<!DOCTYPE martif [<!ENTITY a 'b'>]><martif/>", "the DOCTYPE declares entities"),
    ],
)
def test_what_is_no_whole_tbx_is_refused(text: str, what: str) -> None:
    with pytest.raises(InputErrors, match=what):
        read(text)


def test_characters_that_xml_cannot_hold_are_named() -> None:
    glossary = Glossary(concepts=(REFUND, replace(REFUND, id="c2", note="bell \x07")))
    with pytest.raises(InputErrors, match=r"TBX entry.*c2.*cannot be written as TBX"):
        write_tbx(glossary, source_locale="en")
