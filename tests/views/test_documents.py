"""Documents, one beside its translation, and one as customers read it."""

from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.views.documents import beside_page, documents_page, preview_page
from locmem.workspace.survey import survey
from tests.pipelines.shop import Shop

PAYING = "articles/paying.md"


def test_documents_are_found_by_words_of_their_path_or_title(shop: Shop) -> None:
    project = shop.open()
    found = survey(project)
    assert len(documents_page(project, {}, found).documents.items) == 3
    (one,) = documents_page(project, {"q": "ORDER paying"}, found).documents.items
    assert one.path == PAYING
    assert documents_page(project, {"q": "none"}, found).documents.items == ()


def test_a_document_is_shown_in_its_first_locale_unless_another_is_named(shop: Shop) -> None:
    project = shop.open()
    found = survey(project)
    assert beside_page(project, {"document": PAYING}, found).beside.locale == "es"
    page = beside_page(project, {"document": PAYING, "locale": "ja"}, found)
    assert (page.beside.locale, page.locales) == ("ja", ("es", "ja"))
    with pytest.raises(UsageError, match="there is no document"):
        beside_page(project, {"document": "../locmem.yaml"}, found)


def test_a_preview_is_of_the_first_market_that_reads_the_locale(shop: Shop) -> None:
    project = shop.open()
    found = survey(project)
    page = preview_page(project, {"key": f"{PAYING}#x", "locale": "ja"}, found)
    assert (page.preview.market, page.locale, page.day) == ("JP", "ja", shop.today)
    assert (page.markets, page.locales) == (("ES", "JP"), ("ja",))
    assert page.query == "document=articles%2Fpaying.md&market=JP&locale=ja&day=2026-11-21&key=articles%2Fpaying.md%23x"


def test_a_locale_that_the_market_does_not_read_gives_way(shop: Shop) -> None:
    page = preview_page(shop.open(), {"document": PAYING, "market": "ES", "locale": "ja"}, survey(shop.open()))
    assert (page.preview.market, page.locale) == ("ES", "es")


def test_what_is_not_there_is_named(shop: Shop) -> None:
    project = shop.open()
    found = survey(project)
    with pytest.raises(UsageError, match="a page is named by"):
        preview_page(project, {}, found)
    with pytest.raises(UsageError, match="there is no document"):
        preview_page(project, {"document": "articles/none.md"}, found)
    shop.edit("content/articles/paying.md", "slug: paying", "slug: paying\nmarkets: [ES]")
    project = shop.open()
    with pytest.raises(UsageError, match="no market reads"):
        preview_page(project, {"document": PAYING, "locale": "ja"}, survey(project))
