"""Catalogs beside documents that are gone or cannot be read, and what can be told without a damaged catalog."""

from __future__ import annotations

import pytest

from locmem.catalogs.files import NEVER
from locmem.model.segment import UnitKind
from locmem.model.settings import Settings
from locmem.model.tags import LanguageTag, language_tag
from locmem.model.translation import Catalog, CatalogEntry
from locmem.workspace.sources import read_sources
from locmem.workspace.stray_catalogs import StrayCatalogs, certain, stray_catalogs
from tests.pipelines.shop import Shop

LOCALES = ("es", "ja")
ES, MX, JA = (language_tag(tag) for tag in ("es", "es-MX", "ja"))
SETTINGS = Settings(
    name="shop",
    source_locale=language_tag("en"),
    locales=(ES, MX, JA),
    content_sets=(),
    risks={},
    variants={MX: ES},
)


def catalog(locale: LanguageTag, *sources: str) -> Catalog:
    entries = tuple(
        CatalogEntry(occurrence=f"k{number}", kind=UnitKind.PARAGRAPH, name="", source=source)
        for number, source in enumerate(sources)
    )
    return Catalog(document="a.md", source_locale="en", locale=locale, entries=entries, revised=NEVER)


def stray(shop: Shop, *locales: str) -> StrayCatalogs:
    project = shop.open()
    return stray_catalogs(project, read_sources(project), locales or LOCALES)


def names(catalogs: tuple[Catalog, ...]) -> list[tuple[str, str]]:
    return [(one.locale, one.document) for one in catalogs]


def test_where_every_document_can_be_read_no_catalog_is_stray(shop: Shop) -> None:
    assert stray(shop) == StrayCatalogs()


def test_a_document_that_is_removed_leaves_orphans_and_one_that_cannot_be_read_does_not(shop: Shop) -> None:
    shop.remove("content/articles/complaints.md")
    shop.write_bytes("content/articles/paying.md", b"caf\xe9")
    found = stray(shop)
    assert names(found.orphaned) == names(found.gone) == [(tag, "articles/complaints.md") for tag in LOCALES]
    assert names(found.held) == [(tag, "articles/paying.md") for tag in LOCALES]
    assert not found.problems
    assert names(stray(shop, "ja").held) == [("ja", "articles/paying.md")]


def test_a_document_in_no_content_set_any_more_is_not_gone(shop: Shop) -> None:
    shop.edit("locmem.yaml", "files: articles/**/*.md", "files: articles/p*.md")
    found = stray(shop)
    assert names(found.orphaned) == [(tag, "articles/complaints.md") for tag in LOCALES]
    assert found.gone == ()


def test_a_damaged_catalog_of_a_document_that_is_gone_is_lost(shop: Shop) -> None:
    shop.remove("content/articles/complaints.md")
    shop.write("content/translations/es/articles/complaints.md.po", 'msgid "half')
    found = stray(shop)
    assert names(found.orphaned) == [("ja", "articles/complaints.md")]
    assert found.lost == found.problems != ()


def test_a_catalog_of_a_locale_that_is_not_declared_is_a_problem_of_its_own(shop: Shop) -> None:
    shop.write("content/translations/fr/articles/paying.md.po", "")
    found = stray(shop)
    assert [problem.location.path for problem in found.problems] == ["content/translations/fr/articles/paying.md.po"]
    assert found.lost == ()


@pytest.mark.parametrize(
    ("catalogs", "damaged", "left"),
    [
        ({ES: catalog(ES, "A.")}, [JA], [ES]),
        ({ES: catalog(ES)}, [JA], []),
        ({MX: catalog(MX, "A.")}, [ES], []),
        ({MX: catalog(MX, "A."), JA: catalog(JA, "A.")}, [ES], [JA]),
        ({ES: catalog(ES, "A."), MX: catalog(MX, "A.")}, [JA], [ES, MX]),
        ({}, [ES, JA], []),
    ],
    ids=["another", "one that is empty", "a variant", "a variant and another", "another base", "all"],
)
def test_what_is_certain_without_a_damaged_catalog(
    catalogs: dict[LanguageTag, Catalog], damaged: list[LanguageTag], left: list[LanguageTag]
) -> None:
    assert list(certain(SETTINGS, catalogs, damaged)) == left
