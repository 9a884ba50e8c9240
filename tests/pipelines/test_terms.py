"""The glossary in a project: files of other tools in and out, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.formats.tbx import read_tbx
from locmem.model.finding import Severity
from locmem.pipelines.run import run_step
from locmem.pipelines.terms import TermsCheck, TermsFormat, TermsImport, check_terms, export_terms, import_terms
from locmem.pipelines.undo import undo
from locmem.terms.joining import Outcome
from tests.pipelines.shop import SETTINGS, Shop

GLOSSARY = "content/glossary.csv"
TABLE = """\
concept,locale,term,status,markets,note,definition
parcel,en,parcel,preferred,,,What the carrier brings.
parcel,es,paquete,preferred,,,
parcel,es,bulto,forbidden,,,
method,en,payment method,preferred,,,
method,es,método de pago,preferred,,,
method,ja,お支払い方法,preferred,,,
"""


@pytest.fixture
def own(shop: Shop) -> Shop:
    """The small project with a glossary."""
    shop.write(GLOSSARY, TABLE)
    return shop


def bring(shop: Shop, name: str, text: str, locale: str = "", *, is_dry: bool = False) -> TermsImport:
    shop.write(name, text)
    step = lambda run: import_terms(run, shop.root / name, locale)  # noqa: E731
    return run_step(shop.open(), "terms import", step, is_dry=is_dry)[1]


def check(shop: Shop) -> TermsCheck:
    return check_terms(shop.open())


def test_a_table_is_joined_and_what_stands_there_stays(own: Shop) -> None:
    result = bring(own, "agency.csv", "source;es;ja\nparcel;bulto;荷物\ninvoice;factura;\n")
    assert own.read(GLOSSARY).startswith(TABLE.split("method")[0])
    assert [line for line in own.read(GLOSSARY).splitlines() if line not in TABLE] == [
        "parcel,ja,荷物,preferred,,,",
        "invoice,en,invoice,preferred,,,",
        "invoice,es,factura,preferred,,,",
    ]
    [conflict] = result.of(Outcome.CONFLICT)
    assert (conflict.what, conflict.here) == ("bulto is preferred", "forbidden")
    assert result.summary == f"{GLOSSARY}: 3 terms added, 1 term known, 1 conflict"
    assert result.needs_attention


def test_an_import_is_undone_by_its_run_and_a_dry_one_writes_nothing(own: Shop) -> None:
    before = own.tree()
    dry = bring(own, "agency.csv", "source,es\ninvoice,factura\n", is_dry=True)
    own.remove("agency.csv")
    assert own.tree() == before
    own.write("agency.csv", "source,es\ninvoice,factura\n")
    run, wet = run_step(own.open(), "terms import", lambda run: import_terms(run, own.root / "agency.csv"))
    assert dry == wet
    assert "factura" in own.read(GLOSSARY)
    undo(own.open(), run.id)
    assert own.read(GLOSSARY) == TABLE


def test_the_same_file_a_second_time_changes_nothing(own: Shop) -> None:
    bring(own, "agency.csv", "source,es\ninvoice,factura\n")
    after = own.read(GLOSSARY)
    result = bring(own, "agency.csv", "source,es\ninvoice,factura\n")
    assert (own.read(GLOSSARY), result.changes, result.same) == (after, (), 2)


def test_a_first_import_begins_the_glossary(shop: Shop) -> None:
    result = bring(shop, "agency.csv", "source,target\ninvoice,factura\n", "es_ES")
    assert shop.read(GLOSSARY).splitlines()[1:] == [
        "invoice,en,invoice,preferred,,,",
        "invoice,es,factura,preferred,,,",
    ]
    assert not result.needs_attention


def test_columns_are_called_by_names_of_languages(shop: Shop) -> None:
    bring(shop, "agency.csv", "English;Español;日本語;German\ninvoice;factura;請求書;Rechnung\n")
    assert [line.split(",")[1:3] for line in shop.read(GLOSSARY).splitlines()[1:]] == [
        ["en", "invoice"],
        ["es", "factura"],
        ["ja", "請求書"],
    ]
    with pytest.raises(InputErrors, match=r"by its tag \(en,es,ja\) or its name, such as English"):
        bring(shop, "other.csv", "Klingon;Elvish\na;b\n")


def test_the_file_of_a_person_keeps_its_form(own: Shop) -> None:
    data = b"\xef\xbb\xbf" + TABLE.replace(",", ";").replace("\n", "\r\n").encode()
    own.write_bytes(GLOSSARY, data)
    bring(own, "agency.csv", "source,es\ninvoice,factura\n")
    after = (own.root / GLOSSARY).read_bytes()
    assert after.startswith(data)
    assert after.endswith(b"\r\ninvoice;es;factura;preferred;;;\r\n")


def test_a_glossary_in_another_layout_gets_one_row_a_term_and_that_is_told(own: Shop) -> None:
    own.write(GLOSSARY, "source,es,note\nparcel,paquete,by carrier\n")
    result = bring(own, "agency.csv", "source,es\nparcel,paquete\n")
    assert not result.is_relaid
    result = bring(own, "agency.csv", "source,es\ninvoice,factura\n")
    assert result.is_relaid
    assert f"{GLOSSARY} has one row a term now." in result.remarks
    assert "parcel,en,parcel,preferred,,,,by carrier" in own.read(GLOSSARY)


def test_a_column_that_would_be_lost_keeps_the_glossary_from_being_written(own: Shop) -> None:
    text = "concept,locale,term,approved by\nparcel,en,parcel,Ann\nparcel,es,paquete,Ann\n"
    own.write(GLOSSARY, text)
    with pytest.raises(InputErrors, match=r"glossary\.csv:1: the column 'approved by' is none of a glossary"):
        bring(own, "agency.csv", "source,es\ninvoice,factura\n")
    assert own.read(GLOSSARY) == text


TBX = """\
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c1"><langSet xml:lang="en-US"><tig><term>parcel</term></tig></langSet>
<langSet xml:lang="en-GB"><tig><term>packet</term></tig></langSet>
<langSet xml:lang="ja-JP"><tig><term>荷物</term></tig><descrip type="context">…</descrip></langSet>
<langSet xml:lang="it"><tig><term>pacco</term></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="es"><tig><term>factura</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_tbx_is_read_in_the_locales_of_the_project_and_the_rest_is_told(own: Shop) -> None:
    result = bring(own, "agency.tbx", TBX)
    assert [(one.locale, one.what) for one in result.of(Outcome.ADDED)] == [
        ("en", "packet (admitted)"),
        ("ja", "荷物 (preferred)"),
    ]
    assert result.unused == (("it", 1),)
    assert result.rejected == ("line 6: c2 has no term in en",)
    assert result.left_out == ("context (1)",)
    assert result.needs_attention
    assert len(result.remarks) == 2


def test_the_definition_in_the_source_language_counts_however_the_file_spells_it(own: Shop) -> None:
    section = (
        "<langSet xml:lang='{}'><descrip type='definition'>{}</descrip><tig><term>{}</term></tig></langSet>".format
    )
    inside = section("ja", "明細", "請求書") + section("en-US", "What is to be paid.", "invoice")
    bring(own, "a.tbx", f"<martif><text><body><termEntry>{inside}</termEntry></body></text></martif>")
    assert own.open().glossary.concepts[-1].definition == "What is to be paid."


def test_a_language_that_may_be_several_locales_is_left_out_and_told(own: Shop) -> None:
    own.write("locmem.yaml", SETTINGS.replace("[es, ja]", "[es-MX, es-AR, ja]"))
    own.write(GLOSSARY, "concept,locale,term\n")
    result = bring(own, "agency.csv", "source,es,ja\ninvoice,factura,請求書\n")
    assert result.unused == (("es", 1),)
    assert [one.locale for one in result.of(Outcome.ADDED)] == ["en", "ja"]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.xlsx", b"PK\x03\x04...", "this is a workbook or an archive"),
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"\xef\xbb\xbf\r\n", "the file is empty"),
        ("a.tmx", b"<tmx/>", "this is <tmx>, not TBX"),
        ("a.csv", b"source,target\nparcel,paquete\n", "the file names no language for its targets"),
        ("a.csv", b"parcel,paquete\n", "no heading of a glossary is known"),
    ],
)
def test_what_is_no_glossary_is_refused_with_nothing_written(own: Shop, name: str, data: bytes, what: str) -> None:
    own.write_bytes(name, data)
    before = own.tree()
    with pytest.raises(InputErrors, match=what):
        run_step(own.open(), "terms import", lambda run: import_terms(run, own.root / name))
    assert own.tree() == before


def test_a_locale_that_is_not_declared_is_refused(own: Shop) -> None:
    with pytest.raises(UsageError, match="the locale it is not declared"):
        bring(own, "a.csv", "source,target\nparcel,pacco\n", "it")


@pytest.mark.parametrize("name", ["g.tbx", "g.csv", "g.tsv"])
def test_what_is_exported_comes_back_as_known(own: Shop, name: str) -> None:
    export_terms(own.open(), own.root / name)
    result = run_step(own.open(), "terms import", lambda run: import_terms(run, own.root / name))[1]
    assert (result.changes, result.same) == ((), 6)


def test_a_spreadsheet_can_open_what_is_exported(own: Shop) -> None:
    export_terms(own.open(), own.root / "g.csv", locales=("es",))
    data = (own.root / "g.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfconcept,locale,term,status")
    assert b"\r\n" in data
    assert "お支払い方法".encode() not in data


def test_each_format_is_told_by_the_ending_or_by_name(own: Shop) -> None:
    assert export_terms(own.open(), own.root / "g.txt", locales=("es",)) == (TermsFormat.OMEGAT, 2)
    assert (own.root / "g.txt").read_text("utf-8") == (
        "parcel\tpaquete\tWhat the carrier brings.; do not write: bulto\npayment method\tmétodo de pago\n"
    )
    export_terms(own.open(), own.root / "g.xml", TermsFormat.TBX_2019)
    data = (own.root / "g.xml").read_bytes()
    assert b'<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic"' in data
    assert len(read_tbx(data, "g.xml").glossary.concepts) == 2


@pytest.mark.parametrize(("name", "what"), [("g.docx", "does not tell a format"), ("g.txt", "one target language")])
def test_what_cannot_be_exported_is_said(own: Shop, name: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        export_terms(own.open(), own.root / name)


def test_a_variant_is_exported_with_what_it_inherits(own: Shop) -> None:
    own.write("locmem.yaml", SETTINGS.replace("[es, ja]", "[es, ja, es-MX]") + "variants: {es-MX: es}\n")
    own.write(GLOSSARY, TABLE + "method,es-MX,forma de pago,preferred,,,\n")
    export_terms(own.open(), own.root / "g.txt", locales=("es-MX",))
    assert "payment method\tforma de pago\n" in (own.root / "g.txt").read_text("utf-8")
    assert "parcel\tpaquete\t" in (own.root / "g.txt").read_text("utf-8")


def test_a_check_finds_what_is_wrong_and_what_no_source_names(own: Shop) -> None:
    own.write(GLOSSARY, TABLE + "parcel,it,pacco,,,,\nlamp,en,lamp,,,,\nlamp,es,lámpara,,,,\nlamp,ja,ランプ,,,,\n")
    result = check(own)
    assert [(flaw.kind, flaw.line) for flaw in result.flaws] == [
        ("locale-unknown", 8),
        ("preferred-missing", 2),
        ("term-unused", 9),
    ]
    assert result.flaws[0].severity is Severity.ERROR
    assert (result.concepts, result.terms, result.is_there) == (3, 10, True)
    own.write("content/articles/paying.md", own.read("content/articles/paying.md") + "\nA lamp stands here.\n")
    assert "term-unused" not in [flaw.kind for flaw in check(own).flaws]


def test_without_a_glossary_nothing_is_wrong(shop: Shop) -> None:
    assert check(shop) == TermsCheck(path=GLOSSARY, is_there=False, concepts=0, terms=0, flaws=())
    assert shop.open().terminology.in_source("A parcel") == ()


def test_the_settings_say_where_the_glossary_lies(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS + "glossary: terms/help.csv\n")
    shop.write("terms/help.csv", TABLE)
    assert [concept.id for concept in shop.open().glossary.concepts] == ["parcel", "method"]
    bring(shop, "agency.csv", "source,es\ninvoice,factura\n")
    assert "invoice,es,factura" in shop.read("terms/help.csv")
    assert not Path(shop.root, GLOSSARY).exists()


def test_a_glossary_is_parsed_once_for_the_same_bytes(own: Shop) -> None:
    project = own.open()
    first = project.terminology
    assert project.terminology is first
    project.folder.write(GLOSSARY, TABLE.replace("paquete", "envío").encode())
    assert project.terminology is not first
    assert project.glossary.concepts[0].terms[1].text == "envío"
