"""Catalogs as files: the same bytes for the same catalog, and a clear refusal of a damaged one."""

from __future__ import annotations

import pytest

from locmem.catalogs.files import read_catalog, write_catalog
from locmem.errors import InputErrors
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, Catalog, CatalogEntry, State
from locmem.values.locales import plural_header

CATALOG = Catalog(
    document="articles/a.md",
    source_locale="en",
    locale="pt-BR",
    revised="2026-11-21 12:00+0000",
    entries=(
        CatalogEntry(occurrence="aaaaaa", kind=UnitKind.TITLE, source="Refunds", name="title"),
        CatalogEntry(
            occurrence="bbbbbb", kind=UnitKind.PARAGRAPH, source='Say "hello"\nto \\us.', target="Diga «olá».",
            state=State.REVIEWED, origin=HUMAN, note="still right",
        ),
    ),
)  # fmt: skip


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


def test_a_cut_catalog_is_refused_wherever_it_was_cut() -> None:
    data = written()
    for end in range(1, len(data) - 1, 7):
        with pytest.raises(InputErrors):
            read(data[:end])
