"""Catalogs as files: the same bytes for the same catalog, and a clear refusal of a damaged one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.catalogs.files import catalog_path, place_of, read_catalog, write_catalog
from locmem.errors import InputErrors
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, Catalog, CatalogEntry, State
from locmem.values.locales import plural_header
from tests.formats.layouts import LAYOUTS, cuts

CATALOG = Catalog(
    document="articles/a.md",
    source_locale="en",
    locale="pt-BR",
    revised="2026-11-21 12:00+0000",
    entries=(
        CatalogEntry(occurrence="aaaaaa", kind=UnitKind.TITLE, source="Refunds", name="title"),
        CatalogEntry(
            occurrence="bbbbbb",
            kind=UnitKind.PARAGRAPH,
            source='Say "hello"\nto \\us.',
            target="Diga «olá».",
            state=State.REVIEWED,
            origin=HUMAN,
            note="still right",
        ),
    ),
)


def written(catalog: Catalog = CATALOG) -> bytes:
    return write_catalog(catalog, project="Shop help", plural_forms=plural_header("pt-BR"))


def read(data: bytes) -> Catalog:
    return read_catalog(data, "pt-BR/a.md.po", document="articles/a.md", source_locale="en", locale="pt-BR")


def test_an_untouched_catalog_is_rewritten_to_the_same_bytes() -> None:
    data = written()
    assert read(data) == CATALOG
    assert written(read(data)) == data


def test_a_catalog_says_which_entries_people_edited() -> None:
    assert read(written()).edited == frozenset()
    edited = written().replace("Diga «olá».".encode(), "Diga «oi».".encode())
    assert read(edited).edited == {"bbbbbb"}


def test_a_catalog_in_the_folder_of_another_language_is_refused() -> None:
    with pytest.raises(InputErrors, match=r"pt-BR/a\.md\.po:1: the header says Language: es, but .* pt-BR"):
        read(written().replace(b"Language: pt_BR", b"Language: es"))


def test_all_damaged_entries_are_named_at_once() -> None:
    damaged = written().replace(b"title#aaaaaa", b"title").replace(b"paragraph#bbbbbb", b"verse#bbbbbb")
    with pytest.raises(InputErrors) as caught:
        read(damaged)
    assert [problem.location.line for problem in caught.value.problems] == [20, 27]


EDITED = "Mantenha a tecla premida durante três segundos, espere pela luz e\nsolte-a agora."
"""What somebody wrote into the last entry with another program, so that our digest does not fit it."""


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_of_a_cut_catalog_no_half_text_is_confirmed_whoever_laid_it_out(layout: str, edited: bool) -> None:
    last = replace(CATALOG.entries[1], target="Diga «olá» e espere pela luz,\nque demora três segundos a acender.")
    data = written(replace(CATALOG, entries=(CATALOG.entries[0], last)))
    target = EDITED if edited else last.target
    data = LAYOUTS[layout](written_by_hand(data, last.target, target) if edited else data)
    seen = set()
    for cut in (*cuts(data), data):
        try:
            found = {entry.occurrence: entry for entry in read(cut).entries}
        except InputErrors:
            continue
        assert set(found) == {"aaaaaa", "bbbbbb"}
        entry = found["bbbbbb"]
        assert entry.target == target if entry.is_confirmed else entry.may_be_cut and target.startswith(entry.target)
        assert entry.may_be_cut is not entry.is_confirmed
        seen.add(entry.is_confirmed)
    assert (True in seen) is not (edited and layout == "msgattrib no obsolete")


def test_a_doubtful_text_stays_a_draft_that_says_why_until_somebody_takes_the_mark_off() -> None:
    data = written_by_hand(written(), "Diga «olá».", EDITED)
    cut = LAYOUTS["msgcat 40"](data).partition(b"#~ ")[0].rstrip(b"\n").rpartition(b"\n")[0] + b"\n"
    [_, entry] = read(cut).entries
    assert (entry.state, entry.may_be_cut, entry.target) == (State.DRAFT, True, EDITED.removesuffix("solte-a agora."))
    kept = written(read(cut))
    assert b"#. may be cut: the file had lost its end; take the fuzzy mark off if this is all of it\n" in kept
    assert written(read(kept)) == kept
    [_, confirmed] = read(kept.replace(b"#, fuzzy\n", b"")).entries
    assert (confirmed.state, confirmed.may_be_cut) == (State.TRANSLATED, False)


def test_a_translation_that_a_cut_took_away_altogether_is_not_taken_for_one_that_somebody_emptied() -> None:
    data = LAYOUTS["msgcat 40"](written_by_hand(written(), "Diga «olá».", EDITED))
    with pytest.raises(InputErrors, match="so is the translation of the last entry: the file is cut off"):
        read(data[: data.rindex(b'"Mantenha')])


def test_catalogs_from_before_the_end_mark_are_read_and_get_it() -> None:
    old = written().partition(b"\n#~ ")[0]
    assert read(old) == CATALOG
    assert read(old).edited == frozenset()
    assert written(read(old)) == written()


def test_what_translators_note_beside_an_entry_is_kept() -> None:
    data = written().replace(b"#. in: title", b"# Is this a shop?\n#\n# Ask Ana.\n#. in: title")
    [entry, _] = read(data).entries
    assert entry.remarks == ("Is this a shop?", "", "Ask Ana.")
    assert written(read(data)) == data
    assert entry.with_target("Reembolsos", State.TRANSLATED, HUMAN).remarks == entry.remarks


def test_what_another_program_marked_obsolete_is_not_lost() -> None:
    text = written().decode()
    start = text.index('msgctxt "paragraph#bbbbbb"')
    head, tail = text[:start], text[start:].partition("\n\n")[0]
    obsolete = head + "\n".join("#~ " + line for line in tail.split("\n")) + "\n"
    assert read(obsolete.encode()).entries == CATALOG.entries


def test_a_region_that_an_editor_puts_into_the_header_is_no_other_language() -> None:
    data = written().replace(b"Language: pt_BR", b"Language: pt_br")
    assert read(data) == CATALOG
    es = written(replace(CATALOG, locale="es")).replace(b"Language: es", b"Language: es_MX")
    names = {"document": "articles/a.md", "source_locale": "en", "locale": "es"}
    assert read_catalog(es, "es/a.md.po", **names).locale == "es"
    with pytest.raises(InputErrors, match="says Language: es_MX, but the folder says es"):
        read_catalog(es, "es/a.md.po", **names, declared=("es", "es-MX"))


def written_by_hand(data: bytes, old: str, new: str) -> bytes:
    """The catalog after somebody edited a target in it and left everything else."""
    lines = [f'"{line}\\n"' for line in new.split("\n")]
    lines[-1] = lines[-1].replace("\\n", "")
    before = old.replace("\n", "\\n")
    assert data.count(f'msgstr "{before}"'.encode()) == 1
    return data.replace(f'msgstr "{before}"'.encode(), "\n".join(['msgstr ""', *lines]).encode())


@pytest.mark.parametrize("document", ["articles/paying.md", "a/b.po.md", "one.json"])
def test_the_path_of_a_catalog_tells_its_place(document: str) -> None:
    assert place_of(catalog_path("zh-Hant", document)) == ("zh-Hant", document)
