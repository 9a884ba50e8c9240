"""The commands about the glossary, as somebody types them."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop

TABLE = """\
concept,locale,term,status,markets,note,do_not_translate,definition
parcel,en,parcel,preferred,,,,What the carrier brings.
parcel,es,paquete,preferred,,,,
parcel,es,encomienda,preferred,MX,in letters,,
parcel,es,bulto,forbidden,,,,
ideal,en,iDEAL,preferred,,,yes,
"""


@pytest.fixture
def own(shop: Shop) -> Shop:
    """The small project with a glossary."""
    shop.write("content/glossary.csv", TABLE)
    return shop


@pytest.mark.usefixtures("own")
def test_a_list_says_what_to_write_and_what_never(locmem: Locmem) -> None:
    done = locmem("terms", "list", "--locale", "es")
    lines = [line.split() for line in done.out.splitlines()]
    assert lines[1] == ["parcel", "parcel", "es", "paquete,", "encomienda", "(MX)", "bulto"]
    assert lines[2] == ["ideal", "iDEAL", "es", "iDEAL"]
    [parcel, _] = json.loads(locmem("terms", "list", "--locale", "ja", "--json").out)
    assert [term["locale"] for term in parcel["terms"]] == ["en"]


@pytest.mark.usefixtures("own")
def test_a_term_is_shown_by_any_of_its_names(locmem: Locmem) -> None:
    for name in ("PARCEL", "encomienda", "bulto"):
        done = locmem("terms", "show", name)
        assert done.out.splitlines() == [
            "parcel",
            "  definition: What the carrier brings.",
            "  en  preferred  parcel",
            "  es  preferred  paquete",
            "  es  preferred  encomienda; only in MX; in letters",
            "  es  forbidden  bulto",
        ]
    assert locmem("terms", "show", "iDEAL").out.startswith("ideal: do not translate\n")
    assert locmem("terms", "show", "nowhere").code == 2


@pytest.mark.usefixtures("own")
def test_a_text_is_looked_through_with_its_translation(locmem: Locmem) -> None:
    done = locmem("terms", "find", "Two parcels, paid with iDEAL.", "--to", "es")
    assert (done.code, "What the carrier brings." in done.out, "do not translate" in done.out) == (0, True, True)
    done = locmem("terms", "find", "Two parcels.", "--to", "es", "--market", "ES", "--target", "Dos bultos.")
    assert done.code == 1
    assert done.err.splitlines() == [
        "parcels: bultos is forbidden.",
        "parcels: nothing like paquete stands in the target.",
    ]
    assert locmem("terms", "find", "Two parcels.", "--to", "es", "--target", "Dos paquetes.").code == 0
    assert "names nothing" in locmem("terms", "find", "Two lamps.", "--to", "es").err


def test_an_import_says_what_it_took_and_how_to_undo_it(own: Shop, locmem: Locmem) -> None:
    own.write("agency.csv", "source,es,url\nparcel,bulto,x\ninvoice,factura,y\n")
    done = locmem("terms", "import", "agency.csv")
    assert done.code == 1
    assert done.out.splitlines() == [
        "content/glossary.csv: 2 terms added, 1 term known, 1 conflict",
        "  added: invoice en: invoice (preferred)",
        "  added: invoice es: factura (preferred)",
        "  conflict: parcel es: bulto is preferred; here: forbidden",
    ]
    assert "url: left out" in done.err
    assert "settle it in content/glossary.csv" in done.err
    assert "undo with `locmem undo 2026-11-21." in done.err


@pytest.mark.usefixtures("own")
def test_an_export_says_what_it_wrote(shop: Shop, locmem: Locmem) -> None:
    assert locmem("terms", "export", "g.tbx").err == "2 concepts written to g.tbx as tbx.\n"
    assert (shop.root / "g.tbx").exists()
    assert locmem("terms", "export", "g.tbx", "--format", "docx").code == 2
    assert locmem("terms", "export", "g.txt").code == 2


def test_a_check_ends_in_one_for_what_is_wrong(own: Shop, locmem: Locmem) -> None:
    done = locmem("terms", "check")
    assert done.code == 0
    assert "content/glossary.csv:4: warning: market-unknown es: there is no market MX." in done.out
    own.write("content/glossary.csv", TABLE + "parcel,es,paquete,forbidden,,,,\n")
    done = locmem("terms", "check")
    assert (done.code, "term-contradictory es: paquete is preferred and forbidden." in done.out) == (1, True)
    own.write("content/glossary.csv", TABLE + "parcel,es,caja,best,,,,\n")
    done = locmem("terms", "check")
    assert done.code == 2
    assert "content/glossary.csv:7:16: 'best' is no status of a term." in done.err
    own.remove("content/glossary.csv")
    assert "There is no content/glossary.csv" in locmem("terms", "check").err


def test_candidates_are_listed_with_what_to_do_next(shop: Shop, locmem: Locmem) -> None:
    shop.write("content/glossary.csv", "concept,locale,term\norder,en,order\n")
    done = locmem("terms", "candidates", "--locale", "es")
    assert (done.code, done.out, "has no phrase in three" in " ".join(done.err.split())) == (0, "", True)
    translated_parcels(shop)
    done = locmem("terms", "candidates", "--locale", "es")
    head, *rows = done.out.splitlines()
    [row] = [row for row in rows if row.startswith("parcel")]
    assert head.split()[:4] == ["phrase", "locale", "texts", "docs"]
    assert row.split()[1] == "es"
    assert "paquete" in row
    assert "locmem terms import FILE" in done.err
    every = json.loads(locmem("terms", "candidates", "--locale", "es", "--json").out)
    [found] = [one for one in every if one["text"] == "parcel"]
    assert [one["text"] for one in found["renderings"]] == ["paquete"]


def test_candidates_are_a_glossary_that_can_be_brought_in(shop: Shop, locmem: Locmem) -> None:
    translated_parcels(shop)
    shop.write("found.csv", locmem("terms", "candidates", "--locale", "es", "--csv").out)
    assert locmem("terms", "import", "found.csv").code == 0
    assert "paquete" in shop.read("content/glossary.csv")
    # What the glossary has is proposed no more.
    assert locmem("terms", "candidates", "--locale", "es", "--json").out.strip() == "[]"
    assert locmem("terms", "candidates", "--csv", "--json").code == 2


def translated_parcels(shop: Shop) -> None:
    """Six confirmed texts about parcels in three articles, and some about other things."""
    for article in range(3):
        lines = [f"Late parcel {article}.", f"My parcel {article} came.", *(f"Box {article} {n}." for n in range(6))]
        shop.write(f"content/articles/p{article}.md", "---\ntitle: Page\n---\n\n" + "\n\n".join(lines) + "\n")
    shop.run()
    every: dict[str, str] = {}
    for article in range(3):
        name = "paquete"
        targets = {f"Late parcel {article}.": f"Llega tarde {name} {article}."}
        targets[f"My parcel {article} came."] = f"Vino {name} {article}."
        targets |= {f"Box {article} {n}.": f"Caja {article} {n}." for n in range(6)}
        every |= targets
    shop.translate("es", every)
    shop.run()
