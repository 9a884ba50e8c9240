"""A project folder of OmegaT: what it needs to open, and what is meant when it comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from locmem.exchange.omegat import PROJECT_FILE, made
from locmem.exchange.profiles import PROFILES
from locmem.formats import po, tmx
from locmem.memory.tmx_entries import read_entries
from locmem.model.match import Entry, Trust
from locmem.model.translation import HUMAN, Origin, OriginKind, State
from locmem.pipelines.handoff import HandoffOptions
from tests.exchange.desk import Desk
from tests.pipelines.shop import Shop
from tests.pipelines.test_handoff import PAYING, handed_off

OMEGAT = HandoffOptions(profile=PROFILES["omegat"], locales=("es",))


@pytest.fixture
def project(shop: Shop) -> Path:
    """The folder handed out for a new sentence, one a machine drafted, one the memory proposes for, and a stale one."""
    text = "\nThe lamp glows softly.\n\nThe lamp hums softly.\n\nThe lamp sings softly.\n"
    shop.write(PAYING, shop.read(PAYING) + text)
    shop.edit(PAYING, "We collect the money when", "We collect the money as soon as")
    shop.run()
    drafts = {
        "The lamp hums softly.": (Origin(OriginKind.MT, "apertium"), 0),
        "The lamp sings softly.": (Origin(OriginKind.TM), 88),
    }
    for source, (origin, match) in drafts.items():
        entry = shop.entry(source).with_target("Borrador.", State.DRAFT, origin, match)
        shop.change_entry(source, "es", entry)
    [batch] = handed_off(shop, OMEGAT).batches
    return shop.root / batch.folder / "es"


def pairs(file: Path) -> list[tuple[str, str]]:
    found = read_entries(file, file.name, "en", Trust.IMPORTED)
    return [(one.source.text, one.target.text) for one in found if isinstance(one, Entry)]


def test_nothing_that_is_unconfirmed_stands_in_a_target(project: Path) -> None:
    [file] = (project / "source").rglob("*.po")
    assert [(one.target, one.is_fuzzy) for one in po.read(file.read_bytes(), "x.po").entries] == [("", False)] * 4


def test_drafts_go_along_as_memories_with_their_worth(project: Path) -> None:
    tm = project / "tm"
    assert pairs(tm / "mt/machine.tmx") == [("The lamp hums softly.", "Borrador.")]
    assert pairs(tm / "penalty-12/memory.tmx") == [("The lamp sings softly.", "Borrador.")]
    assert pairs(tm / "earlier.tmx") == [
        ("We collect the money when the parcel leaves us.", "Cobramos el importe cuando sale el paquete.")
    ]
    assert not (tm / "auto").exists()


def test_a_near_match_stands_beside_the_source_it_was_made_for(shop: Shop) -> None:
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly today.\n")
    shop.run()
    entry = shop.entry("The lamp glows softly today.").with_target("Borrador.", State.DRAFT, Origin(OriginKind.TM), 88)
    shop.change_entry(entry.source, "es", replace(entry, previous_source="The lamp glows softly."))
    [batch] = handed_off(shop, OMEGAT).batches
    tm = shop.root / batch.folder / "es/tm"
    assert pairs(tm / "similar.tmx") == [("The lamp glows softly.", "Borrador.")]
    assert not list(tm.glob("penalty-*"))


def test_omegat_finds_every_folder_it_asks_for(project: Path) -> None:
    assert (project / PROJECT_FILE).read_text().count("__DEFAULT__") == 6
    for name in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        assert any((project / name).iterdir()), name
    assert list(tmx.read(project / "omegat/project_save.tmx")) == []


def test_the_glossary_goes_along(shop: Shop) -> None:
    shop.write("content/glossary.csv", "concept,locale,term\nlamp,en,lamp\nlamp,es,lámpara\n")
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly.\n")
    shop.run()
    [batch] = handed_off(shop, OMEGAT).batches
    glossary = shop.root / batch.folder / "es/glossary/glossary.txt"
    assert glossary.read_text(encoding="utf-8") == "lamp\tlámpara\n"


def test_what_was_begun_by_a_person_costs_least(shop: Shop) -> None:
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly.\n")
    shop.run()
    shop.change_entry(
        "The lamp glows softly.", "es", shop.entry("The lamp glows softly.").with_target("La", State.DRAFT, HUMAN)
    )
    [batch] = handed_off(shop, OMEGAT).batches
    assert pairs(shop.root / batch.folder / "es/tm/penalty-20/begun.tmx") == [("The lamp glows softly.", "La")]


def test_of_a_project_that_came_back_the_translated_documents_are_meant() -> None:
    inside = ["omegat.project", "source/a.po", "target/a.po", "target/README.txt", "tm/x.tmx", "es-omegat.tmx"]
    assert made(["b.po", *(f"es/{name}" for name in inside)]) == (("b.po", "es/target/a.po"), ())
    assert made(inside) == (("target/a.po",), ())


def test_a_project_without_translated_documents_is_named() -> None:
    assert made(["es/omegat.project", "es/source/a.po", "es/target/README.txt"]) == ((), ("es/",))


def test_a_folder_that_comes_back_is_read_once(desk: Desk, tmp_path: Path) -> None:
    """Sources and translated documents are of one handoff, and only the latter are answers."""
    desk.hand_off("po")
    [file] = desk.files
    folder = tmp_path / "job"
    for place in ("source", "target"):
        (folder / place).mkdir(parents=True)
        (folder / place / file.name).write_bytes(file.read_bytes())
    (folder / PROJECT_FILE).write_text("<omegat/>")
    result = desk.bring_back([folder])
    assert (result.files, result.left_out) == (1, ())


def test_only_the_translated_documents_may_come_back(desk: Desk, tmp_path: Path) -> None:
    desk.hand_off("po")
    [file] = desk.files
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "target/README.txt").write_text("OmegaT writes the translated documents here.\n")
    (tmp_path / "target/other.txt").write_text("Who wrote this?\n")
    result = desk.bring_back([tmp_path / "target"])
    assert (result.files, [Path(name).name for name in result.left_out]) == (1, ["other.txt"])
